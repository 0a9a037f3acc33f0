from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from desks import NOW, PROCEDURE, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.reception import Identity, Money, Person, ReceptionForm
from app.papers.preview import preview_pdf, preview_slip
from app.papers.receipt import receipt_slip
from app.printing.style import Paper
from app.services.previewing import preview_facts
from app.services.receiving import receive_dossier
from app.services.slip_facts import receipt_facts

PAID = reception(money=Money(fee=50_000, levy=8_000, paid=True, receipt_number="0012"))


def drawn(desk: Desk, form: ReceptionForm, paper: Paper | None = None) -> bytes:
    with desk.database.reading() as session:
        return preview_pdf(session, form, now=NOW, desk=desk.context, actor=desk.actor, paper=paper)


def said(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return " ".join(page.get_textpage().get_text_range() for page in pages)


def test_the_preview_says_what_the_slip_will_say_except_what_saving_gives(desk: Desk) -> None:
    with desk.database.reading() as session:
        before = preview_slip(
            preview_facts(session, PAID, now=NOW, desk=desk.context, actor=desk.actor)
        )
    with desk.database.transaction() as session:
        uid = receive_dossier(
            session, PAID, now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid
        after = receipt_slip(receipt_facts(session, uid, desk=desk.context))

    assert before.preview
    assert before.heading.code != after.heading.code
    left_open = {
        "heading": after.heading,
        "register_book": after.register_book,
        "register_number": after.register_number,
        "preview": False,
    }
    assert replace(before, **left_open) == after


def test_looking_records_nothing(desk: Desk) -> None:
    def counted() -> list[int]:
        with desk.database.reading() as session:
            return [
                session.execute(text(f"select count(*) from {table}")).scalar_one()
                for table in ("event", "dossier", "counter")
            ]

    before = counted()
    drawn(desk, PAID)

    assert counted() == before


@pytest.mark.parametrize("paper", [None, Paper.A5, Paper.A4X2, Paper.ROLL_80])
def test_every_paper_is_marked_and_bears_no_code_of_a_dossier(
    desk: Desk, paper: Paper | None
) -> None:
    pdf = drawn(desk, PAID, paper)

    assert "XEM TRƯỚC" in said(pdf)
    assert "H40.16-" not in said(pdf)
    page = pypdfium2.PdfDocument(io.BytesIO(pdf))[0].render(scale=300 / 72, grayscale=True)
    read = {each.text for each in zxingcpp.read_barcodes(page.to_pil())}
    assert read == {"XEM TRƯỚC, chưa lưu"}


def test_an_empty_form_can_be_looked_at_once_its_procedure_is_chosen(desk: Desk) -> None:
    nobody = ReceptionForm(
        procedure_code=PROCEDURE, applicant=Person(full_name="", identity=Identity())
    )

    assert "XEM TRƯỚC" in said(drawn(desk, nobody))


def test_an_unknown_procedure_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        drawn(desk, reception(procedure_code="9.999999"))

    assert refused.value.reason is Reason.PROCEDURE_UNKNOWN
