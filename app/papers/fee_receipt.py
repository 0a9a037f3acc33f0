"""Phiếu thu tiền nội bộ of the money that was taken last."""

from __future__ import annotations

from app.domain import wording_slots_practice as slots
from app.domain.form_words import CHOICE_WORDS
from app.domain.money_facts import FeeCollected, PayMeans
from app.domain.printers import SlipKind
from app.papers.parts import (
    Drawing,
    abstract_of,
    applicant_of,
    letterhead_of,
    on_sheets,
    paper_heading,
)
from app.printing.slips.fee_receipt import FeeReceipt, SumTaken, draw
from app.services.paper_facts import PaperFacts, Told


def fee_receipt_paper(facts: PaperFacts) -> Drawing | None:
    """The sheet of the last payment; a dossier that paid nothing has none."""
    taken = facts.last(FeeCollected)
    if taken is None:
        return None
    slip = fee_receipt_slip(facts, taken)
    return on_sheets(draw, slip)


def fee_receipt_slip(facts: PaperFacts, taken: Told[FeeCollected]) -> FeeReceipt:
    """Each kind of money that was taken, and the sum in words."""
    fact = taken.fact
    sums = (
        ("Phí", fact.fee),
        ("Lệ phí", fact.levy),
        ("Giá dịch vụ", fact.service),
        ("Cước bưu chính", fact.postage),
    )
    head = letterhead_of(facts, taken.at, clerk=taken.who)
    number = fact.internal_receipt or head.number_left_open(slots.FEE_SIGN)
    return FeeReceipt(
        heading=paper_heading(facts, head, SlipKind.FEE_RECEIPT, number, taken.at),
        name=head.paper_name(SlipKind.FEE_RECEIPT),
        payer=applicant_of(facts.dossier),
        abstract=abstract_of(facts),
        sums=tuple(SumTaken(words=words, amount=amount) for words, amount in sums if amount),
        means=CHOICE_WORDS[PayMeans][fact.means],
        taken_at=taken.at,
        clerk_name=taken.who,
        official_number=fact.receipt_number or "",
        outstanding=facts.dossier.money.outstanding,
        foot_notes=head.lines(slots.FEE_NOTES),
        reprint=facts.copies(SlipKind.FEE_RECEIPT, FeeCollected) > 0,
        training=facts.desk.is_training,
    )
