from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.calendar import CalendarDay, CalendarYear
from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM
from app.services import calendars
from app.services.calendar_change import MovedPromise, moved_promises
from app.services.desk import SUPERVISOR
from app.services.journal import Deed
from app.services.receiving import receive_dossier

TENANT = "H40"


def with_holiday(desk: Desk, on: date) -> CalendarYear:
    with desk.database.reading() as session:
        year = calendars.calendar(session, TENANT).year_of[2026]
    others = tuple(day for day in year.days if day.on != on)
    off = CalendarDay(on=on, working=False, open_for_reception=False, note="Nghỉ bão")
    return CalendarYear(year=2026, days=(*others, off), confirmed=True, sources=("CĐ 1",))


def received(desk: Desk, now: datetime = NOW) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=now, desk=desk.context, actor=desk.actor
        ).dossier_code


def test_a_new_day_off_names_the_promises_that_it_would_move(desk: Desk) -> None:
    code = received(desk)
    year = with_holiday(desk, date(2026, 11, 18))
    with desk.database.reading() as session:
        (moved,) = moved_promises(session, TENANT, year)
    assert moved == MovedPromise(
        code,
        datetime(2026, 11, 23, 2, 30, tzinfo=UTC),
        datetime(2026, 11, 24, 9, 30, tzinfo=VIETNAM),
    )


def test_a_day_off_elsewhere_moves_nothing(desk: Desk) -> None:
    received(desk)
    with desk.database.reading() as session:
        assert moved_promises(session, TENANT, with_holiday(desk, date(2026, 12, 14))) == ()


def test_publishing_moves_no_promise_that_is_on_paper(desk: Desk) -> None:
    code = received(desk)
    author = desk.actor.author(desk.context, SUPERVISOR)
    with desk.database.transaction() as session:
        deed = Deed(author=author, now=NOW)
        calendars.publish_calendar(session, deed, with_holiday(desk, date(2026, 11, 18)))
    again = received(desk)
    with desk.database.reading() as session:
        from app.services.dossiers import dossier

        before, after = (
            dossier(session, TENANT, each).promise.return_due_at for each in (code, again)
        )
    assert before == datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    assert after == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


def test_a_calendar_that_was_in_use_before_may_come_back(desk: Desk) -> None:
    with desk.database.reading() as session:
        first = calendars.calendar(session, TENANT).year_of[2026]
    second = with_holiday(desk, date(2026, 11, 18))
    author = desk.actor.author(desk.context, SUPERVISOR)
    for hours, year in enumerate((second, first, second)):
        deed = Deed(author=author, now=NOW + timedelta(hours=hours))
        with desk.database.transaction() as session:
            calendars.publish_calendar(session, deed, year)
        with desk.database.reading() as session:
            known = calendars.calendar(session, TENANT)
            assert known.is_working(date(2026, 11, 18)) is (year is first)


def test_a_supervisor_agrees_once_to_a_year_without_calendar(desk: Desk) -> None:
    with desk.database.transaction() as session:
        calendars.agree_to_year(
            session, 2029, "Chưa có thông báo", now=NOW, desk=desk.context, actor=desk.actor
        )
    with desk.database.reading() as session:
        assert calendars.calendar(session, TENANT).has_year(2029)
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        calendars.agree_to_year(session, 2029, "lại", now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.CALENDAR_YEAR_KNOWN
