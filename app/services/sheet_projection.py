"""The stored fold of hand-over sheets: a row for each sheet, a line for each dossier on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, update
from sqlalchemy.orm import Session

from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.hand_over import Standing
from app.domain.moments import local_date
from app.domain.work_facts import (
    DossierHandedOver,
    HandOverAccepted,
    HandOverClosed,
    HandOverMissed,
    HandOverSigned,
    HandOverTakenBack,
    SheetTakenBack,
)
from app.models.base import Moment, Uid
from app.models.database import run, table_of
from app.models.life import HandOverLineRow, HandOverRow

FOLDED = (HandOverRow, HandOverLineRow)
"""Tables that may be dropped and folded again."""

_SHEET, _LINE = table_of(HandOverRow), table_of(HandOverLineRow)
_THIS_SHEET = (_SHEET.c.tenant == bindparam("of"), _SHEET.c.sheet == bindparam("which"))
_THIS_LINE = (
    _LINE.c.tenant == bindparam("of"),
    _LINE.c.sheet == bindparam("which"),
    _LINE.c.dossier_uid == bindparam("whose"),
)
_ADD_SHEET = insert(_SHEET).prefix_with("OR IGNORE", dialect="sqlite")
_ADD_LINE = insert(_LINE).prefix_with("OR REPLACE", dialect="sqlite")
_SIGN = (
    update(_SHEET)
    .where(*_THIS_SHEET)
    .values(
        signed_at=bindparam("at", type_=Moment()),
        signed_event=bindparam("by", type_=Uid()),
        missing=bindparam("absent"),
        extra=bindparam("beside"),
    )
)
_TAKE_BACK = (
    update(_SHEET).where(*_THIS_SHEET).values(taken_back_at=bindparam("at", type_=Moment()))
)
_MOVE_LINE = update(_LINE).where(*_THIS_LINE).values(standing=bindparam("now"))

_STANDINGS: dict[type[Fact], Standing] = {
    HandOverAccepted: Standing.ACCEPTED,
    HandOverMissed: Standing.MISSED,
    HandOverTakenBack: Standing.TAKEN_BACK,
}


def project_sheet_line(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring the line of a dossier on its sheet up to one more event of it."""
    if event.dossier_uid is None:
        return
    tenant = event.author.tenant
    match fact:
        case DossierHandedOver():
            run(session, _ADD_LINE, _line(tenant, event.dossier_uid, fact))
        case HandOverAccepted() | HandOverMissed() | HandOverTakenBack():
            moved = {
                "of": tenant,
                "which": fact.sheet,
                "whose": event.dossier_uid,
                "now": _STANDINGS[type(fact)].value,
            }
            run(session, _MOVE_LINE, moved)


def project_sheet(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring a sheet up to one more event of the office."""
    tenant = event.author.tenant
    match fact:
        case HandOverClosed():
            run(session, _ADD_SHEET, _row(event, fact))
        case HandOverSigned():
            signed = {
                "of": tenant,
                "which": fact.sheet,
                "at": event.occurred_at,
                "by": event.uid,
                "absent": len(fact.missing),
                "beside": len(fact.extra),
            }
            run(session, _SIGN, signed)
        case SheetTakenBack():
            run(session, _TAKE_BACK, {"of": tenant, "which": fact.sheet, "at": event.occurred_at})


def _line(tenant: str, dossier_uid: UUID, fact: DossierHandedOver) -> dict[str, Any]:
    return {
        "tenant": tenant,
        "sheet": fact.sheet,
        "dossier_uid": dossier_uid,
        "ordinal": fact.ordinal,
        "standing": Standing.ON_THE_WAY.value,
        "results": len(fact.results),
    }


def _row(event: Event, fact: HandOverClosed) -> dict[str, Any]:
    return {
        "tenant": event.author.tenant,
        "sheet": fact.sheet,
        "event_uid": event.uid,
        "batch_uid": event.batch_uid,
        "giver_kind": fact.giver.kind.value,
        "giver_name": fact.giver.name,
        "giver_desk": fact.giver.desk,
        "receiver_kind": fact.receiver.kind.value,
        "receiver_name": fact.receiver.name,
        "receiver_desk": fact.receiver.desk,
        "count": fact.count,
        "closed_at": event.occurred_at,
        "closed_on": local_date(event.occurred_at),
        "signed_at": None,
        "signed_event": None,
        "missing": 0,
        "extra": 0,
        "taken_back_at": None,
    }
