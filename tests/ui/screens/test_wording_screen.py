"""Words typed, looked at and saved in the window, by keys alone."""

from __future__ import annotations

from typing import Any

import pytest
from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from scenes_wording import go_to_wording
from stage import CONTROL, SHIFT, Stage

from app.domain.wording import Wording
from app.domain.wording_slots import PLACE
from app.services.wording import wordings

pytestmark = pytest.mark.usefixtures("open_stage")


def stored(stage: Stage) -> Wording:
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        return wordings(session, desk.context).at(stage.now)


def test_a_word_is_typed_seen_on_the_paper_and_saved(stage: Stage) -> None:
    screen = go_to_wording(stage)
    before = screen.picture._pages[0][0].toImage()
    screen.forms["office"][PLACE.key].setFocus()
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    type_text("An Mau")
    stage.bot.waitSignal(screen.drawn).wait()
    assert screen.picture._pages[0][0].toImage() != before
    assert PLACE.key not in stored(stage).texts
    with stage.bot.waitSignal(screen.loaded):
        press(Qt.Key.Key_S, CONTROL)
    assert stored(stage).text(PLACE) == "An Mau"
    assert not screen.save.isEnabled()


def test_what_is_wrong_is_said_below_its_field_and_nothing_is_saved(stage: Stage) -> None:
    screen = go_to_wording(stage)
    screen.head.put("paper", "receipt")
    form: Any = screen.forms["receipt"]
    form.put("receipt.notes", "Xin chào {ai đó}")
    screen.save.click()
    assert "{ai đó}" in form["receipt.notes"].accessibleDescription()
    screen.head.put("paper", "office")
    screen.save.click()
    assert screen.head.text("paper") == "receipt", "the paper with the wrong text comes to front"
    assert stored(stage).texts == {}


def test_the_words_that_stand_ready_come_back_by_a_key(stage: Stage) -> None:
    screen = go_to_wording(stage)
    form: Any = screen.forms["office"]
    form.put(PLACE.key, "An Mẫu")
    assert screen.save.isEnabled()
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert form.text(PLACE.key) == stored(stage).standard(PLACE)
    assert not screen.save.isEnabled()


def test_a_day_that_is_none_is_asked_for_again(stage: Stage) -> None:
    screen = go_to_wording(stage)
    screen.forms["office"].put(PLACE.key, "An Mẫu")
    screen.foot.put("valid_from", "31/02/2027")
    screen.save.click()
    assert "01/12/2026" in screen.foot["valid_from"].accessibleDescription()
    screen.foot.put("valid_from", "01/02/2030")
    with stage.bot.waitSignal(screen.loaded):
        screen.save.click()
    assert stored(stage).texts == {}
    stage.bot.waitUntil(lambda: "01/02/2030" in screen._planned.text())
