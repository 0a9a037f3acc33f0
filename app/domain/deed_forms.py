"""What an officer states for each deed on a dossier: one frozen form per deed.

The same forms serve the dialog, the command line and the use case. Each field carries its
Vietnamese label; the annotation says what may be typed, the default whether it may stay empty.
"""

from __future__ import annotations

from datetime import date, datetime

from app.domain.delay_facts import NoticeAbout
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import AuthoriseForm as AuthoriseForm
from app.domain.end_forms import DeclineWithdrawalForm as DeclineWithdrawalForm
from app.domain.end_forms import RecallResultForm as RecallResultForm
from app.domain.end_forms import ReceiveResultForm as ReceiveResultForm
from app.domain.end_forms import RefuseCollectionForm as RefuseCollectionForm
from app.domain.end_forms import RefuseForm as RefuseForm
from app.domain.end_forms import ReturnResultForm as ReturnResultForm
from app.domain.end_forms import StopForm as StopForm
from app.domain.form_fields import Pick, asked
from app.domain.light_dataclass import dataclass
from app.domain.money_forms import AssessFeeForm as AssessFeeForm
from app.domain.money_forms import CollectFeeForm as CollectFeeForm
from app.domain.money_forms import ExemptFeeForm as ExemptFeeForm
from app.domain.money_forms import MeetPaymentForm as MeetPaymentForm
from app.domain.money_forms import RefundFeeForm as RefundFeeForm
from app.domain.money_forms import RequestPaymentForm as RequestPaymentForm
from app.domain.pause_facts import Means
from app.domain.procedure import SupplementClock
from app.domain.reception import SubmittedDocument


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
