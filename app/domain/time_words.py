"""Days, moments, limits and lengths of working time in Vietnamese."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from app.domain.deadlines import WorkingSpan
from app.domain.moments import local
from app.domain.procedure import LimitUnit, TimeLimit

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

_UNITS = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.DAY: "ngày",
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.MONTH: "tháng",
    LimitUnit.OTHER: "theo quy định",
}


def limit_text(limit: TimeLimit) -> str:
    """A limit as published: ``3,5 ngày làm việc``, or ``trong ngày``."""
    if limit.unit is LimitUnit.OTHER:
        return _UNITS[limit.unit]
    if limit.thousandths == 0:
        return "trong ngày"
    return f"{limit.amount:f} {_UNITS[limit.unit]}".replace(".", ",")


def lateness_text(span: WorkingSpan | None) -> str:
    """``trễ 1 ngày 3 giờ làm việc``; empty while not late."""
    if span is None:
        return ""
    length = span_text(span)
    return f"trễ {length} làm việc" if length else "vừa quá hạn"


def time_left_text(span: WorkingSpan | None) -> str:
    """``còn 2 ngày 4 giờ làm việc``; empty when late."""
    if span is None:
        return ""
    length = span_text(span)
    return f"còn {length} làm việc" if length else "hạn đến hết hôm nay"


def span_text(span: WorkingSpan) -> str:
    """The two largest units of a length of working time; empty for none."""
    hours, minutes = divmod(span.minutes, 60)
    units = ((span.days, "ngày"), (hours, "giờ"), (minutes, "phút"))
    parts = [f"{amount} {unit}" for amount, unit in units if amount]
    return " ".join(parts[:2])


def minutes_text(minutes: int) -> str:
    """``4 giờ``, ``1 giờ 30 phút``; working time is meant, so it is never turned into days."""
    hours, rest = divmod(minutes, 60)
    units = ((hours, "giờ"), (rest, "phút"))
    return " ".join(f"{amount} {unit}" for amount, unit in units if amount)


def wait_text(wait: timedelta) -> str:
    """``45 giây``, ``2 phút 5 giây``: a wait, rounded up to whole seconds."""
    minutes, seconds = divmod(-(-wait // timedelta(seconds=1)), 60)
    parts = [f"{minutes} phút"] if minutes else []
    return " ".join([*parts, f"{seconds} giây"] if seconds or not parts else parts)


def weekday_text(day: date) -> str:
    """``thứ Sáu``, ``Chủ nhật``."""
    return _WEEKDAYS[day.weekday()]


def day_text(day: date) -> str:
    """``thứ Sáu 27/02/2026``."""
    return f"{weekday_text(day)} {day:%d/%m/%Y}"


def moment_text(moment: datetime) -> str:
    """``09:00 thứ Sáu 27/02/2026``, on the clock of Viet Nam."""
    at = local(moment)
    return f"{at:%H:%M} {day_text(at.date())}"


def stated_text(moment: datetime) -> str:
    """``09:00 ngày 27/02/2026``, as a refusal repeats what was typed."""
    return f"{local(moment):%H:%M ngày %d/%m/%Y}"
