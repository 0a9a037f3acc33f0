from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from keys import CONTROL, press, show_active
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from test_handbook import keys_named

import app.ui.dialogs
import app.ui.messages
import app.ui.widgets
from app.ui.dialog_help import topic_of
from app.ui.dialogs.help import HelpDialog
from app.ui.dialogs.paper_day import PaperDayDialog
from app.ui.help_pages import dialog_page, help_page
from app.ui.keep import SAVE_KEYS
from app.ui.main_window import MainWindow
from app.ui.navigation import PLACES
from app.ui.start import Running
from app.ui.theme import Theme
from app.ui.tokens import RESOURCES
from app.ui.workplace import Workplace


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.icon)
def test_each_place_has_a_page_of_its_own_under_its_title(place: object) -> None:
    text = (RESOURCES / "help" / f"{place.icon}.md").read_text("utf-8")  # type: ignore[attr-defined]
    assert text.startswith(f"# {place.title}\n")  # type: ignore[attr-defined]
    assert 300 < len(text) < 2500, "short enough to be read while a citizen waits"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.icon)
def test_the_page_names_every_key_that_works_there(place: object, workplace: Workplace) -> None:
    keys = type(place.build(workplace)).keys if place.icon == "receive" else ()  # type: ignore[attr-defined]
    page = help_page(place.icon, keys)  # type: ignore[attr-defined]
    assert all(f"| **{key}** |" in page for key, _ in keys)
    assert page.count("**F1**") == 1


def test_a_place_without_words_still_tells_its_keys() -> None:
    page = help_page("no-such-place", (("F8", "quét tiếp"),))
    assert page.startswith("## Phím tắt")
    assert "| **F8** | Quét tiếp |" in page


def test_the_page_is_a_text_without_marks_of_its_making(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    dialog = HelpDialog(window, "Tiếp nhận hồ sơ", help_page("receive", (("F9", "lưu và in"),)))
    plain = dialog.text.toPlainText()
    assert "**" not in plain
    assert "##" not in plain
    assert "Lưu và in" in plain


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_the_page_goes_by_the_keys_that_one_tries(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    dialog = HelpDialog(window, "Tiếp nhận hồ sơ", help_page("receive", ()))
    show_active(qtbot, dialog)
    with qtbot.waitSignal(dialog.finished):
        press(key)


def dialogs() -> Iterator[type[QDialog]]:
    """Every dialog of the program that somebody may see."""
    for package in (app.ui.dialogs, app.ui.widgets):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    waiting = [QDialog]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        is_ours = kind.__module__.startswith("app.ui") and kind is not HelpDialog
        if is_ours and not kind.__subclasses__():
            yield kind


def test_each_dialog_has_a_page_short_enough_for_a_citizen_who_waits() -> None:
    found = {kind.__name__: topic_of(kind) for kind in dialogs()}

    assert len(found) > 10
    for topic in found.values():
        text = (RESOURCES / "help" / "dialogs" / f"{topic}.md").read_text("utf-8")
        assert text.startswith("# ")
        assert 100 < len(text) < 1500, topic


def test_no_page_is_left_of_a_dialog_that_went() -> None:
    topics = {topic_of(kind) for kind in dialogs()}

    assert {each.stem for each in (RESOURCES / "help" / "dialogs").glob("*.md")} == topics


def test_f1_explains_the_dialog_that_is_open_and_leads_back_to_it(
    running: Running,
    qtbot: QtBot,
) -> None:
    press(Qt.Key.Key_G, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PaperDayDialog))

    press(Qt.Key.Key_F1)

    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), HelpDialog))
    page = QApplication.activeModalWidget()
    assert isinstance(page, HelpDialog)
    assert "Giấy trong ngày" in page.windowTitle()
    said = page.text.toPlainText()
    assert "chưa ai xác nhận" in said
    assert "Giấy đã gửi đều đã ra" in said
    page.accept()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PaperDayDialog))
    QApplication.activeModalWidget().close()


def test_the_page_of_a_dialog_tells_its_buttons() -> None:
    page = dialog_page("clock", (("Ctrl+Enter", "Đồng hồ đúng"),))

    assert page.startswith("# Xác nhận đồng hồ máy")
    assert "| **Ctrl+Enter** | Đồng hồ đúng |" in page


GO_ON_IN_THE_FORM = {"dossiers", "online", "post"}
"""Places whose work is ended in the form of a reception, which their pages tell, too."""


ONLY_IN_NEED = {"Ctrl+Shift+J"}
"""Bound on a desk that was restored, which may not number before somebody allows it."""


def test_every_key_that_a_page_names_works_at_its_place(running: Running) -> None:
    window = running.session.window
    found = {}
    for at, place in enumerate(PLACES):
        for build in window.prepare(at):
            build()
        window.go_to(at)
        named = keys_named(RESOURCES / "help" / f"{place.icon}.md")
        named |= {key for key, _ in window.screen_shown.keys if "+" in key or key[0] == "F"}
        if place.icon in GO_ON_IN_THE_FORM:
            named -= {"F9", *(key.replace("Return", "Enter") for key in SAVE_KEYS)}
        alone = {key for key in named if is_one_key(key)}
        found[place.icon] = alone - ONLY_IN_NEED - bound_at(window)

    assert {place: keys for place, keys in found.items() if keys} == {}


def is_one_key(named: str) -> bool:
    """Not several at once: ``Alt+1…9``, ``Alt+C Q P``."""
    return "…" not in named and " " not in named


def bound_at(window: MainWindow) -> set[str]:
    """What can be pressed while a place is shown: its own keys and those of the window."""
    screen, found = window.screen_shown, set()
    others = [each for each in window.screens if each is not screen]
    for each in window.findChildren(QShortcut):
        owner = each.parent()
        if not any(other is owner or other.isAncestorOf(owner) for other in others):  # type: ignore[arg-type]
            found.add(each.key().toString().replace("Return", "Enter").replace("Down", "↓"))
    for each in screen.findChildren(QLabel):
        found |= {f"Alt+{key}" for key in accelerators(each.text()) if each.buddy() is not None}
    return found


def accelerators(words: str) -> set[str]:
    return {after[0].upper() for after in words.split("&")[1:] if after}
