"""Results on paper: who took them (giấy biên nhận), and one that was called back (đính chính)."""

from __future__ import annotations

from app.domain import wording_slots as slots
from app.domain import wording_slots_practice as practice
from app.domain.dossier_parts import ResultState
from app.domain.end_facts import CollectorPrivate, ResultRecalled, ResultReturned
from app.domain.history_ends import COLLECTOR_WORDS, PROOF_WORDS
from app.domain.money_words import money_text
from app.domain.printers import SlipKind
from app.domain.reception import ReturnPlace
from app.papers.letterhead import Letterhead
from app.papers.parts import (
    ERASED_WORDS,
    Drawing,
    abstract_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
    register_number,
    words_of,
)
from app.printing.slips import correction, result_receipt
from app.printing.slips.correction import CorrectionNotice
from app.printing.slips.result_receipt import ResultReceipt, ResultRow
from app.services.paper_facts import PaperFacts, Told


def result_receipt_paper(facts: PaperFacts) -> Drawing | None:
    """The receipt of the results that were returned last, in one act."""
    returned = _last_act(facts)
    if not returned:
        return None
    slip = result_receipt_slip(facts, returned)
    return on_sheets(result_receipt.draw, slip)


def result_receipt_slip(
    facts: PaperFacts, returned: tuple[Told[ResultReturned], ...]
) -> ResultReceipt:
    """Giấy biên nhận trả kết quả over the results of one act."""
    dossier, first = facts.dossier, returned[0]
    known = {each.uid: each for each in dossier.results}
    collector = first.fact.private or CollectorPrivate(full_name=ERASED_WORDS)
    waiting = sum(each.is_on_shelf for each in dossier.results)
    owed = dossier.money.outstanding
    head = letterhead_of(facts, first.at, clerk=first.who)
    return ResultReceipt(
        heading=paper_heading(
            facts, head, SlipKind.RESULT_RECEIPT, register_number(facts, head), first.at
        ),
        name=head.paper_name(SlipKind.RESULT_RECEIPT),
        owner=owner_of(dossier),
        abstract=abstract_of(facts),
        collector=collector.full_name,
        right=COLLECTOR_WORDS[first.fact.collector],
        identity_number=collector.identity_number or "",
        authority=collector.authority or "",
        proofs=", ".join(PROOF_WORDS[each] for each in first.fact.proofs),
        results=tuple(_row(known[each.fact.result_uid]) for each in returned),
        returned_at=first.at,
        place=_place(facts, first.fact.place, head),
        clerk_name=first.who,
        remaining=waiting + (dossier.results_remaining or 0),
        owed=money_text(owed) if owed else "",
        checked=head.said(practice.RESULTS_CHECKED),
        foot_notes=head.lines(practice.RESULTS_NOTES),
        reprint=facts.copies(SlipKind.RESULT_RECEIPT, ResultReturned) > 0,
        training=facts.desk.is_training,
    )


def correction_paper(facts: PaperFacts) -> Drawing | None:
    """The notice of the result that was called back last."""
    recalled = facts.last(ResultRecalled)
    if recalled is None:
        return None
    notice = correction_notice(facts, recalled)
    return on_sheets(correction.draw, notice)


def correction_notice(facts: PaperFacts, recalled: Told[ResultRecalled]) -> CorrectionNotice:
    """Thông báo thu hồi, đính chính kết quả."""
    fact = recalled.fact
    result = next(each for each in facts.dossier.results if each.uid == fact.result_uid)
    agency = facts.dossier.procedure.settling_agency
    head = letterhead_of(facts, recalled.at, clerk=recalled.who)
    number = fact.document or head.number_left_open(slots.CORRECTION_SIGN)
    return CorrectionNotice(
        heading=paper_heading(facts, head, SlipKind.CORRECTION, number, recalled.at),
        name=head.paper_name(SlipKind.CORRECTION),
        addressee=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        opening=head.said(slots.CORRECTION_OPENING),
        result=_result_text(result),
        reason=words_of(fact.private),
        closing=_closing(head, is_held=result.returned_at is not None),
        signer=head.signature(slots.CORRECTION_SIGNER),
        recipients=head.recipients(slots.CORRECTION_RECIPIENTS, *((agency,) if agency else ())),
        recalled_at=recalled.at,
        foot_notes=head.lines(slots.CORRECTION_NOTES),
        reprint=facts.copies(SlipKind.CORRECTION, ResultRecalled) > 0,
        training=facts.desk.is_training,
    )


def _closing(head: Letterhead, *, is_held: bool) -> str:
    """What the citizen is asked; one who did not take the result has nothing to give back."""
    held = head.said(slots.CORRECTION_HELD) if is_held else ""
    return " ".join(filter(None, (held, head.said(slots.CORRECTION_CLOSING))))


def _last_act(facts: PaperFacts) -> tuple[Told[ResultReturned], ...]:
    """The results that the last collector took: one moment, one person."""
    every = facts.all_of(ResultReturned)
    if not every:
        return ()
    last = every[-1]
    return tuple(
        each for each in every if each.at == last.at and each.fact.private == last.fact.private
    )


def _row(result: ResultState) -> ResultRow:
    return ResultRow(
        name=result.name,
        number=result.number or "",
        issued_on=result.issued_on,
        valid_until=result.valid_until,
    )


def _result_text(result: ResultState) -> str:
    number = f", số {result.number}" if result.number else ""
    on = "" if result.issued_on is None else f", ngày {result.issued_on:%d/%m/%Y}"
    return f"{result.name}{number}{on}"


def _place(facts: PaperFacts, place: ReturnPlace, head: Letterhead) -> str:
    if place is ReturnPlace.COUNTER:
        return head.unit
    persons = facts.dossier.private
    address = (persons.return_address if persons else None) or ""
    return f"Qua dịch vụ bưu chính, {address}".rstrip(", ")
