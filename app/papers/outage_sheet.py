"""Phiếu sau mất mạng: quầy nào đã về đủ, mỗi quầy bao nhiêu việc, còn gì phải xem."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.line_words import met_words
from app.domain.moments import local_date
from app.domain.time_words import moment_text, stated_text
from app.papers.parts import Drawing, days_said, on_sheets
from app.printing.office_head import OfficeHead
from app.printing.pieces import Signature
from app.printing.slips import day_sheet
from app.printing.slips.day_sheet import DayLine, DaySection, DaySheet
from app.services.desk import DeskContext, OpenSession
from app.services.outage_sheet import DeskAfter, OutageAfter, OutageSheet
from app.services.outage_sheet import outage_sheet as gathered

NAME = "PHIẾU SAU MẤT MẠNG"
_NONE = DayLine("Không có hệ thống nào được ghi là ngừng", "-")


def outage_sheet(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """The sheet of the days in ``about``: ``16/11/2026``, ``16/11/2026 - 20/11/2026``; else today.

    Raises ``Refusal`` (``FIELD_WRONG``) for days that are none.
    """
    days = days_said(about, local_date(at))
    return on_sheets(day_sheet.draw, sheet_of(gathered(session, days, now=at, desk=desk), desk, at))


def sheet_of(found: OutageSheet, desk: DeskContext, at: datetime) -> DaySheet:
    """What was gathered, as lines."""
    head = OfficeHead(parent_body=(desk.parent_name or "").upper(), unit=desk.office_name.upper())
    return DaySheet(
        head=head,
        name=NAME,
        subject=_days(found.days),
        sections=(
            DaySection(_desks_title(found), tuple(_desk(each, at) for each in found.desks)),
            DaySection("2. Hệ thống khác ngừng", tuple(map(_outage, found.outages)) or (_NONE,)),
            DaySection("3. Còn phải xem", _open(found)),
        ),
        first=Signature("NGƯỜI LẬP"),
        second=Signature("NGƯỜI PHỤ TRÁCH"),
        issued_at=at,
        foot_notes=(_complete(found.until, at),),
        training=desk.is_training,
    )


def _desks_title(found: OutageSheet) -> str:
    count = len(found.desks)
    return f"1. Các quầy: {count - len(found.missing)} trên {count} quầy đã về đủ"


def _desk(each: DeskAfter, at: datetime) -> DayLine:
    when = "chưa gửi lần nào" if each.whole_at is None else f"đủ đến {met_words(each.whole_at, at)}"
    remark = f"{each.flagged} sự kiện cần xem" if each.flagged else ""
    return DayLine(f"Quầy {each.desk}: {each.events} sự kiện", when, remark)


def _outage(each: OutageAfter) -> DayLine:
    fact = each.fact
    span = f"{fact.system}, {moment_text(fact.began_at)} - {moment_text(fact.ended_at)}"
    remark = f"theo {fact.source}" + (f"; còn {each.owed} phải nhập" if each.owed else "")
    return DayLine(span, f"{fact.receptions} hồ sơ", remark)


def _open(found: OutageSheet) -> tuple[DayLine, ...]:
    flagged = sum(each.flagged for each in found.desks)
    return (
        DayLine("Sự kiện của máy này chờ trung tâm báo nhận", str(found.waiting)),
        DayLine("Sự kiện trung tâm đã nhận và lưu ý", str(flagged)),
        DayLine("Hồ sơ có việc trái nhau chờ lãnh đạo quyết định", str(found.clashes)),
    )


def _complete(until: date | None, at: datetime) -> str:
    known = "Chưa biết số liệu đủ đến ngày nào" if until is None else _until(until)
    return f"{known}. Lập lúc {stated_text(at)}."


def _until(until: date) -> str:
    return f"Số liệu của đơn vị đủ đến hết ngày {until:%d/%m/%Y}"


def _days(days: tuple[date, date]) -> str:
    first, last = (f"{each:%d/%m/%Y}" for each in days)
    return f"Ngày {first}" if first == last else f"Từ ngày {first} đến ngày {last}"
