"""The accounts of the office, for whoever looks after them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.roles import roles_text
from app.domain.staff_words import EMPLOYER_WORDS, standing_text
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, column, key_button, label, scrolling
from app.ui.widgets.office_rules_card import OfficeRulesCard
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.widgets.seat_rules_card import SeatRulesCard
from app.ui.widgets.unlock_card import UnlockCard
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.staff import StaffMember
    from app.services.staff_accounts import GivenSecret, StaffForm
    from app.ui.dialogs.staff import StaffDialog

_WORDS = (
    "Mỗi người một tài khoản; mã PIN không ai xem được, kể cả quản trị. "
    "Lãnh đạo quản lý cán bộ tiếp nhận và bưu chính; quyền lãnh đạo và quản trị do quản trị giao."
)


class StaffScreen(Screen):
    """Cán bộ: who works here, in which roles and until when."""

    keys: Keys = (
        ("Ctrl+Shift+A", "thêm cán bộ"),
        ("Enter", "sửa"),
        ("F2", "tiếp nhận hồ sơ"),
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._desk: OpenDesk | None = None
        self.dialog: StaffDialog | None = None
        self.table: RecordTable[StaffMember] = RecordTable(self._columns(), "Cán bộ")
        self.table.chosen.connect(self._edit)
        self.add = key_button("Thêm cán bộ", "Ctrl+Shift+A", "main")
        self.add.clicked.connect(self._add)
        self.change = self._button("Sửa", self._edit_current)
        self.pin = self._button("Cấp mã PIN mới", self._give_pin)
        self.badge = self._button("In thẻ và biển tên", self._issue_badge)
        self.close_account = self._button("Đóng tài khoản", self._close_or_open)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        card = Card("Cán bộ của đơn vị")
        others = Flow(self.change, self.pin, self.badge, self.close_account)
        card.put(label(_WORDS, "muted", wraps=True), self.table, foot(self.add, others))
        self.rules = SeatRulesCard(workplace)
        self.office_rules = OfficeRulesCard(workplace)
        self.unlock = UnlockCard(workplace)
        whole = column(card, self.unlock, self.rules, self.office_rules, gap="card")
        whole.setStretch(0, 1)
        inside = QWidget()
        inside.setLayout(whole)
        self.setLayout(column(scrolling(inside), gap="none"))
        self._background.recorded.connect(self.refresh)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.rules.open_desk(desk)
        self.office_rules.open_desk(desk)
        self.unlock.open_desk(desk)
        self.refresh()

    def go_in(self) -> None:
        """The list is where work begins."""
        self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read the accounts anew."""
        from app.services.desk import staff

        if self._desk is not None:
            self._background.query(staff, self._desk.context.tenant, then=self._show)

    def _show(self, members: tuple[StaffMember, ...]) -> None:
        self.table.show_records(members)
        self._show_buttons()

    @Slot()
    def _show_buttons(self, *_: object) -> None:
        member = self.table.current_record()
        for each in (self.change, self.pin, self.badge, self.close_account):
            each.setEnabled(member is not None)
        is_closed = member is not None and not member.is_active
        self.close_account.setText("Mở lại tài khoản" if is_closed else "Đóng tài khoản")
        for each in (self.change, self.pin, self.badge):
            each.setEnabled(member is not None and not is_closed)

    @Slot()
    def _add(self) -> None:
        from app.services.staff_accounts import add_staff

        self._ask(None, partial(self._save, add_staff))

    @Slot()
    def _edit_current(self) -> None:
        self._edit(self.table.current_record())

    @Slot(object)
    def _edit(self, member: StaffMember | None) -> None:
        from app.services.staff_accounts import change_staff

        if member is not None and member.is_active:
            self._ask(member, partial(self._save, change_staff, member.uid))

    def _ask(self, member: StaffMember | None, save: Callable[[StaffForm], None]) -> None:
        from app.ui.dialogs.staff import StaffDialog

        self.dialog = StaffDialog(self.window(), member)
        self.dialog.answered.connect(save)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _save(self, deed: Callable[..., Any], *args: Any) -> None:
        if self._desk is not None and self.dialog is not None:
            self._background.command(
                deed, *args, **stamp(self._desk), then=self._saved, refused=self.dialog.refuse
            )

    def _saved(self, saved: GivenSecret | StaffMember) -> None:
        from app.services.staff_accounts import GivenSecret

        if self.dialog is not None:
            self.dialog.accept()
        if isinstance(saved, GivenSecret):
            self._tell_pin(saved)
        else:
            self._messages.tell(f"Đã sửa tài khoản {saved.full_name}")

    def _tell_pin(self, given: GivenSecret) -> None:
        from app.ui.dialogs.staff import GivenPinDialog

        dialog = GivenPinDialog(self.window(), given.member.full_name, given.pin)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _give_pin(self) -> None:
        from app.services.staff_accounts import give_pin

        member = self.table.current_record()
        question = f"Cấp mã PIN mới cho {member.full_name}? Mã cũ hết dùng." if member else ""
        if member is not None and self._messages.ask(question, yes="Cấp mã mới"):
            self._do(give_pin, self._tell_pin)

    @Slot()
    def _issue_badge(self) -> None:
        member = self.table.current_record()
        question = f"In thẻ mới cho {member.full_name}? Thẻ cũ, nếu có, hết dùng." if member else ""
        if member is not None and self._messages.ask(question, yes="In thẻ mới"):
            from app.services.staff_accounts import issue_badge

            self._do(issue_badge, partial(self._draw_badge, member))

    def _draw_badge(self, member: StaffMember, code: str) -> None:
        from app.papers.badges import badge_pdf

        if self._desk is not None:
            self._background.query(
                badge_pdf,
                member,
                code,
                printed_at=self._desk.now(),
                desk=self._desk.context,
                then=partial(self._look_at_badge, member),
            )

    def _look_at_badge(self, member: StaffMember, pdf: bytes) -> None:
        self._slips.previewed.emit(pdf, f"Thẻ và biển tên · {member.full_name}")

    @Slot()
    def _close_or_open(self) -> None:
        from app.services.staff_accounts import close_account, reopen_account

        member = self.table.current_record()
        if member is None:
            return
        if not member.is_active:
            self._do(reopen_account, self._tell_pin)
            return
        question = f"Đóng tài khoản {member.full_name}? Việc đã làm vẫn giữ tên người này."
        if self._messages.ask(question, yes="Đóng tài khoản"):
            self._do(close_account, self._closed)

    def _closed(self, member: StaffMember) -> None:
        self._messages.tell(f"Đã đóng tài khoản {member.full_name}")

    def _do(self, deed: Callable[..., Any], then: Callable[[Any], None]) -> None:
        member = self.table.current_record()
        if member is not None and self._desk is not None:
            self._background.command(
                deed, member.uid, **stamp(self._desk), then=then, refused=self._refuse
            )

    def _refuse(self, refusal: Refusal) -> None:
        self._messages.refuse(refusal)

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _columns(self) -> tuple[Column[StaffMember], ...]:
        return (
            Column("Họ tên", lambda each: each.full_name or "(đã xóa)", share=4),
            Column("Chức danh", lambda each: each.title or "", share=3, from_width="middle_form"),
            Column("Quyền", lambda each: roles_text(each.roles), share=5),
            Column("Biên chế", _employer, share=4, from_width="middle_form"),
            Column("Tình trạng", self._standing, share=3),
        )

    def _standing(self, member: StaffMember) -> str:
        if self._desk is None:
            return ""
        return standing_text(member, local_date(self._desk.now())) or "đang làm việc"


def _employer(member: StaffMember) -> str:
    words = EMPLOYER_WORDS[member.employer_kind]
    return words if member.employer_kind.value == member.employer else member.employer
