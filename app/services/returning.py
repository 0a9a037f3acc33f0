"""Results given out at the counter: whose they are, what is owed, and all of it in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.deed_forms import CollectFeeForm, RemarkForm, ReturnResultForm
from app.domain.dossier import Dossier
from app.domain.dossier_parts import ResultState
from app.domain.dossier_query import DossierSearch
from app.domain.dossier_rules import RULES, DeedKind, IntendedDeed, check
from app.domain.end_facts import CollectorKind, ShownProof
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Collector
from app.domain.seeing import check_seen, may_see
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.models.office import DossierPersonRow, DossierRow
from app.services.deed_proposals import DeedSheet, deed_sheet
from app.services.deeds import DeedDone, do_deed
from app.services.desk import Actor, DeskContext
from app.services.dossier_deeds import Acting
from app.services.dossier_search import find_dossiers
from app.services.dossiers import dossier_by_uid
from app.services.procedures import procedure_by_digest
from app.services.rights import Approval
from app.services.seeing import seer_of

_PERSON, _DOSSIER = table_of(DossierPersonRow), table_of(DossierRow)
_WORK = table_of(OpenWorkRow)
_LYING_FOR = (
    select(_DOSSIER.c.uid)
    .distinct()
    .join(
        _PERSON, (_PERSON.c.tenant == _DOSSIER.c.tenant) & (_PERSON.c.number == _DOSSIER.c.number)
    )
    .join(_WORK, (_WORK.c.tenant == _DOSSIER.c.tenant) & (_WORK.c.dossier_uid == _DOSSIER.c.uid))
    .where(_PERSON.c.tenant == bindparam("of"), _PERSON.c.identity == bindparam("identity"))
    .where(_WORK.c.results_on_shelf > 0)
)

_MOST_FOUND = 50

RULE_WORDS = {
    None: "Chủ hồ sơ, người nộp, hoặc người có giấy ủy quyền.",
    Collector.OWNER_ONLY: "Chỉ chính chủ hồ sơ được nhận.",
    Collector.CERTIFIED_AUTHORISATION: "Nhận thay thì giấy ủy quyền phải có chứng thực.",
    Collector.WRITTEN_AUTHORISATION: "Nhận thay thì cần giấy ủy quyền.",
}
"""Who may collect, by the procedure's rule, as an officer reads it at the counter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Somebody who is known to have a claim on a result: who, their number, and as what."""

    kind: CollectorKind
    full_name: str
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A dossier whose result is collected: its form, and the form for what is still owed."""

    dossier: Dossier
    sheet: DeedSheet
    money: DeedSheet | None
    results: tuple[ResultState, ...]
    claimants: tuple[Claimant, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingResult:
    """A result on the shelf, as one line of a list."""

    dossier_uid: UUID
    dossier_code: str
    applicant: str
    procedure_name: str
    results: tuple[ResultState, ...]


def collection(
    session: Session, dossier_uid: UUID, *, now: datetime, desk: DeskContext, actor: Actor
) -> Collection:
    """Everything that the counter needs to give out what lies here for a dossier.

    Raises ``Refusal``: the rules of ``RETURN_RESULT``, ``DOSSIER_NOT_YOURS``.
    """
    dossier = dossier_by_uid(session, desk.tenant, dossier_uid)
    check_seen(dossier, seer_of(actor, desk))
    roles = RULES[DeedKind.RETURN_RESULT].roles
    role = next((each for each in roles if each in actor.roles), roles[0])
    check(dossier, IntendedDeed(DeedKind.RETURN_RESULT, actor.author(desk, role)))

    def sheet_of(kind: DeedKind) -> DeedSheet:
        return deed_sheet(session, dossier_uid, kind, now=now, desk=desk, actor=actor)

    owes = bool(dossier.money.outstanding)
    procedure = procedure_by_digest(session, desk.tenant, dossier.procedure.digest)
    return Collection(
        dossier=dossier,
        sheet=sheet_of(DeedKind.RETURN_RESULT),
        money=sheet_of(DeedKind.COLLECT_FEE) if owes else None,
        results=tuple(each for each in dossier.results if each.is_on_shelf),
        claimants=_claimants(dossier),
        rule=RULE_WORDS[procedure.collector],
    )


def waiting_for(
    session: Session, identity_number: str, *, desk: DeskContext, actor: Actor
) -> tuple[WaitingResult, ...]:
    """The dossiers of a person with a result on the shelf here, the oldest first."""
    asked = {"of": desk.tenant, "identity": identity_number}
    uids = run(session, _LYING_FOR, asked).scalars()
    found = [dossier_by_uid(session, desk.tenant, uid) for uid in uids]
    seer = seer_of(actor, desk)
    lines = [_waiting(each) for each in found if may_see(each, seer)]
    return tuple(sorted(lines, key=lambda line: (line.results[0].received_at, line.dossier_code)))


def find_waiting(
    session: Session, typed: str, *, now: datetime, desk: DeskContext, actor: Actor
) -> tuple[WaitingResult, ...]:
    """Dossiers found as a clerk types them, of which a result lies on the shelf."""
    page = find_dossiers(
        session, DossierSearch(typed=typed), now=now, desk=desk, actor=actor, limit=_MOST_FOUND
    )
    found = (dossier_by_uid(session, desk.tenant, each.dossier_uid) for each in page.lines)
    lying = (each for each in found if any(result.is_on_shelf for result in each.results))
    return tuple(_waiting(each) for each in lying)


def return_at_counter(
    session: Session,
    dossier_uid: UUID,
    form: ReturnResultForm,
    paid: CollectFeeForm | None = None,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    approval: Approval | None = None,
) -> DeedDone:
    """Take what is owed, void a slip that was lost, and give the result out: all or nothing.

    The refusals are those of the three deeds; then nothing was recorded.
    """
    acting = Acting(now=now, desk=desk, actor=actor, approval=approval)
    acting = replace(acting, batch_uid=identifiers.new_uid(now))
    papers: list[str] = []
    if paid is not None:
        papers += do_deed(session, dossier_uid, DeedKind.COLLECT_FEE, paid, acting).papers
    if _lost_now(dossier_by_uid(session, desk.tenant, dossier_uid), form):
        do_deed(session, dossier_uid, DeedKind.REPORT_SLIP_LOST, RemarkForm(), acting)
        papers.append("undertaking")
    done = do_deed(session, dossier_uid, DeedKind.RETURN_RESULT, form, acting)
    return replace(done, papers=(*papers, *done.papers))


def _lost_now(dossier: Dossier, form: ReturnResultForm) -> bool:
    """Whether a slip that is out was replaced by a signed undertaking only here and now."""
    return ShownProof.UNDERTAKING in form.proofs and dossier.slip_copies > 0


def _waiting(dossier: Dossier) -> WaitingResult:
    persons = dossier.private
    return WaitingResult(
        dossier_uid=UUID(dossier.uid),
        dossier_code=dossier.code,
        applicant="" if persons is None else persons.applicant.full_name,
        procedure_name=dossier.procedure.name,
        results=tuple(each for each in dossier.results if each.is_on_shelf),
    )


def _claimants(dossier: Dossier) -> tuple[Claimant, ...]:
    """Owner and applicant, and whom the owner named."""
    found: list[Claimant] = []
    persons, later = dossier.private, dossier.later
    if persons is not None:
        applicant = persons.applicant
        owner = persons.owner or (applicant if persons.organisation is None else None)
        if owner is not None:
            kind = CollectorKind.OWNER
            found.append(
                Claimant(kind=kind, full_name=owner.full_name, number=owner.identity.number)
            )
        if owner is not applicant:
            kind = CollectorKind.APPLICANT
            number = applicant.identity.number
            found.append(Claimant(kind=kind, full_name=applicant.full_name, number=number))
    for each in () if later is None else later.authorised:
        kind = CollectorKind.AUTHORISED
        number = each.identity_number
        found.append(Claimant(kind=kind, full_name=each.full_name, number=number))
    return tuple(found)
