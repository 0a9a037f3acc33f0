from __future__ import annotations

import pytest
from keys import press, show_active
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.dialogs.help import HelpDialog
from app.ui.help_pages import help_page
from app.ui.navigation import PLACES
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
