"""The lines of a day's opening and closing: what each is called, and when it is in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.report_facts import DayLine


class DayItem(StrEnum):
    """What is looked at when a day begins or ends, beside the queues."""

    CALENDAR_UNTIL = "calendar_until"
    MOVED_PROMISES = "moved_promises"
    CATALOGUE_DAYS = "catalogue_days"
    PROCEDURES_LACKING = "procedures_lacking"
    DESKS = "desks"
    BACKUP_DAYS = "backup_days"
    RECEIVED = "received"
    RETURNED = "returned"
    HANDED_OVER = "handed_over"
    SLIPS_PRINTED = "slips_printed"
    SLIPS_VOID = "slips_void"
    WITHOUT_PAPER = "without_paper"
    CASH = "cash"
    CASH_GAP = "cash_gap"
    NOT_HANDED_OVER = "not_handed_over"
    APOLOGIES_TOMORROW = "apologies_tomorrow"


@dataclass(frozen=True, slots=True)
class DayWords:
    """What a line is called, its unit, and what it says where it is not in order."""

    label: str
    unit: str = ""
    remark: str = ""


DAY_WORDS = {
    DayItem.CALENDAR_UNTIL: DayWords("Lịch làm việc có đến năm", "", "chưa có lịch năm nay"),
    DayItem.MOVED_PROMISES: DayWords(
        "Giấy hẹn mà lịch hiện nay tính khác", "hồ sơ", "báo cơ quan hoặc hẹn lại kèm xin lỗi"
    ),
    DayItem.CATALOGUE_DAYS: DayWords("Danh mục cập nhật cách đây", "ngày", "hãy nhập danh mục mới"),
    DayItem.PROCEDURES_LACKING: DayWords(
        "Thủ tục đang dùng còn thiếu thời hạn hoặc giấy tờ", "thủ tục", "hãy bổ sung có nguồn"
    ),
    DayItem.DESKS: DayWords("Quầy đã làm việc hôm nay", "quầy"),
    DayItem.BACKUP_DAYS: DayWords("Sao lưu gần nhất cách đây", "ngày", "hãy sao lưu"),
    DayItem.RECEIVED: DayWords("Tiếp nhận trong ngày", "hồ sơ"),
    DayItem.RETURNED: DayWords("Trả kết quả trong ngày", "kết quả"),
    DayItem.HANDED_OVER: DayWords("Đã bàn giao trong ngày", "hồ sơ"),
    DayItem.SLIPS_PRINTED: DayWords("Giấy đã in", "bản"),
    DayItem.SLIPS_VOID: DayWords("Giấy hẹn đã hủy", "bản"),
    DayItem.WITHOUT_PAPER: DayWords("Hồ sơ chưa in giấy hẹn", "hồ sơ", "in lại hoặc ghi lý do"),
    DayItem.CASH: DayWords("Tiền mặt thu trừ hoàn theo sổ", "đồng"),
    DayItem.CASH_GAP: DayWords("Tiền đếm được lệch sổ", "đồng", "đếm lại hoặc ghi lý do"),
    DayItem.NOT_HANDED_OVER: DayWords(
        "Hồ sơ nhận trước 15:00 chưa bàn giao", "hồ sơ", "bàn giao, hoặc ghi lý do"
    ),
    DayItem.APOLOGIES_TOMORROW: DayWords(
        "Văn bản xin lỗi cần ký cho ngày mai", "hồ sơ", "trình ký"
    ),
}
"""The words of every line; queues have their own (``queues.QUEUE_TITLES``)."""


def open_words(lines: tuple[DayLine, ...]) -> str:
    """The lines that are not in order, in one breath; empty where all are."""
    left = (each for each in lines if not each.is_fine)
    return "; ".join(
        f"{DAY_WORDS[DayItem(each.key)].label.lower()} {_amount(each)}" for each in left
    )


def _amount(line: DayLine) -> str:
    unit = DAY_WORDS[DayItem(line.key)].unit
    return f"{line.figure:,} {unit}".replace(",", ".").strip()
