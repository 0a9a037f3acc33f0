"""When the machine's clock is to be doubted, held against the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.calendar import Calendar
from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.time_words import moment_text

JUMP = timedelta(days=1)


class Jump(StrEnum):
    """Which way a clock seems to have jumped."""

    BACK = "back"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """What the clock says now, and when the last deed before was recorded by it."""

    jump: Jump
    last: datetime
    now: datetime


def doubt_back(last: datetime, now: datetime) -> ClockDoubt | None:
    """The journal is more than a day ahead of the clock; by less, numbers simply go on."""
    return ClockDoubt(Jump.BACK, last, now) if now < last - JUMP else None


def doubt_ahead(last: datetime, now: datetime, days: Calendar) -> ClockDoubt | None:
    """A whole working day went by without any deed, or the calendar does not reach that far.

    Holidays, weekends and the day itself are no reason to ask.
    """
    if now <= last + JUMP:
        return None
    try:
        went_by = days.working_between(local_date(last), local_date(now) - timedelta(days=1))
    except Refusal:
        return ClockDoubt(Jump.AHEAD, last, now)
    return ClockDoubt(Jump.AHEAD, last, now) if went_by else None


def offset_now(met_at: datetime | None, offset: timedelta, now: datetime) -> timedelta:
    """How far the centre's clock is ahead of this one; nothing once this one was set anew.

    ``met_at`` is when they met, by this clock; ``offset`` is what they found then.
    """
    was_put_back = met_at is not None and now < met_at
    has_caught_up = met_at is None or now >= met_at + offset
    is_over = has_caught_up if offset > timedelta() else was_put_back
    return timedelta() if is_over else offset


_SENTENCES = {
    Jump.BACK: (
        "Đồng hồ máy chỉ {now}, nhưng việc gần nhất đã ghi lúc {last}. Hãy chỉnh lại đồng hồ; "
        "nếu bây giờ mới là đúng, lãnh đạo xác nhận thì mới ghi tiếp được."
    ),
    Jump.AHEAD: (
        "Đồng hồ máy chỉ {now}, việc gần nhất ghi lúc {last}: có ngày làm việc không ghi gì. "
        "Sai thì chỉnh đồng hồ trước khi nhận hồ sơ; đúng thì lãnh đạo xác nhận."
    ),
}


def doubt_sentence(doubt: ClockDoubt) -> str:
    """What to look at, and what to do."""
    return _SENTENCES[doubt.jump].format(now=moment_text(doubt.now), last=moment_text(doubt.last))
