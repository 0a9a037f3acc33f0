"""Between whom papers go: the way that a dossier suggests, and the units that this desk knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.hand_over import Way, proposed_way
from app.domain.moments import local_date
from app.domain.units import Unit, UnitKind, agency_unit, office_unit
from app.models.database import run, table_of
from app.models.life import HandOverLineRow, HandOverRow, OpenWorkRow
from app.models.office import DossierRow
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting

_MEMORY = timedelta(days=60)
_DESKS = range(1, 9)
_SHEET, _LINE = table_of(HandOverRow), table_of(HandOverLineRow)
_DOSSIER, _WORK = table_of(DossierRow), table_of(OpenWorkRow)
_SAME_PROCEDURE = _DOSSIER.c.procedure_code == bindparam("code")
_USUAL = (
    select(_SHEET.c.receiver_name)
    .join(_LINE, (_LINE.c.tenant == _SHEET.c.tenant) & (_LINE.c.sheet == _SHEET.c.sheet))
    .join(
        _DOSSIER,
        (_DOSSIER.c.tenant == _LINE.c.tenant) & (_DOSSIER.c.uid == _LINE.c.dossier_uid),
    )
    .where(
        _SHEET.c.tenant == bindparam("of"),
        _SHEET.c.closed_on >= bindparam("since"),
        _SHEET.c.receiver_kind == UnitKind.AGENCY.value,
        _SHEET.c.taken_back_at.is_(None),
        _SAME_PROCEDURE | (_DOSSIER.c.sector == bindparam("sector")),
    )
    .order_by(_SAME_PROCEDURE.desc(), _SHEET.c.closed_at.desc())
    .limit(1)
)
_AGENCIES = (
    select(_WORK.c.settling_agency)
    .where(_WORK.c.tenant == bindparam("of"), _WORK.c.settling_agency.is_not(None))
    .distinct()
)
_MET = tuple(
    select(_SHEET.c[f"{side}_kind"], _SHEET.c[f"{side}_name"])
    .where(
        _SHEET.c.tenant == bindparam("of"),
        _SHEET.c[f"{side}_kind"] != UnitKind.OFFICE.value,
    )
    .distinct()
    for side in ("giver", "receiver")
)


def way_of(session: Session, dossier: Dossier, acting: Acting) -> Way:
    """Where a dossier goes next.

    Where the catalogue does not name the settling agency, it goes where the last one of its
    procedure went, or of its sector.
    """
    desk = acting.desk
    way = proposed_way(dossier, desk.agency_code, desk.number)
    if way.receiver is not None or dossier.current_results:
        return way
    usual = run(
        session,
        _USUAL,
        {
            "of": desk.tenant,
            "since": local_date(acting.now) - _MEMORY,
            "code": dossier.procedure.code,
            "sector": dossier.procedure.sector,
        },
    ).scalar()
    return way if usual is None else Way(way.giver, agency_unit(usual))


def known_units(session: Session, *, desk: DeskContext) -> tuple[Unit, ...]:
    """Units to choose from: agencies and carriers by name, then the other desks of the office."""
    named = sorted(set(_named(session, desk)), key=lambda unit: (unit.kind, unit.name))
    desks = (office_unit(desk.agency_code, each) for each in _DESKS if each != desk.number)
    return (*named, *desks)


def _named(session: Session, desk: DeskContext) -> Iterator[Unit]:
    asked = {"of": desk.tenant}
    yield from (agency_unit(name) for (name,) in run(session, _AGENCIES, asked))
    for ends in _MET:
        for kind, name in run(session, ends, asked):
            yield Unit(kind=UnitKind(kind), name=name)
