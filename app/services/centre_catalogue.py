"""The centre's catalogue and calendars brought into use, and what stands here beside them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.events import read_fact
from app.domain.facts import LimitEntered
from app.domain.releases import CalendarEntry, CatalogueEntry
from app.models.catalogue import ProcedureValidityRow
from app.models.office import CalendarRow
from app.services import journal
from app.services.catalogue import count_instead

_AT_ONCE = 200


def use_catalogue(session: Session, tenant: str, entries: Iterable[CatalogueEntry]) -> None:
    """Let the procedures that a release names count as it says; the others stay as they are."""
    rows = [
        {
            "tenant": tenant,
            "code": each.code,
            "valid_from": each.valid_from,
            "valid_to": each.valid_to,
            "digest": each.digest,
            "ended_by": each.ended_by,
        }
        for each in entries
    ]
    codes = sorted({str(row["code"]) for row in rows})
    for first in range(0, len(codes), _AT_ONCE):
        some = codes[first : first + _AT_ONCE]
        session.execute(
            delete(ProcedureValidityRow).where(
                ProcedureValidityRow.tenant == tenant, ProcedureValidityRow.code.in_(some)
            )
        )
    if rows:
        session.execute(insert(ProcedureValidityRow), rows)
    # What a supervisor entered here goes on counting until the centre says the same or better.
    for event in journal.events_of(session, tenant, (LimitEntered.kind,)):
        fact = read_fact(event)
        if isinstance(fact, LimitEntered):
            count_instead(session, tenant, fact)


def use_calendar(
    session: Session, tenant: str, entries: Iterable[CalendarEntry], now: datetime
) -> tuple[int, ...]:
    """Let each year count by the calendar that a release names; the years that changed.

    The calendars themselves were taken in before, by digest.
    """
    changed = []
    for each in entries:
        of_year = (CalendarRow.tenant == tenant) & (CalendarRow.year == each.year)
        counting = select(CalendarRow.digest, CalendarRow.published_at).where(of_year)
        newest = session.execute(counting.order_by(CalendarRow.published_at.desc())).first()
        if newest is None or newest.digest == each.digest:
            continue
        # Later than whatever counted before, however wrong the clock was that said so.
        at = max(now, newest.published_at + timedelta(milliseconds=1))
        named = update(CalendarRow).where(of_year, CalendarRow.digest == each.digest)
        session.execute(named.values(published_at=at))
        changed.append(each.year)
    return tuple(changed)


def catalogue_here(session: Session, tenant: str) -> tuple[CatalogueEntry, ...]:
    """The catalogue as it counts at this desk."""
    rows = session.execute(
        select(ProcedureValidityRow)
        .where(ProcedureValidityRow.tenant == tenant)
        .order_by(ProcedureValidityRow.code, ProcedureValidityRow.valid_from)
    ).scalars()
    return tuple(
        CatalogueEntry(
            code=row.code,
            valid_from=row.valid_from,
            digest=row.digest,
            valid_to=row.valid_to,
            ended_by=row.ended_by,
        )
        for row in rows
    )


def calendar_here(session: Session, tenant: str) -> tuple[CalendarEntry, ...]:
    """The calendar of each year as it counts at this desk."""
    rows = session.execute(
        select(CalendarRow.year, CalendarRow.digest)
        .where(CalendarRow.tenant == tenant)
        .order_by(CalendarRow.published_at)
    )
    newest = {year: digest for year, digest in rows}  # noqa: C416 - the last one counts
    return tuple(CalendarEntry(year=year, digest=newest[year]) for year in sorted(newest))
