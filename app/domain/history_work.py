"""Sentences for what happens between reception and result: passed on, paused, delayed, noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.delay_facts import (
    ApologyDrafted,
    DelayAnnounced,
    NoticeAbout,
    NoticeSent,
    ReturnRescheduled,
)
from app.domain.digitisation import exemption_words
from app.domain.fact_parts import FreeWords
from app.domain.money_words import money_text
from app.domain.pause_facts import (
    ClosedUnsupplemented,
    Means,
    PaymentMet,
    PaymentRequested,
    SupplementReceived,
    SupplementRequested,
    SupplementTold,
)
from app.domain.procedure import SupplementClock
from app.domain.time_words import moment_text
from app.domain.trail_facts import (
    AliasReason,
    AttachmentAdded,
    CodeAliased,
    DossierSharedWith,
    DossierSuperseded,
    ForeignCodeRecorded,
    NoteAdded,
)
from app.domain.units import Unit, UnitKind
from app.domain.work_facts import (
    DossierHandedOver,
    DossierReassigned,
    HandOverAccepted,
    HandOverClosed,
    HandOverMissed,
    HandOverSigned,
    HandOverTakenBack,
    ReminderSent,
    SheetTakenBack,
    StepFailed,
    StepFinished,
    StepStarted,
)

MEANS_WORDS = {
    Means.AT_COUNTER: "tại quầy",
    Means.TELEPHONE: "qua điện thoại",
    Means.LETTER: "bằng thư",
    Means.EMAIL: "bằng thư điện tử",
    Means.MESSAGE: "bằng tin nhắn",
    Means.PORTAL: "qua Cổng dịch vụ công",
}

_ABOUT = {
    NoticeAbout.APOLOGY: "Gửi văn bản xin lỗi cho công dân",
    NoticeAbout.RESULT_READY: "Mời công dân đến nhận kết quả",
    NoticeAbout.SUPPLEMENT: "Báo công dân về việc bổ sung hồ sơ",
    NoticeAbout.PAYMENT: "Báo công dân về nghĩa vụ tài chính",
    NoticeAbout.CORRECTION: "Báo công dân về việc đính chính",
    NoticeAbout.OTHER: "Thông báo cho công dân",
}


def unit_words(unit: Unit) -> str:
    """``quầy 3``, ``Bộ phận một cửa H40.16``, or the unit's own name."""
    if unit.kind is not UnitKind.OFFICE:
        return unit.name
    return f"Bộ phận một cửa {unit.name}" if unit.desk is None else f"quầy {unit.desk}"


def said(private: FreeWords | None, label: str = "lý do") -> str:
    """The free words of a fact as the end of a sentence; nothing once they were erased."""
    return "" if private is None else f"; {label}: {private.words.rstrip('.')}"


def numbered(document: str | None, label: str = "văn bản số") -> str:
    """The number of a document as part of a sentence."""
    return "" if document is None else f", {label} {document}"


def _handed_over(fact: DossierHandedOver) -> str:
    carried = f", kèm {len(fact.results)} kết quả" if fact.results else ""
    giver, receiver = unit_words(fact.giver), unit_words(fact.receiver)
    return f"Bàn giao từ {giver} đến {receiver} theo phiếu {fact.sheet}{carried}."


def _accepted(fact: HandOverAccepted) -> str:
    return f"{_capital(unit_words(fact.receiver))} nhận bàn giao theo phiếu {fact.sheet}."


def _missed(fact: HandOverMissed) -> str:
    return f"Không có trong tập bàn giao theo phiếu {fact.sheet}; hồ sơ vẫn ở bên giao."


def _taken_back(fact: HandOverTakenBack) -> str:
    return f"Thu lại phiếu bàn giao {fact.sheet} khi chưa ký nhận; hồ sơ vẫn ở bên giao."


def _closed_sheet(fact: HandOverClosed) -> str:
    return f"Lập phiếu bàn giao {fact.sheet}: {fact.count} hồ sơ đến {unit_words(fact.receiver)}."


def _signed_sheet(fact: HandOverSigned) -> str:
    missing = f", thiếu {len(fact.missing)}" if fact.missing else ""
    extra = f", thừa {len(fact.extra)}" if fact.extra else ""
    return f"Ký nhận phiếu bàn giao {fact.sheet}: {fact.count} hồ sơ{missing}{extra}."


def _sheet_taken_back(fact: SheetTakenBack) -> str:
    return f"Thu lại phiếu bàn giao {fact.sheet}: {fact.count} hồ sơ{said(fact.private)}."


def _started(fact: StepStarted) -> str:
    due = "" if fact.due_at is None else f"; hạn {moment_text(fact.due_at)}"
    return f"{fact.unit} bắt đầu bước {fact.work}{due}."


def _finished(fact: StepFinished) -> str:
    return f"Hoàn thành bước {_step(fact.key)}{numbered(fact.document)}."


def _failed(fact: StepFailed) -> str:
    return f"Bước {_step(fact.key)} không đạt, trả lại{said(fact.private)}."


def _step(key: str) -> str:
    return key.rpartition(":")[2]


def _reassigned(fact: DossierReassigned) -> str:
    return f"Chuyển người phụ trách{said(fact.private)}."


def _reminded(fact: ReminderSent) -> str:
    return f"Đôn đốc {fact.agency} ({fact.means}){said(fact.private, 'nội dung')}."


def _asked(fact: SupplementRequested) -> str:
    words = fact.private
    content = "" if words is None else f": {words.content.rstrip('.')}"
    again = ""
    if words is not None and words.repeat_reason is not None:
        again = f"; lý do yêu cầu lần nữa: {words.repeat_reason.rstrip('.')}"
    return f"{fact.asked_by} yêu cầu bổ sung đến hết {fact.answer_by:%d/%m/%Y}{content}{again}."


def _told(fact: SupplementTold) -> str:
    return f"Báo công dân bổ sung hồ sơ {MEANS_WORDS[fact.means]}{said(fact.private, 'ghi chú')}."


def _supplemented(fact: SupplementReceived) -> str:
    restarts = fact.clock is SupplementClock.RESTART
    clock = "tính lại thời hạn từ đầu" if restarts else "tính tiếp thời hạn"
    due = moment_text(fact.promise.return_due_at)
    return f"Nhận đủ giấy tờ bổ sung, {clock}; hẹn trả {due}."


def _unsupplemented(fact: ClosedUnsupplemented) -> str:
    return f"Đóng hồ sơ vì quá hạn mà không bổ sung{said(fact.private)}."


def _payment_asked(fact: PaymentRequested) -> str:
    until = "" if fact.pay_by is None else f", nộp trước hết ngày {fact.pay_by:%d/%m/%Y}"
    amount = money_text(fact.amount)
    return f"Yêu cầu thực hiện nghĩa vụ tài chính {amount}{numbered(fact.document)}{until}."


def _payment_met(fact: PaymentMet) -> str:
    return f"Công dân đã thực hiện nghĩa vụ tài chính{numbered(fact.document, 'chứng từ số')}."


def _announced(fact: DelayAnnounced) -> str:
    until = moment_text(fact.proposed_due_at)
    document = numbered(fact.document)
    return f"{fact.agency} báo chậm{document}, đề nghị trả {until}{said(fact.private)}."


def _drafted(fact: ApologyDrafted) -> str:
    return f"Dự thảo văn bản xin lỗi, hẹn lại {moment_text(fact.new_due_at)}."


def _rescheduled(fact: ReturnRescheduled) -> str:
    private = fact.private
    reason = "" if private is None else f"; lý do: {private.reason.rstrip('.')}"
    again = ""
    if private is not None and private.override_reason is not None:
        again = f"; hẹn lại lần nữa vì: {private.override_reason.rstrip('.')}"
    old, new = moment_text(fact.old_due_at), moment_text(fact.new_due_at)
    letter = numbered(fact.letter)
    return f"Ký văn bản xin lỗi{letter}, hẹn lại từ {old} sang {new}{reason}{again}."


def _noticed(fact: NoticeSent) -> str:
    return f"{_ABOUT[fact.about]} {MEANS_WORDS[fact.means]}{said(fact.private, 'ghi chú')}."


def _note(fact: NoteAdded) -> str:
    return "Ghi chú." if fact.private is None else f"Ghi chú: {fact.private.words.rstrip('.')}."


def _attached(fact: AttachmentAdded) -> str:
    if fact.exempt is not None:
        return f"Không số hóa giấy tờ {fact.ordinal}: {exemption_words(fact.exempt)}."
    about = "" if fact.ordinal is None else f" của giấy tờ {fact.ordinal}"
    about = about if fact.result_uid is None else " của kết quả"
    return f"Đính kèm bản điện tử{about}{said(fact.private, 'tệp')}."


def _foreign(fact: ForeignCodeRecorded) -> str:
    return f"Ghi mã {fact.code} của {fact.system}."


def _aliased(fact: CodeAliased) -> str:
    why = {
        AliasReason.TAKEN: "hồ sơ khác mang cùng mã",
        AliasReason.PROVISIONAL: "mã tạm",
    }[fact.reason]
    return f"Trung tâm cấp mã {fact.code} thay {fact.alias} ({why}); giấy hẹn đã in vẫn dùng được."


def _shared(fact: DossierSharedWith) -> str:
    return f"Cho {fact.office} cùng theo dõi."


def _superseded(fact: DossierSuperseded) -> str:
    return f"Thay bằng hồ sơ {fact.by_code} đúng thủ tục{said(fact.private)}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


SENTENCES: dict[type, Callable[[Any], str]] = {
    DossierHandedOver: _handed_over,
    HandOverAccepted: _accepted,
    HandOverMissed: _missed,
    HandOverClosed: _closed_sheet,
    HandOverSigned: _signed_sheet,
    HandOverTakenBack: _taken_back,
    SheetTakenBack: _sheet_taken_back,
    StepStarted: _started,
    StepFinished: _finished,
    StepFailed: _failed,
    DossierReassigned: _reassigned,
    ReminderSent: _reminded,
    SupplementRequested: _asked,
    SupplementTold: _told,
    SupplementReceived: _supplemented,
    ClosedUnsupplemented: _unsupplemented,
    PaymentRequested: _payment_asked,
    PaymentMet: _payment_met,
    DelayAnnounced: _announced,
    ApologyDrafted: _drafted,
    ReturnRescheduled: _rescheduled,
    NoticeSent: _noticed,
    NoteAdded: _note,
    AttachmentAdded: _attached,
    ForeignCodeRecorded: _foreign,
    CodeAliased: _aliased,
    DossierSharedWith: _shared,
    DossierSuperseded: _superseded,
}
