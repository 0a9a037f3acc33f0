"""Deeds about the line as sentences: clashes decided, outages of other systems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.line_facts import ConflictResolved, OutageRecorded
from app.domain.time_words import moment_text


def _resolved(fact: ConflictResolved) -> str:
    count, stand = len(fact.deeds), len(fact.stand)
    if stand == count:
        said = f"cả {count} việc đều đúng"
    elif stand:
        said = f"{stand} trong {count} việc là đúng, việc còn lại phải sửa"
    else:
        said = f"cả {count} việc đều phải sửa"
    why = f"; ý kiến: {fact.private.words.rstrip('.')}" if fact.private else ""
    return f"Lãnh đạo đã xem {count} việc trái nhau: {said}{why}."


def _outage(fact: OutageRecorded) -> str:
    span = f"từ {moment_text(fact.began_at)} đến {moment_text(fact.ended_at)}"
    return (
        f"{fact.system} ngừng {span} (theo {fact.source.rstrip('.')}); "
        f"{fact.receptions} hồ sơ đã tiếp nhận trong lúc ấy."
    )


SENTENCES: dict[type, Callable[[Any], str]] = {
    ConflictResolved: _resolved,
    OutageRecorded: _outage,
}
