"""How the copies stand, in words: for the foot of the window, the card, and at closing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from app.domain.custody import Custody, Drill, FilesTried
from app.domain.moments import local
from app.domain.time_words import day_text, moment_text

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_OLD_DAYS = 3

Told = tuple[str, str]
"""Words and their tone: empty, ``warn`` or ``bad``."""


def foot_words(custody: Custody) -> Told:
    """The foot of the window: age of the last backup, and whether the copy is complete."""
    words, tone = _backup_words(custody)
    kept = custody.ledger
    if kept.copy_place is None:
        return words, tone
    if kept.copy_failure or kept.copied_at is None:
        return f"{words} · USB chưa chép đủ", tone or "warn"
    return f"{words} · USB đủ", tone


def backup_sentence(custody: Custody) -> Told:
    """The card: last and next backup."""
    kept = custody.ledger
    if kept.place is None:
        return "Chưa chọn nơi sao lưu: máy hỏng là mất hồ sơ.", "bad"
    if kept.failure:
        return kept.failure, "bad"
    if kept.last_backup_at is None:
        return "Chưa có bản sao lưu nào. Bản đầu tiên được làm khi máy rảnh.", "warn"
    last = f"Bản gần nhất: {moment_text(kept.last_backup_at)}."
    then = "" if custody.next_at is None else f" Bản tới: sau {moment_text(custody.next_at)}."
    return last + then, _backup_words(custody)[1]


def copy_sentence(custody: Custody) -> Told:
    """The card: how the continuous copy stands."""
    kept = custody.ledger
    if kept.copy_place is None:
        lonely = custody.one_disk_only
        words = f"Đang tắt: {lonely} sự kiện chưa gửi chỉ nằm trên ổ của máy này."
        return words, "warn" if lonely else ""
    if kept.copy_failure:
        return kept.copy_failure, "bad"
    if kept.copied_at is None:
        return "Đang chép lần đầu.", "warn"
    return f"Đã chép đủ đến {moment_text(kept.copied_at)}.", ""


def drill_sentence(custody: Custody) -> Told:
    """The card: date and outcome of the last drill."""
    kept = custody.ledger
    if kept.last_drill_at is None:
        return "Chưa diễn tập lần nào.", "warn"
    on = day_text(local(kept.last_drill_at).date())
    if kept.last_drill_sound:
        return f"Diễn tập {on}: dùng được.", ""
    return f"Diễn tập {on}: KHÔNG dùng được. Hãy sao lưu lại ngay.", "bad"


def drill_sentences(found: Drill) -> tuple[str, ...]:
    """What a drill found, in sentences."""
    last = found.last_recorded_at
    until = "" if last is None else f", việc cuối lúc {moment_text(last)}"
    lines = [
        f"Diễn tập khôi phục từ {found.backup}: {found.dossiers} hồ sơ, {found.events} sự kiện"
        f"{until}.",
    ]
    if found.sound:
        lines.append(
            "Bản sao lưu dùng được: nhật ký khớp từng sự kiện với quầy; "
            f"sau bản này có thêm {found.dossiers_since} hồ sơ, {found.events_since} sự kiện."
        )
    if not found.follows:
        lines.append("Bản sao lưu không phải phần đầu của nhật ký quầy này; hãy kiểm tra tệp.")
    return (*lines, *_file_sentences(found.files), *found.findings)


def _file_sentences(files: FilesTried) -> Iterator[str]:
    if files.named:
        yield f"Tệp đính kèm: {files.named} tệp, đã mở thử {files.opened}."
    if files.missing:
        yield f"Thiếu {files.missing} tệp bên cạnh bản sao lưu. Hãy sao lưu lại vào nơi này."
    if files.damaged:
        yield f"{files.damaged} tệp bên cạnh bản sao lưu bị hỏng. Hãy sao lưu vào ổ khác ngay."


def closing_question(custody: Custody) -> str:
    """What closing asks before days off: how long, and what lies on one disk only."""
    lonely = custody.one_disk_only
    rest = f"Sắp nghỉ {custody.away} ngày, hôm nay" if custody.asks else "Hôm nay"
    what = f"{lonely} sự kiện chưa gửi chỉ nằm trên ổ của máy này" if lonely else ""
    since = custody.ledger.last_backup_at
    last = "chưa có bản sao lưu nào" if since is None else f"bản gần nhất {_age(custody.at, since)}"
    told = "; ".join(filter(None, (what, last)))
    ask = "Sao lưu rồi đóng?"
    if custody.ledger.place is None:
        ask = "Hãy chọn nơi sao lưu trong Thiết lập trước khi nghỉ."
    return f"{rest} chưa sao lưu: {told}. {ask}"


def _backup_words(custody: Custody) -> Told:
    kept = custody.ledger
    if kept.last_backup_at is None:
        return "Chưa sao lưu", "bad"
    age = _age(custody.at, kept.last_backup_at)
    if kept.failure:
        return f"Sao lưu lỗi, bản cũ {age}", "bad"
    old = custody.at - kept.last_backup_at > _OLD_DAYS * _DAY and custody.due
    tone = "bad" if old else "warn" if custody.due else ""
    return f"Sao lưu {age}", tone


def _age(now: datetime, then: datetime) -> str:
    passed = now - then
    if passed < _HOUR:
        return f"{max(0, int(passed.total_seconds() // 60))} phút trước"
    if passed < _DAY:
        return f"{int(passed / _HOUR)} giờ trước"
    return f"{passed.days} ngày trước"
