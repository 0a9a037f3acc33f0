from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.clock_doubt import ClockDoubt, Jump, doubt_sentence
from app.domain.errors import Reason, Refusal
from app.services.clock import clock_doubt, confirm_clock
from app.services.desk import CLERK
from app.services.receiving import receive_dossier

EARLIER = NOW - timedelta(days=30)


def receive(desk: Desk, now: object) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session,
            reception(),
            now=now,
            desk=desk.context,
            actor=desk.actor,  # type: ignore[arg-type]
        ).dossier_code


def confirm(desk: Desk, reason: str = "Đồng hồ trước chạy sai") -> None:
    with desk.database.transaction() as session:
        confirm_clock(session, reason, now=EARLIER, desk=desk.context, actor=desk.actor)


def test_a_confirmed_clock_lets_the_work_go_on(desk: Desk) -> None:
    receive(desk, NOW)
    with pytest.raises(Refusal):
        receive(desk, EARLIER)
    confirm(desk)
    assert receive(desk, EARLIER) == "H40.16-261017-3001"


def test_a_confirmation_needs_its_reason(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        confirm(desk, " ")
    assert refused.value.reason is Reason.REASON_MISSING


def test_a_sound_clock_needs_no_confirmation(desk: Desk) -> None:
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        confirm_clock(session, "x", now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.CLOCK_SOUND


MONDAY_LATER = NOW + timedelta(days=7)


def doubt(desk: Desk, now: datetime) -> ClockDoubt | None:
    with desk.database.reading() as session:
        return clock_doubt(session, now=now, desk=desk.context)


@pytest.mark.parametrize(
    "days",
    [
        0,
        pytest.param(1, id="the next morning"),
        pytest.param(-0.9, id="less than a day back"),
    ],
)
def test_a_clock_that_goes_on_is_not_doubted(desk: Desk, days: float) -> None:
    receive(desk, NOW)

    assert doubt(desk, NOW + timedelta(days=days)) is None


def test_a_weekend_without_a_deed_is_no_jump(desk: Desk) -> None:
    friday = NOW + timedelta(days=4)
    receive(desk, friday)

    assert doubt(desk, friday + timedelta(days=3)) is None


def test_a_holiday_without_a_deed_is_no_jump(desk: Desk) -> None:
    before_new_year = datetime(2026, 12, 31, 2, 30, tzinfo=UTC)
    receive(desk, before_new_year)

    assert doubt(desk, before_new_year + timedelta(days=4)) is None


@pytest.mark.parametrize("days", [2, 7, 30, 3_000])
def test_a_working_day_without_any_deed_is_asked_about(desk: Desk, days: int) -> None:
    receive(desk, NOW)
    now = NOW + timedelta(days=days)

    found = doubt(desk, now)

    assert found is not None
    assert (found.jump, found.last) == (Jump.AHEAD, NOW)
    assert "đúng thì lãnh đạo xác nhận" in doubt_sentence(found)


def test_a_jump_ahead_is_asked_about_even_after_the_first_deed_of_the_day(desk: Desk) -> None:
    receive(desk, NOW)
    receive(desk, MONDAY_LATER)

    found = doubt(desk, MONDAY_LATER + timedelta(minutes=5))

    assert found is not None
    assert (found.jump, found.last) == (Jump.AHEAD, NOW)


def test_a_confirmed_jump_ahead_is_asked_about_no_more(desk: Desk) -> None:
    receive(desk, NOW)
    with desk.database.transaction() as session:
        confirm_clock(session, "nghỉ", now=MONDAY_LATER, desk=desk.context, actor=desk.actor)

    assert doubt(desk, MONDAY_LATER + timedelta(minutes=5)) is None
    assert doubt(desk, MONDAY_LATER + timedelta(days=1)) is None


def test_a_jump_back_is_doubted_and_blocks(desk: Desk) -> None:
    receive(desk, NOW)

    found = doubt(desk, EARLIER)

    assert found is not None
    assert found.jump is Jump.BACK
    with pytest.raises(Refusal) as refused:
        receive(desk, EARLIER)
    assert refused.value.reason is Reason.CLOCK_JUMPED
    confirm(desk)
    assert doubt(desk, EARLIER + timedelta(minutes=1)) is None


def test_a_clerk_confirms_only_with_a_supervisor_beside(desk: Desk) -> None:
    receive(desk, NOW)
    clerk = replace(desk.actor, roles=(CLERK,))

    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        confirm_clock(session, "nghỉ", now=MONDAY_LATER, desk=desk.context, actor=clerk)

    assert refused.value.reason is Reason.APPROVAL_NEEDED
