"""What an officer states about money, whole đồng: asked, taken, exempted, given back."""

from __future__ import annotations

from datetime import date

from app.domain.form_fields import asked
from app.domain.light_dataclass import dataclass
from app.domain.money_facts import PayMeans


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPaymentForm:
    """A financial duty (đồng)."""

    amount: int = asked("Số tiền (đồng)")
    document: str | None = asked("Số thông báo", None)
    pay_by: date | None = asked("Nộp trước hết ngày", None)
    remark: str | None = asked("Ghi chú", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetPaymentForm:
    """The duty was met."""

    document: str | None = asked("Số chứng từ", None)
    paid_on: date | None = asked("Ngày nộp", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessFeeForm:
    """What is due, whole (đồng)."""

    fee: int = asked("Phí (đồng)", 0)
    levy: int = asked("Lệ phí (đồng)", 0)
    service: int = asked("Giá dịch vụ (đồng)", 0)
    reason: str | None = asked("Lý do", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectFeeForm:
    """What is taken now (đồng)."""

    fee: int = asked("Phí (đồng)", 0)
    levy: int = asked("Lệ phí (đồng)", 0)
    service: int = asked("Giá dịch vụ (đồng)", 0)
    postage: int = asked("Cước bưu chính (đồng)", 0)
    means: PayMeans = asked("Hình thức", PayMeans.CASH)
    receipt_number: str | None = asked("Số biên lai", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptFeeForm:
    """What is not asked of this citizen (đồng), and by which rule."""

    ground: str = asked("Căn cứ miễn, giảm")
    fee: int = asked("Miễn phí (đồng)", 0)
    levy: int = asked("Miễn lệ phí (đồng)", 0)
    service: int = asked("Miễn giá dịch vụ (đồng)", 0)
    remark: str | None = asked("Ghi chú", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundFeeForm:
    """What is given back (đồng)."""

    reason: str = asked("Lý do", lines=2)
    fee: int = asked("Phí (đồng)", 0)
    levy: int = asked("Lệ phí (đồng)", 0)
    service: int = asked("Giá dịch vụ (đồng)", 0)
    postage: int = asked("Cước bưu chính (đồng)", 0)
    receipt_number: str | None = asked("Số chứng từ", None)
