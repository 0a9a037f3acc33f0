"""What an officer states for each deed on a dossier: one frozen form per deed.

The same forms serve the dialog, the command line and the use case. Each field carries its
Vietnamese label; the annotation says what may be typed, the default whether it may stay empty.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from app.domain.delay_facts import NoticeAbout
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import CollectorKind, ShownProof, StopCause
from app.domain.money_facts import PayMeans
from app.domain.pause_facts import Means
from app.domain.procedure import SupplementClock
from app.domain.reception import ReturnPlace, SubmittedDocument


class Pick(StrEnum):
    """From what a field is chosen, where its annotation does not say it."""

    PUBLISHED_PAPERS = "published_papers"
    RESULT_ON_SHELF = "result_on_shelf"
    RESULT = "result"
    STAFF = "staff"
    RUNNING_STEP = "running_step"
    KNOWN_STEP = "known_step"


When = tuple[str, tuple[Any, ...]]
"""Another field of the form, and the values of it with which this one has a sense."""

_BY_PAPER = (CollectorKind.AUTHORISED, CollectorKind.ORGANISATION, CollectorKind.HEIR)


def asked(
    label: str,
    default: Any = MISSING,
    *,
    lines: int = 1,
    pick: Pick | None = None,
    when: When | None = None,
) -> Any:
    """A field of a form: its label, how many lines it wants, from what it is picked, and when."""
    metadata = {"label": label, "lines": lines, "pick": pick, "when": when}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSupplementForm:
    """Ask once and completely; ``repeat_reason`` where it is a second time."""

    content: str = asked("Nội dung cần bổ sung, hoàn thiện", lines=4)
    asked_by: str = asked("Cơ quan yêu cầu")
    reason: str | None = asked("Lý do", None, lines=2)
    document: str | None = asked("Số văn bản của cơ quan", None)
    lacking: tuple[int, ...] = asked("Giấy tờ còn thiếu", (), pick=Pick.PUBLISHED_PAPERS)
    clock: SupplementClock | None = asked("Cách tính lại thời hạn", None)
    repeat_reason: str | None = asked("Lý do yêu cầu lần nữa", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellForm:
    """The citizen was told."""

    means: Means = asked("Báo bằng cách nào", Means.TELEPHONE)
    remark: str | None = asked("Ghi chú", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSupplementForm:
    """The dossier is complete now."""

    documents: tuple[SubmittedDocument, ...] = asked(
        "Giấy tờ mang đến", (), pick=Pick.PUBLISHED_PAPERS
    )
    remark: str | None = asked("Ghi chú", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonForm:
    """A deed that wants nothing but its reason."""

    reason: str = asked("Lý do", lines=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkForm:
    """A deed that wants nothing; a remark may be said."""

    remark: str | None = asked("Ghi chú", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """A remark for colleagues."""

    words: str = asked("Nội dung ghi chú", lines=4)


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
class AnnounceDelayForm:
    """What the settling agency wrote."""

    proposed_due_at: datetime = asked("Đề nghị trả vào")
    reason: str = asked("Lý do chậm", lines=3)
    agency: str = asked("Cơ quan báo chậm")
    document: str | None = asked("Số văn bản", None)
    document_on: date | None = asked("Ngày văn bản", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftApologyForm:
    """The letter for signature; the new date is the agency's unless another is stated."""

    new_due_at: datetime | None = asked("Hẹn lại vào", None)
    letter: str | None = asked("Số văn bản xin lỗi", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RescheduleForm:
    """The apology as it was signed; ``override_reason`` where it is not the first time."""

    new_due_at: datetime | None = asked("Hẹn lại vào", None)
    signatory: str = asked("Người ký")
    title: str | None = asked("Chức vụ người ký", None)
    letter: str | None = asked("Số văn bản xin lỗi", None)
    reason: str | None = asked("Lý do", None, lines=2)
    override_reason: str | None = asked("Lý do hẹn lại lần nữa", None, lines=2)


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
class StartStepForm:
    """A step by the key of the procedure's process, else one that is named here."""

    key: str | None = asked("Bước", None, pick=Pick.KNOWN_STEP)
    unit: str | None = asked("Đơn vị, cơ quan làm", None, when=("key", (None,)))
    work: str | None = asked("Việc", None, when=("key", (None,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishStepForm:
    """How a running step ended."""

    key: str | None = asked("Bước", None, pick=Pick.RUNNING_STEP)
    failed: bool = asked("Không đạt, trả lại", default=False)
    document: str | None = asked("Số văn bản của bước", None, when=("failed", (False,)))
    reason: str | None = asked("Lý do trả lại", None, lines=2, when=("failed", (True,)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignForm:
    """Who answers for the dossier from now on."""

    staff: str = asked("Người phụ trách mới", pick=Pick.STAFF)
    reason: str | None = asked("Lý do", None, lines=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindForm:
    """How the agency was urged."""

    agency: str = asked("Cơ quan")
    means: Means = asked("Bằng cách nào", Means.TELEPHONE)
    words: str | None = asked("Nội dung", None, lines=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyForm:
    """What the citizen was told."""

    about: NoticeAbout = asked("Về việc", NoticeAbout.RESULT_READY)
    means: Means = asked("Bằng cách nào", Means.TELEPHONE)
    words: str | None = asked("Nội dung", None, lines=3)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCodeForm:
    """The code of another system."""

    system: str = asked("Hệ thống")
    code: str = asked("Mã hồ sơ trên hệ thống ấy")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareForm:
    """Another office that may see and act."""

    office: str = asked("Mã định danh đơn vị")


FORMS: dict[DeedKind, type] = {
    DeedKind.START_STEP: StartStepForm,
    DeedKind.FINISH_STEP: FinishStepForm,
    DeedKind.REQUEST_SUPPLEMENT: RequestSupplementForm,
    DeedKind.TELL_SUPPLEMENT: TellForm,
    DeedKind.RECEIVE_SUPPLEMENT: ReceiveSupplementForm,
    DeedKind.CLOSE_UNSUPPLEMENTED: RemarkForm,
    DeedKind.REQUEST_PAYMENT: RequestPaymentForm,
    DeedKind.MEET_PAYMENT: MeetPaymentForm,
    DeedKind.ANNOUNCE_DELAY: AnnounceDelayForm,
    DeedKind.DRAFT_APOLOGY: DraftApologyForm,
    DeedKind.RESCHEDULE: RescheduleForm,
    DeedKind.REQUEST_WITHDRAWAL: ReasonForm,
    DeedKind.DECLINE_WITHDRAWAL: DeclineWithdrawalForm,
    DeedKind.STOP: StopForm,
    DeedKind.REFUSE: RefuseForm,
    DeedKind.RECEIVE_RESULT: ReceiveResultForm,
    DeedKind.RECALL_RESULT: RecallResultForm,
    DeedKind.RETURN_RESULT: ReturnResultForm,
    DeedKind.REFUSE_COLLECTION: RefuseCollectionForm,
    DeedKind.REPORT_SLIP_LOST: RemarkForm,
    DeedKind.AUTHORISE: AuthoriseForm,
    DeedKind.REASSIGN: ReassignForm,
    DeedKind.REMIND_AGENCY: RemindForm,
    DeedKind.NOTIFY: NotifyForm,
    DeedKind.ASSESS_FEE: AssessFeeForm,
    DeedKind.COLLECT_FEE: CollectFeeForm,
    DeedKind.EXEMPT_FEE: ExemptFeeForm,
    DeedKind.REFUND_FEE: RefundFeeForm,
    DeedKind.ADD_NOTE: NoteForm,
    DeedKind.RECORD_CODE: RecordCodeForm,
    DeedKind.SHARE: ShareForm,
}
"""The deeds that need one form and nothing else; the others have screens of their own."""
