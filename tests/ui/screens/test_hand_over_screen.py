"""Hand-over in the real window on a real desk, worked by scans and keys alone."""

from __future__ import annotations

from typing import Any

import pytest
from keys import press, scan, type_text
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from stage import CONTROL, OTHER_CARD, Stage

from app.services.dossiers import dossier
from app.services.hand_over_sheets import Sheet, sheet
from app.ui.dialogs.deed import DeedDialog
from app.ui.dialogs.reasons import TakeBackDialog
from app.ui.navigation import HAND_OVER
from app.ui.screens.dossiers import DossiersScreen
from app.ui.screens.hand_over import HandOverScreen

pytestmark = pytest.mark.usefixtures("open_stage")

AGENCY = "Sở Nội vụ"


def codes(stage: Stage, count: int) -> list[str]:
    """Receive so many dossiers."""
    return [str(stage.receive(OTHER_CARD).dossier_code) for _ in range(count)]


def hand_over(stage: Stage) -> HandOverScreen:
    press(Qt.Key.Key_F7)
    screen = stage.window.screen_shown
    assert isinstance(screen, HandOverScreen)
    return screen


def piled(stage: Stage, screen: HandOverScreen, *scans: str) -> None:
    """Scan slips onto the pile, each when the one before has arrived."""
    for code in scans:
        heard: list[Any] = []
        ways = stage.session._workplace.ways
        ways.scan_understood.connect(lambda heard=heard: heard.append(True))
        ways.scan_unknown.connect(heard.append)
        scan(code)
        stage.bot.waitUntil(lambda heard=heard: bool(heard))


def to_agency(stage: Stage, screen: HandOverScreen, agency: str = AGENCY) -> None:
    """Name the receiver by keys."""
    screen.pile_page.receiver.setFocus()
    screen.pile_page.receiver.selectAll()
    type_text(agency)
    press(Qt.Key.Key_Return)


def closed(stage: Stage, screen: HandOverScreen) -> str:
    """Close the pile with F9; the code of its sheet."""
    sheets: list[Any] = []
    screen.pile.closed.connect(sheets.append)
    press(Qt.Key.Key_F9)
    stage.bot.waitUntil(lambda: bool(sheets))
    screen.pile.closed.disconnect(sheets.append)
    return str(sheets[0].code)


def opened(stage: Stage, screen: HandOverScreen, code: str) -> None:
    with stage.bot.waitSignal(screen.sheet.opened):
        scan(code)


def stored(stage: Stage, code: str) -> Sheet:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return sheet(session, code, desk=desk.context)


def holder(stage: Stage, code: str) -> tuple[str, str | None]:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        custody = dossier(session, desk.context.tenant, code).custody
    return custody.holder.name, custody.sheet


def results_of(stage: Stage, code: str) -> tuple[Any, ...]:
    desk: Any = stage.session.desk
    with desk.database.reading() as session:
        return dossier(session, desk.context.tenant, code).results


def rows(table: Any) -> list[str]:
    model = table.model()
    return [model.index(at, 1).data() for at in range(model.rowCount())]


def test_a_pile_is_scanned_closed_counted_in_and_signed(stage: Stage) -> None:
    first, second, third = codes(stage, 3)
    screen = hand_over(stage)
    piled(stage, screen, second, first, second)
    page = screen.pile_page
    assert rows(page.table) == [second, first]
    assert page.count.text() == "2"
    assert "đã có trong tập, dòng 1" in stage.window.messages.banner.sentence
    to_agency(stage, screen)
    code = closed(stage, screen)
    assert [line.code for line in stored(stage, code).lines] == [second, first]
    assert page.count.text() == "0"
    stage.bot.waitUntil(lambda: page.sheets.model().rowCount() == 1)

    # Anywhere else the code of the sheet opens it here.
    press(Qt.Key.Key_F2)
    opened(stage, screen, code)
    assert stage.window.screen_shown is screen
    piled(stage, screen, first, third)
    assert rows(screen.sheet_page.missing) == [second]
    assert rows(screen.sheet_page.there) == [third, first]
    assert screen.sheet_page.count.text() == "1/2"
    screen.sheet_page.signers.put("receiver", "Lê Văn Mẫu")
    questions: list[str] = []
    QTimer.singleShot(0, lambda: answer(questions))
    with stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_F9)
    assert "thiếu 1 hồ sơ" in questions[0]
    assert "thừa 1 hồ sơ" in questions[0]
    signed = stored(stage, code)
    assert (signed.head.missing, signed.head.extra) == (1, 1)
    assert signed.signers.receiver == "Lê Văn Mẫu"
    assert holder(stage, first) == holder(stage, third) == (AGENCY, None)
    assert holder(stage, second) == ("H40.16", None)


def answer(questions: list[str]) -> None:
    """Read the question that is asked, and say yes."""
    dialog: Any = QApplication.activeModalWidget()
    if dialog is None:
        QTimer.singleShot(20, lambda: answer(questions))
        return
    questions.append(" ".join(each.text() for each in dialog.findChildren(QLabel)))
    dialog.accept()


def test_a_faulty_dossier_is_red_counts_nothing_and_stays_apart(stage: Stage) -> None:
    good, faulty = codes(stage, 2)
    screen = hand_over(stage)
    piled(stage, screen, faulty)
    to_agency(stage, screen)
    closed(stage, screen)
    piled(stage, screen, good, faulty, "H40.16-261116-3999")
    assert "đang trên đường đến" in words_of(screen, 1)
    assert screen.pile_page.count.text() == "1"
    assert rows(screen.pile_page.table) == [good, faulty]
    code = closed(stage, screen)
    assert [line.code for line in stored(stage, code).lines] == [good]


def words_of(screen: HandOverScreen, row: int) -> str:
    return str(screen.pile_page.table.model().index(row, 5).data())


def test_the_receiver_is_remembered_and_papers_from_an_agency_are_signed_at_once(
    stage: Stage,
) -> None:
    first, second = codes(stage, 2)
    screen = hand_over(stage)
    piled(stage, screen, first)
    to_agency(stage, screen)
    code = closed(stage, screen)
    opened(stage, screen, code)
    press(Qt.Key.Key_T, CONTROL)
    screen.sheet_page.signers.put("receiver", "Lê Văn Mẫu")
    with stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_F9)
    piled(stage, screen, second)
    assert screen.pile_page.receiver.text() == AGENCY
    press(Qt.Key.Key_N, CONTROL)
    # The same scan, now that it lies at the agency, brings it home.
    piled(stage, screen, first)
    assert screen.pile_page.giver.text() == f"Bên giao: {AGENCY}"
    assert screen.pile_page.receiver.text() == "Quầy 3"
    press(Qt.Key.Key_R, CONTROL)
    dialog: Any = stage.dialog(DeedDialog)
    dialog.fields.put({"name": "Giấy xác nhận", "number": "15/GXN"})
    press(Qt.Key.Key_Return, CONTROL)
    stage.bot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    stage.come_to_front()
    current = screen.pile_page.table.current_record()
    assert current is not None
    assert current.words == "Kèm Giấy xác nhận 15/GXN"
    with stage.bot.waitSignal(screen.sheet.opened):
        closed(stage, screen)
    assert screen.sheet_page.count.text() == "1/1"
    screen.sheet_page.signers.put("giver", "Lê Văn Mẫu")
    with stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_F9)
    assert holder(stage, first) == ("H40.16", None)
    assert [each.number for each in results_of(stage, first)] == ["15/GXN"]


def test_an_unsigned_sheet_is_taken_back_by_keys(stage: Stage) -> None:
    (one,) = codes(stage, 1)
    screen = hand_over(stage)
    piled(stage, screen, one)
    to_agency(stage, screen)
    code = closed(stage, screen)
    opened(stage, screen, code)

    def say_why() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, TakeBackDialog):
            QTimer.singleShot(20, say_why)
            return
        assert isinstance(dialog.reason, QPlainTextEdit)
        dialog.reason.setPlainText("Chọn nhầm cơ quan")
        dialog.accept()

    QTimer.singleShot(0, say_why)
    with stage.bot.waitSignal(screen.sheet.done):
        press(Qt.Key.Key_U, CONTROL)
    assert stored(stage, code).head.taken_back_at is not None
    assert holder(stage, one) == ("H40.16", None)
    # Opened again it can be read and nothing more can be done.
    stage.come_to_front()
    opened(stage, screen, code)
    assert screen.sheet_page.sign.isHidden()
    press(Qt.Key.Key_Escape)
    assert screen.pile_page.isVisible()


def test_a_sheet_that_is_not_here_is_answered_with_a_sentence(stage: Stage) -> None:
    scan("BG-H40.16-261116-3099")
    stage.bot.waitUntil(lambda: "chưa có trên máy này" in stage.window.messages.banner.sentence)


def test_elsewhere_a_scanned_slip_opens_the_dossier_as_before(stage: Stage) -> None:
    (one,) = codes(stage, 1)
    screen = hand_over(stage)
    press(Qt.Key.Key_F2)
    scan(one)
    stage.bot.waitUntil(lambda: isinstance(stage.window.screen_shown, DossiersScreen))
    page: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: page.sheet.code.text() == one)
    assert stage.window.open_place(HAND_OVER) is screen
    assert screen.pile_page.table.model().rowCount() == 0


def test_a_line_is_dropped_and_a_code_is_typed(stage: Stage) -> None:
    first, second = codes(stage, 2)
    screen = hand_over(stage)
    piled(stage, screen, first)
    assert screen.pile_page.code.hasFocus()
    type_text(second)
    press(Qt.Key.Key_Return)
    stage.bot.waitUntil(lambda: rows(screen.pile_page.table) == [first, second])
    screen.pile_page.table.setFocus()
    press(Qt.Key.Key_Delete)
    assert rows(screen.pile_page.table) == [first]
