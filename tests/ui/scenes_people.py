"""Who works here and in which role, who agrees, what everybody did, and who is erased."""

from __future__ import annotations

from datetime import date
from typing import Any

from keys import press, type_text
from offices import give_own_pin
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from scene import scene
from stage import CONTROL, OTHER_CARD, SHIFT, Stage

from app.domain.errors import Reason, Refusal
from app.domain.roles import CLERK, POSTAL_CLERK, SUPERVISOR
from app.domain.staff_facts import EmployerKind, Term
from app.services.staff_accounts import StaffForm, add_staff, close_account
from app.ui.desk_at_work import stamp
from app.ui.dialogs.erasure import ErasureDialog
from app.ui.dialogs.lost_key import LostKeyDialog
from app.ui.dialogs.second_person import SecondPersonDialog
from app.ui.dialogs.staff import GivenPinDialog, StaffDialog
from app.ui.dialogs.trail import TrailDialog
from app.ui.screens.staff import StaffScreen

PEOPLE = (
    StaffForm(full_name="Phạm Văn Lãnh Đạo", title="Phó giám đốc", roles=(SUPERVISOR,)),
    StaffForm(full_name="Lê Thị Tiếp Nhận", title="Chuyên viên", roles=(CLERK, SUPERVISOR)),
    StaffForm(
        full_name="Nguyễn Phước Hoàng Quỳnh Phương Uyển Ẩn Thị Thử Nghiệm",
        title="Nhân viên bưu chính",
        roles=(POSTAL_CLERK,),
        employer="Bưu điện huyện Quỳnh Mẫu",
        employer_kind=EmployerKind.POST,
        term=Term(begins_on=date(2026, 1, 1), ends_on=date(2027, 10, 31)),
    ),
)


@scene
def staff_list(stage: Stage) -> QWidget:
    stage.open()
    _enrolled(stage)
    _go_to_staff(stage, 1 + len(PEOPLE))
    return stage.window


@scene
def staff_added(stage: Stage) -> QWidget:
    stage.open()
    _go_to_staff(stage, 1)
    press(Qt.Key.Key_A, CONTROL | SHIFT)
    return stage.dialog(StaffDialog)


@scene
def staff_changed_and_refused(stage: Stage) -> QWidget:
    stage.open()
    _enrolled(stage)
    screen = _go_to_staff(stage, 1 + len(PEOPLE))
    model = screen.table.model()
    names = [str(model.index(at, 0).data()) for at in range(model.rowCount())]
    screen.table.setCurrentIndex(model.index(names.index(PEOPLE[2].full_name), 0))
    press(Qt.Key.Key_Return)
    dialog: Any = stage.dialog(StaffDialog)
    dialog.fields.put("full_name", "")
    dialog.save.click()
    stage.bot.waitUntil(lambda: bool(dialog._trouble.text()))
    return dialog  # type: ignore[no-any-return]


@scene
def given_pin(stage: Stage) -> QWidget:
    stage.open()
    return stage.show(GivenPinDialog(stage.window, PEOPLE[2].full_name, "284617"))


@scene
def second_person(stage: Stage) -> QWidget:
    stage.open()
    words = "Hủy hồ sơ sau ngày nhận cần lãnh đạo đồng ý. Mời lãnh đạo gõ mã PIN hoặc quét thẻ."
    people = (("1", PEOPLE[0].full_name), ("2", PEOPLE[2].full_name))
    return stage.show(SecondPersonDialog(stage.window, words, people))


@scene
def second_person_refused(stage: Stage) -> QWidget:
    dialog: Any = second_person(stage)
    dialog.refuse(Refusal(Reason.PIN_WRONG, name=PEOPLE[0].full_name, next="thử lại"))
    return dialog  # type: ignore[no-any-return]


@scene
def lost_key(stage: Stage) -> QWidget:
    stage.open()
    return stage.show(LostKeyDialog(stage.window))


@scene
def lost_key_refused(stage: Stage) -> QWidget:
    dialog: Any = lost_key(stage)
    dialog.refuse(Refusal(Reason.RECOVERY_KEY_WRONG))
    return dialog  # type: ignore[no-any-return]


@scene
def trail_of_the_day(stage: Stage) -> QWidget:
    stage.open()
    stage.receive(OTHER_CARD)
    press(Qt.Key.Key_H, CONTROL | SHIFT)
    dialog: Any = stage.dialog(TrailDialog)
    stage.bot.waitUntil(lambda: dialog.table.model().rowCount() > 0)
    return dialog  # type: ignore[no-any-return]


@scene
def erasure_too_early(stage: Stage) -> QWidget:
    dialog = _erasing(stage)
    stage.bot.waitUntil(lambda: bool(dialog.notice.sentence))
    return dialog  # type: ignore[no-any-return]


@scene
def erasure_planned(stage: Stage) -> QWidget:
    dialog = _erasing(stage)
    dialog.basis.setCurrentIndex(dialog.basis.findData("legal_order"))
    dialog.order.setFocus()
    type_text("15/QĐ-UBND")
    stage.bot.waitUntil(lambda: dialog.plan is not None and dialog.plan.order == "15/QĐ-UBND")
    return dialog  # type: ignore[no-any-return]


def _erasing(stage: Stage) -> Any:
    stage.open()
    stage.page(stage.receive(OTHER_CARD).dossier_uid).sheet.erase.click()
    return stage.dialog(ErasureDialog)


def _enrolled(stage: Stage) -> None:
    desk: Any = stage.session.desk
    give_own_pin(desk)
    with desk.database.transaction() as session:
        given = [add_staff(session, form, **stamp(desk)) for form in PEOPLE]
        close_account(session, given[1].member.uid, **stamp(desk))


def _go_to_staff(stage: Stage, people: int) -> StaffScreen:
    press(Qt.Key.Key_L, CONTROL | SHIFT)
    screen = stage.window.screen_shown
    assert isinstance(screen, StaffScreen)
    stage.bot.waitUntil(lambda: screen.table.model().rowCount() == people)
    return screen
