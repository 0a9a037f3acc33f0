"""Charts: what stands on them, in ink and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reading import letter_boxes, whole_text

from app.domain.moments import VIETNAM
from app.printing.barcode import DotGrid
from app.printing.chart_scale import number_text, ticks
from app.printing.charts import (
    Chart,
    ChartKind,
    Series,
    chart_block,
    chart_png,
    chart_words,
    screen_look,
)
from app.printing.flow import gap, paginate
from app.printing.sheet import Imprint, bind
from app.printing.style import FORMATS, MM, Paper, register_fonts

LOOK = screen_look("#102030", "#f0f0f0", "#909090", "#404040", ("#ff0000", "#00ff00", "#0000ff"))
LOAD = Chart(
    kind=ChartKind.BARS,
    title="Hồ sơ tiếp nhận theo giờ",
    unit="hồ sơ",
    labels=tuple(f"{hour} giờ" for hour in range(7, 17)),
    series=(Series("", (3, 22, 41, 38, 12, 0, None, 25, 33, 19)),),
)
ON_TIME = Chart(
    kind=ChartKind.LINES,
    title="Tỷ lệ đúng hạn theo lĩnh vực",
    unit="%",
    highest=100,
    labels=tuple(f"{month:02d}/2026" for month in range(1, 13)),
    series=(
        Series("Người có công", (96, 97.5, 98, 95, 94, 99, 100, 100, 99, 98, 97, 100)),
        Series(
            "Việc làm, bảo hiểm thất nghiệp và lao động ngoài nước",
            (88, 87, 90, 92, 91, 93, None, 95, 96, 97, 98, 99.5),
        ),
        Series("Bảo trợ xã hội", (99, 99, 99, 98, 99, 99, 98, 97, 98, 99, 100, 99.8)),
    ),
)
AGEING = Chart(
    kind=ChartKind.BARS,
    title="Hồ sơ đang giải quyết theo tuổi",
    remark="Tính từ ngày tiếp nhận, theo ngày làm việc.",
    labels=("đến 5 ngày", "6–10 ngày", "11–15 ngày", "16–30 ngày", "trên 30 ngày"),
    series=(
        Series("Còn hạn", (1310, 210, 80, 30, 2)),
        Series("Chờ bổ sung", (4, 60, 31, 9, 0)),
        Series("Quá hạn", (0, 3, 9, 14, 21), alarming=True),
    ),
)
WEEK = Chart(
    kind=ChartKind.GRID,
    title="Lượt tiếp theo giờ và ngày trong tuần",
    labels=tuple(str(hour) for hour in range(7, 17)),
    series=tuple(
        Series(day, tuple((row * 7 + hour * 13) % 41 for hour in range(10)))
        for row, day in enumerate(("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu"))
    ),
)
ALL = (LOAD, ON_TIME, AGEING, WEEK)


def sheet(*charts: Chart) -> bytes:
    """The charts below each other on A4."""
    register_fonts()
    form = FORMATS[Paper.A4]
    blocks = [block for each in charts for block in (chart_block(each, form.text_width), gap(4))]
    imprint = Imprint(
        title="Biểu đồ",
        author="Trung tâm",
        code="BD",
        issued_at=datetime(2026, 11, 21, 8, tzinfo=VIETNAM),
    )
    pages = paginate(blocks, form.text_height)
    return bind([pages], imprint, paper=Paper.A4, grid=DotGrid(600))


def colours(png: bytes) -> dict[tuple[int, int, int], int]:
    picture = Image.open(BytesIO(png))
    counted = picture.getcolors(picture.width * picture.height)
    return {colour: count for count, colour in counted}


def test_title_unit_labels_and_values_can_be_read_back_from_paper() -> None:
    text = whole_text(sheet(LOAD, AGEING))
    for said in ("Hồ sơ tiếp nhận theo giờ (hồ sơ)", "7 giờ", "41", "1.314", "Chờ bổ sung"):
        assert said in text
    assert "trên 30 ngày" in text


def test_names_of_lines_stand_whole_beside_their_ends_and_apart() -> None:
    text = whole_text(sheet(ON_TIME))
    assert "Việc làm, bảo hiểm thất nghiệp và lao động ngoài nước" in text
    assert "…" not in text


@pytest.mark.parametrize("chart", ALL, ids=lambda each: each.title)
def test_no_letter_leaves_the_page_margins(chart: Chart) -> None:
    side = FORMATS[Paper.A4].side
    for left, _, right, _ in letter_boxes(sheet(chart))[0]:
        assert left >= side - 1
        assert right <= FORMATS[Paper.A4].width - side + 1


@pytest.mark.parametrize("chart", ALL, ids=lambda each: each.title)
def test_the_picture_has_the_size_and_the_ground_of_the_screen(chart: Chart) -> None:
    png = chart_png(chart, LOOK, size=(500, 220), pixel_ratio=1.5)
    assert Image.open(BytesIO(png)).size == (750, 330)
    found = colours(png)
    assert max(found, key=lambda each: found[each]) == (0x10, 0x20, 0x30)


def test_a_bar_twice_as_high_holds_twice_the_ink() -> None:
    def red(*values: float) -> int:
        chart = replace(LOAD, labels=("a", "b"), series=(Series("", values),))
        return colours(chart_png(chart, LOOK, size=(400, 300)))[(255, 0, 0)]

    assert red(20, 40) == pytest.approx(red(40, 40) * 3 / 4, rel=0.03)


def test_rows_are_stacked_in_colours_of_their_own_and_what_is_late_in_the_last() -> None:
    found = colours(chart_png(AGEING, LOOK, size=(600, 300)))
    assert all(found[each] > 100 for each in ((255, 0, 0), (0, 255, 0), (0, 0, 255)))


def test_a_line_stays_open_where_nothing_is_known() -> None:
    whole = replace(ON_TIME, labels=("1", "2", "3"), series=(Series("A", (90, 90, 90)),))
    gaps = replace(whole, series=(Series("A", (90, None, 90)),))

    def inked(chart: Chart) -> int:
        return colours(chart_png(chart, LOOK, size=(400, 200))).get((255, 0, 0), 0)

    assert inked(gaps) < 0.5 * inked(whole)


def test_a_known_nought_is_written_and_an_unknown_count_is_not() -> None:
    chart = replace(WEEK, labels=("7", "8"), series=(Series("Thứ Hai", (0, None)),))
    assert whole_text(sheet(chart)).split()[-3:] == ["Thứ", "Hai", "0"]


def test_a_chart_without_values_says_so() -> None:
    empty = replace(LOAD, series=(Series("", (None,) * 10),))
    assert "Chưa có số liệu" in whole_text(sheet(empty))
    assert "Chưa có số liệu" in chart_words(empty)
    assert "Chưa có số liệu" in whole_text(sheet(replace(LOAD, series=())))


def test_a_chart_is_told_in_words() -> None:
    said = chart_words(replace(AGEING, unit="hồ sơ"))
    assert said.startswith("Hồ sơ đang giải quyết theo tuổi. Còn hạn: đến 5 ngày: 1.310 hồ sơ;")
    assert "Quá hạn: đến 5 ngày: 0 hồ sơ" in said


def test_values_that_do_not_match_the_labels_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="2 values, 3 due"):
        Chart(kind=ChartKind.BARS, title="", labels=("a", "b", "c"), series=(Series("", (1, 2)),))


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert sheet(*ALL) == sheet(*ALL)
    assert chart_png(WEEK, LOOK, size=(300, 200)) == chart_png(WEEK, LOOK, size=(300, 200))


def test_a_chart_on_paper_is_as_high_as_its_block() -> None:
    low = min(bottom for _, bottom, _, _ in letter_boxes(sheet(LOAD))[0])
    form = FORMATS[Paper.A4]
    assert low >= form.height - form.top - 62 * MM


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, "0"), (1234567, "1.234.567"), (97.5, "97,5"), (99.96, "100"), (12.04, "12")],
)
def test_numbers_are_written_as_vietnamese_print_writes_them(value: float, said: str) -> None:
    assert number_text(value) == said


@given(low=st.floats(-1e6, 1e6), span=st.floats(0.01, 1e7))
def test_an_axis_holds_all_values_in_few_round_steps(low: float, span: float) -> None:
    axis = ticks(low, low + span, whole=False)
    assert axis[0] <= low + 1e-6 * span
    assert axis[-1] >= low + span - 1e-6 * span
    assert 2 <= len(axis) <= 8


@given(st.integers(0, 10_000_000))
def test_an_axis_of_counts_has_whole_numbers(most: int) -> None:
    assert all(value.is_integer() for value in ticks(0.0, float(most), whole=True))


def test_an_axis_of_shares_ends_at_a_hundred() -> None:
    assert ticks(87, 100, whole=False, highest=100)[-1] == 100
    assert ticks(100, 100, whole=False, highest=100)[-1] == 100
    assert ticks(99.9, 99.99, whole=False, highest=100)[-1] <= 100
