"""Papers scanned, picked, dropped, excused and looked at in the real window, by keys."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from keys import press, type_text
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from stage import CONTROL, Stage

from app.domain.dossier import Dossier
from app.services.attaching import undigitised_papers, vault_of
from app.services.dossiers import dossier_by_uid
from app.ui.dialogs.attachments import AttachmentsDialog
from app.ui.dialogs.deed_menu import DeedMenuDialog
from app.ui.dialogs.preview import PreviewDialog

pytestmark = pytest.mark.usefixtures("open_stage")

needs_sane = pytest.mark.skipif(shutil.which("scanimage") is None, reason="SANE is not here")


@pytest.fixture(autouse=True)
def sane(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """SANE's own virtual scanner, and no other."""
    folder = tmp_path_factory.mktemp("sane")
    (folder / "dll.conf").write_text("test\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))


def photograph() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 600), "grey").save(file, "JPEG")
    return file.getvalue()


def stored(stage: Stage, uid: UUID) -> Dossier:
    desk = stage.session.desk
    assert desk is not None
    with desk.database.reading() as session:
        return dossier_by_uid(session, desk.context.tenant, uid)


def kept(stage: Stage, digest: str | None) -> bytes:
    desk = stage.session.desk
    assert desk is not None
    assert digest is not None
    with desk.database.reading() as session:
        return vault_of(session, desk.context.tenant, desk.attachments).fetch(digest)


def opened(stage: Stage) -> tuple[UUID, Any]:
    uid = stage.receive().dossier_uid
    stage.page(uid)
    press(Qt.Key.Key_D, CONTROL)
    dialog: Any = stage.dialog(AttachmentsDialog)
    stage.bot.waitUntil(lambda: dialog.left.text() == "còn 2 chưa số hóa")
    stage.bot.waitUntil(lambda: "Đang tìm" not in dialog.scanner.currentText())
    return uid, dialog


def standing(dialog: Any) -> list[str]:
    model = dialog.table.model()
    return [model.index(at, 1).data() for at in range(model.rowCount())]


def drop(dialog: Any, path: Path) -> None:
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile(str(path))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            brought,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


@needs_sane
def test_pages_are_scanned_one_by_one_and_bound_while_the_window_goes_on(stage: Stage) -> None:
    uid, dialog = opened(stage)
    dialog.pages.setCurrentIndex(1)
    press(Qt.Key.Key_F9)
    assert dialog.said.text() == "Đang quét trang 1 trên 2…"
    assert not dialog.scan.isEnabled()
    stage.bot.waitUntil(lambda: "trang 2 trên 2" in dialog.said.text(), timeout=30_000)
    stage.bot.waitUntil(lambda: dialog.left.text() == "còn 1 chưa số hóa", timeout=60_000)
    (file,) = stored(stage, uid).attachments
    assert file.ordinal == 1
    with pypdfium2.PdfDocument(kept(stage, file.digest)) as document:
        assert len(document) == 2
    assert dialog.scan.isEnabled()
    assert dialog.table.current_record().ordinal == 2
    press(Qt.Key.Key_Escape)


@needs_sane
def test_a_scanner_that_is_gone_is_named_and_nothing_is_kept(stage: Stage) -> None:
    uid, dialog = opened(stage)
    dialog.scanner.setItemData(dialog.scanner.currentIndex(), "test:9")
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: "test:9" in dialog.said.text(), timeout=30_000)
    assert dialog.scan.isEnabled()
    assert stored(stage, uid).attachments == ()
    press(Qt.Key.Key_Escape)


def test_a_picked_file_is_kept_for_the_paper_at_hand_and_looked_at_by_enter(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "giấy báo tử.jpg"
    path.write_bytes(photograph())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    uid, dialog = opened(stage)
    press(Qt.Key.Key_O, CONTROL)
    stage.bot.waitUntil(lambda: dialog.left.text() == "còn 1 chưa số hóa")
    (file,) = stored(stage, uid).attachments
    assert (file.ordinal, kept(stage, file.digest)) == (1, photograph())
    assert "JPEG" in standing(dialog)[0]

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    preview: Any = stage.dialog(PreviewDialog)
    assert preview._pdf.startswith(b"%PDF")
    press(Qt.Key.Key_Escape)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is dialog)
    stage.front(dialog)
    press(Qt.Key.Key_Escape)


def test_a_dropped_file_that_is_no_scan_is_refused_in_the_dialog(
    stage: Stage, tmp_path: Path
) -> None:
    uid, dialog = opened(stage)
    wrong = tmp_path / "thư.txt"
    wrong.write_text("không phải bản quét")
    drop(dialog, wrong)
    stage.bot.waitUntil(lambda: "thư.txt" in dialog.said.text() and dialog.pick.isEnabled())
    assert stored(stage, uid).attachments == ()
    drop(dialog, tmp_path / "không có.pdf")
    stage.bot.waitUntil(lambda: "không mở được" in dialog.said.text())
    press(Qt.Key.Key_Escape)


def test_a_broken_file_is_kept_but_said_not_to_be_readable(stage: Stage, tmp_path: Path) -> None:
    _, dialog = opened(stage)
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7\n%%EOF")
    drop(dialog, broken)
    stage.bot.waitUntil(lambda: dialog.left.text() == "còn 1 chưa số hóa")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: "Không xem được" in dialog.said.text())
    press(Qt.Key.Key_Escape)


def test_every_paper_excused_leaves_nothing_to_do_and_the_page_says_why(stage: Stage) -> None:
    uid, dialog = opened(stage)
    dialog.why.setCurrentIndex(dialog.why.findData("copy"))
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: dialog.left.text() == "còn 1 chưa số hóa")
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: dialog.left.text() == "đã đủ bản điện tử")
    assert undigitised_papers(stored(stage, uid)) == ()
    assert standing(dialog)[:2] == ["không số hóa: bản sao, bản chứng thực"] * 2
    assert not dialog.exempt.isEnabled()
    press(Qt.Key.Key_Escape)


def test_the_deed_menu_leads_to_the_dialog(stage: Stage) -> None:
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_J, CONTROL)
    menu: Any = stage.dialog(DeedMenuDialog)
    assert "Đính kèm bản điện tử" in menu.offered()
    type_text("dinh kem")
    press(Qt.Key.Key_Return)
    stage.dialog(AttachmentsDialog)
    press(Qt.Key.Key_Escape)
