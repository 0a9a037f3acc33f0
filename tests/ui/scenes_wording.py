"""The office's words on its papers."""

from __future__ import annotations

from typing import Any

from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, SHIFT, Stage


def go_to_wording(stage: Stage) -> Any:
    """The place with its first picture drawn."""
    press(Qt.Key.Key_W, CONTROL | SHIFT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.drawn).wait()
    return screen


@scene
def wording_office(stage: Stage) -> QWidget:
    stage.open()
    go_to_wording(stage)
    return stage.window


@scene
def wording_apology_typed(stage: Stage) -> QWidget:
    stage.open()
    screen = go_to_wording(stage)
    screen.head.put("paper", "apology")
    screen.forms["apology"].put("apology.heading", "PHIẾU ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT")
    stage.bot.waitSignal(screen.drawn).wait()
    return stage.window


@scene
def wording_bad_placeholder(stage: Stage) -> QWidget:
    stage.open()
    screen = go_to_wording(stage)
    screen.head.put("paper", "receipt")
    screen.forms["receipt"].put("receipt.notes", "Mang theo giấy này.\nGọi {số máy} khi cần.")
    stage.bot.waitUntil(lambda: "chữ thứ 5" in said_wrong(screen))
    return stage.window


def said_wrong(screen: Any) -> str:
    """What stands below the notes."""
    return str(screen.forms["receipt"]["receipt.notes"].accessibleDescription())
