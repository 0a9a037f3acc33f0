"""What a dossier of another system lived through there, as facts of ours at its own times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.domain import identifiers
from app.domain.calendar import Calendar
from app.domain.end_facts import ResultReceived
from app.domain.fact_parts import (
    Fact,
    ProcedureAsReceived,
    PromiseGiven,
    ReceptionPrivate,
    RegisterLine,
)
from app.domain.facts import DossierReceived
from app.domain.import_facts import DossierImported
from app.domain.light_dataclass import dataclass
from app.domain.pause_facts import SupplementPrivate, SupplementRequested
from app.domain.procedure import Channel, Procedure, SupplementClock
from app.domain.reception import ReturnPlace
from app.domain.supplement import supplement_deadline
from app.domain.trail_facts import ForeignCodeRecorded
from app.domain.units import agency_unit, office_unit
from app.exchange.open_dossiers import OpenDossier, Stage
from app.services.dossier_deeds import Acting

_IMPORTED = "imported"
_NO_LINE = RegisterLine(book="", number=0)
"""The other system's register holds the line; ours gives none."""
_ASKED = "Theo yêu cầu bổ sung đã ghi ở hệ thống cũ"
_RESULT = "Kết quả giải quyết"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that may come in, with what it needs of this office."""

    row: OpenDossier
    procedure: Procedure
    digest: str
    due_at: datetime


def imported_facts(
    wanted: Wanted, system: str, acting: Acting, days: Calendar
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


def _received(wanted: Wanted, days: Calendar) -> DossierReceived:
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
            case=only_case(procedure),
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
    wanted: Wanted, days: Calendar, asked_at: datetime, asked_by: str
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


def _between(stated: datetime | None, first: datetime, last: datetime) -> datetime:
    """A stated moment, kept after what went before and not ahead of now."""
    return first if stated is None else min(max(stated, first), last)


def only_case(procedure: Procedure) -> str | None:
    """The case that needs no stating, where a procedure has one alone."""
    return procedure.cases[0] if len(procedure.cases) == 1 else None
