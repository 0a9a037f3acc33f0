from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from doubles import Recorder
from keys import press, scan, show_active
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.devices.sound import Sound
from app.domain.scan_trial import TRIAL_CODE
from app.ui.background import Background
from app.ui.dialogs.duplicates import DuplicateDialog
from app.ui.dialogs.help import HelpDialog
from app.ui.dialogs.reasons import RefusalDialog
from app.ui.dialogs.scan_trial import ScanTrialDialog
from app.ui.preferences import Preferences
from app.ui.scan_station import ScanStation
from app.ui.scanner import Scanner
from app.ui.scans_in_dialogs import HeldScan
from app.ui.screens.settings import SettingsScreen
from app.ui.widgets.fields import fill
from app.ui.workplace import Workplace

CARD = "034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ, An Thử|14082021"


class Router(QObject):
    """Remembers what was routed."""

    understood = Signal()
    nonsense = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.routed: list[str] = []

    def route(self, scanned: str) -> None:
        self.routed.append(scanned)


class Question(QDialog):
    """A dialog with a field and a button that Enter presses."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field, self.agree = QLineEdit("đang gõ dở"), QPushButton("Đồng ý")
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.agree)


class Counter:
    """A window with a station, whose sounds are written down."""

    def __init__(self, workplace: Workplace, qapp: QApplication) -> None:
        self.router = Router()
        self.workplace = workplace
        self.scanner = Scanner(qapp)
        self.station = ScanStation(self.scanner, self.router, workplace)  # type: ignore[arg-type]
        self.sounds: list[Sound] = []
        self.station._speaker._play = self._hear  # type: ignore[assignment]
        self.window = QWidget()

    def _hear(self, file: Path) -> None:
        self.sounds.append(Sound(file.stem))


@pytest.fixture
def counter(
    workplace: Workplace, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Counter]:
    background = Background()
    kept = Preferences(tmp_path / "window.ini")
    made = Counter(replace(workplace, background=background, preferences=kept), qapp)
    qtbot.addWidget(made.window)
    made.window.resize(900, 600)
    show_active(qtbot, made.window)
    yield made
    made.station.stop()
    background.close()


def told(counter: Counter) -> list[tuple[str, str]]:
    assert isinstance(counter.workplace.messages, Recorder)
    return counter.workplace.messages.told


def opened(counter: Counter, qtbot: QtBot, make: Callable[[QWidget], QDialog]) -> Any:
    dialog = make(counter.window)
    dialog.open()
    show_active(qtbot, dialog)
    return dialog


def test_without_a_dialog_a_scan_is_routed(counter: Counter) -> None:
    scan(CARD)
    assert counter.router.routed == [CARD]


@pytest.mark.parametrize("focus", ["field", "agree"])
def test_a_question_is_not_answered_by_a_scan_and_says_so(
    counter: Counter, qtbot: QtBot, focus: str
) -> None:
    question = opened(counter, qtbot, Question)
    getattr(question, focus).setFocus()

    scan(CARD)

    assert counter.router.routed == []
    assert question.isVisible(), "Enter answered the question"
    assert question.field.text() == "đang gõ dở"
    assert getattr(question, focus).hasFocus()
    (notice,) = question.findChildren(HeldScan)
    assert "còn chờ trả lời" in notice.sentence
    assert counter.sounds == [Sound.BAD]
    press(Qt.Key.Key_Escape)
    assert not question.isVisible()


def test_a_second_scan_in_a_question_says_the_same_in_the_same_place(
    counter: Counter, qtbot: QtBot
) -> None:
    question = opened(counter, qtbot, RefusalDialog)
    scan(CARD)
    scan(CARD)
    assert len(question.findChildren(HeldScan)) == 1
    assert question.reason.toPlainText() == ""


def test_a_page_of_help_gives_way(counter: Counter, qtbot: QtBot) -> None:
    page = opened(counter, qtbot, lambda parent: HelpDialog(parent, "Trợ giúp", "# Trợ giúp"))
    scan(CARD)
    assert not page.isVisible()
    assert counter.router.routed == [CARD]


def test_a_comparison_gives_way_until_a_reason_is_being_typed(
    counter: Counter, qtbot: QtBot
) -> None:
    page = opened(counter, qtbot, lambda parent: DuplicateDialog(parent, {}, ()))
    page.reason.setText("xin thêm bản")
    scan(CARD)
    assert page.isVisible()
    assert counter.router.routed == []
    page.reason.clear()
    scan(CARD)
    assert not page.isVisible()
    assert counter.router.routed == [CARD]


def test_the_trial_of_the_scanner_takes_every_scan(counter: Counter, qtbot: QtBot) -> None:
    trial = opened(counter, qtbot, ScanTrialDialog)
    scan(CARD)
    assert counter.router.routed == []
    assert trial.came.text() == CARD
    counter.station.hear(TRIAL_CODE)
    assert trial.came.text() == TRIAL_CODE
    assert counter.sounds == [Sound.BAD, Sound.GOOD]


def test_what_came_of_a_scan_is_heard_unless_sounds_are_off(counter: Counter) -> None:
    counter.router.understood.emit()
    counter.router.nonsense.emit()
    counter.workplace.choices.sounds_chosen.emit(False)  # noqa: FBT003 - a signal
    counter.router.nonsense.emit()
    assert counter.sounds == [Sound.GOOD, Sound.BAD]


@pytest.mark.skipif(sys.platform == "win32", reason="needs pseudo terminals")
def test_a_scanner_on_a_port_chosen_in_the_settings_is_heard_at_once(
    counter: Counter, qtbot: QtBot
) -> None:
    ours, its = os.openpty()
    port = os.ttyname(its)
    settings = SettingsScreen(counter.workplace)
    qtbot.addWidget(settings)
    card = settings.scanner
    card._offer_ports((type("Port", (), {"name": port, "words": "Máy quét thử"})(),))

    with qtbot.waitSignal(counter.station._listener.plugged):
        fill(card.fields["port"], port)
    os.write(ours, f"{CARD}\r".encode())
    qtbot.waitUntil(lambda: counter.router.routed == [CARD])

    assert counter.workplace.preferences.scanner_port == port
    assert told(counter) == []
    with qtbot.waitSignal(counter.station._listener.troubled):
        os.close(ours)
    assert told(counter) == [("refuse", "scanner_unplugged")]
    os.close(its)


def test_the_settings_keep_what_was_chosen(counter: Counter, qtbot: QtBot) -> None:
    settings = SettingsScreen(counter.workplace)
    qtbot.addWidget(settings)
    fill(settings.scanner.fields["sounds"], "off")
    again = SettingsScreen(counter.workplace)
    qtbot.addWidget(again)
    assert again.scanner.fields.text("sounds") == "off"
    assert not counter.workplace.preferences.sounds
    counter.router.understood.emit()
    assert counter.sounds == []


def test_the_trial_opens_from_the_settings(counter: Counter, qtbot: QtBot) -> None:
    settings = SettingsScreen(counter.workplace)
    qtbot.addWidget(settings)
    settings.show()
    settings.scanner.trial.click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ScanTrialDialog))
    QApplication.activeModalWidget().close()
