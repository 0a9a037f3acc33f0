"""The calendar in use: shipped years, published once, then read from the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session as DatabaseSession

from app.domain.calendar import Calendar, CalendarYear, calendar_year
from app.domain.canonical import canonical_bytes, digest
from app.domain.errors import Reason, Refusal
from app.domain.facts import CalendarPublished
from app.domain.office_hours import OfficeHours, Session
from app.domain.records import from_plain, to_plain
from app.domain.releases import Subject
from app.domain.text import one_line
from app.models.database import table_of
from app.models.office import CalendarRow
from app.models.prepared import Prepared
from app.services import journal
from app.services.desk import SUPERVISOR, Actor, DeskContext, settings_of
from app.services.journal import Deed
from app.services.releases import entries_of, refuse_change

_CALENDAR = table_of(CalendarRow)
_YEARS = Prepared(
    select(_CALENDAR.c.year, _CALENDAR.c.content)
    .where(_CALENDAR.c.tenant == bindparam("of"))
    .order_by(_CALENDAR.c.published_at)
)


def publish_calendar(session: DatabaseSession, deed: Deed, year: CalendarYear) -> None:
    """Bring the calendar of a year into use; the one in use stays as it is.

    One that was in use before another may come back. Raises ``Refusal``
    (``REFERENCE_OF_CENTRE``) for a year whose calendar the centre gives out.
    """
    tenant = deed.author.tenant
    if any(each.year == year.year for each in entries_of(session, tenant, Subject.CALENDAR)):
        raise refuse_change(Subject.CALENDAR)
    content = canonical_bytes(to_plain(year))
    sha256 = digest(content)
    published = _published(session, tenant, year.year)
    if sha256 in published[-1:]:
        return
    row = {
        "tenant": tenant,
        "year": year.year,
        "digest": sha256,
        "published_at": deed.now,
        "content": content,
    }
    if sha256 in published:
        session.execute(
            delete(CalendarRow).where(
                CalendarRow.tenant == tenant,
                CalendarRow.year == year.year,
                CalendarRow.digest == sha256,
            )
        )
    session.execute(insert(CalendarRow), [row])
    source = "; ".join(year.sources) or None
    journal.record(session, deed, CalendarPublished(year=year.year, digest=sha256, source=source))


def agree_to_year(
    session: DatabaseSession,
    year: int,
    reason: str,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
) -> None:
    """A supervisor agrees, once, to count a year that has no calendar yet by weekends only."""
    author = actor.author(desk, SUPERVISOR)
    if calendar(session, desk.tenant).has_year(year):
        raise Refusal(Reason.CALENDAR_YEAR_KNOWN, year=year)
    reason = one_line(reason)
    if not reason:
        raise Refusal(Reason.REASON_MISSING)
    agreed = calendar_year({"year": year, "sources": [reason]})
    publish_calendar(session, Deed(author=author, now=now), agreed)


def calendar(session: DatabaseSession, tenant: str) -> Calendar:
    """The calendar of the office: the newest version of each year, and the office's hours."""
    newest = dict(_YEARS.rows(session, {"of": tenant}))  # the last one of a year counts
    settings = settings_of(session, tenant)
    hours = canonical_bytes(settings.get("sessions", []))
    saturday = canonical_bytes(settings.get("saturday_sessions", []))
    return _calendar_of(tuple(newest[year] for year in sorted(newest)), hours, saturday)


def shipped_years(texts: Iterable[str]) -> tuple[CalendarYear, ...]:
    """The years in the files of ``resources/calendars``."""
    return tuple(calendar_year(json.loads(text)) for text in texts)


def describe(known: Calendar, year: int) -> dict[str, Any]:
    """One year for the command line: its days that differ from the plain week, and its sources."""
    found = known.year_of.get(year)
    plain: dict[str, Any] = to_plain(found or calendar_year({"year": year}))
    days = range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    working = sum(known.is_working(date.fromordinal(day)) for day in days)
    return {**plain, "known": found is not None, "working_days": working}


@lru_cache(maxsize=4)
def _calendar_of(years: tuple[bytes, ...], hours: bytes, saturday: bytes) -> Calendar:
    # A calendar lays out its years once; the same bytes give the same calendar.
    sessions = _sessions(hours)
    return Calendar(
        years=tuple(calendar_year(json.loads(content)) for content in years),
        hours=OfficeHours(sessions) if sessions else OfficeHours(),
        saturday_sessions=_sessions(saturday),
    )


def _sessions(content: bytes) -> tuple[Session, ...]:
    return tuple(from_plain(Session, plain) for plain in json.loads(content))


def _published(session: DatabaseSession, tenant: str, year: int) -> list[str]:
    """Digests of the calendars that a year has had, the one in use last."""
    rows = session.execute(
        select(CalendarRow.digest)
        .where(CalendarRow.tenant == tenant, CalendarRow.year == year)
        .order_by(CalendarRow.published_at)
    )
    return list(rows.scalars())
