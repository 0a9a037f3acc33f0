from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Reason, Refusal
from app.domain.reception import SubjectKind
from app.exchange.subject_rows import SubjectRow, file_rows, pasted_rows, subject_of

WORKER = SubjectKind.WORKER


def test_cells_copied_with_their_headings_are_told_by_them() -> None:
    text = (
        "Danh sách\t\t\t\nSTT\tNgày sinh\tHọ và tên\tSố CCCD\n"
        "(1)\t(2)\t(3)\t(4)\n1\t05/02/1990\tLê Văn Thử\t034090001234\nTổng cộng\t\t\t1\n"
    )
    rows = pasted_rows(text)
    assert rows[0] == SubjectRow(name="Lê Văn Thử", number="034090001234", born="05/02/1990")


def test_cells_without_headings_are_told_by_what_stands_in_them() -> None:
    text = "1\tLê Văn Thử\t5.2.1990\t034090001234\n2\tTrần Thị Mẫu\t02/09/1988\t034188004321"
    assert pasted_rows(text)[1] == SubjectRow(
        name="Trần Thị Mẫu", number="034188004321", born="02/09/1988"
    )


@pytest.mark.parametrize("typed", ["31/2/1988", "chưa rõ", "1988"])
def test_a_cell_that_is_no_day_does_not_hide_the_column_of_days(typed: str) -> None:
    rows = pasted_rows(f"Lê Văn Thử\t5/2/1990\nTrần Thị Mẫu\t{typed}\n")
    assert [row.born for row in rows] == ["5/2/1990", typed]
    turned = pasted_rows(f"Trần Thị Mẫu\t{typed}\nLê Văn Thử\t5/2/1990\n")
    assert [row.born for row in turned] == [typed, "5/2/1990"]


def test_days_that_no_calendar_has_are_complained_of() -> None:
    [row] = pasted_rows("Trần Thị Mẫu\t31/2/1988\n")
    with pytest.raises(Refusal, match=Reason.IMPORT_DAY_WRONG):
        subject_of(row, WORKER)


def test_a_column_of_names_alone_is_a_list() -> None:
    assert [row.name for row in pasted_rows("Lê Văn Thử\r\nTrần Thị Mẫu\r\n\r\n")] == [
        "Lê Văn Thử",
        "Trần Thị Mẫu",
    ]


def test_decomposed_text_is_composed() -> None:
    (row,) = pasted_rows(unicodedata.normalize("NFD", "Họ tên\nNguyễn Thị Ví Dụ"))
    assert row.name == "Nguyễn Thị Ví Dụ"


def test_a_file_is_read_like_a_paste() -> None:
    content = "Họ và tên;Số CCCD\nLê Văn Thử;034090001234\n".encode()
    assert file_rows("ds.csv", content)[0].number == "034090001234"


@pytest.mark.parametrize("text", ["", "\n\t\n", "   "])
def test_nothing_is_no_list(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        pasted_rows(text)
    assert refused.value.reason is Reason.PASTE_EMPTY


def test_a_row_becomes_the_person_that_it_is_about() -> None:
    subject = subject_of(
        SubjectRow(name="Lê Văn Thử", number="034 090 001 234", born="5/2/1990"), WORKER
    )
    assert (subject.identity_number, subject.born_on) == ("034090001234", date(1990, 2, 5))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (SubjectRow(name="", number="034090001234"), Reason.IMPORT_NAME_MISSING),
        (SubjectRow(name="Lê", number="34090001234"), Reason.IMPORT_NUMBER_WRONG),
        (SubjectRow(name="Lê", born="31/2/1990"), Reason.IMPORT_DAY_WRONG),
    ],
)
def test_a_wrong_row_says_what_is_wrong(row: SubjectRow, reason: Reason) -> None:
    with pytest.raises(Refusal) as refused:
        subject_of(row, WORKER)
    assert refused.value.reason is reason


@given(st.text(max_size=60))
def test_no_paste_breaks_the_reader(text: str) -> None:
    try:
        rows = pasted_rows(text)
    except Refusal:
        return
    for row in rows:
        assert isinstance(row.name, str)
