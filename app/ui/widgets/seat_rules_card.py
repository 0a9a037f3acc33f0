"""When the desk locks itself, and whether a badge alone opens it: for administrators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from app.domain.errors import Reason
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.rules_card import RulesCard, whole_number
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.seat import SeatRules

_WORDS = "Áp dụng cho mọi người ngồi quầy này; quản trị quyết định và việc đổi được ghi nhật ký."
_BADGE = (("no", "Quét thẻ rồi gõ mã PIN"), ("yes", "Chỉ cần quét thẻ (thẻ rơi là người khác mở)"))


class SeatRulesCard(RulesCard):
    """Khóa quầy và thẻ."""

    told = "Đã đặt quy định mở và khóa quầy"
    field_of: ClassVar[Mapping[Reason, str]] = {Reason.LOCK_MINUTES_WRONG: "minutes"}

    def __init__(self, workplace: Workplace) -> None:
        fields = FieldGrid()
        fields.add("minutes", "&Tự khóa sau (phút)", line("1 đến 120"))
        fields.add("badge", "Mở quầy bằng t&hẻ", choice(_BADGE))
        super().__init__(workplace, "Khóa quầy và thẻ cán bộ", _WORDS, fields, "Đặt quy định")

    def _read(self, desk: OpenDesk) -> None:
        from app.services.seat import seat_rules

        self._workplace.background.query(seat_rules, desk.context, desk.now(), then=self._show)

    def _show(self, rules: SeatRules) -> None:
        minutes = int(rules.lock_after.total_seconds() // 60)
        badge = "yes" if rules.badge_alone else "no"
        self.fields.load({"minutes": str(minutes), "badge": badge})

    def _state(self, desk: OpenDesk) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        from app.services.seat_rules import set_seat_rules

        rules = {
            "badge_alone": self.fields.text("badge") == "yes",
            "lock_after_minutes": whole_number(self.fields.text("minutes")),
        }
        return set_seat_rules, (), {**rules, **stamp(desk)}
