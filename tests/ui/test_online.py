from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from keys import press, scan, type_text
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from scenes_online import file_online, go_online
from stage import CONTROL, OTHER_CARD, SHIFT, Stage

from app.domain.filing import FilingState
from app.services.dossier_deeds import Acting
from app.services.filing import filing_by_code, filings
from app.services.filing_answers import request_filing_supplement
from app.services.journal import events
from app.ui.dialogs.batch import BatchDialog
from app.ui.dialogs.filing import ConsultationDialog, FilingCompletedDialog, FilingDialog
from app.ui.dialogs.import_preview import ImportPreviewDialog
from app.ui.dialogs.reasons import GuidanceDialog, RefusalDialog

pytestmark = pytest.mark.usefixtures("open_stage")

CODE = "G22.99-261116-0007"


def state_of(stage: Stage, code: str = CODE) -> FilingState:
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        return filing_by_code(session, desk.context.tenant, code).state


def opened(stage: Stage) -> Any:
    receive = stage.session.receive
    stage.bot.waitUntil(lambda: receive.filing.uid is not None)
    stage.bot.waitUntil(lambda: receive.panels.promise.due_at is not None)
    return receive


def test_enter_on_a_line_opens_the_filing_and_f9_receives_it(stage: Stage) -> None:
    file_online(stage)
    screen = go_online(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)
    screen.table.setFocus()
    press(Qt.Key.Key_Return)
    receive = opened(stage)
    assert CODE in receive.filing.notice.sentence
    assert receive.panels.applicant.fields.text("full_name") == "Trần Thị Mẫu"
    with stage.bot.waitSignal(receive.received) as received:
        press(Qt.Key.Key_F9)
    assert received.args[0].dossier_code == CODE
    assert state_of(stage) is FilingState.RECEIVED
    assert receive.filing.uid is None


@pytest.mark.parametrize(
    ("key", "dialog", "state"),
    [
        (Qt.Key.Key_B, GuidanceDialog, FilingState.SUPPLEMENT_ASKED),
        (Qt.Key.Key_U, RefusalDialog, FilingState.REFUSED),
    ],
)
def test_the_keys_at_the_door_answer_the_filing_instead(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, key: Qt.Key, dialog: Any, state: FilingState
) -> None:
    monkeypatch.setattr(dialog, "ask", lambda *_: "Thiếu bản sao giấy báo tử")
    file_online(stage)
    scan(CODE)
    receive = opened(stage)
    press(key, CONTROL)
    stage.bot.waitUntil(lambda: state_of(stage) is state)
    stage.bot.waitUntil(lambda: receive.filing.uid is None)
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        assert not any(each.kind.startswith("visit.") for each in events(session, "H40"))


def test_a_portals_code_typed_at_the_head_opens_the_filing(stage: Stage) -> None:
    file_online(stage)
    press(Qt.Key.Key_K, CONTROL)
    type_text(CODE)
    press(Qt.Key.Key_Return)
    opened(stage)


def test_an_export_is_looked_at_and_imported(stage: Stage, tmp_path: Path) -> None:
    row = {
        "MaHoSo": CODE,
        "MaTTHC": "1.010833",
        "ChuHoSo": "Trần Thị Mẫu",
        "NgayNopHoSo": "20261116083000",
    }
    file = tmp_path / "cong.json"
    file.write_text(json.dumps([row, {**row, "MaHoSo": ""}]), encoding="utf-8")
    screen = go_online(stage)
    screen.files.read(file)
    dialog = stage.dialog(ImportPreviewDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: not dialog.isVisible())
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)


def test_a_filing_keyed_in_by_hand_opens_at_once(stage: Stage) -> None:
    go_online(stage)
    press(Qt.Key.Key_N, CONTROL)
    dialog: Any = stage.dialog(FilingDialog)
    for key, text in (("code", CODE), ("filed_at", "08:30"), ("procedure", "1.010833")):
        dialog.fields.put(key, text)
    press(Qt.Key.Key_Return, CONTROL)
    receive = opened(stage)
    assert CODE in receive.filing.notice.sentence


def test_help_that_was_given_is_counted(stage: Stage) -> None:
    screen = go_online(stage)
    press(Qt.Key.Key_H, CONTROL)
    stage.dialog(ConsultationDialog)
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: "1 lượt" in screen.given.text())


def test_a_batch_is_typed_scanned_pasted_received_and_mended(stage: Stage) -> None:
    stage.fill()
    press(Qt.Key.Key_B, CONTROL | SHIFT)
    dialog: Any = stage.dialog(BatchDialog)
    dialog.take_scan(OTHER_CARD)
    QGuiApplication.clipboard().setText("Họ tên\tNgày sinh\nTrần Thị Hai\t31/2/1988\n")
    press(Qt.Key.Key_V, CONTROL | SHIFT)
    assert "2 người · 0 đã nhận · 1 cần sửa" in dialog.said.text()
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "1 đã nhận" in dialog.said.text())
    dialog.table.setCurrentIndex(dialog.table.model().index(1, 0))
    dialog.table.setFocus()
    press(Qt.Key.Key_Return)
    dialog.fields.put("born", "28/2/1988")
    press(Qt.Key.Key_Return)
    assert "0 cần sửa" in dialog.said.text()
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "2 đã nhận" in dialog.said.text())
    dialog.reject()


def test_a_completed_filing_is_noted_by_its_moment_and_opens_to_be_answered(stage: Stage) -> None:
    file_online(stage)
    desk: Any = stage.session.desk
    with desk.database.transaction() as session:
        (waiting,) = filings(session, desk.context.tenant)
        acting = Acting(now=stage.now, desk=desk.context, actor=desk.actor)
        request_filing_supplement(session, waiting.dossier_uid, "Bản sao", acting)
    screen = go_online(stage)
    stage.bot.waitUntil(lambda: screen.table.current_record() is not None)
    press(Qt.Key.Key_B, CONTROL)
    stage.dialog(FilingCompletedDialog)
    type_text("16/11/2026 09:30")
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: stage.session.receive.filing.uid == waiting.dossier_uid)
