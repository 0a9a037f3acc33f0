"""Bad day: the clock of the machine is a year off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from desks import NOW, found, reception

from app.bootstrap import Desk
from app.domain.clock_doubt import Jump
from app.domain.errors import Reason, Refusal
from app.services import upkeep
from app.services.clock import clock_doubt, confirm_clock
from app.services.receiving import ReceivedDossier, receive_dossier

TENANT = "H40"
YEAR = timedelta(days=364)
AHEAD, BACK = NOW + YEAR, NOW - YEAR


def receive(desk: Desk, now: datetime) -> ReceivedDossier:
    with desk.database.transaction() as session:
        return receive_dossier(session, reception(), now=now, desk=desk.context, actor=desk.actor)


def refused(desk: Desk, now: datetime) -> Reason:
    with pytest.raises(Refusal) as refusal:
        receive(desk, now)
    return refusal.value.reason


def confirm(desk: Desk, now: datetime) -> None:
    with desk.database.transaction() as session:
        confirm_clock(session, "Pin đồng hồ hết", now=now, desk=desk.context, actor=desk.actor)


def doubted(desk: Desk, now: datetime) -> Jump | None:
    with desk.database.reading() as session:
        doubt = clock_doubt(session, now=now, desk=desk.context)
    return None if doubt is None else doubt.jump


def is_sound(desk: Desk) -> bool:
    with desk.database.reading() as session:
        return upkeep.verify(session, TENANT) == ()


def test_a_year_ahead_is_asked_about_and_put_right_without_a_number_twice(desk: Desk) -> None:
    before = receive(desk, NOW)
    assert doubted(desk, AHEAD) is Jump.AHEAD
    wrong = receive(desk, AHEAD)
    assert wrong.dossier_code.startswith("H40.16-271115-")
    assert doubted(desk, NOW) is Jump.BACK
    assert refused(desk, NOW) is Reason.CLOCK_JUMPED
    confirm(desk, NOW)
    after = receive(desk, NOW + timedelta(minutes=5))
    codes = {each.dossier_code for each in (before, wrong, after)}
    assert len(codes) == 3
    assert after.dossier_code == "H40.16-261116-3002"
    assert after.return_due_at < AHEAD
    assert is_sound(desk)


def test_a_year_back_saves_nothing_until_a_supervisor_says_so(desk: Desk) -> None:
    code = receive(desk, NOW).dossier_code
    assert refused(desk, BACK) is Reason.CLOCK_JUMPED
    assert [line.dossier_code for line in found(desk, "tran thi mau")] == [code]
    confirm(desk, BACK)
    early = receive(desk, BACK + timedelta(minutes=1))
    assert early.dossier_code == "H40.16-251117-3001"
    assert receive(desk, NOW + timedelta(minutes=1)).dossier_code == "H40.16-261116-3002"
    assert is_sound(desk)


def test_a_year_that_no_calendar_knows_waits_for_the_supervisor(desk: Desk) -> None:
    receive(desk, NOW)
    assert doubted(desk, NOW + 2 * YEAR) is Jump.AHEAD
    assert refused(desk, NOW + 2 * YEAR) is Reason.CALENDAR_YEAR_MISSING
    assert is_sound(desk)
