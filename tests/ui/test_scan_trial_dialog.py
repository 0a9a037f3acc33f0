from __future__ import annotations

from collections.abc import Iterator

import pytest
import zxingcpp
from keys import press, scan, show_active, type_text
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.scan_trial import TRIAL_CODE
from app.domain.scan_trial_words import GOOD
from app.ui.dialogs.scan_trial import ScanTrialDialog
from app.ui.scanner import Scanner
from app.ui.theme import Theme
from app.ui.widgets.code_picture import CodePicture


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[ScanTrialDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    scanner = Scanner(qapp)
    made = ScanTrialDialog(window)
    scanner.scanned.connect(made.take_scan)
    show_active(qtbot, made)
    yield made
    scanner.stop()
    made.close()


def try_out(dialog: ScanTrialDialog, qtbot: QtBot, code: str) -> None:
    """Scan a code and wait for the verdict: it might have had further lines."""
    dialog.verdict.clear()
    scan(code)
    qtbot.waitUntil(lambda: bool(dialog.verdict.text()))


def test_a_good_scanner_is_praised(dialog: ScanTrialDialog, qtbot: QtBot) -> None:
    try_out(dialog, qtbot, TRIAL_CODE)
    assert dialog.verdict.text() == GOOD
    assert "Ư  U+01AF  chữ hoa có dấu" in dialog.points.toPlainText()
    assert dialog.isVisible(), "Enter closes nothing"


def test_a_second_scan_takes_the_place_of_the_first(dialog: ScanTrialDialog, qtbot: QtBot) -> None:
    try_out(dialog, qtbot, TRIAL_CODE.swapcase())
    assert "Caps Lock" in dialog.verdict.text()
    try_out(dialog, qtbot, TRIAL_CODE)
    assert dialog.came.text() == TRIAL_CODE
    assert dialog.verdict.text() == GOOD


def test_a_scanner_without_enter_is_found_out_by_silence(
    dialog: ScanTrialDialog, qtbot: QtBot
) -> None:
    type_text(TRIAL_CODE, pace=5)
    assert dialog.verdict.text() == "Chưa nhận được chữ nào."
    qtbot.waitUntil(lambda: "phím Enter" in dialog.verdict.text())


@pytest.mark.parametrize(
    ("came", "words"),
    [
        (TRIAL_CODE.replace("EE1", "Ê1"), "tắt bộ gõ"),
        (TRIAL_CODE.encode().decode("cp1252", "replace"), "UTF-8"),
        (TRIAL_CODE.replace("|", "~"), "English (US)"),
        ("034188004321||Trần Thị Mẫu|02091988|Nữ|Thôn Ví Dụ|14082021", "không phải mã thử"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    dialog: ScanTrialDialog, qtbot: QtBot, came: str, words: str
) -> None:
    try_out(dialog, qtbot, came)
    assert words in dialog.verdict.text()
    assert dialog.came.text() == came


def test_a_scan_by_serial_port_needs_no_enter(dialog: ScanTrialDialog) -> None:
    dialog.take_scan(TRIAL_CODE)
    assert dialog.verdict.text() == GOOD


def test_the_code_on_the_screen_can_be_scanned(qtbot: QtBot, theme: Theme) -> None:
    shown = CodePicture(TRIAL_CODE, "Mã thử máy quét")
    qtbot.addWidget(shown)
    shown.resize(shown.sizeHint())
    picture = shown.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    seen = Image.frombytes(
        "L",
        (picture.width(), picture.height()),
        bytes(picture.constBits()),
        "raw",
        "L",
        picture.bytesPerLine(),
    )
    assert [each.text for each in zxingcpp.read_barcodes(seen)] == [TRIAL_CODE]


def test_escape_closes_it(dialog: ScanTrialDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.finished):
        press(Qt.Key.Key_Escape)
