"""Văn bản xin lỗi và đề nghị gia hạn (Mẫu 04): drafted for signature, and as it was signed."""

from __future__ import annotations

from app.domain import wording_slots as slots
from app.domain.delay_facts import ApologyDrafted, DelayAnnounced, ReturnRescheduled
from app.domain.paper_forms import Basis
from app.domain.printers import SlipKind
from app.papers.parts import (
    ERASED_WORDS,
    Drawing,
    abstract_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
)
from app.printing.slips.apology import ApologyLetter, draw
from app.services.paper_facts import PaperFacts, Told


def apology_paper(facts: PaperFacts) -> Drawing | None:
    """The newest letter: signed, or still a draft."""
    drafted, signed = facts.last(ApologyDrafted), facts.last(ReturnRescheduled)
    newest = facts.newest(ApologyDrafted, ReturnRescheduled)
    if signed is not None and newest is ReturnRescheduled:
        letter = apology_letter(facts, signed)
    elif drafted is not None:
        letter = apology_letter(facts, drafted)
    else:
        return None
    return on_sheets(draw, letter)


def apology_letter(
    facts: PaperFacts, said: Told[ApologyDrafted] | Told[ReturnRescheduled]
) -> ApologyLetter:
    """The letter of one deed; the reason is the agency's where the signatory gave none."""
    fact, delay = said.fact, facts.last(DelayAnnounced)
    private = fact.private if isinstance(fact, ReturnRescheduled) else None
    is_draft = isinstance(fact, ApologyDrafted)
    announced = None if delay is None else delay.fact
    head = letterhead_of(facts, said.at, clerk=said.who)
    number = fact.letter or head.number_left_open(slots.APOLOGY_SIGN)
    title, signatory = (private.title, private.signatory) if private else (None, None)
    return ApologyLetter(
        heading=paper_heading(
            facts, head, SlipKind.APOLOGY, number, said.at, return_due_at=fact.new_due_at
        ),
        name=head.paper_name(SlipKind.APOLOGY),
        addressee=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        sorry=head.said(slots.APOLOGY_SORRY),
        closing=head.said(slots.APOLOGY_CLOSING),
        asks_extension=head.said(slots.APOLOGY_FORM) != Basis.OLD.value,
        agency=announced.agency if announced else facts.procedure.settling_agency or "",
        received_at=facts.dossier.received_at,
        old_due_at=fact.old_due_at,
        new_due_at=fact.new_due_at,
        reason=_reason(facts, announced, fact),
        document=_document(announced),
        earlier=_earlier(facts, fact),
        signer=head.signature(slots.APOLOGY_SIGNER, title, signatory),
        recipients=head.recipients(
            slots.APOLOGY_RECIPIENTS, *((announced.agency,) if announced else ())
        ),
        issued_at=said.at,
        draft=is_draft,
        foot_notes=head.lines(slots.APOLOGY_NOTES),
        reprint=facts.copies(SlipKind.APOLOGY, type(fact)) > 0,
        training=facts.desk.is_training,
    )


def _reason(
    facts: PaperFacts, announced: DelayAnnounced | None, fact: ApologyDrafted | ReturnRescheduled
) -> str:
    if announced is not None and announced.private is not None:
        return announced.private.words
    if isinstance(fact, ReturnRescheduled) and fact.private is not None:
        return fact.private.reason
    return "" if facts.dossier.private is not None else ERASED_WORDS


def _document(announced: DelayAnnounced | None) -> str:
    if announced is None or not announced.document:
        return ""
    on = "" if announced.document_on is None else f", ngày {announced.document_on:%d/%m/%Y}"
    return f"{announced.document}{on} của {announced.agency}"


def _earlier(facts: PaperFacts, fact: ApologyDrafted | ReturnRescheduled) -> int:
    return sum(each.fact is not fact for each in facts.all_of(ReturnRescheduled))
