from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from deeds_at_desk import do, received
from desks import NOW
from piles import accept, close

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm, ReturnResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.printers import Paper
from app.domain.wording_slots_practice import REGISTER_FORM
from app.papers.letterhead import Letterhead
from app.papers.register import register, register_sheet
from app.printing.slips.register import Register, draw
from app.services.register_book import register_books
from app.services.wording import set_up_wording, tried

TODAY = local_date(NOW)


def sheet_of(desk: Desk, form: str = "TT03/2025") -> Register:
    words = tried(set_up_wording(desk.context), {REGISTER_FORM.key: form})
    head = Letterhead(desk=desk.context, wording=words)
    with desk.database.reading() as session:
        books = register_books(session, TODAY, TODAY, desk=desk.context)
    return register_sheet(books, (TODAY, TODAY), head, at=NOW)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.get_textpage().get_text_bounded() for page in document]


def test_a_dossier_has_its_line_with_every_day_that_it_went_somewhere(desk: Desk) -> None:
    first, second = received(desk), received(desk)
    code = close(desk, [first]).code
    accept(desk, code)
    do(desk, second, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    form = ReturnResultForm(proofs=(ShownProof.SLIP,))
    do(desk, second, DeedKind.RETURN_RESULT, form, NOW + timedelta(hours=1))
    ((book, lines),) = sheet_of(desk).books
    assert book
    assert [each.number for each in lines] == ["00001", "00002"]
    assert [each.sent_on for each in lines] == [TODAY, None]
    assert [each.back_on for each in lines] == [None, TODAY]
    assert [each.returned_on for each in lines] == [None, TODAY]


def test_both_forms_have_their_own_columns(desk: Desk) -> None:
    received(desk)
    (current,) = pages(draw(sheet_of(desk)))
    (old,) = pages(draw(sheet_of(desk, "TT01/2018")))
    assert "Cơ quan chủ" in current
    assert "Bên giao" not in current
    assert "Bên giao" in old
    assert "Cơ quan chủ" not in old


def test_forty_lines_repeat_the_head_and_the_signature_is_never_alone(desk: Desk) -> None:
    received(desk)
    sheet = sheet_of(desk)
    ((book, (line,)),) = sheet.books
    for count in range(36, 46):
        lines = tuple(replace(line, number=f"{n:05d}") for n in range(1, count + 1))
        drawn = pages(draw(replace(sheet, books=((book, lines),)), dots_per_inch=203))
        assert len(drawn) > 1
        for number, page in enumerate(drawn, start=1):
            assert "Mã hồ sơ" in page
            assert f"Trang {number}/{len(drawn)}" in page
        assert "NGƯỜI GHI SỔ" in drawn[-1]
        assert f"{count:05d}" in drawn[-1]
        assert [n for page in drawn for n in re.findall(r"\b000\d\d\b", page)] == [
            each.number for each in lines
        ]


def test_each_book_begins_a_page_and_counts_its_own(desk: Desk) -> None:
    received(desk)
    sheet = sheet_of(desk)
    ((_, lines),) = sheet.books
    drawn = pages(draw(replace(sheet, books=(("3/2026", lines), ("4/2026", lines)))))
    assert ["Quyển số 3/2026" in drawn[0], "Quyển số 4/2026" in drawn[1]] == [True, True]


@pytest.mark.parametrize(
    ("about", "since", "until"),
    [
        ("", TODAY, TODAY),
        ("16/11/2026", date(2026, 11, 16), date(2026, 11, 16)),
        ("16/11/2026 - 20/11/2026", date(2026, 11, 16), date(2026, 11, 20)),
    ],
)
def test_the_days_are_typed_as_people_write_them(
    desk: Desk, about: str, since: date, until: date
) -> None:
    with desk.database.reading() as session:
        pdf = register(session, about, desk.context, NOW)(Paper.A4, 203)
    (page,) = pages(pdf)
    assert f"{since:%d/%m/%Y}" in page
    assert f"{until:%d/%m/%Y}" in page


@pytest.mark.parametrize("about", ["hôm qua", "20/11/2026 - 16/11/2026", "31/02/2026"])
def test_days_that_are_none_are_refused(desk: Desk, about: str) -> None:
    with desk.database.reading() as session, pytest.raises(Refusal) as caught:
        register(session, about, desk.context, NOW)
    assert caught.value.reason is Reason.FIELD_WRONG
