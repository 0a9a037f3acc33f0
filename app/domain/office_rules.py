"""What an office decides about its own work; every desk of it follows the latest decision."""

from __future__ import annotations

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass

UNSIGNED_HOURS = range(1, 41)
"""An hour at the least; more than a working week is as good as never."""

ONLINE_TARGETS = range(1, 101)
"""Per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRules:
    """``unsigned_hours`` (office time) is how long a hand-over may wait for its signature before
    it is a due task; ``fee_receipt_at_once``: money taken at reception prints its sheet by itself;
    ``online_target`` (per cent) is how much of what comes in should come online.
    """

    unsigned_hours: int = 4
    fee_receipt_at_once: bool = True
    online_target: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRulesSet(Fact):
    """The office decided its rules, all of them at once: the later decision counts as a whole."""

    kind = "office_rules.set"
    rules: OfficeRules


def rules_text(rules: OfficeRules) -> str:
    """The rules as one says them."""
    receipt = "in ngay" if rules.fee_receipt_at_once else "chỉ in khi cần"
    target = "chưa đặt" if rules.online_target is None else f"{rules.online_target} %"
    return (
        f"nhắc phiếu bàn giao chưa ký sau {rules.unsigned_hours} giờ làm việc, "
        f"phiếu thu tiền lúc tiếp nhận {receipt}, chỉ tiêu trực tuyến {target}"
    )


FACTS: tuple[type[Fact], ...] = (OfficeRulesSet,)
