"""Questions about dossiers: one by its code, lines of lists, today's list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, bindparam, select, union
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.form_words import capital
from app.domain.history_work import unit_words
from app.domain.light_dataclass import dataclass
from app.domain.scan import possible_codes
from app.domain.slip_code import read_slip_code
from app.domain.units import Unit, UnitKind
from app.models.database import run, table_of
from app.models.life import ForeignCodeRow, OpenWorkRow
from app.models.office import DossierRow
from app.models.prepared import Prepared
from app.services.projection import stored_dossier

_DOSSIER, _WORK = table_of(DossierRow), table_of(OpenWorkRow)
_LINE = (
    _DOSSIER.c.uid,
    _DOSSIER.c.code,
    _DOSSIER.c.applicant,
    _DOSSIER.c.procedure_code,
    _DOSSIER.c.procedure_name,
    _DOSSIER.c.received_at,
    _DOSSIER.c.return_due_at,
    _DOSSIER.c.state,
    _DOSSIER.c.slip_copies,
)


@dataclass(frozen=True, slots=True)
class DossierLine:
    """A dossier as one line of a list; ``place`` says where the papers of an open one are."""

    dossier_uid: UUID
    dossier_code: str
    applicant: str | None
    procedure_code: str
    procedure_name: str
    received_at: datetime
    return_due_at: datetime
    state: str
    slip_copies: int
    place: str = ""


def line_of(row: RowMapping) -> DossierLine:
    """The line of a row that holds the columns of a dossier's row by their names."""
    return DossierLine(
        dossier_uid=row["dossier_uid"],
        dossier_code=row["code"],
        applicant=row["applicant"],
        procedure_code=row["procedure_code"],
        procedure_name=row["procedure_name"],
        received_at=row["received_at"],
        return_due_at=row["return_due_at"],
        state=row["state"],
        slip_copies=row["slip_copies"],
    )


_LINES = select(*_LINE).order_by(_DOSSIER.c.number.desc())
_RECEIVED_ON = _LINES.where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.received_on == bindparam("day")
)
_NUMBERED = (
    select(
        _DOSSIER.c.number,
        _WORK.c.holder_kind,
        _WORK.c.holder_name,
        _WORK.c.holder_desk,
        _WORK.c.sheet,
        *_LINE,
    )
    .outerjoin(
        _WORK, (_WORK.c.tenant == _DOSSIER.c.tenant) & (_WORK.c.dossier_uid == _DOSSIER.c.uid)
    )
    .where(
        _DOSSIER.c.tenant == bindparam("of"),
        _DOSSIER.c.number.in_(bindparam("found", expanding=True)),
    )
)
_NAMED = _LINES.where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid.in_(bindparam("found", expanding=True))
)
_CODE_AND_STATE = Prepared(
    select(_DOSSIER.c.code, _DOSSIER.c.state).where(
        _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid == bindparam("which")
    )
)
_SIGNS_OF_A_CODE = frozenset("-:/")


def received_on(session: Session, tenant: str, on: date) -> tuple[DossierLine, ...]:
    """The dossiers received on a day, the newest first."""
    return _lines(session, _RECEIVED_ON, {"of": tenant, "day": on})


def dossier_lines(session: Session, tenant: str, uids: Sequence[UUID]) -> tuple[DossierLine, ...]:
    """These dossiers as lines, the newest first."""
    return _lines(session, _NAMED, {"of": tenant, "found": uids}) if uids else ()


def coded_lines(session: Session, tenant: str, typed: str) -> tuple[DossierLine, ...]:
    """The dossiers whose whole code was typed, or whose slip was scanned; none for other text."""
    if _SIGNS_OF_A_CODE.isdisjoint(typed):
        return ()
    return dossier_lines(session, tenant, dossier_uids(session, tenant, typed))


def numbered_lines(
    session: Session, tenant: str, numbers: Sequence[int]
) -> tuple[DossierLine, ...]:
    """The dossiers of these running numbers as lines, in the order of the numbers given."""
    if not numbers:
        return ()
    rows = run(session, _NUMBERED, {"of": tenant, "found": list(numbers)})
    lines = {
        number: replace(DossierLine(*line), place=_place(kind, name, desk, sheet))
        for number, kind, name, desk, sheet, *line in rows
    }
    return tuple(lines[number] for number in numbers if number in lines)


def _place(kind: str | None, name: str, desk: int | None, sheet: str | None) -> str:
    """Where the papers are, or whom they are on their way to; nothing of an ended dossier."""
    if kind is None:
        return ""
    holder = Unit(kind=UnitKind(kind), name=name, desk=desk)
    words = capital(unit_words(holder))
    return words if sheet is None else f"Đang đến {unit_words(holder)}"


def dossier_uids(session: Session, tenant: str, code: str) -> tuple[UUID, ...]:
    """The dossiers that a code or a slip's QR names; more than one when a code is shared."""
    slip = read_slip_code(code)
    if slip is not None and not slip.is_visit:
        found = select(DossierRow.uid).where(
            DossierRow.tenant == tenant, DossierRow.uid == slip.dossier_uid
        )
    else:
        codes = possible_codes(code) or (code.strip().upper(),)
        found = select(DossierRow.uid).where(
            DossierRow.tenant == tenant, DossierRow.code.in_(codes)
        )
        foreign = select(ForeignCodeRow.dossier_uid).where(
            ForeignCodeRow.tenant == tenant, ForeignCodeRow.code.in_(codes)
        )
        return tuple(session.execute(union(found, foreign)).scalars())
    return tuple(session.execute(found).scalars())


def dossier(session: Session, tenant: str, code: str) -> Dossier:
    """One dossier by its code or scanned slip.

    Raises ``Refusal``: ``DOSSIER_UNKNOWN``, or ``DOSSIER_CODE_SHARED`` when two bear the code.
    """
    uids = dossier_uids(session, tenant, code)
    if not uids:
        raise Refusal(Reason.DOSSIER_UNKNOWN, code=code)
    if len(uids) > 1:
        raise Refusal(Reason.DOSSIER_CODE_SHARED, code=code)
    return dossier_by_uid(session, tenant, uids[0])


def dossier_by_uid(session: Session, tenant: str, uid: UUID) -> Dossier:
    """One dossier. Raises ``Refusal`` (``DOSSIER_UNKNOWN``)."""
    found = stored_dossier(session, tenant, uid)
    if found is None:
        raise Refusal(Reason.DOSSIER_UNKNOWN, code=uid)
    return found


def code_and_state(session: Session, tenant: str, uid: UUID) -> tuple[str, DossierState]:
    """What a dossier that is stored is called, and how it stands."""
    ((code, state),) = _CODE_AND_STATE.rows(session, {"of": tenant, "which": uid})
    return code, DossierState(state)


def _lines(
    session: Session, query: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> tuple[DossierLine, ...]:
    return tuple(DossierLine(*row) for row in run(session, query, asked))
