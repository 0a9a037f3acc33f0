"""What the office decides about its own work: for whoever leads it."""

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
    from app.domain.office_rules import OfficeRules

_WORDS = "Mọi quầy của đơn vị theo quy định đặt sau cùng; việc đổi được ghi nhật ký."
_FIELDS = {Reason.UNSIGNED_HOURS_WRONG: "hours", Reason.FIELD_WRONG: "target"}
_RECEIPT = (("at_once", "In ngay cùng giấy hẹn"), ("asked", "Chỉ in khi cần"))


class OfficeRulesCard(Card):
    """Quy định của đơn vị: changed together, as they are recorded."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Quy định của đơn vị")
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.fields = FieldGrid()
        self.fields.add("hours", "Nhắc phiếu chưa &ký sau (giờ làm việc)", line("1 đến 40"))
        self.fields.add("receipt", "Phiếu th&u tiền lúc tiếp nhận", choice(_RECEIPT))
        self.fields.add("target", "Chỉ tiêu t&rực tuyến (%)", line("không đặt"))
        self.change = QPushButton("Đặt quy định của đơn vị")
        self.change.clicked.connect(self._change)
        self.put(label(_WORDS, "muted", wraps=True), self.fields, row(None, self.change))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.refresh()

    def refresh(self) -> None:
        """Show the rules as they are."""
        from app.services.office_rules import office_rules

        if self._desk is not None:
            self._workplace.background.query(
                office_rules, self._desk.context.tenant, then=self._show
            )

    def _show(self, rules: OfficeRules) -> None:
        receipt = "at_once" if rules.fee_receipt_at_once else "asked"
        target = "" if rules.online_target is None else str(rules.online_target)
        hours = str(rules.unsigned_hours)
        self.fields.load({"hours": hours, "receipt": receipt, "target": target})

    @Slot()
    def _change(self) -> None:
        from app.domain.office_rules import OfficeRules
        from app.services.dossier_deeds import Acting
        from app.services.office_rules import set_office_rules

        if self._desk is None:
            return
        self.fields.clear_complaints()
        hours = self.fields.text("hours")
        rules = OfficeRules(
            unsigned_hours=int(hours) if hours.isdecimal() else 0,
            fee_receipt_at_once=self.fields.text("receipt") == "at_once",
            online_target=_share(self.fields.text("target")),
        )
        self._workplace.background.command(
            set_office_rules,
            rules,
            Acting(**stamp(self._desk)),
            then=self._changed,
            refused=self._refuse,
        )

    def _changed(self, rules: OfficeRules) -> None:
        self._workplace.messages.tell("Đã đặt quy định của đơn vị")
        self._show(rules)

    def _refuse(self, refusal: Refusal) -> None:
        key = _FIELDS.get(refusal.reason)
        if key is not None:
            self.fields.complain(key, refusal_sentence(refusal))
            self.fields[key].setFocus()
        else:
            self._workplace.messages.refuse(refusal)


def _share(typed: str) -> int | None:
    """What was typed; nothing is no target, and no number is none that will do."""
    if not typed:
        return None
    return int(typed) if typed.isdecimal() else 0
