"""Phiếu mở ngày và phiếu kết ngày: một trang, hai người ký."""

from __future__ import annotations

from app.domain.office_day import day_text
from app.domain.queues import QUEUE_TITLES, QueueKind
from app.domain.report_facts import DayLine as Looked
from app.domain.time_words import stated_text
from app.printing.office_head import OfficeHead
from app.printing.pieces import Signature
from app.printing.slips import day_sheet
from app.printing.slips.day_sheet import DayLine, DaySection, DaySheet
from app.services.desk import DeskContext, OpenSession
from app.services.office_day import OfficeDay
from app.services.wording import in_own_words


def day_sheet_pdf(
    session: OpenSession, day: OfficeDay, *, desk: DeskContext, signed_by: str
) -> bytes:
    """The sheet of an opening or a closing as PDF on A4, under the office's words of that day."""
    office = in_own_words(session, desk, day.at)
    counted = (
        ()
        if day.cash_counted is None
        else (DayLine("Tiền mặt đếm được", f"{day.cash_counted:,} đồng".replace(",", ".")),)
    )
    sections = (
        DaySection("1. Đã xem", (*(_line(each) for each in day.lines), *counted)),
        DaySection("2. Việc của hồ sơ đang mở", tuple(_queue(each) for each in day.queues)),
    )
    sheet = DaySheet(
        head=OfficeHead(
            parent_body=(office.parent_name or "").upper(), unit=office.office_name.upper()
        ),
        name=day_sheet.CLOSING if day.is_closing else day_sheet.OPENING,
        subject=f"Quầy {desk.number}, {stated_text(day.at)}",
        sections=sections,
        first=Signature("CÁN BỘ QUẦY", name=signed_by),
        second=Signature("NGƯỜI PHỤ TRÁCH"),
        issued_at=day.at,
        foot_notes=(f"Khóa khi còn việc, lý do: {day.reason}",) if day.reason else (),
        training=desk.is_training,
    )
    return day_sheet.draw(sheet)


def _line(each: Looked) -> DayLine:
    return DayLine(*day_text(each))


def _queue(each: Looked) -> DayLine:
    return DayLine(QUEUE_TITLES[QueueKind(each.key)], _figure(each))


def _figure(each: Looked) -> str:
    return f"{each.figure:,}".replace(",", ".")
