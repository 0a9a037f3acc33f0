from __future__ import annotations

from datetime import UTC, datetime

from reading import pages_text, whole_text

from app.printing.trail import TrailLine, TrailSheet, draw

AT = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def line(number: int) -> TrailLine:
    return TrailLine(
        at="09:30 16/11/2026",
        code=f"H40.16-261116-{number:04d}",
        who="Nguyễn Thị Ví Dụ",
        place="cán bộ tiếp nhận, quầy 3",
        sentence="Tiếp nhận hồ sơ, hẹn trả 09:30 thứ Hai 23/11/2026. " * 3,
    )


def sheet(count: int) -> TrailSheet:
    return TrailSheet(
        unit="TRUNG TÂM AN THỬ",
        subject="việc của Nguyễn Thị Ví Dụ, ngày 16/11/2026",
        lines=tuple(line(number) for number in range(1, count + 1)),
        printed_by="Phạm Văn Lãnh Đạo",
        printed_at=AT,
    )


def test_the_sheet_says_of_whom_how_much_and_who_printed_it() -> None:
    said = whole_text(draw(sheet(2)))
    for each in ("NHẬT KÝ CÔNG VIỆC", "việc của Nguyễn Thị Ví Dụ", "H40.16-261116-0002"):
        assert each in said
    assert "Cộng: 2 việc." in said
    assert "Phạm Văn Lãnh Đạo" in said


def test_a_long_day_goes_over_pages_and_each_has_the_heading() -> None:
    pages = pages_text(draw(sheet(60)))
    assert len(pages) > 2
    assert all("Cán bộ" in page and "Việc" in page for page in pages[:-1])
    assert all(sum(f"261116-{n:04d}" in page for page in pages) == 1 for n in range(1, 61))


def test_an_empty_day_is_a_sheet_too() -> None:
    assert "Cộng: 0 việc." in whole_text(draw(sheet(0)))
