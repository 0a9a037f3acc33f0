"""What an officer states about the end of a dossier: withdrawn, stopped, its results."""

from __future__ import annotations

from datetime import date

from app.domain.end_facts import CollectorKind, ShownProof, StopCause
from app.domain.form_fields import Pick, asked
from app.domain.light_dataclass import dataclass
from app.domain.reception import ReturnPlace

_BY_PAPER = (CollectorKind.AUTHORISED, CollectorKind.ORGANISATION, CollectorKind.HEIR)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineWithdrawalForm:
    """By which decision the withdrawal comes too late."""

    decision: str = asked("Số quyết định hoặc kết quả đã có")
    remark: str | None = asked("Ghi chú", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class StopForm:
    """Why nothing is settled any more."""

    cause: StopCause = asked("Nguyên nhân", StopCause.WITHDRAWN)
    reason: str = asked("Lý do", lines=3)
    document: str | None = asked("Số thông báo dừng", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseForm:
    """The written refusal."""

    reason: str = asked("Lý do từ chối", lines=3)
    document: str | None = asked("Số văn bản", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveResultForm:
    """A result that came; ``remaining`` more are still to come."""

    name: str = asked("Tên kết quả")
    number: str | None = asked("Số", None)
    issued_on: date | None = asked("Ngày ký", None)
    valid_until: date | None = asked("Có giá trị đến", None)
    shelf: str | None = asked("Để ở ngăn", None)
    remaining: int = asked("Còn mấy kết quả nữa sẽ đến", 0)
    replaces: str | None = asked("Thay cho kết quả đã thu hồi", None, pick=Pick.RESULT)
    step: str | None = asked("Của bước", None, pick=Pick.KNOWN_STEP)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallResultForm:
    """A result that has to be put right."""

    result_uid: str | None = asked("Kết quả", None, pick=Pick.RESULT)
    reason: str = asked("Sai ở chỗ nào", lines=3)
    document: str | None = asked("Số văn bản", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnResultForm:
    """Who collects, by what right; all results on the shelf unless one is named."""

    result_uid: str | None = asked("Kết quả", None, pick=Pick.RESULT_ON_SHELF)
    collector: CollectorKind = asked("Người nhận là", CollectorKind.OWNER)
    full_name: str | None = asked("Họ tên người nhận", None)
    identity_number: str | None = asked("Số giấy tờ tùy thân", None)
    proofs: tuple[ShownProof, ...] = asked("Đã xuất trình", ())
    authority: str | None = asked(
        "Giấy ủy quyền, giấy giới thiệu", None, when=("collector", _BY_PAPER)
    )
    is_certified: bool = asked(
        "Giấy ủy quyền có chứng thực",
        default=False,
        when=("collector", (CollectorKind.AUTHORISED,)),
    )
    place: ReturnPlace = asked("Trả tại", ReturnPlace.COUNTER)
    unpaid_reason: str | None = asked("Lý do trả khi còn khoản chưa nộp", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCollectionForm:
    """Why the citizen would not take it."""

    result_uid: str | None = asked("Kết quả", None, pick=Pick.RESULT_ON_SHELF)
    reason: str = asked("Lý do", lines=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthoriseForm:
    """Whom the owner lets act."""

    full_name: str = asked("Họ tên người được ủy quyền")
    paper: str = asked("Theo giấy tờ nào")
    identity_number: str | None = asked("Số giấy tờ tùy thân", None)
    is_certified: bool = asked("Có chứng thực", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAtOnceForm:
    """What the citizen takes home from the very reception; it is the applicant who takes it."""

    name: str = asked("Tên kết quả")
    number: str | None = asked("Số", None)
    issued_on: date | None = asked("Ngày ký", None)
    valid_until: date | None = asked("Có giá trị đến", None)
    unpaid_reason: str | None = asked("Lý do trả khi còn khoản chưa nộp", None)
