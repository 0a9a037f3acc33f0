"""A forgotten PIN with the line down: the supervisor's window answers, the locked desk opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, OFFICE, desk_settings
from offices import CHIEF, CLERK_NAME
from pytestqt.qtbot import QtBot
from stage import Stage
from windows import gone

from app.bootstrap import Desk, create_desk
from app.services.desk import actor_of, staff_named
from app.services.unlocking import answer_unlock, ask_unlock, unlock_text
from app.ui.navigation import STAFF


def key_of_office(office: Desk) -> str:
    with office.database.reading() as session:
        chief = actor_of(staff_named(session, "H40", CHIEF))
        return unlock_text(session, desk=office.context, actor=chief)


def unlock_key_taken(stage: Stage, card: Any, key: str) -> None:
    """The administrator brings the office's key here; a slip of the finger is told."""
    card.key.click()
    stage.bot.waitUntil(lambda: card.key_dialog is not None)
    dialog = card.key_dialog
    dialog.fields.put("key", "AAAA-BBBB")
    dialog.take.click()
    stage.bot.waitUntil(lambda: bool(dialog.fields["key"].accessibleDescription()))
    dialog.fields.put("key", key)
    with stage.bot.waitSignal(dialog.accepted):
        dialog.take.click()


def answer_in_window(stage: Stage, card: Any, challenge: str) -> str:
    card.answer.click()
    dialog = card.dialog
    dialog.fields.load({"name": "lê thị tiếp nhận", "challenge": "00000000"})
    dialog.answer.click()
    stage.bot.waitUntil(lambda: bool(dialog.fields["challenge"].accessibleDescription()))
    dialog.fields.put("challenge", challenge)
    dialog.answer.click()
    stage.bot.waitUntil(lambda: bool(dialog.code.text()))
    heard = str(dialog.code.text())
    dialog.reject()
    return heard


@pytest.fixture
def supervisor(tmp_path: Path, qtbot: QtBot) -> Iterator[Stage]:
    """The window of desk 1, where the supervisor sits."""
    create_desk(desk_settings(tmp_path / "one"), replace(OFFICE, desk=1)).desk.close()
    stage = Stage(tmp_path / "one", qtbot)
    stage.open()
    stage.window.go_to(STAFF)
    yield stage
    gone(stage.running)
    assert stage.trouble == []


def test_a_supervisor_at_another_desk_reads_the_answer_from_the_window(
    office: Desk, supervisor: Stage
) -> None:
    with office.database.transaction() as session:
        asked = ask_unlock(session, CLERK_NAME, now=NOW, desk=office.context)
    card = supervisor.window.screen_shown.unlock  # type: ignore[attr-defined]
    unlock_key_taken(supervisor, card, key_of_office(office))
    heard = answer_in_window(supervisor, card, asked.digits)
    found = answer_unlock(
        office.database, CLERK_NAME, heard, "418275", now=NOW, desk=office.context
    )
    assert found.actor.full_name == CLERK_NAME
