"""Sentences for how a dossier ends, for its money, and for what happens at the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.deed_words import DEED_WORDS
from app.domain.door_facts import (
    BatchReceived,
    BatchRecorded,
    CitizenConsulted,
    DossierFiled,
    FeedbackAnswered,
    FeedbackReceived,
    FilingCompleted,
    ServiceRated,
)
from app.domain.end_facts import (
    AuthorityRecorded,
    CollectionRefused,
    CollectorKind,
    DossierRefused,
    DossierStopped,
    ResultRecalled,
    ResultReceived,
    ResultReturned,
    ShownProof,
    SlipReportedLost,
    StopCause,
    WithdrawalDeclined,
    WithdrawalRequested,
)
from app.domain.history_work import numbered, said, unit_words
from app.domain.import_facts import DossierImported, DossiersImported
from app.domain.money_facts import (
    FeeAssessed,
    FeeCollected,
    FeeExempted,
    FeeRefunded,
    MoneyHandedOn,
    PayMeans,
)
from app.domain.money_words import money_text
from app.domain.reception import ReturnPlace
from app.domain.time_words import moment_text

_CAUSES = {
    StopCause.WITHDRAWN: "công dân rút hồ sơ",
    StopCause.AGENCY_DECISION: "theo quyết định của cơ quan giải quyết",
    StopCause.OTHER: "lý do khác",
}

COLLECTOR_WORDS = {
    CollectorKind.OWNER: "chủ hồ sơ",
    CollectorKind.APPLICANT: "người nộp",
    CollectorKind.AUTHORISED: "người được ủy quyền",
    CollectorKind.ORGANISATION: "người của tổ chức",
    CollectorKind.HEIR: "người thừa kế",
}

PROOF_WORDS = {
    ShownProof.SLIP: "giấy hẹn",
    ShownProof.CARD: "giấy tờ tùy thân",
    ShownProof.UNDERTAKING: "bản cam kết mất giấy hẹn",
}


def _asked_back(fact: WithdrawalRequested) -> str:
    return f"Công dân yêu cầu rút hồ sơ{said(fact.private)}."


def _declined(fact: WithdrawalDeclined) -> str:
    return f"Không cho rút vì đã có kết quả {fact.decision}{said(fact.private)}."


def _stopped(fact: DossierStopped) -> str:
    document = numbered(fact.document, "thông báo số")
    return f"Dừng giải quyết: {_CAUSES[fact.cause]}{document}{said(fact.private)}."


def _refused(fact: DossierRefused) -> str:
    return f"Từ chối giải quyết hồ sơ{numbered(fact.document)}{said(fact.private)}."


def _result(fact: ResultReceived) -> str:
    number = "" if fact.number is None else f" số {fact.number}"
    day = "" if fact.issued_on is None else f" ngày {fact.issued_on:%d/%m/%Y}"
    shelf = "" if fact.shelf is None else f", để ở ngăn {fact.shelf}"
    left = f"; còn {fact.remaining} kết quả nữa" if fact.remaining else ""
    instead = " thay bản đã thu hồi" if fact.replaces else ""
    return f"Nhận kết quả {fact.name}{number}{day}{instead}{shelf}{left}."


def _recalled(fact: ResultRecalled) -> str:
    return f"Thu lại kết quả để đính chính{numbered(fact.document)}{said(fact.private)}."


def _returned(fact: ResultReturned) -> str:
    where = "tại quầy" if fact.place is ReturnPlace.COUNTER else "qua bưu chính"
    proofs = ", ".join(PROOF_WORDS[each] for each in fact.proofs)
    shown = f"; xuất trình {proofs}" if proofs else ""
    name = "" if fact.private is None else f" {fact.private.full_name}"
    return f"Trả kết quả {where} cho {COLLECTOR_WORDS[fact.collector]}{name}{shown}."


def _not_collected(fact: CollectionRefused) -> str:
    return f"Công dân không nhận kết quả{said(fact.private)}."


def _authorised(fact: AuthorityRecorded) -> str:
    certified = " có chứng thực" if fact.certified else ""
    if fact.private is None:
        return f"Ghi nhận ủy quyền{certified}."
    person = fact.private.person
    return f"Ghi nhận ủy quyền{certified} cho {person.full_name} theo {person.paper.rstrip('.')}."


def _lost(fact: SlipReportedLost) -> str:
    return f"Công dân báo mất giấy hẹn và đã cam kết{said(fact.private, 'ghi chú')}."


def _collected(fact: FeeCollected) -> str:
    total = fact.fee + fact.levy + fact.service + fact.postage
    receipt = f", biên lai số {fact.receipt_number}" if fact.receipt_number else ""
    internal = f", phiếu thu {fact.internal_receipt}" if fact.internal_receipt else ""
    means = " chuyển khoản" if fact.means is PayMeans.TRANSFER else ""
    return f"Thu {money_text(total)}{means}{receipt}{internal}."


def _assessed(fact: FeeAssessed) -> str:
    total = fact.fee + fact.levy + fact.service
    return f"Xác định số phải nộp là {money_text(total)}{said(fact.private)}."


def _exempted(fact: FeeExempted) -> str:
    total = fact.fee + fact.levy + fact.service
    return f"Miễn, giảm {money_text(total)} theo {fact.ground}{said(fact.private, 'ghi chú')}."


def _refunded(fact: FeeRefunded) -> str:
    total = fact.fee + fact.levy + fact.service + fact.postage
    receipt = numbered(fact.receipt_number, "chứng từ số")
    return f"Trả lại {money_text(total)}{receipt}{said(fact.private)}."


def _handed_on(fact: MoneyHandedOn) -> str:
    total = money_text(fact.fee + fact.levy + fact.service)
    period = f"từ {fact.since:%d/%m/%Y} đến {fact.until:%d/%m/%Y}"
    return f"Chuyển {total} cho {fact.agency}, thu {period}{numbered(fact.document)}."


def _filed(fact: DossierFiled) -> str:
    due = moment_text(fact.answer_due_at)
    return f"Hồ sơ {fact.code} nộp trực tuyến qua {fact.system}; trả lời trước {due}."


def _completed(fact: FilingCompleted) -> str:
    due = moment_text(fact.answer_due_at)
    return f"Công dân đã bổ sung hồ sơ trực tuyến; trả lời trước {due}."


def _taken_over(fact: DossierImported) -> str:
    where = f"; hồ sơ giấy ở {unit_words(fact.holder)}" if fact.forwarded_at else ""
    return f"Chuyển từ {fact.system} sang{where}."


def _all_taken_over(fact: DossiersImported) -> str:
    return f"Chuyển {fact.count} hồ sơ đang giải quyết từ {fact.system} sang."


def _consulted(fact: CitizenConsulted) -> str:
    code = numbered(fact.portal_code, "mã hồ sơ")
    procedure = numbered(fact.procedure_code, "thủ tục")
    return f"Hướng dẫn công dân: {fact.about}{procedure}{code}."


def _feedback(fact: FeedbackReceived) -> str:
    return f"Nhận phản ánh, kiến nghị {fact.number}: {fact.about}."


def _answered(fact: FeedbackAnswered) -> str:
    public = " và công khai" if fact.published else ""
    return f"Trả lời{public} phản ánh, kiến nghị{said(fact.private, 'nội dung')}."


def _rated(fact: ServiceRated) -> str:
    return f"{len(fact.ratings)} lượt đánh giá của công dân ngày {fact.on:%d/%m/%Y}."


def _batch(fact: BatchReceived) -> str:
    faulty = f", {fact.faulty} hồ sơ được hướng dẫn bổ sung" if fact.faulty else ""
    return f"Tiếp nhận theo lô {fact.count} hồ sơ{faulty}."


def _many(fact: BatchRecorded) -> str:
    words = DEED_WORDS.get(fact.deed, fact.deed)
    return f"{words[:1].upper()}{words[1:]} cho {fact.count} hồ sơ cùng lúc."


SENTENCES: dict[type, Callable[[Any], str]] = {
    WithdrawalRequested: _asked_back,
    WithdrawalDeclined: _declined,
    DossierStopped: _stopped,
    DossierRefused: _refused,
    ResultReceived: _result,
    ResultRecalled: _recalled,
    ResultReturned: _returned,
    CollectionRefused: _not_collected,
    AuthorityRecorded: _authorised,
    SlipReportedLost: _lost,
    FeeCollected: _collected,
    FeeAssessed: _assessed,
    FeeExempted: _exempted,
    FeeRefunded: _refunded,
    MoneyHandedOn: _handed_on,
    DossierFiled: _filed,
    FilingCompleted: _completed,
    DossierImported: _taken_over,
    DossiersImported: _all_taken_over,
    CitizenConsulted: _consulted,
    FeedbackReceived: _feedback,
    FeedbackAnswered: _answered,
    ServiceRated: _rated,
    BatchReceived: _batch,
    BatchRecorded: _many,
}
