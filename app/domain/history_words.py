"""Events as short Vietnamese sentences: what happened, for the history of a dossier or a day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain import (
    history_ends,
    history_erasure,
    history_line,
    history_post,
    history_reports,
    history_scope,
    history_work,
)
from app.domain.events import Event, read_fact
from app.domain.fact_parts import FreeWords
from app.domain.facts import (
    CalendarPublished,
    CataloguePublished,
    ClockConfirmed,
    DeskTakenOver,
    DossierCancelled,
    DossierCorrected,
    DossierReceived,
    KeyChanged,
    LimitEntered,
    NumberingAllowed,
    PadPrinted,
    RecoveryKeyKept,
    RecoveryKeyShown,
    SettingsChanged,
    SlipPrinted,
    SlipVoided,
    StaffChanged,
    StaffEnrolled,
    TakeOverIssued,
    VisitGuided,
    VisitRefused,
)
from app.domain.office_rules import OfficeRulesSet, rules_text
from app.domain.paper_forms import paper_words
from app.domain.roles import roles_text
from app.domain.slip_words import corrected_parts, edition_text
from app.domain.staff_facts import EmployerKind, SecretChange, StaffPrivate
from app.domain.time_words import moment_text
from app.domain.wording_facts import WordingChanged
from app.domain.wording_words import wording_sentence

_SECRETS = {
    SecretChange.OWN: "tự đặt mã PIN mới",
    SecretChange.GIVEN: "được cấp mã PIN mới",
    SecretChange.UNLOCKED: "mở khóa bằng mã qua điện thoại và đặt mã PIN mới",
}


def event_sentence(event: Event) -> str:
    """What an event says, in one sentence; an unknown kind says that the program is too old."""
    fact = read_fact(event)
    if fact is None:
        return "Sự kiện của phiên bản mới hơn; cần cập nhật phần mềm để xem."
    return _SENTENCES[type(fact)](fact)


def _received(fact: DossierReceived) -> str:
    due = f"hẹn trả {moment_text(fact.promise.return_due_at)}"
    when = "giải quyết ngay tại quầy, không hẹn" if fact.on_the_spot else due
    said = f"Tiếp nhận hồ sơ {fact.code}, thủ tục {fact.procedure.code}; {when}"
    return f"{said}{_others(fact)}."


def _others(fact: DossierReceived) -> str:
    if not fact.duplicates_seen:
        return ""
    reason = fact.private.duplicate_reason if fact.private else None
    why = f" ({reason.rstrip('.')})" if reason else ""
    count = len(fact.duplicates_seen)
    return f"; đã xem {count} hồ sơ tương tự và xác định là hồ sơ khác{why}"


def _printed(fact: SlipPrinted) -> str:
    which = "" if fact.copy == 1 else f" (bản in thứ {fact.copy})"
    edition = f", {edition_text(fact.edition)}" if fact.edition else ""
    sheet = f" {fact.sheet}" if fact.sheet else ""
    return f"In {paper_words(fact.slip)}{sheet}{edition}{which} tại {fact.printer}."


def _corrected(fact: DossierCorrected) -> str:
    due = moment_text(fact.promise.return_due_at)
    kept = "" if fact.counted_due_at is None else " như đã ghi trên giấy"
    reason = _reason(fact.private.reason if fact.private else None)
    return f"Sửa hồ sơ: {corrected_parts(fact.changed)}; hẹn trả {due}{kept}{reason}."


def _cancelled(fact: DossierCancelled) -> str:
    return f"Hủy hồ sơ{_reason(fact.private.reason if fact.private else None)}."


def _voided(fact: SlipVoided) -> str:
    instead = "" if fact.replaced_by is None else f", thay bằng {edition_text(fact.replaced_by)}"
    returned = "; đã thu lại bản cũ" if fact.returned else ""
    return f"{paper_words(fact.slip).capitalize()} cũ hết giá trị{instead}{returned}."


def _reason(reason: str | None) -> str:
    return "" if reason is None else f"; lý do: {reason.rstrip('.')}"


def _guided(fact: VisitGuided) -> str:
    count = len(fact.lacking)
    return f"Hướng dẫn bổ sung {count} giấy tờ, thủ tục {fact.procedure_code}; {fact.visit_number}."


def _refused(fact: VisitRefused) -> str:
    return f"Từ chối tiếp nhận, thủ tục {fact.procedure_code}; {fact.visit_number}."


def _catalogue(fact: CataloguePublished) -> str:
    return (
        f"Cập nhật danh mục: {fact.added} thủ tục mới, {fact.changed} thay đổi, "
        f"{fact.removed} bãi bỏ."
    )


def _limit(fact: LimitEntered) -> str:
    return f"Nhập bổ sung cho thủ tục {fact.procedure_code}, căn cứ {fact.source}."


def _calendar(fact: CalendarPublished) -> str:
    return f"Áp dụng lịch làm việc năm {fact.year}."


def _enrolled(fact: StaffEnrolled) -> str:
    return f"Thêm cán bộ{_named(fact.private)}: {roles_text(fact.roles)}."


def _staff_changed(fact: StaffChanged) -> str:
    parts = (
        (fact.roles is not None, f"quyền nay là {roles_text(fact.roles or ())}"),
        (fact.employer is not None, f"đơn vị nay là {_employer(fact)}"),
        (fact.term is not None, "đổi thời hạn làm việc"),
        (fact.is_active is False, "đóng tài khoản"),
        (fact.is_active is True, "mở lại tài khoản"),
        (fact.secret is not None, _SECRETS[fact.secret or SecretChange.OWN]),
        (fact.badge_issued is True, "cấp thẻ cán bộ mới"),
    )
    said = ", ".join(words for is_so, words in parts if is_so)
    return f"Tài khoản cán bộ{_named(fact.private)}: {said or 'sửa họ tên, chức danh'}."


def _employer(fact: StaffChanged) -> str:
    return "đơn vị này" if fact.employer_kind is EmployerKind.OFFICE else f"{fact.employer}"


def _named(private: StaffPrivate | None) -> str:
    return "" if private is None else f" {private.full_name}"


def _settings(_: SettingsChanged) -> str:
    return "Đặt thông tin đơn vị và quầy."


def _rules(fact: OfficeRulesSet) -> str:
    return f"Đặt quy định của đơn vị: {rules_text(fact.rules)}."


def _numbering(fact: NumberingAllowed) -> str:
    return f"Cho phép cấp số lại sau khôi phục{_why(fact.private)}."


def _clock(fact: ClockConfirmed) -> str:
    return f"Xác nhận đồng hồ máy đúng{_why(fact.private)}."


def _why(private: FreeWords | None) -> str:
    return "" if private is None else f", lý do: {private.words}"


def _pad(fact: PadPrinted) -> str:
    count = len(fact.dossier_uids)
    return f"Cấp số cho {count} phiếu tiếp nhận dự phòng của quầy {fact.desk_number}."


def _key_changed(fact: KeyChanged) -> str:
    return f"Đổi khóa dữ liệu, từ khóa {fact.old_mark} sang khóa {fact.mark}."


def _key_kept(fact: RecoveryKeyKept) -> str:
    return f"Xác nhận đã cất tờ khóa khôi phục, ký hiệu {fact.mark}."


def _key_shown(fact: RecoveryKeyShown) -> str:
    return f"Hiện lại tờ khóa khôi phục {fact.mark}."


def _take_over_issued(fact: TakeOverIssued) -> str:
    return f"Cấp phiếu tiếp quản quầy {fact.desk_number}, ngày {fact.on:%d/%m/%Y}."


def _taken_over(fact: DeskTakenOver) -> str:
    return f"Máy này tiếp quản quầy {fact.desk_number} theo phiếu ký bởi khóa {fact.signer}."


_SENTENCES: dict[type, Callable[[Any], str]] = {
    DossierReceived: _received,
    SlipPrinted: _printed,
    DossierCorrected: _corrected,
    DossierCancelled: _cancelled,
    SlipVoided: _voided,
    VisitGuided: _guided,
    VisitRefused: _refused,
    CataloguePublished: _catalogue,
    LimitEntered: _limit,
    CalendarPublished: _calendar,
    StaffEnrolled: _enrolled,
    StaffChanged: _staff_changed,
    SettingsChanged: _settings,
    OfficeRulesSet: _rules,
    NumberingAllowed: _numbering,
    ClockConfirmed: _clock,
    PadPrinted: _pad,
    KeyChanged: _key_changed,
    RecoveryKeyKept: _key_kept,
    RecoveryKeyShown: _key_shown,
    TakeOverIssued: _take_over_issued,
    DeskTakenOver: _taken_over,
    WordingChanged: wording_sentence,
    **history_work.SENTENCES,
    **history_ends.SENTENCES,
    **history_erasure.SENTENCES,
    **history_scope.SENTENCES,
    **history_post.SENTENCES,
    **history_reports.SENTENCES,
    **history_line.SENTENCES,
}
