"""The list of dossiers, the page of one, and its deeds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desks import NOW
from keys import press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from scene import scene
from stage import CONTROL, LONG_CARD, OTHER_CARD, Stage

from app.ui.dialogs.attachments import AttachmentsDialog
from app.ui.navigation import DOSSIERS


@scene
def dossiers_none(stage: Stage) -> QWidget:
    stage.open()
    stage.window.go_to(DOSSIERS)
    return stage.window


@scene
def dossiers_list(stage: Stage) -> QWidget:
    stage.open()
    for card in (OTHER_CARD, LONG_CARD):
        stage.receive(card)
        stage.session.receive.set_busy(False)
    return _listed(stage)


@scene
def dossiers_filtered(stage: Stage) -> QWidget:
    stage.open()
    stage.receive(OTHER_CARD)
    _listed(stage)
    screen: Any = stage.window.screen_shown
    with stage.bot.waitSignal(screen.listed):
        screen.narrow({"received": "range", "since": "01/11/2026", "typed": "thu quay 3"})
    return stage.window


@scene
def dossier_page(stage: Stage) -> QWidget:
    stage.open()
    stage.page(stage.receive(LONG_CARD).dossier_uid)
    return stage.window


@scene
def dossier_cancelled(stage: Stage) -> QWidget:
    from app.services.correcting import cancel_dossier
    from app.ui.desk_at_work import stamp

    stage.open()
    uid = stage.receive().dossier_uid
    desk = stage.session.desk
    assert desk is not None
    done: list[Any] = []
    stage.session.background.command(
        cancel_dossier,
        uid,
        "người nộp đổi ý ngay tại quầy",
        slip_returned=True,
        **stamp(desk),
        then=done.append,
    )
    stage.bot.waitUntil(lambda: bool(done))
    stage.page(uid)
    return stage.window


@scene
def dossier_under_way(stage: Stage) -> QWidget:
    stage.open()
    uid = stage.receive(LONG_CARD).dossier_uid
    walk(stage, uid)
    stage.page(uid)
    return stage.window


@scene
def deed_form(stage: Stage) -> QWidget:
    from app.domain.dossier_rules import DeedKind

    stage.open()
    return deed(stage, stage.receive().dossier_uid, DeedKind.REQUEST_SUPPLEMENT)


@scene
def deed_refused(stage: Stage) -> QWidget:
    from app.domain.dossier_rules import DeedKind

    stage.open()
    dialog: Any = deed(stage, stage.receive().dossier_uid, DeedKind.RECEIVE_RESULT)
    dialog.fields.put({"name": ""})
    press(Qt.Key.Key_Return, CONTROL)
    return dialog  # type: ignore[no-any-return]


@scene
def deed_menu(stage: Stage) -> QWidget:
    from app.ui.dialogs.deed_menu import DeedMenuDialog

    stage.open()
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_J, CONTROL)
    return stage.dialog(DeedMenuDialog)


@scene
def cancellation(stage: Stage) -> QWidget:
    from app.ui.dialogs.reasons import CancellationDialog

    stage.open()
    received = stage.receive()
    screen = stage.page(received.dossier_uid)
    dialog: Any = CancellationDialog(screen, received.dossier_code, slip_is_out=True)
    stage.show(dialog)
    dialog.reason.setPlainText("người nộp đổi ý ngay tại quầy")
    return dialog  # type: ignore[no-any-return]


@scene
def attachments(stage: Stage) -> QWidget:
    stage.open()
    stage.page(stage.receive().dossier_uid)
    press(Qt.Key.Key_D, CONTROL)
    dialog = stage.dialog(AttachmentsDialog)
    assert isinstance(dialog, AttachmentsDialog)
    stage.bot.waitUntil(lambda: "chưa số hóa" in dialog.left.text())
    press(Qt.Key.Key_U, CONTROL)
    stage.bot.waitUntil(lambda: "còn 1" in dialog.left.text())
    return dialog


def deed(stage: Stage, uid: Any, kind: Any) -> QDialog:
    """The form of a deed, opened from the page."""
    from app.ui.dialogs.deed import DeedDialog

    stage.page(uid)._deeds.begin(kind)
    return stage.dialog(DeedDialog)


def walk(stage: Stage, uid: Any) -> None:
    """Steps, a supplement, a delay, money and two results: a page with something in every card."""
    from app.domain import deed_forms as forms
    from app.domain.dossier_rules import DeedKind

    later = NOW + timedelta(days=14)
    for kind, form in (
        (DeedKind.START_STEP, forms.StartStepForm(unit="Phòng Người có công", work="thẩm định")),
        (DeedKind.FINISH_STEP, forms.FinishStepForm()),
        (
            DeedKind.REQUEST_SUPPLEMENT,
            forms.RequestSupplementForm(
                content="Bản sao giấy báo tử có chứng thực", asked_by="Sở Nội vụ", lacking=(2,)
            ),
        ),
        (DeedKind.TELL_SUPPLEMENT, forms.TellForm()),
        (DeedKind.RECEIVE_SUPPLEMENT, forms.ReceiveSupplementForm()),
        (
            DeedKind.ANNOUNCE_DELAY,
            forms.AnnounceDelayForm(
                proposed_due_at=later, reason="Chờ xác minh", agency="Sở Nội vụ"
            ),
        ),
        (DeedKind.START_STEP, forms.StartStepForm(unit="Sở Nội vụ", work="ký giấy xác nhận")),
        (DeedKind.ASSESS_FEE, forms.AssessFeeForm(fee=150_000, levy=8_000)),
        (DeedKind.COLLECT_FEE, forms.CollectFeeForm(fee=100_000, receipt_number="0012345")),
        (
            DeedKind.RECEIVE_RESULT,
            forms.ReceiveResultForm(
                name="Giấy xác nhận thân nhân", number="15/GXN", shelf="A3", remaining=1
            ),
        ),
    ):
        do_now(stage, uid, kind, form)


def do_now(stage: Stage, uid: Any, kind: Any, form: Any) -> None:
    """Do a deed at the desk of the window, behind its back."""
    from app.services.stated_deeds import stated_deed
    from app.ui.desk_at_work import stamp

    desk = stage.session.desk
    assert desk is not None
    with desk.database.transaction() as session:
        stated_deed(session, uid, kind, form, **stamp(desk))


def _listed(stage: Stage) -> QWidget:
    stage.window.go_to(DOSSIERS)
    screen: Any = stage.window.screen_shown
    stage.bot.waitUntil(lambda: screen.list.table.rows > 0)
    return stage.window
