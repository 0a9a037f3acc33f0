from __future__ import annotations

import re

import pytest

from app.domain.calendar import Calendar
from app.domain.deadlines import WorkingSpan
from app.domain.interagency import interagency_promise
from app.domain.moments import from_text
from app.domain.office_hours import Session
from app.domain.procedure import Channel, CutOff, InteragencyStep, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.supplement import resumed
from app.domain.time_words import (
    day_text,
    lateness_text,
    limit_text,
    moment_text,
    span_text,
    time_left_text,
)
from app.domain.trace import StepKind, TraceStep
from app.domain.trace_words import (
    _STEPS,
    promise_reason,
    step_sentence,
    trace_sentences,
    warning_sentences,
)

WD, DAY, HOUR, MONTH = (
    LimitUnit.WORKING_DAY,
    LimitUnit.DAY,
    LimitUnit.WORKING_HOUR,
    LimitUnit.MONTH,
)


def told(
    calendar: Calendar,
    received: str,
    amount: int | str,
    unit: LimitUnit = WD,
    *,
    cut_off: CutOff = CutOff.SAME_DAY_ONLY,
    channel: Channel = Channel.COUNTER,
) -> list[str]:
    limit = TimeLimit.of(amount, unit)
    found = promise(from_text(received), limit, calendar, cut_off=cut_off, channel=channel)
    return [*trace_sentences(found), *warning_sentences(found)]


def test_working_days_across_tet(calendar: Calendar) -> None:
    assert told(calendar, "2026-02-13T09:00", 5) == [
        "Nhận 09:00 thứ Sáu 13/02/2026; ngày nhận không tính.",
        "Bỏ qua thứ Bảy 14/02 đến Chủ nhật 22/02/2026 (Tết Nguyên đán, thứ Bảy, Chủ nhật).",
        "Đếm 5 ngày làm việc: thứ Hai 23/02 đến thứ Sáu 27/02/2026.",
        "Hẹn trả 09:00 thứ Sáu 27/02/2026.",
    ]


def test_a_swapped_saturday_is_named(calendar: Calendar) -> None:
    assert told(calendar, "2026-01-08T09:00", "2.25") == [
        "Nhận 09:00 thứ Năm 08/01/2026; ngày nhận không tính.",
        "Thứ Bảy 10/01/2026 là ngày làm việc (làm bù cho ngày 02/01/2026).",
        "Đếm 2 ngày làm việc: thứ Sáu 09/01 và thứ Bảy 10/01/2026.",
        "Tính 0,25 ngày làm việc (2 giờ làm việc), chỉ trong giờ làm việc: "
        "từ 09:00 thứ Bảy 10/01/2026 đến 11:00 thứ Bảy 10/01/2026.",
        "Hẹn trả 11:00 thứ Bảy 10/01/2026.",
    ]


def test_a_single_day_off_between_working_days(calendar: Calendar) -> None:
    assert told(calendar, "2025-04-04T09:00", 1)[1] == (
        "Bỏ qua thứ Bảy 05/04 đến thứ Hai 07/04/2025 (Giỗ Tổ Hùng Vương, thứ Bảy, Chủ nhật)."
    )
    assert told(calendar, "2024-04-17T09:00", 1)[1:3] == [
        "Bỏ qua thứ Năm 18/04/2024 (Giỗ Tổ Hùng Vương).",
        "Đếm 1 ngày làm việc: thứ Sáu 19/04/2024.",
    ]


def test_days_off_across_the_new_year_show_both_years(calendar: Calendar) -> None:
    assert told(calendar, "2027-12-31T16:00", "0.5")[1:] == [
        "Bỏ qua thứ Bảy 01/01 và Chủ nhật 02/01/2028 (cuối tuần).",
        "Tính 0,5 ngày làm việc (4 giờ làm việc), chỉ trong giờ làm việc: "
        "từ 16:00 thứ Sáu 31/12/2027 đến 10:00 thứ Hai 03/01/2028.",
        "Hẹn trả 10:00 thứ Hai 03/01/2028.",
        "Lịch năm 2027 theo luật, chờ thông báo: xem lại ngày hẹn khi có thông báo nghỉ lễ.",
        "Chưa có lịch làm việc năm 2028: chỉ trừ thứ Bảy và Chủ nhật. "
        "Lãnh đạo cần xác nhận một lần.",
    ]
    assert told(calendar, "2026-12-28T09:00", 10)[3] == (
        "Đếm 10 ngày làm việc: thứ Ba 29/12/2026 đến thứ Ba 12/01/2027."
    )


def test_calendar_days_ending_on_a_day_off(calendar: Calendar) -> None:
    assert told(calendar, "2026-04-20T05:30", 10, DAY) == [
        "Nhận 05:30 thứ Hai 20/04/2026; ngày nhận không tính.",
        "Nhận trước giờ làm việc: 05:30 tính là 07:00.",
        "Cộng 10 ngày, kể cả ngày nghỉ: thứ Năm 30/04/2026.",
        "Ngày cuối là ngày nghỉ, thứ Năm 30/04 đến Chủ nhật 03/05/2026 "
        "(Ngày Chiến thắng 30/4, Ngày Quốc tế lao động 1/5, thứ Bảy, Chủ nhật): "
        "chuyển sang ngày làm việc kế tiếp, thứ Hai 04/05/2026.",
        "Hẹn trả 07:00 thứ Hai 04/05/2026.",
    ]


def test_a_month_without_that_day(calendar: Calendar) -> None:
    assert told(calendar, "2024-01-31T11:45", 1, MONTH) == [
        "Nhận 11:45 thứ Tư 31/01/2024; ngày nhận không tính.",
        "Nhận trong giờ nghỉ trưa: 11:45 tính là 13:30.",
        "Cộng 1 tháng: thứ Năm 29/02/2024 (ngày cuối tháng, vì tháng này không có ngày đó).",
        "Hẹn trả 13:30 thứ Năm 29/02/2024.",
    ]
    assert told(calendar, "2024-01-31T09:00", "1.5", MONTH)[1] == (
        "Cộng 1,5 tháng: thứ Sáu 15/03/2024."
    )
    assert told(calendar, "2025-01-17T09:00", 2, MONTH)[1] == "Cộng 2 tháng: thứ Hai 17/03/2025."
    assert told(calendar, "2025-03-31T09:00", 2, MONTH)[1] == "Cộng 2 tháng: thứ Bảy 31/05/2025."


def test_a_limit_in_hours_counts_working_hours_alone(calendar: Calendar) -> None:
    assert told(calendar, "2026-03-03T17:20", 4, HOUR) == [
        "Nhận 17:20 thứ Ba 03/03/2026.",
        "Nhận sau giờ làm việc: 17:20 tính là 17:00.",
        "Tính 4 giờ làm việc, chỉ trong giờ làm việc: "
        "từ 17:00 thứ Ba 03/03/2026 đến 11:00 thứ Tư 04/03/2026.",
        "Hẹn trả 11:00 thứ Tư 04/03/2026.",
    ]


def test_the_same_day_and_the_next(calendar: Calendar) -> None:
    assert told(calendar, "2026-11-16T14:59", 0)[1] == (
        "Giải quyết trong ngày: trả trước giờ đóng cửa, 17:00 thứ Hai 16/11/2026."
    )
    assert told(calendar, "2026-11-16T15:00", 0)[1] == (
        "Giải quyết trong ngày, nhưng nhận từ 15:00 trở đi: "
        "trả trước giờ đóng cửa ngày làm việc kế tiếp, 17:00 thứ Ba 17/11/2026."
    )
    assert told(calendar, "2026-11-16T17:10", 0, cut_off=CutOff.NONE)[2] == (
        "Giải quyết trong ngày, nhưng nhận khi đã hết giờ làm việc: "
        "trả trước giờ đóng cửa ngày làm việc kế tiếp, 17:00 thứ Ba 17/11/2026."
    )


def test_what_arrives_outside_office_hours_and_after_the_cut_off(calendar: Calendar) -> None:
    assert told(calendar, "2026-11-15T20:15", 1, channel=Channel.ONLINE)[:2] == [
        "Hồ sơ đến 20:15 Chủ nhật 15/11/2026, ngoài giờ tiếp nhận: "
        "tính là nhận khi mở cửa, 07:00 thứ Hai 16/11/2026.",
        "Nhận 07:00 thứ Hai 16/11/2026; ngày nhận không tính.",
    ]
    assert told(calendar, "2026-11-16T15:20", 1, cut_off=CutOff.SHIFT)[:2] == [
        "Hồ sơ đến 15:20 thứ Hai 16/11/2026, từ 15:00 trở đi: "
        "tính là nhận 07:00 thứ Ba 17/11/2026.",
        "Nhận 07:00 thứ Ba 17/11/2026; ngày nhận không tính.",
    ]


def test_the_day_that_nobody_has_announced_yet(calendar: Calendar) -> None:
    assert told(calendar, "2026-11-23T09:00", 2)[-1] == (
        "Thứ Ba 24/11/2026 (Ngày Văn hóa Việt Nam, chưa rõ có nghỉ) "
        "đang tính là ngày làm việc: xem lại ngày hẹn nếu có thông báo nghỉ."
    )


def test_a_part_of_a_day_bounded_by_the_whole_day(calendar: Calendar) -> None:
    office = Calendar(calendar.years, saturday_sessions=(Session.of("07:30", "11:30"),))
    assert told(office, "2026-11-21T09:00", "0.5")[-2:] == [
        "Không muộn hơn hạn của trọn một ngày: 09:00 thứ Hai 23/11/2026.",
        "Hẹn trả 09:00 thứ Hai 23/11/2026.",
    ]


def test_an_interagency_promise_names_each_agency(calendar: Calendar) -> None:
    steps = (
        InteragencyStep(key="a", agency="Công an xã", limit=TimeLimit.of(1, WD)),
        InteragencyStep(key="b", agency="BHXH", limit=TimeLimit.of("0.5", WD), after=("a",)),
    )
    found = interagency_promise(from_text("2026-11-16T09:00"), steps, calendar)
    assert trace_sentences(found) == (
        "Nhận 09:00 thứ Hai 16/11/2026; ngày nhận không tính.",
        "Công an xã, 1 ngày làm việc: từ 09:00 thứ Hai 16/11/2026 đến 09:00 thứ Ba 17/11/2026.",
        "Đếm 1 ngày làm việc: thứ Ba 17/11/2026.",
        "BHXH, 0,5 ngày làm việc: từ 09:00 thứ Ba 17/11/2026 đến 15:00 thứ Ba 17/11/2026.",
        "Tính 0,5 ngày làm việc (4 giờ làm việc), chỉ trong giờ làm việc: "
        "từ 09:00 thứ Ba 17/11/2026 đến 15:00 thứ Ba 17/11/2026.",
        "Hẹn trả 15:00 thứ Ba 17/11/2026.",
    )
    assert promise_reason(found) == "liên thông 2 bước"


def test_a_pause_and_a_pause_that_came_too_late(calendar: Calendar) -> None:
    due_at, asked_at = from_text("2026-11-12T09:00"), from_text("2026-11-10T08:00")
    paused = resumed(due_at, asked_at, from_text("2026-11-13T14:00"), calendar)
    assert trace_sentences(paused)[0] == (
        "Tạm dừng từ 08:00 thứ Ba 10/11/2026 đến 14:00 thứ Sáu 13/11/2026; "
        "thời gian còn lại: 17 giờ làm việc."
    )
    past = resumed(due_at, from_text("2026-11-13T08:00"), from_text("2026-11-16T14:00"), calendar)
    assert trace_sentences(past) == (
        "Yêu cầu bổ sung 08:00 thứ Sáu 13/11/2026 khi đã quá hạn: giữ nguyên hạn cũ.",
        "Hẹn trả 09:00 thứ Năm 12/11/2026.",
    )


@pytest.mark.parametrize(
    ("received", "amount", "unit", "expected"),
    [
        ("2026-04-24T09:00", 3, WD, "3 ngày làm việc · bỏ qua 7 ngày nghỉ"),
        ("2026-11-16T09:00", "3.5", WD, "3,5 ngày làm việc"),
        ("2026-02-06T09:00", 15, DAY,
         "15 ngày · ngày cuối là ngày nghỉ, chuyển sang ngày làm việc kế tiếp"),
        ("2026-11-16T09:00", 0, WD, "trong ngày"),
        ("2026-11-20T16:00", 0, WD, "trong ngày · bỏ qua 2 ngày nghỉ"),
        ("2026-11-16T09:00", 1, MONTH, "1 tháng"),
    ],
)  # fmt: skip
def test_the_reason_in_one_line(
    calendar: Calendar, received: str, amount: int | str, unit: LimitUnit, expected: str
) -> None:
    found = promise(from_text(received), TimeLimit.of(amount, unit), calendar)
    assert promise_reason(found) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (TimeLimit.of("3.5", WD), "3,5 ngày làm việc"),
        (TimeLimit.of("6.25", WD), "6,25 ngày làm việc"),
        (TimeLimit.of(100, WD), "100 ngày làm việc"),
        (TimeLimit.of(8, HOUR), "8 giờ làm việc"),
        (TimeLimit.of(15, DAY), "15 ngày"),
        (TimeLimit.of(0, WD), "trong ngày"),
        (TimeLimit.of(1, LimitUnit.OTHER), "theo quy định"),
    ],
)
def test_a_limit_is_written_with_a_decimal_comma(limit: TimeLimit, expected: str) -> None:
    assert limit_text(limit) == expected


@pytest.mark.parametrize(
    ("span", "late", "left"),
    [
        (WorkingSpan(1, 180), "trễ 1 ngày 3 giờ làm việc", "còn 1 ngày 3 giờ làm việc"),
        (WorkingSpan(2, 0), "trễ 2 ngày làm việc", "còn 2 ngày làm việc"),
        (WorkingSpan(0, 95), "trễ 1 giờ 35 phút làm việc", "còn 1 giờ 35 phút làm việc"),
        (WorkingSpan(1, 200), "trễ 1 ngày 3 giờ làm việc", "còn 1 ngày 3 giờ làm việc"),
        (WorkingSpan(0, 0), "vừa quá hạn", "hạn đến hết hôm nay"),
        (None, "", ""),
    ],
)
def test_lateness_and_time_left_in_working_time(
    span: WorkingSpan | None, late: str, left: str
) -> None:
    assert lateness_text(span) == late
    assert time_left_text(span) == left


def test_a_span_of_nothing_has_no_words() -> None:
    assert span_text(WorkingSpan(0, 0)) == ""


def test_moments_are_told_on_the_clock_of_viet_nam() -> None:
    assert moment_text(from_text("2026-11-15T23:30:00Z")) == "06:30 thứ Hai 16/11/2026"
    assert day_text(from_text("2026-11-22T09:00").date()) == "Chủ nhật 22/11/2026"


def test_every_kind_of_step_has_a_sentence() -> None:
    assert set(_STEPS) == set(StepKind)


def test_a_step_without_its_values_is_a_fault_of_the_program() -> None:
    for kind in StepKind:
        if re.search(r"\.(at|until|days|last|limit)", _STEPS[kind]):
            with pytest.raises(ValueError, match="lacks a value"):
                step_sentence(TraceStep(kind))
