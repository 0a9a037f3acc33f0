"""Online filings from a portal's export: looked at first, then noted or completed row by row."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.filing import FilingForm, FilingState
from app.domain.light_dataclass import dataclass
from app.domain.words import refusal_sentence
from app.services.dossier_deeds import Acting
from app.services.filing import (
    check_filing,
    filing_by_uid,
    filing_code,
    filing_uid,
    form_of_filing,
    record_filing,
    with_components,
)
from app.services.filing_answers import complete_filing
from app.services.procedures import procedure_in_force


class RowStanding(StrEnum):
    """What becomes of a row of an export."""

    NEW = "new"
    COMPLETES = "completes"
    KNOWN = "known"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFound:
    """A row of an export held against what is here; ``sentence`` says why it is faulty."""

    filing: FilingForm
    standing: RowStanding
    dossier_uid: UUID | None = None
    sentence: str | None = None


def look_at_filings(
    session: Session, forms: Sequence[FilingForm], acting: Acting
) -> tuple[FilingFound, ...]:
    """What an import would do with each row; nothing is saved by it."""
    return tuple(_look_at(session, form, acting) for form in forms)


def import_filings(
    session: Session, forms: Sequence[FilingForm], acting: Acting
) -> tuple[FilingFound, ...]:
    """Note what is new and complete what was asked for; a second time changes nothing."""
    return tuple(_take(session, form, acting) for form in forms)


def _take(session: Session, form: FilingForm, acting: Acting) -> FilingFound:
    found = _look_at(session, form, acting)
    if found.standing is RowStanding.NEW:
        uid = record_filing(session, form, acting)
        return FilingFound(filing=form, standing=found.standing, dossier_uid=uid)
    if found.standing is RowStanding.COMPLETES and found.dossier_uid is not None:
        complete_filing(session, found.dossier_uid, form, acting)
    return found


def _look_at(session: Session, form: FilingForm, acting: Acting) -> FilingFound:
    try:
        uid = filing_uid(session, acting.desk.tenant, filing_code(form))
        if uid is not None:
            standing = _standing(session, uid, form, acting.desk.tenant)
            return FilingFound(filing=form, standing=standing, dossier_uid=uid)
        check_filing(session, form, acting)
    except Refusal as refusal:
        if refusal.reason is Reason.FILING_KNOWN:
            return FilingFound(filing=form, standing=RowStanding.KNOWN)
        sentence = refusal_sentence(refusal)
        return FilingFound(filing=form, standing=RowStanding.FAULTY, sentence=sentence)
    return FilingFound(filing=form, standing=RowStanding.NEW)


def _standing(session: Session, uid: UUID, form: FilingForm, tenant: str) -> RowStanding:
    """A known filing that waits for the citizen comes back when its statement is another one."""
    known = filing_by_uid(session, tenant, uid)
    if known.state is not FilingState.SUPPLEMENT_ASKED or known.form is None:
        return RowStanding.KNOWN
    if form.form.procedure_code != known.procedure_code:
        return RowStanding.KNOWN
    on = form.filed_at.date()
    _, procedure = procedure_in_force(session, tenant, known.procedure_code, on)
    stated, before = with_components(form, procedure), form_of_filing(known)
    is_same = stated.documents == before.documents and _said(stated) == _said(before)
    return RowStanding.KNOWN if is_same else RowStanding.COMPLETES


def _said(form: object) -> tuple[object, ...]:
    return tuple(getattr(form, name) for name in _COMPARED)


_COMPARED = ("applicant", "owner", "organisation", "abstract", "notes", "money", "return_way")
