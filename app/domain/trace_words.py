"""Promises in Vietnamese: short sentences that an officer can read aloud to a citizen."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar

from app.domain.light_dataclass import dataclass
from app.domain.moments import local
from app.domain.time_words import day_text, limit_text, minutes_text, moment_text, weekday_text
from app.domain.trace import Promise, PromiseWarning, StepKind, TraceStep, WarningKind

_SATURDAY = 5

_STEPS: dict[StepKind, str] = {
    StepKind.ARRIVED_CLOSED: (
        "hồ sơ đến {step.at}, ngoài giờ tiếp nhận: tính là nhận khi mở cửa, {step.until}"
    ),
    StepKind.RECEIVED: "nhận {step.at}",
    StepKind.RECEIVED_UNCOUNTED: "nhận {step.at}; ngày nhận không tính",
    StepKind.BEFORE_HOURS: "nhận trước giờ làm việc: {step.at_clock} tính là {step.until_clock}",
    StepKind.IN_BREAK: "nhận trong giờ nghỉ trưa: {step.at_clock} tính là {step.until_clock}",
    StepKind.AFTER_HOURS: "nhận sau giờ làm việc: {step.at_clock} tính là {step.until_clock}",
    StepKind.CUT_OFF_SHIFT: "hồ sơ đến {step.at}, từ 15:00 trở đi: tính là nhận {step.until}",
    StepKind.SAME_DAY: "giải quyết trong ngày: trả trước giờ đóng cửa, {step.until}",
    StepKind.CUT_OFF_SAME_DAY: (
        "giải quyết trong ngày, nhưng nhận từ 15:00 trở đi: "
        "trả trước giờ đóng cửa ngày làm việc kế tiếp, {step.until}"
    ),
    StepKind.CLOSED_SAME_DAY: (
        "giải quyết trong ngày, nhưng nhận khi đã hết giờ làm việc: "
        "trả trước giờ đóng cửa ngày làm việc kế tiếp, {step.until}"
    ),
    StepKind.OFF: "bỏ qua {step.days} ({step.why_off})",
    StepKind.WORKED_WEEKEND: "{step.days} là ngày làm việc{step.in_brackets}",
    StepKind.WORKING_DAYS: "đếm {step.limit}: {step.days}",
    StepKind.WORKING_TIME: (
        "tính {step.limit_in_hours}, chỉ trong giờ làm việc: từ {step.at} đến {step.until}"
    ),
    StepKind.DAYS: "cộng {step.limit}, kể cả ngày nghỉ: {step.last}",
    StepKind.MONTHS: "cộng {step.limit}: {step.last}{step.month_end}",
    StepKind.LAST_DAY_OFF: (
        "ngày cuối là ngày nghỉ, {step.days} ({step.why_off}): "
        "chuyển sang ngày làm việc kế tiếp, {step.until_day}"
    ),
    StepKind.NOT_AFTER_WHOLE: "không muộn hơn hạn của trọn một ngày: {step.until}",
    StepKind.AGENCY: "{step.notes}, {step.limit}: từ {step.at} đến {step.until}",
    StepKind.PAUSED: (
        "tạm dừng từ {step.at} đến {step.until}; thời gian còn lại: {step.time_left}"
    ),
    StepKind.ALREADY_PAST: "yêu cầu bổ sung {step.at} khi đã quá hạn: giữ nguyên hạn cũ",
    StepKind.DUE: "hẹn trả {step.at}",
}


def trace_sentences(promise: Promise) -> tuple[str, ...]:
    """The steps of counting, one sentence each."""
    return tuple(step_sentence(step) for step in promise.steps)


def step_sentence(step: TraceStep) -> str:
    """One step of counting as a sentence."""
    sentence = _STEPS[step.kind].format(step=_Spoken(step))
    return sentence[0].upper() + sentence[1:] + "."


def warning_sentences(promise: Promise) -> tuple[str, ...]:
    """The doubts about the calendar, one sentence each."""
    return tuple(warning_sentence(warning) for warning in promise.warnings)


def warning_sentence(warning: PromiseWarning) -> str:
    """One doubt about the calendar as a sentence that says what to do."""
    if warning.kind is WarningKind.YEAR_MISSING:
        return (
            f"Chưa có lịch làm việc năm {warning.year}: chỉ trừ thứ Bảy và Chủ nhật. "
            "Lãnh đạo cần xác nhận một lần."
        )
    if warning.kind is WarningKind.YEAR_UNCONFIRMED or warning.day is None:
        return (
            f"Lịch năm {warning.year} theo luật, chờ thông báo: "
            "xem lại ngày hẹn khi có thông báo nghỉ lễ."
        )
    name = f" ({warning.note})" if warning.note else ""
    day = day_text(warning.day)
    return (
        f"{day[0].upper()}{day[1:]}{name} đang tính là ngày làm việc: "
        "xem lại ngày hẹn nếu có thông báo nghỉ."
    )


def promise_reason(promise: Promise) -> str:
    """Why the date is what it is, in one line: ``10 ngày làm việc · bỏ qua 4 ngày nghỉ``."""
    agencies = sum(step.kind is StepKind.AGENCY for step in promise.steps)
    parts = [f"liên thông {agencies} bước"] if agencies else []
    if promise.limit is not None:
        parts.append(limit_text(promise.limit))
    moved = any(step.kind is StepKind.LAST_DAY_OFF for step in promise.steps)
    if moved and not agencies:
        parts.append("ngày cuối là ngày nghỉ, chuyển sang ngày làm việc kế tiếp")
    elif promise.days_skipped:
        parts.append(f"bỏ qua {promise.days_skipped} ngày nghỉ")
    return " · ".join(parts) or "theo thời gian còn lại"


_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The values of a step as the sentences above name them; asked for only when named."""

    step: TraceStep

    @property
    def at(self) -> str:
        return moment_text(_given(self.step.at))

    @property
    def until(self) -> str:
        return moment_text(_given(self.step.until))

    @property
    def at_clock(self) -> str:
        return _clock(_given(self.step.at))

    @property
    def until_clock(self) -> str:
        return _clock(_given(self.step.until))

    @property
    def until_day(self) -> str:
        return day_text(local(_given(self.step.until)).date())

    @property
    def days(self) -> str:
        first, last = _given(self.step.first), _given(self.step.last)
        if first == last:
            return day_text(last)
        joint = "và" if last - first == timedelta(days=1) else "đến"
        form = "%d/%m" if first.year == last.year else "%d/%m/%Y"
        return f"{weekday_text(first)} {first:{form}} {joint} {day_text(last)}"

    @property
    def last(self) -> str:
        return day_text(_given(self.step.last))

    @property
    def limit(self) -> str:
        return limit_text(_given(self.step.limit))

    @property
    def limit_in_hours(self) -> str:
        limit, minutes = self.limit, minutes_text(_given(self.step.minutes))
        return limit if limit.startswith(minutes) else f"{limit} ({minutes} làm việc)"

    @property
    def time_left(self) -> str:
        minutes = _given(self.step.minutes)
        return f"{minutes_text(minutes)} làm việc" if minutes else "đến hết ngày"

    @property
    def notes(self) -> str:
        return ", ".join(self.step.notes)

    @property
    def in_brackets(self) -> str:
        return f" ({self.notes})" if self.step.notes else ""

    @property
    def month_end(self) -> str:
        return " (ngày cuối tháng, vì tháng này không có ngày đó)" if self.step.first else ""

    @property
    def why_off(self) -> str:
        """Names of the days off, then of the weekend days among them."""
        if not self.step.notes:
            return "cuối tuần"
        first, last = _given(self.step.first), _given(self.step.last)
        if first == last:
            return self.notes
        span = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
        weekend = dict.fromkeys(weekday_text(day) for day in span if day.weekday() >= _SATURDAY)
        return ", ".join((*self.step.notes, *weekend))


def _clock(moment: datetime) -> str:
    return f"{local(moment):%H:%M}"


def _given(value: _Value | None) -> _Value:
    """The value; a step without what its sentence names is a fault of the program."""
    if value is None:
        raise ValueError("the step lacks a value that its sentence names")
    return value
