"""What is settled while the citizen waits, in the real window: Shift+F9, a number, Ctrl+Enter."""

from __future__ import annotations

from typing import Any

import pytest
from desks import found
from keys import press, type_text
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from stage import CONTROL, SHIFT, Stage

from app.domain.dossier import DossierState
from app.ui.dialogs.at_once import AtOnceDialog

pytestmark = pytest.mark.usefixtures("open_stage")


def asked(stage: Stage) -> Any:
    press(Qt.Key.Key_F9, SHIFT)
    return stage.dialog(AtOnceDialog)


def test_the_result_is_given_in_the_act_that_received_and_the_form_is_free(stage: Stage) -> None:
    printed: list[str] = []
    stage.session.slips.print_papers = lambda *told: printed.extend(told[2])  # type: ignore[assignment]
    stage.fill()
    asked(stage)
    type_text("Giấy xác nhận")
    press(Qt.Key.Key_Tab)
    type_text("07/TL")
    with stage.bot.waitSignal(stage.session.receive.refreshed):
        press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk: Any = stage.session.desk
    (line,) = found(desk, "")
    assert line.state == DossierState.RETURNED
    assert printed == ["result_receipt"]
    panels = stage.session.receive.panels
    assert panels.applicant.fields.text("full_name") == ""
    assert "Đã nhận và trả ngay" in panels.promise.reason.text()


def test_what_is_not_paid_is_asked_for_in_place_and_nothing_is_lost(stage: Stage) -> None:
    stage.fill()
    panels = stage.session.receive.panels
    panels.settlement.fields.put("fee", "8.000")
    dialog = asked(stage)
    assert dialog.fields["unpaid_reason"].isVisible()
    type_text("Giấy xác nhận")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: "8.000 đồng" in dialog.trouble.text())
    press(Qt.Key.Key_Escape)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk: Any = stage.session.desk
    assert found(desk, "") == ()
    assert panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"


def test_a_correction_is_never_given_out_at_once(stage: Stage) -> None:
    stage.receive()
    with stage.bot.waitSignal(stage.session.receive.facts.quoted):
        press(Qt.Key.Key_R, CONTROL)
    assert not stage.session.receive.panels.promise.at_once.isVisible()
