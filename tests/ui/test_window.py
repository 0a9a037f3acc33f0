from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desks import NOW, OFFICE, ROOT, desk_settings
from keys import press, scan, type_text
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import create_desk, open_desk
from app.domain.errors import Reason, Refusal
from app.printing.raster import pictures
from app.ui.desk_at_work import Doors, FirstOpening
from app.ui.start import Running, start
from app.ui.tour import SAMPLE_CARD, SAMPLE_WORDS

CONTROL = Qt.KeyboardModifier.ControlModifier


def doors(folder: Path, *, is_set_up: bool = True) -> Doors:
    settings = desk_settings(folder)

    def set_up(form: Any, listener: Any) -> FirstOpening:
        made = create_desk(settings, form, listener)
        return FirstOpening(desk=replace(made.desk, now=lambda: NOW), recovery=made.recovery)

    return Doors(
        is_set_up=is_set_up,
        open=lambda listener: replace(open_desk(settings, listener), now=lambda: NOW),
        set_up=set_up,
        preferences=folder.with_name("window.ini"),
    )


def come_to_front(running: Running, qtbot: QtBot) -> None:
    window = running.session.window
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())


@pytest.fixture
def trouble() -> list[Exception]:
    return []


@pytest.fixture
def running(desk_folder: Path, qtbot: QtBot, trouble: list[Exception]) -> Iterator[Running]:
    """The real window on a real desk, ready for the first citizen."""
    made = start(doors(desk_folder))
    made.session.background.failed.disconnect(made.session.window.messages.crash)
    made.session.background.failed.connect(trouble.append)
    with qtbot.waitSignals([made.session.ready, made.session.receive.refreshed], timeout=20_000):
        pass
    come_to_front(made, qtbot)
    yield made
    gone(made)
    assert trouble == []


def gone(running: Running) -> None:
    """Close the window and let it go for good, so that no later test meets it."""
    running.session.window.close()
    running.session.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def receive_one(running: Running, qtbot: QtBot) -> Any:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    received: list[Any] = []
    session.receive.received.connect(received.append)
    with qtbot.waitSignals([session.receive.received, session.receive.refreshed]):
        press(Qt.Key.Key_F9)
    return received[0]


@pytest.mark.parametrize("module", ["app.ui.start", "app.commands.window"])
def test_nothing_slow_is_loaded_before_the_window_is_painted(module: str) -> None:
    code = (
        f"import sys, {module}, app.ui.screens.receive\n"
        "slow = ('sqlalchemy', 'reportlab', 'sqlcipher3', 'pypdfium2', 'stdnum', 'openpyxl')\n"
        "print([each for each in sys.modules if each.split('.')[0] in slow\n"
        "       or each.startswith(('app.services', 'app.papers', 'app.models', 'app.printing'))])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_citizen_is_served_by_keys_and_one_scan(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)

    table = running.session.receive.panels.today.table
    assert received.dossier_code == "H40.16-261116-3001"
    assert table.current_record().applicant == "Trần Thị Mẫu"
    assert QApplication.focusWidget() is running.session.receive.panels.procedure.search


def test_without_a_printer_the_dossier_is_saved_and_the_slip_can_be_seen(
    running: Running, qtbot: QtBot
) -> None:
    received = receive_one(running, qtbot)
    assert received.dossier_code in running.session.window.messages.banner.sentence

    with qtbot.waitSignal(running.session.slips.previewed) as signal:
        press(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)

    pdf, title = signal.args
    assert title == received.dossier_code
    assert pictures(pdf, dots_per_inch=72)


def test_a_scanned_slip_shows_its_dossier(running: Running, qtbot: QtBot) -> None:
    received = receive_one(running, qtbot)
    running.session.window.go_to(1)

    scan(received.dossier_code)

    table = running.session.receive.panels.today.table
    qtbot.waitUntil(lambda: "Tìm" in running.session.receive.panels.today.accessibleName())
    assert table.current_record().dossier_code == received.dossier_code
    assert running.session.window.screen_shown is running.session.receive


def test_the_wrong_card_gets_a_sentence_and_changes_nothing(running: Running) -> None:
    scan("00020101021238540010A000000727012400069704220110")

    assert running.session.window.messages.banner.sentence
    assert running.session.receive.panels.applicant.fields.text("identity_number") == ""


def test_a_slip_of_the_door_reopens_what_was_typed(running: Running, qtbot: QtBot) -> None:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_Space, text=" ")
    form = session.receive._form(session.desk)
    visits: list[Any] = []
    from app.services.visits import guide_visit
    from app.ui.desk_at_work import stamp

    session.background.command(
        guide_visit, form, (), None, **stamp(session.desk), then=visits.append
    )
    qtbot.waitUntil(lambda: len(visits) == 1)
    press(Qt.Key.Key_N, CONTROL)
    assert session.receive.panels.applicant.fields.text("full_name") == ""

    with qtbot.waitSignal(session.receive.facts.quoted):
        scan(visits[0].number)

    assert session.receive.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    assert [each.ordinal for each in session.receive.panels.papers.documents()] == [1]
    assert session.receive.draft()["visit_number"] == visits[0].number


def test_the_foot_says_what_was_read(running: Running, qtbot: QtBot) -> None:
    status = running.session.window.status
    qtbot.waitUntil(lambda: "chờ gửi" in status._line.text())
    before = status._line.text()

    receive_one(running, qtbot)

    qtbot.waitUntil(lambda: status._line.text() != before)
    assert "Chưa kết nối trung tâm" in status._line.text()
    assert "Quầy 3" in status._desk.text()
    assert "2027" in status._calendar.text()


def test_the_window_is_saved_through_by_closing(running: Running, qtbot: QtBot) -> None:
    session = running.session
    type_text(SAMPLE_WORDS)
    with qtbot.waitSignal(session.receive.facts.quoted):
        press(Qt.Key.Key_Return)
    scan(SAMPLE_CARD)
    press(Qt.Key.Key_T, CONTROL)
    press(Qt.Key.Key_F9)
    settings = session.desk.settings  # type: ignore[union-attr]

    session.window.close()

    from app.services.dossiers import search

    again = open_desk(settings)
    with again.database.reading() as reading:
        found = search(reading, again.context.tenant, "mau")
    again.close()
    assert [each.dossier_code for each in found] == ["H40.16-261116-3001"]


def test_every_control_of_the_window_has_a_name(running: Running) -> None:
    running.session.window.go_to(1)
    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for each in running.session.window.findChildren(QWidget)
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.isVisible()
        and not each.accessibleName()
    ]

    assert nameless == []


def test_a_first_start_asks_sets_up_and_shows_the_recovery_key(
    tmp_path: Path, qtbot: QtBot
) -> None:
    running = start(doors(tmp_path / "desk", is_set_up=False))
    with qtbot.waitSignal(running.session.asked):
        pass
    first = running.session.first_start
    assert first is not None
    dialog = first.dialog
    dialog.start.click()
    assert dialog.fields["office_name"].accessibleDescription()
    dialog.fields.load(
        {
            "office_name": OFFICE.office_name,
            "agency_code": "h40.16",
            "place": OFFICE.place,
            "desk": "3",
            "officer": OFFICE.officer,
        }
    )

    with qtbot.waitSignal(first.shown, timeout=20_000):
        dialog.start.click()
    assert dialog.recovery.text().count("-") >= 8
    with qtbot.waitSignal(running.session.ready, timeout=20_000):
        dialog.begin.click()

    assert running.session.desk is not None
    assert running.session.desk.context.agency_code == "H40.16"
    gone(running)


def test_a_desk_that_cannot_be_opened_says_why(desk_folder: Path, qtbot: QtBot) -> None:
    def locked(_: Any) -> Any:
        raise Refusal(Reason.KEY_WRONG)

    running = start(replace(doors(desk_folder), open=locked))
    with qtbot.waitSignal(running.session.not_opened):
        pass

    assert "khóa" in running.session.window.messages.banner.sentence
    assert not running.session.receive.panels.promise.save.isEnabled()
    gone(running)


def test_a_bug_is_shown_with_a_report_to_copy(running: Running, qtbot: QtBot) -> None:
    from app.ui.messages import crash_report

    try:
        raise KeyError("mất một khóa")
    except KeyError as error:
        report = crash_report(error)

    assert "KeyError" in report
    assert "Python" in report
