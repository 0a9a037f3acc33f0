"""Piles and sheets at the invented desk: one call each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from deeds_at_desk import acting, received
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.catalogue_plan import Publication
from app.domain.units import agency_unit, office_unit
from app.exchange.read_catalogue import ReadCatalogue, SourceFile
from app.services.catalogue import import_catalogue
from app.services.counting_in import AcceptedSheet, AcceptForm, accept_sheet
from app.services.hand_over_sheets import Sheet
from app.services.handing_over import ClosedSheet, PileForm, close_sheet, take_back_sheet
from app.services.procedures import procedure_in_force

AGENCY = agency_unit("Sở Nội vụ")
DESK = office_unit("H40.16", 3)
OTHER_DESK = office_unit("H40.16", 2)


def close(desk: Desk, uids: Sequence[UUID], now: datetime = NOW, **form: object) -> ClosedSheet:
    form.setdefault("receiver", AGENCY)
    with desk.database.transaction() as session:
        pile = PileForm(scanned=tuple(uids), **form)  # type: ignore[arg-type]
        return close_sheet(session, pile, acting(desk, now))


def accept(
    desk: Desk, code: str, scanned: Sequence[UUID] | None = None, **form: object
) -> AcceptedSheet:
    form.setdefault("receiver_name", "Lê Văn Mẫu")
    came = None if scanned is None else tuple(scanned)
    with desk.database.transaction() as session:
        return accept_sheet(
            session,
            AcceptForm(sheet=code, scanned=came, **form),  # type: ignore[arg-type]
            acting(desk),
        )


def take_back(desk: Desk, code: str, reason: str = "Chọn nhầm cơ quan nhận") -> Sheet:
    with desk.database.transaction() as session:
        return take_back_sheet(session, code, reason, acting(desk))


def of_agency(desk: Desk, agency: str = AGENCY.name) -> UUID:
    """A dossier of a procedure whose settling agency the catalogue names."""
    with desk.database.transaction() as session:
        _, known = procedure_in_force(session, desk.context.tenant, PROCEDURE, NOW.date())
        changed = replace(known, code="1.999999", settling_agency=agency)
        read = ReadCatalogue(procedures=(changed,), sources=(SourceFile("thử.json", "00"),))
        import_catalogue(
            session,
            read,
            Publication(on=NOW.date()),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    return received(desk, procedure_code="1.999999")
