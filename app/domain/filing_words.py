"""What is said of online filings and of the rows of an import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from app.domain.calendar import Calendar
from app.domain.filing import Filing, FilingState
from app.domain.light_dataclass import dataclass
from app.domain.office_clock import point_of, working_minutes_between
from app.domain.time_words import minutes_text, moment_text

STATE_TITLES = {
    FilingState.WAITING: "Chờ trả lời",
    FilingState.SUPPLEMENT_ASKED: "Chờ công dân bổ sung",
    FilingState.RECEIVED: "Đã tiếp nhận",
    FilingState.REFUSED: "Đã từ chối",
    FilingState.WITHDRAWN: "Công dân đã rút",
}
"""How a filing stands."""

STANDING_WORDS = {
    "new": "Mới",
    "completes": "Đã bổ sung",
    "known": "Đã có",
    "faulty": "Không nhập được",
}
"""What becomes of a row of an export."""


def filing_sentence(filing: Filing) -> str:
    """How a filing stands, for whoever scans or types its code."""
    stands = STATE_TITLES[filing.state].lower()
    due = moment_text(filing.answer_due_at)
    until = f"; trả lời trước {due}" if filing.state is FilingState.WAITING else ""
    return f"Hồ sơ trực tuyến {filing.code}: {stands}{until}."


def answer_left_text(due_at: datetime, now: datetime, days: Calendar) -> str:
    """``còn 3 giờ 20 phút làm việc``, ``trễ 1 giờ làm việc``: hours of answer are never days."""
    if now <= due_at:
        left = minutes_text(working_minutes_between(point_of(now), point_of(due_at), days))
        return f"còn {left} làm việc" if left else "đến hạn ngay bây giờ"
    late = minutes_text(working_minutes_between(point_of(due_at), point_of(now), days))
    return f"trễ {late} làm việc" if late else "vừa quá hạn"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A row of an export as a preview shows it; ``why`` says what is wrong with it."""

    place: str
    code: str
    standing: str
    why: str = ""


class _Found(Protocol):
    @property
    def standing(self) -> StrEnum: ...

    @property
    def sentence(self) -> str | None: ...


class _Faulty(Protocol):
    @property
    def place(self) -> str: ...

    @property
    def code(self) -> str: ...

    @property
    def sentence(self) -> str: ...


def import_lines(
    placed: Sequence[tuple[str, str]], found: Sequence[_Found], faulty: Sequence[_Faulty]
) -> tuple[ImportLine, ...]:
    """The rows of an export for a preview: what cannot come in first, what is here last."""
    lines = [ImportLine(each.place, each.code, "faulty", each.sentence) for each in faulty]
    lines += [
        ImportLine(place, code, each.standing.value, each.sentence or "")
        for (place, code), each in zip(placed, found, strict=True)
    ]
    order = ("faulty", "new", "completes", "known")
    return tuple(sorted(lines, key=lambda line: order.index(line.standing)))
