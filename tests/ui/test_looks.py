from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from desks import NOW, reception
from offices import CLERK_NAME, come_in, staffed
from pytestqt.qtbot import QtBot

from app.services import journal
from app.services.receiving import receive_dossier
from app.ui.start import Running

NOTED = "Xem hồ sơ không do quầy mình tiếp nhận."


def received_at(desk: Any, number: int) -> UUID:
    there = replace(desk.context, number=number)
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=there, actor=desk.actor
        ).dossier_uid


def told(screen: Any) -> list[str]:
    return [line[1] for line in screen.sheet.history.events.lines()]


def test_a_clerks_look_at_another_desks_dossier_stands_in_its_history_at_once(
    running: Running,
    qtbot: QtBot,
) -> None:
    desk: Any = running.session.desk
    staffed(desk)
    elsewhere, here = received_at(desk, 4), received_at(desk, 3)
    come_in(desk, CLERK_NAME)
    running.session.dossiers.show_page(elsewhere)
    screen: Any = running.session.window.screen_shown
    qtbot.waitUntil(screen.sheet.isVisible)
    qtbot.waitUntil(lambda: NOTED in told(screen))
    assert told(screen).count(NOTED) == 1
    assert screen.sheet.erase.isHidden(), "erasing is a supervisor's"
    with qtbot.waitSignal(screen.opened):
        running.session.dossiers.show_page(here)
    # One lane does all deeds in turn: when this one is through, a note would be too.
    through: list[None] = []
    running.session.background.command(lambda _: None, then=through.append)
    qtbot.waitUntil(lambda: bool(through))
    with desk.database.reading() as session:
        looks = [
            event.dossier_uid
            for event in journal.events(session, "H40")
            if event.kind == "dossier.viewed"
        ]
    assert looks == [elsewhere]
