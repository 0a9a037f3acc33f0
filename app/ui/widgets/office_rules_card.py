"""What the office decides about its own work: for whoever leads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.errors import Reason
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.rules_card import RulesCard, whole_number
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.office_rules import OfficeRules

_WORDS = "Mọi quầy của đơn vị theo quy định đặt sau cùng; việc đổi được ghi nhật ký."
_RECEIPT = (("at_once", "In ngay cùng giấy hẹn"), ("asked", "Chỉ in khi cần"))


class OfficeRulesCard(RulesCard):
    """Quy định của đơn vị."""

    told = "Đã đặt quy định của đơn vị"
    field_of: ClassVar[Mapping[Reason, str]] = {
        Reason.UNSIGNED_HOURS_WRONG: "hours",
        Reason.FIELD_WRONG: "target",
    }

    def __init__(self, workplace: Workplace) -> None:
        fields = FieldGrid()
        fields.add("hours", "Nhắc phiếu chưa &ký sau (giờ làm việc)", line("1 đến 40"))
        fields.add("receipt", "Phiếu th&u tiền lúc tiếp nhận", choice(_RECEIPT))
        fields.add("target", "Chỉ tiêu t&rực tuyến (%)", line("Không đặt"))
        act = "Đặt quy định của đơn vị"
        super().__init__(workplace, "Quy định của đơn vị", _WORDS, fields, act)

    def _read(self, desk: OpenDesk) -> None:
        from app.services.office_rules import office_rules

        self._workplace.background.query(office_rules, desk.context.tenant, then=self._show)

    def _show(self, rules: OfficeRules) -> None:
        receipt = "at_once" if rules.fee_receipt_at_once else "asked"
        target = "" if rules.online_target is None else str(rules.online_target)
        hours = str(rules.unsigned_hours)
        self.fields.load({"hours": hours, "receipt": receipt, "target": target})

    def _state(self, desk: OpenDesk) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        from app.domain.office_rules import OfficeRules
        from app.services.dossier_deeds import Acting
        from app.services.office_rules import set_office_rules

        target = self.fields.text("target")
        rules = OfficeRules(
            unsigned_hours=whole_number(self.fields.text("hours")),
            fee_receipt_at_once=self.fields.text("receipt") == "at_once",
            online_target=whole_number(target) if target else None,
        )
        return set_office_rules, (rules, Acting(**stamp(desk))), {}
