"""Results given out, and what of it is said to the citizen."""

from __future__ import annotations

from typing import Any

from keys import press, scan
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from scenes_dossiers import do_now, walk
from stage import CONTROL, OTHER_CARD, SHIFT, Stage

from app.ui.dialogs.money_on import MoneyOnDialog
from app.ui.tour import SAMPLE_CARD


@scene
def return_start(stage: Stage) -> QWidget:
    stage.open()
    press(Qt.Key.Key_F4)
    return stage.window


@scene
def return_collection(stage: Stage) -> QWidget:
    stage.open()
    uid = stage.receive().dossier_uid
    walk(stage, uid)
    returning(stage, uid)
    return stage.window


@scene
def return_of_somebody_else(stage: Stage) -> QWidget:
    return_collection(stage)
    scan(OTHER_CARD)
    press(Qt.Key.Key_F9)
    return stage.window


@scene
def return_waiting(stage: Stage) -> QWidget:
    from app.domain.deed_forms import ReceiveResultForm
    from app.domain.dossier_rules import DeedKind

    stage.open()
    for shelf in ("A1", "B2"):
        form = ReceiveResultForm(name="Giấy xác nhận", shelf=shelf)
        do_now(stage, stage.receive().dossier_uid, DeedKind.RECEIVE_RESULT, form)
        stage.session.receive.set_busy(False)
    press(Qt.Key.Key_F4)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.shown):
        scan(SAMPLE_CARD)
    return stage.window


@scene
def return_given(stage: Stage) -> QWidget:
    return_collection(stage)
    screen: Any = stage.window.screen_shown
    screen.collection.fields.put({"proofs.slip": "1"})
    with stage.bot.waitSignal(screen.shown):
        press(Qt.Key.Key_F9)
    return stage.window


@scene
def money_for_agencies(stage: Stage) -> QWidget:
    from app.domain.deed_forms import CollectFeeForm
    from app.domain.dossier_rules import DeedKind

    stage.open()
    uid = stage.receive().dossier_uid
    do_now(stage, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=50_000, levy=8_000))
    press(Qt.Key.Key_F, CONTROL | SHIFT)
    dialog: Any = stage.dialog(MoneyOnDialog)
    dialog.fields.put("since", "16/11/2026")
    dialog.fields.put("until", "16/11/2026")
    stage.bot.waitUntil(lambda: dialog.table.current_record() is not None)
    return dialog  # type: ignore[no-any-return]


def returning(stage: Stage, uid: Any) -> Any:
    """The return screen with a dossier on it."""
    from app.ui.navigation import RETURN

    stage.window.go_to(RETURN)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.shown):
        screen.show_dossier(uid)
    return screen
