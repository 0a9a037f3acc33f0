from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest
from keys import press, scan, show_active, type_text
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.domain.citizen_card import read_citizen_card
from app.domain.errors import Reason, Refusal
from app.domain.slip_code import SlipCode, read_slip_code, slip_code_text
from app.ui.scanner import Scanner

CARD = (
    "034188004321|151234567|Trần Thị Mẫu|02091988|Nữ|"
    "Thôn Ví Dụ, An Thử, Quỳnh Mẫu, Thái Bình|14082021"
)
CODE = "H40.16-261121-0001"
SLIP = SlipCode(
    dossier_uid=UUID("01935b1e-0000-7000-8000-000000000002"),
    dossier_code="H40.16-261121-3017",
    token="00112233445566778899",
    procedure_code="1.014199",
    paper_name="Giấy tiếp nhận hồ sơ",
)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Form(QWidget):
    """One of each kind of field."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit("đang gõ dở")
        self.note = QPlainTextEdit("ghi chú")
        self.combo = QComboBox()
        self.combo.addItems(["Trực tiếp", "3 hồ sơ", "4 hồ sơ", "0 hồ sơ"])
        self.list = QListWidget()
        self.list.addItems(["Hà", "0341", "8"])
        self.list.setCurrentRow(0)
        self.box = QCheckBox("Đã thu")
        self.button = QPushButton("Lưu")
        self.clicks = 0
        self.button.clicked.connect(self._click)
        layout = QVBoxLayout(self)
        for each in (self.line, self.note, self.combo, self.list, self.box, self.button):
            layout.addWidget(each)

    def _click(self) -> None:
        self.clicks += 1

    def state(self) -> tuple[object, ...]:
        return (
            self.line.text(),
            self.note.toPlainText(),
            self.combo.currentIndex(),
            self.list.currentRow(),
            self.box.isChecked(),
            self.clicks,
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scanner(qapp: QApplication, clock: Clock) -> Iterator[Scanner]:
    made = Scanner(qapp, clock)
    yield made
    made.stop()


@pytest.fixture
def scans(scanner: Scanner) -> list[str]:
    heard: list[str] = []
    scanner.scanned.connect(heard.append)
    return heard


@pytest.fixture
def form(qtbot: QtBot, scans: list[str]) -> Form:
    made = Form()
    qtbot.addWidget(made)
    show_active(qtbot, made)
    return made


@pytest.mark.parametrize("focus", ["line", "note", "combo", "list", "box", "button"])
@pytest.mark.parametrize("code", [CARD, CODE])
def test_a_scan_is_heard_and_leaves_nothing_behind(
    form: Form, scans: list[str], focus: str, code: str
) -> None:
    getattr(form, focus).setFocus()
    before = form.state()
    returns: list[None] = []
    form.line.returnPressed.connect(lambda: returns.append(None))

    scan(code)

    assert scans == [code]
    assert form.state() == before
    assert returns == []
    assert getattr(form, focus).hasFocus()


def test_selected_text_is_selected_again(form: Form, scans: list[str]) -> None:
    form.line.setFocus()
    form.line.setSelection(5, 2)

    scan(CARD)

    assert form.line.selectedText() == "gõ"
    assert form.line.text() == "đang gõ dở"


def test_the_same_letters_typed_at_a_human_pace_stay_typing(
    form: Form, scans: list[str], clock: Clock
) -> None:
    form.line.clear()
    form.line.setFocus()

    for letter in CODE:
        clock.now += 0.5
        type_text(letter)
    clock.now += 0.5
    press(Qt.Key.Key_Return)

    assert scans == []
    assert form.line.text() == CODE


@pytest.mark.parametrize("words", ["nguyen thi uong h40", "0912345678", "034188004321"])
def test_fast_words_and_numbers_are_no_scan(form: Form, scans: list[str], words: str) -> None:
    form.line.clear()
    form.line.setFocus()

    scan(words)

    assert scans == []
    assert form.line.text() == words


def test_a_scan_while_a_machine_stalls_is_still_one_scan(
    form: Form, scans: list[str], clock: Clock
) -> None:
    type_text(CARD[:40])
    clock.now += 0.25
    type_text(CARD[40:])
    press(Qt.Key.Key_Return)

    assert scans == [CARD]


def test_letters_that_an_input_method_commits_belong_to_the_scan(
    form: Form, scans: list[str]
) -> None:
    form.line.clear()
    form.line.setFocus()

    for letter in CARD:
        if letter.isascii():
            type_text(letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QCoreApplication.sendEvent(form.line, event)
    press(Qt.Key.Key_Return)

    assert scans == [CARD]
    assert form.line.text() == ""


def test_scans_are_heard_in_a_dialog_too(
    form: Form, scans: list[str], qtbot: QtBot, qapp: QApplication
) -> None:
    dialog = Form()
    qtbot.addWidget(dialog)
    show_active(qtbot, dialog)
    dialog.line.setFocus()

    scan(CODE)

    assert scans == [CODE]
    assert dialog.line.text() == "đang gõ dở"


def test_two_scans_in_a_row_are_two(form: Form, scans: list[str]) -> None:
    scan(CODE)
    scan(CARD)

    assert scans == [CODE, CARD]


def test_a_letter_that_does_not_arrive_leaves_a_mark_and_the_card_is_refused(
    form: Form, scans: list[str]
) -> None:
    before = form.state()

    head, tail = CARD.split("ầ", 1)
    type_text(head)
    press(0)
    type_text(tail)
    press(Qt.Key.Key_Return)

    assert scans == [f"{head}\ufffd{tail}"]
    assert form.state() == before
    with pytest.raises(Refusal) as refused:
        read_citizen_card(scans[0])
    assert refused.value.reason is Reason.CARD_LETTERS_DAMAGED


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Delete])
def test_a_key_of_a_person_ends_a_burst(
    form: Form, scans: list[str], clock: Clock, key: Qt.Key
) -> None:
    form.line.setFocus()
    type_text(CODE[:9])
    clock.now += 0.1
    press(key)
    type_text(CODE[9:])
    press(Qt.Key.Key_Return)

    assert scans == []


def test_letters_that_an_input_method_exchanges_are_one_scan(
    form: Form, scans: list[str], clock: Clock
) -> None:
    form.line.clear()
    form.line.setFocus()

    type_text("E")
    clock.now += 0.004
    press(Qt.Key.Key_Backspace)
    type_text("Ê123456785VN")
    press(Qt.Key.Key_Return)

    assert scans == ["Ê123456785VN"]
    assert form.line.text() == ""


def test_a_code_typed_quickly_by_hand_stays_typing(
    form: Form, scans: list[str], clock: Clock
) -> None:
    form.line.clear()
    form.line.setFocus()

    for letter in CODE:
        type_text(letter)
        clock.now += 0.12
    press(Qt.Key.Key_Return)

    assert scans == []
    assert form.line.text() == CODE


@pytest.mark.parametrize("focus", ["line", "note", "combo", "list", "box", "button"])
def test_a_slip_of_several_lines_is_one_scan_and_enter_is_pressed_nowhere(
    form: Form, scans: list[str], qtbot: QtBot, focus: str
) -> None:
    lines = slip_code_text(SLIP).splitlines()
    assert len(lines) > 2
    getattr(form, focus).setFocus()
    before = form.state()

    for each in lines:
        scan(each)
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == ["\n".join(lines)]
    assert read_slip_code(scans[0]) == SLIP
    assert form.state() == before


def test_after_the_lines_of_a_slip_the_keyboard_is_a_persons_again(
    form: Form, scans: list[str], qtbot: QtBot, clock: Clock
) -> None:
    form.line.clear()
    form.line.setFocus()
    for each in slip_code_text(SLIP).splitlines():
        scan(each)
    qtbot.waitUntil(lambda: bool(scans))

    clock.now += 1
    type_text("Lan")

    assert form.line.text() == "Lan"


def test_what_a_letter_of_a_scan_moved_comes_back(form: Form, scans: list[str]) -> None:
    form.button.setFocus()
    type_text("https:")
    form.line.setFocus()
    type_text("//example.invalid/tra-cuu?MaHoSo=H40.16-261121-0001")
    press(Qt.Key.Key_Return)

    assert scans == ["https://example.invalid/tra-cuu?MaHoSo=H40.16-261121-0001"]
    assert form.line.text() == "đang gõ dở"
    assert form.button.hasFocus()
    assert form.clicks == 0


def test_two_quick_spaces_on_a_box_are_two_ticks(form: Form, scans: list[str]) -> None:
    form.box.setFocus()
    press(Qt.Key.Key_Space, text=" ")
    ticked = form.box.isChecked()
    press(Qt.Key.Key_Space, text=" ")

    assert ticked
    assert not form.box.isChecked()


def test_a_window_that_is_busy_in_the_middle_of_a_scan_takes_it_for_one_all_the_same(
    form: Form, scans: list[str], clock: Clock
) -> None:
    form.line.setFocus()
    window = QGuiApplication.focusWindow()
    for at, letter in enumerate(CODE + "\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        event = QKeyEvent(
            QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter.strip("\r")
        )
        event.setTimestamp(50_000 + 5 * at)
        QCoreApplication.sendEvent(window, event)
        clock.now += 0.5 if at == 7 else 0.005

    assert scans == [CODE]
    assert form.line.text() == "đang gõ dở"
