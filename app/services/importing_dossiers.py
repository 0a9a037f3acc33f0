"""Open dossiers of another system: taken over with their codes, receptions, promises and states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.calendar import Calendar
from app.domain.end_facts import ResultReceived
from app.domain.errors import Reason, Refusal
from app.domain.fact_parts import (
    Fact,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
)
from app.domain.facts import DossierReceived
from app.domain.hand_over import batch_digest
from app.domain.import_facts import DossierImported, DossiersImported
from app.domain.moments import local, local_date
from app.domain.pause_facts import SupplementPrivate, SupplementRequested
from app.domain.procedure import Channel, LimitUnit, Procedure, SupplementClock
from app.domain.promise import promise
from app.domain.reception import ReturnPlace
from app.domain.roles import ADMINISTRATOR, CLERK, SUPERVISOR
from app.domain.supplement import supplement_deadline
from app.domain.text import fold
from app.domain.trail_facts import ForeignCodeRecorded
from app.domain.units import agency_unit, office_unit
from app.domain.words import refusal_sentence
from app.exchange.open_dossiers import OpenDossier, Stage
from app.models.catalogue import ProcedureVersionRow
from app.models.database import run, table_of
from app.models.life import ForeignCodeRow
from app.models.office import DossierRow
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed
from app.services.procedures import procedure_by_digest, procedure_in_force

IMPORTERS = (SUPERVISOR, ADMINISTRATOR, CLERK)
ROWS_AT_ONCE = 250
"""Rows of one transaction, so that a large file holds nobody up."""

_IMPORTED = "imported"
_NO_LINE = RegisterLine(book="", number=0)
"""The other system's register holds the line; ours gives none."""

_ASKED = "Theo yêu cầu bổ sung đã ghi ở hệ thống cũ"
_RESULT = "Kết quả giải quyết"
_VERSION = table_of(ProcedureVersionRow)
_NAMED = (
    select(_VERSION.c.digest, _VERSION.c.code, _VERSION.c.name)
    .where(_VERSION.c.tenant == bindparam("of"))
    .order_by(_VERSION.c.added_at)
)
_DOSSIER, _FOREIGN = table_of(DossierRow), table_of(ForeignCodeRow)
_BY_CODE = select(_DOSSIER.c.code, _DOSSIER.c.uid).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.code.in_(bindparam("some", expanding=True))
)
_BY_FOREIGN_CODE = select(_FOREIGN.c.code, _FOREIGN.c.dossier_uid).where(
    _FOREIGN.c.tenant == bindparam("of"), _FOREIGN.c.code.in_(bindparam("some", expanding=True))
)
_AT_ONCE = 500


class ImportStanding(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    KNOWN = "known"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFound:
    """A row held against what is here; ``sentence`` says why it is faulty."""

    row: OpenDossier
    standing: ImportStanding
    dossier_uid: UUID | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row that may come in, with what it needs of this office."""

    row: OpenDossier
    procedure: Procedure
    digest: str
    due_at: datetime


class _Versions:
    """Procedures for the rows of one import: by code on the day, else by the words of the name."""

    def __init__(self, session: Session, tenant: str) -> None:
        self._session = session
        self._tenant = tenant
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for digest, code, name in run(session, _NAMED, {"of": tenant}):
            self._by_code[code] = digest
            self._by_name[fold(name)] = digest
        self._read: dict[tuple[str, date], tuple[str, Procedure]] = {}

    def of(self, row: OpenDossier) -> tuple[str, Procedure]:
        """Digest and version. Raises ``Refusal`` (``IMPORT_PROCEDURE_UNKNOWN``)."""
        key = (row.procedure_code or fold(row.procedure_name or ""), local_date(row.received_at))
        if key not in self._read:
            self._read[key] = self._find(row)
        return self._read[key]

    def _find(self, row: OpenDossier) -> tuple[str, Procedure]:
        digest = self._by_code.get(row.procedure_code or "")
        digest = digest or self._by_name.get(fold(row.procedure_name or ""))
        if digest is None:
            named = row.procedure_code or row.procedure_name or "(trống)"
            raise Refusal(Reason.IMPORT_PROCEDURE_UNKNOWN, value=named)
        last = procedure_by_digest(self._session, self._tenant, digest)
        on = local_date(row.received_at)
        try:
            return procedure_in_force(self._session, self._tenant, last.code, on)
        except Refusal:
            # Received before this catalogue was here: the oldest that is known of it.
            return digest, last


def look_at_dossiers(
    session: Session, rows: Sequence[OpenDossier], acting: Acting
) -> tuple[DossierFound, ...]:
    """What an import would do with each row; nothing is saved by it."""
    return tuple(found for found, _ in _looked_at(session, rows, acting))


def import_dossiers(
    session: Session, rows: Sequence[OpenDossier], system: str, acting: Acting
) -> tuple[DossierFound, ...]:
    """Take in what is new; what is here already stays as it is, a second time changes nothing.

    Codes, receptions and promises are kept as they were given; no number of our own is used.
    Raises ``Refusal``: ``ROLE_LACKING``, ``CLOCK_JUMPED``, ``FIELD_MISSING`` for no system.
    """
    check_clock(session, acting.desk, acting.now)
    system = needed(system, "tên hệ thống cũ")
    batch = identifiers.new_uid(acting.now)
    deed = office_deed(replace(acting, batch_uid=batch), IMPORTERS)
    days = calendar(session, acting.desk.tenant)
    taken: list[DossierFound] = []
    for found, wanted in _looked_at(session, rows, acting):
        if wanted is None:
            taken.append(found)
            continue
        uid = identifiers.new_uid(acting.now)
        story = _facts(wanted, system, acting, days)
        told = [(replace(deed, occurred_at=at), fact) for at, fact in story]
        journal.record_story(session, told, uid)
        taken.append(replace(found, dossier_uid=uid))
    new = [each.dossier_uid for each in taken if each.standing is ImportStanding.NEW]
    uids = [uid for uid in new if uid is not None]
    if uids:
        fact = DossiersImported(system=system, count=len(uids), digest=batch_digest(uids))
        journal.record(session, deed, fact)
    return tuple(taken)


def _looked_at(
    session: Session, rows: Sequence[OpenDossier], acting: Acting
) -> Iterator[tuple[DossierFound, _Wanted | None]]:
    tenant = acting.desk.tenant
    versions, days = _Versions(session, tenant), calendar(session, tenant)
    known = _known(session, tenant, [row.code for row in rows])
    for row in rows:
        if row.code in known:
            standing, uid = ImportStanding.KNOWN, known[row.code]
            yield DossierFound(row=row, standing=standing, dossier_uid=uid), None
            continue
        try:
            digest, procedure = versions.of(row)
            due_at = _due_at(row, procedure, days, acting.now)
        except Refusal as refusal:
            sentence = refusal_sentence(refusal)
            yield DossierFound(row=row, standing=ImportStanding.FAULTY, sentence=sentence), None
        else:
            found = DossierFound(row=row, standing=ImportStanding.NEW)
            yield found, _Wanted(row, procedure, digest, due_at)


def _known(session: Session, tenant: str, codes: Sequence[str]) -> dict[str, UUID]:
    """The dossiers that are here under these codes, ours or another system's."""
    found: dict[str, UUID] = {}
    for start in range(0, len(codes), _AT_ONCE):
        some = {"of": tenant, "some": codes[start : start + _AT_ONCE]}
        for query in (_BY_CODE, _BY_FOREIGN_CODE):
            found.update({row[0]: row[1] for row in run(session, query, some)})
    return found


def _due_at(row: OpenDossier, procedure: Procedure, days: Calendar, now: datetime) -> datetime:
    """The promise as it was given, else counted; reception lies before it and behind us."""
    due_at = row.due_at
    if due_at is None:
        limit = procedure.limit_of(Channel.COUNTER, _case(procedure))
        counted = None if limit is None else limit.in_force
        if counted is None or counted.unit is LimitUnit.OTHER:
            raise Refusal(Reason.IMPORT_DUE_MISSING, code=row.code)
        due_at = promise(row.received_at, counted, days, cut_off=procedure.cut_off).due_at
    if not row.received_at < due_at or row.received_at > now:
        received = f"{local(row.received_at):%d/%m/%Y}"
        raise Refusal(Reason.IMPORT_MOMENTS_WRONG, code=row.code, received=received)
    return due_at


def _facts(
    wanted: _Wanted, system: str, acting: Acting, days: Calendar
) -> Iterator[tuple[datetime, Fact]]:
    """What happened to a dossier elsewhere, each at its own time."""
    row, now = wanted.row, acting.now
    yield row.received_at, _received(wanted, days)
    is_out = row.stage is not Stage.RECEIVED
    agency = row.agency or wanted.procedure.settling_agency
    moved_at = _between(row.forwarded_at, row.received_at, now) if is_out else row.received_at
    at_agency = is_out and agency is not None and row.stage is not Stage.SETTLED
    holder = agency_unit(agency) if at_agency and agency else office_unit(acting.desk.agency_code)
    yield (
        moved_at,
        DossierImported(system=system, holder=holder, forwarded_at=moved_at if is_out else None),
    )
    if row.portal_code and row.portal_code != row.code:
        yield now, ForeignCodeRecorded(system="Cổng Dịch vụ công", code=row.portal_code)
    if row.stage is Stage.AWAITING_SUPPLEMENT:
        asked_at = _between(row.asked_at, moved_at, now)
        yield asked_at, _supplement(wanted, days, asked_at, agency or acting.desk.office_name)
    elif row.stage is Stage.SETTLED:
        yield _between(row.settled_at, moved_at, now), _result(row, now)


def _received(wanted: _Wanted, days: Calendar) -> DossierReceived:
    row, procedure = wanted.row, wanted.procedure
    return DossierReceived(
        code=row.code,
        code_source=_IMPORTED,
        channel=Channel.COUNTER,
        procedure=ProcedureAsReceived(
            code=procedure.code,
            name=procedure.name,
            digest=wanted.digest,
            sector=procedure.sector,
            case=_case(procedure),
            settling_agency=row.agency or procedure.settling_agency,
        ),
        promise=PromiseGiven(
            return_due_at=wanted.due_at,
            calendar_digest=days.digest,
            stated=row.due_at is not None,
        ),
        register=_NO_LINE,
        return_place=ReturnPlace.COUNTER,
        sets=1,
        private=ReceptionPrivate(
            applicant=row.applicant,
            owner=row.owner,
            organisation=row.organisation,
            abstract=row.abstract,
            notes=row.notes,
            lookup_token=identifiers.new_lookup_token(),
        ),
    )


def _supplement(
    wanted: _Wanted, days: Calendar, asked_at: datetime, asked_by: str
) -> SupplementRequested:
    return SupplementRequested(
        asked_by=asked_by,
        clock=wanted.procedure.supplement_clock or SupplementClock.RESTART,
        answer_by=supplement_deadline(asked_at, days),
        private=SupplementPrivate(content=wanted.row.notes or _ASKED),
    )


def _result(row: OpenDossier, now: datetime) -> ResultReceived:
    return ResultReceived(
        result_uid=str(identifiers.new_uid(now)),
        name=_RESULT,
        remaining=0,
        number=row.result_number,
    )


def _between(stated: Any, first: datetime, last: datetime) -> datetime:
    """A stated moment, kept after what went before and not ahead of now."""
    return first if stated is None else min(max(stated, first), last)


def _case(procedure: Procedure) -> str | None:
    return procedure.cases[0] if len(procedure.cases) == 1 else None
