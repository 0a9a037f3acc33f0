"""The open dossiers of another system, looked at and taken in from the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from desks import PROCEDURE, found
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from stage import CONTROL, Stage

from app.ui.dialogs.import_preview import ImportPreviewDialog
from app.ui.navigation import SETTINGS

pytestmark = pytest.mark.usefixtures("open_stage")

HEADS = "Mã hồ sơ,Mã thủ tục,Người nộp,CMND/CCCD,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái,Cột lạ"
ROWS = (
    f"H40.16-261110-0001,{PROCEDURE},Trần Thị Mẫu,034188004321,10/11/2026 09:15,20/11/2026,Mới,x",
    f"H40.16-261110-0002,{PROCEDURE},Lê Văn Thử,034090001234,10/11/2026,20/11/2026,Đang xử lý,x",
    "H40.16-261110-0003,9.999999,Lê Văn Thử,034090001234,10/11/2026,20/11/2026,Mới,x",
)


def test_an_export_is_looked_at_with_its_columns_and_what_is_sound_comes_in(
    stage: Stage, tmp_path: Path
) -> None:
    file = tmp_path / "cu.csv"
    file.write_text("\n".join((HEADS, *ROWS)), encoding="utf-8")
    stage.window.go_to(SETTINGS)
    screen: Any = stage.window.screen_shown
    card = screen.old_system
    card.import_file(file)
    dialog: Any = stage.dialog(ImportPreviewDialog)
    said = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert "“Mã thủ tục”" in said
    assert "không dùng: “Cột lạ”" in said
    first = dialog.table.current_record()
    assert first is None or first.standing == "faulty"
    with stage.bot.waitSignal(card.done):
        press(Qt.Key.Key_Return, CONTROL)
    desk: Any = stage.session.desk
    taken = {each.dossier_code: each.state for each in found(desk, "")}
    assert taken == {
        "H40.16-261110-0001": "received",
        "H40.16-261110-0002": "in_process",
    }
