"""What citizens see, and what they say."""

from __future__ import annotations

from typing import Any

from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, LONG_CARD, SHIFT, Stage

from app.services.dossier_deeds import Acting
from app.ui.dialogs.feedback import FeedbackAnswerDialog, FeedbackDialog


def take_feedback(stage: Stage, about: str, words: str) -> Any:
    """Feedback taken at the desk of the window, behind its back."""
    from app.services.feedback import FeedbackForm, receive_feedback

    desk = stage.session.desk
    assert desk is not None
    acting = Acting(now=stage.now, desk=desk.context, actor=desk.actor)
    with desk.database.transaction() as session:
        return receive_feedback(session, FeedbackForm(about=about, words=words), acting)


def go_to_feedback(stage: Stage) -> Any:
    press(Qt.Key.Key_K, CONTROL | SHIFT)
    screen: Any = stage.window.screen_shown
    stage.bot.waitSignal(screen.shown).wait()
    return screen


@scene
def feedback_list(stage: Stage) -> QWidget:
    stage.open()
    take_feedback(stage, "chờ lâu ở quầy 2", "Tôi chờ hai giờ mà không ai gọi số.")
    take_feedback(stage, "biển chỉ dẫn", "Biển chỉ phòng chờ bị che khuất.")
    go_to_feedback(stage)
    return stage.window


@scene
def feedback_taken(stage: Stage) -> QWidget:
    stage.open()
    go_to_feedback(stage)
    press(Qt.Key.Key_N, CONTROL)
    return stage.dialog(FeedbackDialog)


@scene
def feedback_answered(stage: Stage) -> QWidget:
    stage.open()
    words = "Tôi chờ hai giờ mà không ai gọi số."
    return stage.show(FeedbackAnswerDialog(stage.window, "PA-3/2026-0001", words))


@scene
def monitor_greeting(stage: Stage) -> QWidget:
    stage.open()
    return _monitor(stage)


@scene
def monitor_form(stage: Stage) -> QWidget:
    stage.open()
    monitor = _monitor(stage)
    stage.fill(LONG_CARD)
    stage.session.monitor.look()
    return monitor


@scene
def monitor_thanks(stage: Stage) -> QWidget:
    stage.open()
    monitor = _monitor(stage)
    stage.receive(LONG_CARD)
    return monitor


def _monitor(stage: Stage) -> QWidget:
    press(Qt.Key.Key_M, CONTROL | SHIFT)
    monitor = stage.session.monitor.monitor
    assert monitor is not None
    stage.bot.waitSignal(monitor.woken).wait()
    stage.come_to_front()
    return monitor


@scene
def monitor_rating(stage: Stage) -> QWidget:
    stage.open()
    monitor = _monitor(stage)
    stage.session._workplace.ways.rating_wanted.emit()
    return monitor
