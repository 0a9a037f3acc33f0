"""Feedback taken by keys at the desk, answered by a supervisor and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from scenes_citizen import go_to_feedback, take_feedback
from stage import CONTROL, Stage

from app.domain.roles import CLERK, SUPERVISOR
from app.services.feedback import Feedback, all_feedback
from app.ui.dialogs.feedback import FeedbackAnswerDialog, FeedbackDialog

pytestmark = pytest.mark.usefixtures("open_stage")

ENTER = Qt.Key.Key_Return


def stored(stage: Stage) -> tuple[Feedback, ...]:
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        return all_feedback(session, desk.context.tenant)


def test_feedback_without_a_name_is_taken_by_keys_alone(stage: Stage) -> None:
    screen = go_to_feedback(stage)
    press(Qt.Key.Key_N, CONTROL)
    dialog: Any = stage.dialog(FeedbackDialog)
    type_text("Cho lau")
    press(ENTER, CONTROL)
    stage.bot.waitUntil(dialog.trouble.isVisible)
    press(Qt.Key.Key_Tab)
    type_text("Toi cho hai gio")
    press(ENTER, CONTROL)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)
    (taken,) = stored(stage)
    assert (taken.about, taken.words, taken.full_name) == ("Cho lau", "Toi cho hai gio", None)
    assert "không nêu tên" in screen.words.text()


def test_a_supervisor_answers_once_and_publishes_and_open_ones_stand_first(stage: Stage) -> None:
    first = take_feedback(stage, "chờ lâu", "Tôi chờ hai giờ.")
    second = take_feedback(stage, "biển chỉ dẫn", "Biển bị che.")
    screen = go_to_feedback(stage)
    assert SUPERVISOR in stage.session.desk.actor.roles  # type: ignore[union-attr]
    assert screen.table.current_record().number == first.number
    press(Qt.Key.Key_B, CONTROL)
    dialog: Any = stage.dialog(FeedbackAnswerDialog)
    type_text("Da them mot quay")
    dialog.fields["publish"].setChecked(True)
    press(ENTER, CONTROL)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    stage.bot.waitUntil(lambda: "Da them mot quay" in screen.words.text())
    assert not screen.answer.isEnabled()
    open_first, answered = stored(stage)
    assert (open_first.number, answered.number) == (second.number, first.number)
    assert answered.is_published


def test_who_is_no_supervisor_may_take_but_not_answer(stage: Stage) -> None:
    take_feedback(stage, "chờ lâu", "Tôi chờ hai giờ.")
    screen = go_to_feedback(stage)
    assert screen.answer.isEnabled()
    desk: Any = stage.session.desk
    desk.seat.take(replace(desk.actor, roles=(CLERK,)))
    screen.refresh()
    stage.bot.waitUntil(lambda: not screen.answer.isEnabled())
    press(Qt.Key.Key_B, CONTROL)
    assert QApplication.activeModalWidget() is None
    assert screen.take.isEnabled()
