"""Which desks of this office have handed everything in, and up to what moment that is complete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.light_dataclass import dataclass
from app.domain.moments import from_milliseconds, local_date
from app.models.sync import DeskSeenRow, EnrolmentRow
from app.services.desk import DeskContext


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskIn:
    """A desk of this office; all that it recorded until ``whole_at`` is here."""

    desk: int
    whole_at: datetime | None

    @property
    def whole_on(self) -> date | None:
        """The last day that was over when everything was handed in."""
        return None if self.whole_at is None else local_date(self.whole_at) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How far the figures of this office are complete (đủ đến ngày).

    ``until`` is the last day of which nothing can be missing any more; absent where that is not
    known: a desk never handed in, or this one stands alone while others exist.
    """

    desks: tuple[DeskIn, ...]
    until: date | None

    def behind(self, on: date) -> tuple[DeskIn, ...]:
        """The desks that may still have deeds of a day that nobody else has."""
        return tuple(each for each in self.desks if (each.whole_on or date.min) < on)


def keep_desks(session: Session, tenant: str, desks: Iterable[tuple[int, int | None]]) -> None:
    """What the centre told of the desks of this office: number, and milliseconds or nothing."""
    rows = [
        {
            "tenant": tenant,
            "desk": desk,
            "whole_at": None if whole is None else from_milliseconds(whole),
        }
        for desk, whole in desks
    ]
    session.execute(delete(DeskSeenRow).where(DeskSeenRow.tenant == tenant))
    if rows:
        session.execute(insert(DeskSeenRow), rows)


def completeness(session: Session, *, now: datetime, desk: DeskContext) -> Completeness:
    """How far the deeds of all desks of this office are known here.

    This desk knows its own; what others did counts as far as the centre had it when it was last
    asked. A desk without a centre has only itself.
    """
    met_at = session.execute(
        select(EnrolmentRow.met_at).where(EnrolmentRow.tenant == desk.tenant)
    ).scalar()
    rows = session.execute(
        select(DeskSeenRow).where(DeskSeenRow.tenant == desk.tenant).order_by(DeskSeenRow.desk)
    ).scalars()
    others = [
        DeskIn(desk=row.desk, whole_at=_earlier(row.whole_at, met_at))
        for row in rows
        if row.desk != desk.number
    ]
    desks = sorted([*others, DeskIn(desk=desk.number, whole_at=now)], key=lambda each: each.desk)
    days = [each.whole_on for each in desks]
    until = None if None in days else min(day for day in days if day is not None)
    return Completeness(desks=tuple(desks), until=until)


def _earlier(whole_at: datetime | None, met_at: datetime | None) -> datetime | None:
    return None if whole_at is None or met_at is None else min(whole_at, met_at)
