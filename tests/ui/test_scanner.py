from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from time import monotonic
from uuid import UUID

import pytest
from keys import press, scan, show_active, type_text
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
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
from app.ui.widgets.fields import scannable

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
    """The clock on the wall, which may jump as if nothing had been read meanwhile."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def __call__(self) -> float:
        return monotonic() + self.skipped


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


@pytest.mark.parametrize("pace", [500, 150, 80])
def test_the_same_letters_typed_at_a_human_pace_stay_typing(
    form: Form, scans: list[str], pace: int
) -> None:
    form.line.clear()
    form.line.setFocus()

    scan(CODE, pace)

    assert scans == []
    assert form.line.text() == CODE


@pytest.mark.parametrize("words", ["nguyen thi uong h40", "0912345678", "034188004321"])
def test_fast_words_and_numbers_are_no_scan(form: Form, scans: list[str], words: str) -> None:
    form.line.clear()
    form.line.setFocus()

    scan(words, pace=45)

    assert scans == []
    assert form.line.text() == words


NONSENSE = ("0912345678", "8934563138165", "khuyen mai 2 tang 1", "Ô@#~QWERTY-00")


@pytest.mark.parametrize(
    ("focus", "words"),
    [
        *(("line", each) for each in NONSENSE),
        *((each, NONSENSE[2]) for each in ("note", "combo", "list", "box", "button")),
    ],
)
def test_what_comes_faster_than_fingers_is_a_scan_even_if_it_says_nothing(
    form: Form, scans: list[str], qtbot: QtBot, focus: str, words: str
) -> None:
    getattr(form, focus).setFocus()
    before = form.state()
    returns: list[None] = []
    form.line.returnPressed.connect(lambda: returns.append(None))

    scan(words, pace=20)
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == [words]
    assert form.state() == before
    assert returns == []
    assert getattr(form, focus).hasFocus()


def test_a_line_for_codes_keeps_what_no_pattern_tells_but_not_its_enter(
    form: Form, scans: list[str]
) -> None:
    scannable(form.line).clear()
    form.line.setFocus()
    returns: list[None] = []
    form.line.returnPressed.connect(lambda: returns.append(None))

    scan("K7QF-2MXN-PPLA-90ZT")

    assert form.line.text() == "K7QF-2MXN-PPLA-90ZT"
    assert (scans, returns) == ([], [])


def test_nonsense_of_several_lines_is_one_scan(form: Form, scans: list[str], qtbot: QtBot) -> None:
    before = form.state()
    for each in ("BEGIN:VCARD", "N:Mẫu", "END:VCARD"):
        type_text(each, pace=5)
        press(Qt.Key.Key_Return, after=5)
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == ["BEGIN:VCARD\nN:Mẫu\nEND:VCARD"]
    assert form.state() == before


@pytest.mark.parametrize("code", [CARD, CODE, "8934563138165"])
def test_what_a_person_typed_just_before_a_scan_stays(
    form: Form, scans: list[str], qtbot: QtBot, code: str
) -> None:
    form.line.setFocus()
    type_text(" 12", pace=90)

    type_text(code[:1], 120)
    type_text(code[1:], 5)
    press(Qt.Key.Key_Return, after=5)
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == [code]
    assert form.line.text() == "đang gõ dở 12"


def test_a_key_held_down_is_a_persons(form: Form, scans: list[str]) -> None:
    form.line.clear()
    form.line.setFocus()
    window = QGuiApplication.focusWindow()
    for at in range(20):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_0, none, "0", autorep=at > 0)
        event.setTimestamp(5_000_000 + 20 * at)
        QCoreApplication.sendEvent(window, event)
    press(Qt.Key.Key_Return, after=5)

    assert scans == []
    assert form.line.text() == "0" * 20


@pytest.mark.parametrize("code", [CARD, CODE])
def test_a_scanner_that_sends_no_enter_is_heard_after_a_silence(
    form: Form, scans: list[str], qtbot: QtBot, code: str
) -> None:
    form.line.setFocus()
    type_text(code[:1])
    type_text(code[1:], pace=5)
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == [code]
    assert form.line.text() == "đang gõ dở"


def test_a_card_whose_letters_came_as_slowly_as_typing_leaves_the_field_too(
    form: Form, scans: list[str]
) -> None:
    form.line.setFocus()

    for at, letter in enumerate(CARD):
        type_text(letter, 900 if at == 30 else 250)
    press(Qt.Key.Key_Return)

    assert scans == [CARD]
    assert form.line.text() == "đang gõ dở"


def overrides(key: Qt.Key, text: str, stamp: int) -> bool:
    """Whether a key is kept from the shortcuts, for which Qt asks the window first."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(stamp)
    event.ignore()
    QCoreApplication.sendEvent(QGuiApplication.focusWindow(), event)
    return event.isAccepted()


def test_a_scan_presses_no_shortcut_of_one_key(form: Form, scanner: Scanner) -> None:
    form.button.setFocus()
    window, none = QGuiApplication.focusWindow(), Qt.KeyboardModifier.NoModifier
    accepted = []
    for at, letter in enumerate(CODE):
        accepted.append(overrides(Qt.Key(ord(letter)), letter, 9_000_000 + 5 * at))
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(letter)), none, letter)
        event.setTimestamp(9_000_000 + 5 * at)
        QCoreApplication.sendEvent(window, event)
    enter = overrides(Qt.Key.Key_Return, "\r", 9_000_000 + 5 * len(CODE))

    assert accepted == [False, *[True] * (len(CODE) - 1)]
    assert enter
    assert not overrides(Qt.Key.Key_4, "4", 9_500_000), "a person's key after it"


@pytest.mark.parametrize("code", [CARD, CODE])
def test_a_hiccup_of_a_scanner_parts_nothing(form: Form, scans: list[str], code: str) -> None:
    type_text(code[:1])
    type_text(code[1:9], pace=5)
    type_text(code[9], pace=250)
    type_text(code[10:], pace=5)
    press(Qt.Key.Key_Return, after=5)

    assert scans == [code]


def test_letters_that_an_input_method_commits_belong_to_the_scan(
    form: Form, scans: list[str]
) -> None:
    form.line.clear()
    form.line.setFocus()

    for letter in CARD:
        if letter.isascii():
            type_text(letter, pace=5)
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
    type_text(head, pace=5)
    press(0, after=5)
    type_text(tail, pace=5)
    press(Qt.Key.Key_Return, after=5)

    assert scans == [f"{head}\ufffd{tail}"]
    assert form.state() == before
    with pytest.raises(Refusal) as refused:
        read_citizen_card(scans[0])
    assert refused.value.reason is Reason.CARD_LETTERS_DAMAGED


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Left, Qt.Key.Key_Delete])
def test_a_key_of_a_person_ends_a_burst(form: Form, scans: list[str], key: Qt.Key) -> None:
    form.line.setFocus()
    type_text(CODE[:9], pace=5)
    press(key, after=100)
    type_text(CODE[9:], pace=20)
    press(Qt.Key.Key_Return, after=20)

    assert scans == []


def test_letters_that_an_input_method_exchanges_are_one_scan(form: Form, scans: list[str]) -> None:
    form.line.clear()
    form.line.setFocus()

    type_text("E")
    press(Qt.Key.Key_Backspace, after=4)
    type_text("Ê123456785VN", pace=5)
    press(Qt.Key.Key_Return, after=5)

    assert scans == ["Ê123456785VN"]
    assert form.line.text() == ""


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
    form: Form, scans: list[str], qtbot: QtBot
) -> None:
    form.line.clear()
    form.line.setFocus()
    for each in slip_code_text(SLIP).splitlines():
        scan(each)
    qtbot.waitUntil(lambda: bool(scans))

    type_text("Lan")

    assert form.line.text() == "Lan"


def test_what_a_letter_of_a_scan_moved_comes_back(form: Form, scans: list[str]) -> None:
    form.button.setFocus()
    type_text("https:", pace=5)
    form.line.setFocus()
    type_text("//example.invalid/tra-cuu?MaHoSo=H40.16-261121-0001", pace=5)
    press(Qt.Key.Key_Return, after=5)

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


def test_a_window_that_is_busy_reads_its_keys_late_and_knows_when_they_were_pressed(
    form: Form, scans: list[str]
) -> None:
    form.line.clear()
    form.line.setFocus()

    scan(CODE, pace=150)  # all read in one breath, as after a second in which nothing was read

    assert scans == []
    assert form.line.text() == CODE


def test_lines_that_wait_while_the_window_is_busy_still_belong_to_their_slip(
    form: Form, scans: list[str], qtbot: QtBot, clock: Clock
) -> None:
    form.line.setFocus()
    first, *further = slip_code_text(SLIP).splitlines()
    scan(first)
    clock.skipped = 0.3
    for each in further:
        QTimer.singleShot(200, partial(scan, each))
    qtbot.waitUntil(lambda: bool(scans))

    assert scans == ["\n".join([first, *further])]
    assert form.line.text() == "đang gõ dở"
