"""What a citizen signs for the office: the undertaking for a lost slip, the authorisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypedDict

from app.domain import wording_slots_practice as practice
from app.domain.dossier import Dossier
from app.domain.end_facts import SlipReportedLost
from app.domain.printers import SlipKind
from app.domain.slip_words import edition_text
from app.papers.letterhead import Letterhead
from app.papers.parts import (
    Drawing,
    abstract_of,
    applicant_of,
    letterhead_of,
    on_sheets,
    owner_of,
    paper_heading,
    separate_owner,
)
from app.printing.heading import Heading
from app.printing.party import Party
from app.printing.slips import authorisation, undertaking
from app.printing.slips.authorisation import NOBODY, AuthorisationForm
from app.printing.slips.undertaking import Undertaking
from app.services.desk import DeskContext, OpenSession
from app.services.paper_facts import PaperFacts, Told
from app.services.wording import wordings


def undertaking_paper(facts: PaperFacts) -> Drawing | None:
    """The undertaking for the slip that was reported lost last."""
    lost = facts.last(SlipReportedLost)
    if lost is None:
        return None
    said = undertaking_of(facts, lost)
    return on_sheets(undertaking.draw, said)


def undertaking_of(facts: PaperFacts, lost: Told[SlipReportedLost]) -> Undertaking:
    """Giấy cam kết về việc mất giấy hẹn, for its signature."""
    dossier, fact = facts.dossier, lost.fact
    head = letterhead_of(facts, lost.at, clerk=lost.who)
    slip = f"giấy tiếp nhận hồ sơ và hẹn trả kết quả ({edition_text(fact.edition)})"
    return Undertaking(
        heading=_citizens(paper_heading(facts, head, SlipKind.UNDERTAKING, "", lost.at)),
        name=head.paper_name(SlipKind.UNDERTAKING),
        unit=head.unit,
        promises=head.lines(practice.UNDERTAKING_PROMISES),
        asked=head.said(practice.UNDERTAKING_ASKED),
        person=applicant_of(dossier),
        abstract=abstract_of(facts),
        received_at=dossier.received_at,
        return_due_at=dossier.promise.return_due_at,
        lost=slip,
        told_at=lost.at,
        clerk_name=lost.who,
        remark=fact.private.words if fact.private else "",
        foot_notes=head.lines(practice.UNDERTAKING_NOTES),
        reprint=facts.copies(SlipKind.UNDERTAKING, SlipReportedLost) > 0,
        training=facts.desk.is_training,
    )


def authorisation_paper(facts: PaperFacts) -> Drawing:
    """The form filled in as far as the dossier knows; the rest is written by hand."""
    form = authorisation_form(facts)
    return on_sheets(authorisation.draw, form)


def authorisation_form(facts: PaperFacts) -> AuthorisationForm:
    """Giấy ủy quyền from the owner to whoever was named, else to somebody still to be named."""
    head = letterhead_of(facts, facts.at)
    heading = _citizens(paper_heading(facts, head, SlipKind.AUTHORISATION, "", facts.at))
    authorised, basis = _authorised(facts.dossier)
    return AuthorisationForm(
        heading=replace(heading, issued_on=None),
        name=head.paper_name(SlipKind.AUTHORISATION),
        issued_at=facts.at,
        owner=owner_of(facts.dossier),
        authorised=authorised,
        abstract=abstract_of(facts),
        code=facts.dossier.code,
        unit=head.unit,
        basis=basis,
        **_office_words(head),
        training=facts.desk.is_training,
    )


def blank_authorisation(
    session: OpenSession, _about: str, desk: DeskContext, at: datetime
) -> Drawing:
    """The form without a dossier, for a citizen who comes before there is one."""
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(at))
    heading = Heading(
        parent_body="", unit="", slip_number="", code="", place="", issued_on=None, qr_text=""
    )
    form = AuthorisationForm(
        heading=heading,
        name=head.paper_name(SlipKind.AUTHORISATION),
        issued_at=at,
        unit=head.unit,
        **_office_words(head),
        training=desk.is_training,
    )
    return on_sheets(authorisation.draw, form)


class _OfficeWords(TypedDict):
    rights: tuple[str, ...]
    sworn: str
    foot_notes: tuple[str, ...]


def _office_words(head: Letterhead) -> _OfficeWords:
    return _OfficeWords(
        rights=head.lines(practice.AUTHORISATION_RIGHTS),
        sworn=head.said(practice.AUTHORISATION_SWORN),
        foot_notes=head.lines(practice.AUTHORISATION_NOTES),
    )


def _citizens(heading: Heading) -> Heading:
    """The same codes on a paper that is the citizen's: the office does not issue it."""
    return replace(heading, parent_body="", unit="", slip_number="")


def _authorised(dossier: Dossier) -> tuple[Party, str]:
    """Who was named to act after reception, else who filed for an owner; and by what paper."""
    persons, later = dossier.private, dossier.later
    if later is not None and later.authorised:
        named = later.authorised[-1]
        return Party(name=named.full_name, identity_number=named.identity_number or ""), named.paper
    if persons is not None and separate_owner(persons) is not None:
        return applicant_of(dossier), persons.authority or ""
    return NOBODY, ""
