"""The lines of a day's opening and closing: what each is called, and when it is in order."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.custody import Ledger
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.report_facts import DayLine


class DayItem(StrEnum):
    """What is looked at when a day begins or ends, beside the queues."""

    CALENDAR_UNTIL = "calendar_until"
    MOVED_PROMISES = "moved_promises"
    CATALOGUE_DAYS = "catalogue_days"
    PROCEDURES_LACKING = "procedures_lacking"
    DESKS = "desks"
    PRINTER = "printer"
    BACKUP_DAYS = "backup_days"
    DRILL_DAYS = "drill_days"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A printer that papers of this desk go to, and how it stands."""

    name: str
    state: str
    is_ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What an opening looks at outside the database: this machine's copies and printers.

    ``printers`` are absent where nobody could ask them, and none where none is chosen.
    """

    backed_up_on: date | None = None
    drilled_on: date | None = None
    is_drill_sound: bool | None = None
    printers: tuple[Printer, ...] | None = None


def machine_of(ledger: Ledger, printers: tuple[Printer, ...] | None = None) -> Machine:
    """What this machine remembers of its copies, beside its printers."""
    backed_up, drilled = ledger.last_backup_at, ledger.last_drill_at
    return Machine(
        backed_up_on=None if backed_up is None else local_date(backed_up),
        drilled_on=None if drilled is None else local_date(drilled),
        is_drill_sound=ledger.last_drill_sound,
        printers=printers,
    )


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
    DayItem.PRINTER: DayWords("Máy in", "", "xem Thiết lập, in trang thử"),
    DayItem.BACKUP_DAYS: DayWords("Sao lưu gần nhất cách đây", "ngày", "hãy sao lưu"),
    DayItem.DRILL_DAYS: DayWords("Diễn tập khôi phục cách đây", "ngày", "hãy diễn tập ở Thiết lập"),
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
    left = (day_text(each) for each in lines if not each.is_fine)
    return "; ".join(f"{label[0].lower()}{label[1:]} {value}" for label, value, _ in left)


def day_text(line: DayLine) -> tuple[str, str, str]:
    """A line as people read it: its label, its value, and a remark where it is not in order."""
    words = DAY_WORDS[DayItem(line.key)]
    label = words.label if line.of is None else f"{words.label} {line.of}"
    is_year = line.key == DayItem.CALENDAR_UNTIL
    figure = str(line.figure) if is_year else f"{line.figure:,}".replace(",", ".")
    value = f"{figure} {words.unit}".strip() if line.state is None else line.state
    return label, value, "" if line.is_fine else words.remark
