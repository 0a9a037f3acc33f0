from __future__ import annotations

from datetime import timedelta

import pytest
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.services.clock import confirm_clock
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
