"""Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (Mẫu 02) of a received dossier."""

from __future__ import annotations

from app.domain import wording_slots as slots
from app.domain.pause_facts import SupplementRequested
from app.domain.printers import SlipKind
from app.domain.procedure import SupplementClock
from app.papers.door_slips import asked_paper
from app.papers.parts import (
    ERASED_WORDS,
    Drawing,
    abstract_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
)
from app.printing.rolls import door as roll
from app.printing.slips import supplement
from app.printing.slips.supplement import SupplementSlip
from app.services.paper_facts import PaperFacts, Told

_CLOCK_NOTES = {
    SupplementClock.RESTART: slots.SUPPLEMENT_RESTART,
    SupplementClock.PAUSE: slots.SUPPLEMENT_PAUSE,
}


def supplement_paper(facts: PaperFacts) -> Drawing | None:
    """The newest request of a received dossier."""
    asked = facts.last(SupplementRequested)
    if asked is None:
        return None
    slip = supplement_slip(facts, asked)
    return on_sheets(supplement.draw, slip, roll=roll.draw_supplement)


def supplement_slip(facts: PaperFacts, asked: Told[SupplementRequested]) -> SupplementSlip:
    """The slip, with every demand once and completely."""
    fact, private = asked.fact, asked.fact.private
    head = letterhead_of(facts, asked.at, clerk=asked.who)
    is_own = fact.asked_by == head.unit
    number = (fact.document if is_own else "") or head.number_left_open(slots.SUPPLEMENT_SIGN)
    content = ERASED_WORDS if private is None else private.content
    published = {each.ordinal: each for each in facts.procedure.papers or ()}
    letter = f" tại văn bản số {fact.document}" if fact.document and not is_own else ""
    by = f"Theo yêu cầu của {fact.asked_by}{letter}"
    reason = private.reason if private is not None and private.reason else ""
    return SupplementSlip(
        heading=paper_heading(facts, head, SlipKind.SUPPLEMENT, number, asked.at),
        name=head.paper_name(SlipKind.SUPPLEMENT),
        applicant=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        missing=tuple(
            asked_paper(published[each.ordinal])
            for each in fact.lacking
            if each.ordinal in published
        ),
        requests=(content,),
        reason=f"{reason.rstrip('.')}. {by}." if reason else f"{by}.",
        complete_by=fact.answer_by,
        advisor_name=asked.who,
        issued_at=asked.at,
        contact_name=head.unit,
        contact_phone=head.said(slots.PHONE),
        foot_notes=(
            head.said(_CLOCK_NOTES[fact.clock]),
            head.said(slots.SUPPLEMENT_CLOSING),
            *head.lines(slots.SUPPLEMENT_NOTES),
        ),
        reprint=facts.copies(SlipKind.SUPPLEMENT, SupplementRequested) > 0,
        training=facts.desk.is_training,
    )
