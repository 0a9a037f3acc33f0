"""What went through the post in a period, by procedure: in, out, waiting, days on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping, bindparam, select
from sqlalchemy.orm import Session

from app.domain.moments import local_date
from app.domain.post import ItemState
from app.domain.post_facts import BagWay
from app.domain.reception import ReturnPlace
from app.models.database import run, table_of
from app.models.life import OpenWorkRow
from app.models.office import DossierRow
from app.models.post import PostalItemRow, PostalPairRow
from app.services.desk import DeskContext

_ITEM, _PAIR = table_of(PostalItemRow), table_of(PostalPairRow)
_DOSSIER, _WORK = table_of(DossierRow), table_of(OpenWorkRow)
_CAME = (
    select(_DOSSIER.c.procedure_code, _ITEM.c.accepted_at)
    .join(_PAIR, (_PAIR.c.tenant == _DOSSIER.c.tenant) & (_PAIR.c.dossier_uid == _DOSSIER.c.uid))
    .join(_ITEM, (_ITEM.c.tenant == _PAIR.c.tenant) & (_ITEM.c.uid == _PAIR.c.item_uid))
    .where(_DOSSIER.c.tenant == bindparam("of"))
)
_WENT = (
    select(
        _DOSSIER.c.procedure_code,
        _ITEM.c.state,
        _ITEM.c.posted_at,
        _ITEM.c.ended_at,
        _ITEM.c.invitations,
    )
    .join(_DOSSIER, (_DOSSIER.c.tenant == _ITEM.c.tenant) & (_DOSSIER.c.uid == _ITEM.c.dossier_uid))
    .where(_ITEM.c.tenant == bindparam("of"), _ITEM.c.way == BagWay.OUT.value)
)
_WAITING = select(_WORK.c.procedure_code).where(
    _WORK.c.tenant == bindparam("of"), _WORK.c.return_place == ReturnPlace.POST.value
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostNumbers:
    """The numbers of one procedure. ``waiting`` is of now, whatever the period.

    ``days`` counts calendar days from bag to addressee, over all that were delivered.
    """

    procedure_code: str
    received: int = 0
    sent: int = 0
    delivered: int = 0
    failed: int = 0
    waiting: int = 0
    days: int = 0


def post_numbers(
    session: Session, since: date, until: date, *, desk: DeskContext
) -> tuple[PostNumbers, ...]:
    """Received by post, sent, delivered and failed in a period, and registered and not returned."""
    asked = {"of": desk.tenant}
    came = _within(run(session, _CAME, asked).mappings(), "accepted_at", since, until)
    went = list(run(session, _WENT, asked).mappings())
    sent = _within(went, "posted_at", since, until)
    arrived = [
        row
        for row in _within(went, "ended_at", since, until)
        if row["state"] == ItemState.DELIVERED.value
    ]
    waiting = list(run(session, _WAITING, asked).scalars())
    named = {row["procedure_code"] for row in (*came, *sent, *arrived)} | set(waiting)
    return tuple(
        PostNumbers(
            procedure_code=code,
            received=len(_of(came, code)),
            sent=len(_of(sent, code)),
            delivered=len(_of(arrived, code)),
            failed=sum(bool(row["invitations"]) for row in _of(sent, code)),
            waiting=waiting.count(code),
            days=sum(map(_days, _of(arrived, code))),
        )
        for code in sorted(named)
    )


def _within(rows: Iterable[RowMapping], name: str, since: date, until: date) -> list[RowMapping]:
    return [row for row in rows if row[name] and since <= local_date(row[name]) <= until]


def _of(rows: Iterable[RowMapping], code: str) -> list[RowMapping]:
    return [row for row in rows if row["procedure_code"] == code]


def _days(row: RowMapping) -> int:
    return (local_date(row["ended_at"]) - local_date(row["posted_at"])).days
