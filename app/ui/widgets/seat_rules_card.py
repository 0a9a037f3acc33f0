"""When the desk locks itself, and whether a badge alone opens it: for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import Card, label, row
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.seat import SeatRules

_WORDS = "Áp dụng cho mọi người ngồi quầy này; quản trị quyết định và việc đổi được ghi nhật ký."
_BADGE = (("no", "Quét thẻ rồi gõ mã PIN"), ("yes", "Chỉ cần quét thẻ (thẻ rơi là người khác mở)"))


class SeatRulesCard(Card):
    """Khóa quầy và thẻ: two rules, changed together."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Khóa quầy và thẻ cán bộ")
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.fields = FieldGrid()
        self.fields.add("minutes", "&Tự khóa sau (phút)", line("1 đến 120"))
        self.fields.add("badge", "Mở quầy bằng t&hẻ", choice(_BADGE))
        self.change = QPushButton("Đặt quy định")
        self.change.clicked.connect(self._change)
        self.put(label(_WORDS, "muted", wraps=True), self.fields, row(None, self.change))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.refresh()

    def refresh(self) -> None:
        """Show the rules as they are."""
        from app.services.seat import seat_rules

        if self._desk is not None:
            self._workplace.background.query(
                seat_rules, self._desk.context, self._desk.now(), then=self._show
            )

    def _show(self, rules: SeatRules) -> None:
        minutes = int(rules.lock_after.total_seconds() // 60)
        badge = "yes" if rules.badge_alone else "no"
        self.fields.load({"minutes": str(minutes), "badge": badge})

    @Slot()
    def _change(self) -> None:
        from app.services.seat_rules import set_seat_rules

        if self._desk is None:
            return
        self.fields.clear_complaints()
        minutes = self.fields.text("minutes")
        self._workplace.background.command(
            set_seat_rules,
            badge_alone=self.fields.text("badge") == "yes",
            lock_after_minutes=int(minutes) if minutes.isdecimal() else 0,
            **stamp(self._desk),
            then=self._changed,
            refused=self._refuse,
        )

    def _changed(self, _done: object) -> None:
        self._workplace.messages.tell("Đã đặt quy định mở và khóa quầy")
        self.refresh()

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.reason is Reason.LOCK_MINUTES_WRONG:
            self.fields.complain("minutes", refusal_sentence(refusal))
            self.fields["minutes"].setFocus()
        else:
            self._workplace.messages.refuse(refusal)
