from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, desk_settings, reception
from keys import CONTROL, press
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from windows import come_to_front, doors, gone

from app.bootstrap import open_desk
from app.domain.facts import ClockConfirmed
from app.services import centre_link, journal
from app.services.centre_link import Enrolment
from app.services.receiving import receive_dossier
from app.ui.dialogs.reasons import ClockDialog
from app.ui.start import Running, start

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened_at(folder: Path, now: datetime, qtbot: QtBot) -> Running:
    """The window on a desk that received a dossier at ``NOW``, with its clock at ``now``."""
    settings = desk_settings(folder)
    first = replace(open_desk(settings), now=lambda: NOW)
    with first.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=first.context, actor=first.actor)
    first.close()
    ways = doors(folder)
    later = replace(
        ways, open=lambda listener: replace(open_desk(settings, listener), now=lambda: now)
    )
    running = start(later)
    with qtbot.waitSignals([running.session.ready, running.session.receive.refreshed]):
        pass
    come_to_front(running, qtbot)
    return running


@pytest.fixture(params=[timedelta(days=7), timedelta(days=-30)], ids=["ahead", "back"])
def jumped(request: pytest.FixtureRequest, desk_folder: Path, qtbot: QtBot) -> Iterator[Running]:
    made = opened_at(desk_folder, NOW + request.param, qtbot)
    yield made
    gone(made)


@pytest.fixture
def steady(desk_folder: Path, qtbot: QtBot) -> Iterator[Running]:
    made = opened_at(desk_folder, NOW + timedelta(minutes=1), qtbot)
    yield made
    gone(made)


def answer(reason: str) -> None:
    """Write a reason into the question and agree; whatever else stands there is closed."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, ClockDialog):
        dialog.reason.setPlainText(reason)
        dialog.agree.click()
    elif dialog is not None:
        dialog.close()


def test_a_clock_that_jumped_is_asked_about_and_confirmed_in_the_window(
    jumped: Running, qtbot: QtBot
) -> None:
    clock = jumped.session.clock
    qtbot.waitUntil(clock.notice.isVisible)
    assert "09:30 thứ Hai 16/11/2026" in clock.notice.sentence

    QTimer.singleShot(0, lambda: answer("nghi phong chong bao"))
    with qtbot.waitSignal(clock.looked):
        press(Qt.Key.Key_X, CONTROL | SHIFT)

    qtbot.waitUntil(clock.notice.isHidden)
    desk = jumped.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        *_, last = journal.events(session, desk.context.tenant)
    assert isinstance(last.fact, ClockConfirmed)
    assert last.fact.private is not None
    assert (last.fact.previous, last.fact.private.words) == (NOW, "nghi phong chong bao")


def test_a_clock_that_goes_on_says_nothing(steady: Running, qtbot: QtBot) -> None:
    with qtbot.waitSignal(steady.session.clock.looked):
        steady.session.clock.look()

    assert steady.session.clock.notice.isHidden()


def test_a_clock_that_the_centre_knows_to_be_wrong_is_told_in_every_place(
    steady: Running, qtbot: QtBot
) -> None:
    desk: Any = steady.session.desk
    tenant, met = desk.context.tenant, desk.now()
    known = Enrolment(
        url="https://trung-tam.example",
        certificate=None,
        public=bytes(32),
        secret=bytes(32),
        centre_public=bytes(32),
    )
    year = -365 * 24 * 3_600_000
    with desk.database.transaction() as session:
        centre_link.keep_enrolment(session, tenant, known, met)
        centre_link.keep_meeting(session, tenant, "0" * 64, now=met, clock_offset_ms=year)
    clock = steady.session.clock
    clock.look()
    qtbot.waitUntil(clock.notice.isVisible)
    assert "nhanh 365 ngày so với trung tâm" in clock.notice.sentence
    assert clock._confirm.isHidden()  # nobody can confirm what the centre denies
