"""May this dossier be taken in? The rules of reception, asked of a form and a procedure.

Never one paper more than the published list (Nghị định 61/2018/NĐ-CP, kept by 118/2025), never a
dossier without a date, never a person without a name.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.domain.citizen_number import check_citizen_number
from app.domain.codes import is_visit_number
from app.domain.errors import Reason, Refusal
from app.domain.moments import local
from app.domain.procedure import LimitUnit, Procedure, RequiredDocument, TimeLimit
from app.domain.reception import (
    Identity,
    IdentityKind,
    Money,
    Person,
    ReceptionForm,
    ReturnPlace,
    SubmittedDocument,
)

_APPLICANT, _OWNER = "người nộp", "chủ hồ sơ"
_MOST_SETS = 1_000
_MOST_DONG = 1_000_000_000
_SLACK = timedelta(minutes=1)


def check_form(form: ReceptionForm, procedure: Procedure, on: date) -> None:
    """Raises ``Refusal`` with the first rule that says no to receiving the dossier."""
    check_procedure(form, procedure, on)
    check_persons(form)
    check_money(form.money)
    if not 1 <= form.sets <= _MOST_SETS:
        raise Refusal(Reason.SETS_WRONG, value=form.sets)
    if form.return_way.place is ReturnPlace.POST and not return_address(form):
        raise Refusal(Reason.RETURN_ADDRESS_MISSING)
    if form.visit_number is not None and not is_visit_number(form.visit_number):
        raise Refusal(Reason.VISIT_UNKNOWN, number=form.visit_number)
    papers = published_papers(form, procedure)
    check_documents(form, papers)
    missing = missing_papers(form, papers)
    if missing:
        names = "; ".join(paper.name for paper in missing[:3])
        raise Refusal(Reason.PAPERS_MISSING, count=len(missing), names=names)


def check_procedure(form: ReceptionForm, procedure: Procedure, on: date) -> None:
    """Whether the procedure may be received at all, by this channel and case."""
    if procedure.internal:
        raise Refusal(Reason.PROCEDURE_INTERNAL, code=procedure.code)
    if not procedure.is_in_force(on):
        raise Refusal(Reason.PROCEDURE_NOT_IN_FORCE, code=procedure.code, on=f"{on:%d/%m/%Y}")
    if procedure.channels is not None and form.channel not in procedure.channels:
        raise Refusal(Reason.CHANNEL_CLOSED, code=procedure.code)
    if form.case is None and len(procedure.cases) > 1:
        raise Refusal(Reason.CASE_MISSING, code=procedure.code)
    if form.case is not None and form.case not in procedure.cases:
        raise Refusal(Reason.CASE_UNKNOWN, code=procedure.code, case=form.case)


def case_of(form: ReceptionForm, procedure: Procedure) -> str | None:
    """The case that counts: the chosen one, or the only one there is."""
    if form.case is None and len(procedure.cases) == 1:
        return procedure.cases[0]
    return form.case


def published_papers(form: ReceptionForm, procedure: Procedure) -> tuple[RequiredDocument, ...]:
    """The published list for the form's case. Raises ``Refusal`` when it is not known."""
    papers = procedure.papers_of(case_of(form, procedure))
    if papers is None:
        raise Refusal(Reason.PAPERS_UNKNOWN, code=procedure.code)
    return papers


def check_documents(form: ReceptionForm, papers: tuple[RequiredDocument, ...]) -> None:
    """Only papers of the published list, each of them once."""
    published = {paper.ordinal for paper in papers}
    seen: set[int] = set()
    for document in form.documents:
        if document.ordinal not in published:
            raise Refusal(
                Reason.PAPER_NOT_PUBLISHED, ordinal=document.ordinal, code=form.procedure_code
            )
        if document.ordinal in seen:
            raise Refusal(Reason.PAPER_TWICE, ordinal=document.ordinal)
        if min(document.originals, document.certified, document.copies) < 0:
            raise Refusal(Reason.FIELD_WRONG, field="số lượng giấy tờ", value="số âm")
        seen.add(document.ordinal)


def missing_papers(
    form: ReceptionForm, papers: tuple[RequiredDocument, ...]
) -> tuple[RequiredDocument, ...]:
    """The compulsory papers that are not there.

    A list that does not say whether a paper is compulsory is read as if it were, unless the
    officer states that the paper is not asked of this applicant.
    """
    handed_in = {document.ordinal: document for document in form.documents}
    return tuple(paper for paper in papers if is_missing(paper, handed_in.get(paper.ordinal)))


def is_missing(paper: RequiredDocument, document: SubmittedDocument | None) -> bool:
    """Whether a paper of the list still has to be brought, after what was handed in of it."""
    if document is not None and document.is_met:
        return False
    if paper.required is None:
        return document is None or not document.not_applicable
    return paper.required


def limit_in_force(form: ReceptionForm, procedure: Procedure) -> TimeLimit:
    """The limit that the promise is counted from. Raises ``Refusal`` when it is not known."""
    limit = procedure.limit_of(form.channel, case_of(form, procedure))
    if limit is None or limit.in_force is None:
        raise Refusal(Reason.LIMIT_UNKNOWN, code=procedure.code)
    counted = limit.in_force
    if counted.unit is LimitUnit.OTHER and form.stated_due is None:
        raise Refusal(Reason.DUE_DATE_MISSING, code=procedure.code)
    if counted.unit is not LimitUnit.OTHER and form.stated_due is not None:
        raise Refusal(Reason.DUE_DATE_NOT_NEEDED, code=procedure.code)
    return counted


def check_persons(form: ReceptionForm) -> None:
    """Names and identities, and the authority of somebody who acts for another."""
    _check_person(form.applicant, _APPLICANT)
    if form.owner is not None and form.organisation is not None:
        raise Refusal(Reason.OWNER_TWICE)
    if form.owner is not None:
        _check_person(form.owner, _OWNER)
    if form.organisation is not None and not form.organisation.name.strip():
        raise Refusal(Reason.NAME_MISSING, who="tổ chức")
    acts_for_another = form.owner is not None or form.organisation is not None
    if acts_for_another and not (form.authority or "").strip():
        raise Refusal(Reason.AUTHORITY_MISSING)
    if form.subject is not None and not form.subject.full_name.strip():
        raise Refusal(Reason.NAME_MISSING, who="người được giải quyết")


def check_money(money: Money) -> None:
    """Sums of đồng are never negative, and no counter takes a billion."""
    for amount in (money.fee, money.levy):
        if not 0 <= amount < _MOST_DONG:
            raise Refusal(Reason.MONEY_WRONG, value=amount)


def check_moments(form: ReceptionForm, now: datetime) -> None:
    """What was done before the reception lies behind it: the posting, the look-ups."""
    stated = [document.looked_up.looked_up_at for document in form.documents if document.looked_up]
    if form.submitted_at is not None:
        stated.append(form.submitted_at)
    for moment in stated:
        if moment > now + _SLACK:
            said = f"{local(moment):%H:%M ngày %d/%m/%Y}"
            raise Refusal(Reason.FUTURE_RECEPTION, value=said)


def return_address(form: ReceptionForm) -> str | None:
    """Where the post brings the result: the stated address, else the applicant's."""
    return form.return_way.address or form.applicant.address


def _check_person(person: Person, who: str) -> None:
    if not person.full_name.strip():
        raise Refusal(Reason.NAME_MISSING, who=who)
    _check_identity(person.identity, who)


def _check_identity(identity: Identity, who: str) -> None:
    if identity.kind is IdentityKind.NONE:
        if not (identity.reason or "").strip():
            raise Refusal(Reason.IDENTITY_REASON_MISSING, who=who.capitalize())
        return
    if not (identity.number or "").strip():
        raise Refusal(Reason.IDENTITY_NUMBER_MISSING, who=who)
    if identity.kind is IdentityKind.PASSPORT and not (identity.country or "").strip():
        raise Refusal(Reason.PASSPORT_COUNTRY_MISSING, who=who)
    if identity.kind is IdentityKind.CITIZEN_NUMBER:
        check_citizen_number(str(identity.number))
