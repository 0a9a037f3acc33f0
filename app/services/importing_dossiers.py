"""Open dossiers of another system: taken over with their codes, receptions, promises and states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import batch_digest
from app.domain.import_facts import DossiersImported
from app.domain.light_dataclass import dataclass
from app.domain.moments import local, local_date
from app.domain.procedure import Channel, LimitUnit, Procedure
from app.domain.promise import promise
from app.domain.roles import ADMINISTRATOR, CLERK, SUPERVISOR
from app.domain.text import fold
from app.domain.words import refusal_sentence
from app.exchange.open_dossiers import OpenDossier
from app.models.catalogue import ProcedureVersionRow
from app.models.database import run, table_of
from app.models.life import ForeignCodeRow
from app.models.office import DossierRow
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed
from app.services.imported_facts import Wanted, imported_facts, only_case
from app.services.procedures import procedure_by_digest, procedure_in_force

IMPORTERS = (SUPERVISOR, ADMINISTRATOR, CLERK)
ROWS_AT_ONCE = 250
"""Rows of one transaction, so that a large file holds nobody up."""


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
        story = imported_facts(wanted, system, acting, days)
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
) -> Iterator[tuple[DossierFound, Wanted | None]]:
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
            yield found, Wanted(row, procedure, digest, due_at)


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
        limit = procedure.limit_of(Channel.COUNTER, only_case(procedure))
        counted = None if limit is None else limit.in_force
        if counted is None or counted.unit is LimitUnit.OTHER:
            raise Refusal(Reason.IMPORT_DUE_MISSING, code=row.code)
        due_at = promise(row.received_at, counted, days, cut_off=procedure.cut_off).due_at
    if not row.received_at < due_at or row.received_at > now:
        received = f"{local(row.received_at):%d/%m/%Y}"
        raise Refusal(Reason.IMPORT_MOMENTS_WRONG, code=row.code, received=received)
    return due_at
