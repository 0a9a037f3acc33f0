from __future__ import annotations

from typing import Any
from uuid import UUID

from keys import CONTROL, press, type_text
from offices import HEAD, PINS, staffed
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from windows import receive_one

from app.devices.erasure_list import ErasureList
from app.services.dossiers import dossier_by_uid
from app.services.history import dossier_history
from app.ui.dialogs.second_person import SecondPersonDialog
from app.ui.start import Running


def page_of(running: Running, qtbot: QtBot, uid: UUID) -> Any:
    running.session.dossiers.show_page(uid)
    screen: Any = running.session.window.screen_shown
    qtbot.waitUntil(screen.sheet.isVisible)
    return screen


def asked(running: Running, qtbot: QtBot) -> tuple[Any, UUID]:
    """The dialog over the page of a dossier that was just received."""
    from app.ui.dialogs.erasure import ErasureDialog

    uid = receive_one(running, qtbot).dossier_uid
    screen = page_of(running, qtbot, uid)
    screen.sheet.erase.click()
    qtbot.waitUntil(lambda: bool(screen.window().findChildren(ErasureDialog)))
    (dialog,) = screen.window().findChildren(ErasureDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    return dialog, uid


def by_order(dialog: Any, qtbot: QtBot) -> None:
    dialog.basis.setCurrentIndex(dialog.basis.findData("legal_order"))
    dialog.order.setFocus()
    type_text("15/Q1")
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.plan.order == "15/Q1")


def test_nothing_goes_before_the_plan_is_shown(running: Running, qtbot: QtBot) -> None:
    dialog, _ = asked(running, qtbot)
    qtbot.waitUntil(lambda: "chưa giải quyết xong" in dialog.notice.sentence)
    assert not dialog.agree.isEnabled()
    assert not dialog.order.isEnabled()
    by_order(dialog, qtbot)
    assert ("Trong nhật ký", "1 phần, kể cả 0 lượt tiếp trước đó") in dialog.shown.lines()
    assert dialog.agree.isEnabled()
    dialog.reject()


def test_the_only_one_at_a_desk_decides_alone_and_the_page_shows_nobody(
    running: Running,
    qtbot: QtBot,
) -> None:
    dialog, uid = asked(running, qtbot)
    by_order(dialog, qtbot)
    press(Qt.Key.Key_Return, CONTROL)
    desk = running.session.desk
    assert desk is not None

    def erased() -> bool:
        with desk.database.reading() as session:
            return dossier_by_uid(session, "H40", uid).private is None

    qtbot.waitUntil(erased)
    settings: Any = desk.settings  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: len(ErasureList(settings.erasures).events()) == 1)
    screen: Any = running.session.window.screen_shown
    qtbot.waitUntil(screen.sheet.erase.isHidden)
    with desk.database.reading() as session:
        told = [line.sentence for line in dossier_history(session, uid, desk=desk.context)]
    assert any("quyết định số 15/Q1" in each for each in told)


def test_where_somebody_else_may_be_asked_their_pin_is_wanted(
    running: Running,
    qtbot: QtBot,
) -> None:
    desk: Any = running.session.desk
    staffed(desk)
    dialog, uid = asked(running, qtbot)
    by_order(dialog, qtbot)
    press(Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(SecondPersonDialog)))
    (second,) = dialog.findChildren(SecondPersonDialog)
    qtbot.waitUntil(second.isVisible)
    assert second.fields["second"].currentText() == HEAD
    second.pin.setText("000000")
    second.agree.click()
    qtbot.waitUntil(lambda: second.pin.text() == "" and second.agree.isEnabled())
    with desk.database.reading() as session:
        assert dossier_by_uid(session, "H40", uid).private is not None
    second.pin.setText(PINS[HEAD])
    second.agree.click()

    def approved() -> bool:
        with desk.database.reading() as session:
            return dossier_by_uid(session, "H40", uid).private is None

    qtbot.waitUntil(approved)
