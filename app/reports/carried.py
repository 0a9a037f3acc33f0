"""What was carried over: the figure of the last issued report, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.events import Event, read_event
from app.domain.report_facts import ReportIssued
from app.domain.report_shape import ReportAsked, RowKind
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_ISSUED = (
    select(_EVENT.c.content, _PRIVATE.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == ReportIssued.kind)
    .order_by(_EVENT.c.arrival.desc())
)
_IN_PROCESS = ("open_in_time", "open_late")


@dataclass(frozen=True, slots=True)
class Carried:
    """The figures in process of the last issued report, by row; unknown where none was issued."""

    issued: Mapping[str, int] = field(default_factory=dict)
    is_known: bool = False
    remarks: tuple[str, ...] = ()


def carried_of(session: Session, tenant: str, asked: ReportAsked) -> Carried:
    """The last figure issued for the day before this period, cut the same way."""
    for event, fact in issued_reports(session, tenant):
        before = fact.asked
        if before.last + timedelta(1) == asked.first and _is_cut_alike(before, asked):
            return _read(event, fact)
    words = "Kỳ trước chưa ban hành báo cáo này: cột 6 tính từ nhật ký."
    return Carried(remarks=(words,))


def _is_cut_alike(one: ReportAsked, other: ReportAsked) -> bool:
    return replace(one, first=other.first, last=other.last) == other


def issued_reports(session: Session, tenant: str) -> list[tuple[Event, ReportIssued]]:
    """Every report that was issued, the newest first."""
    found = (read_event(*contents) for contents in run(session, _ISSUED, {"of": tenant}))
    return [(each, fact) for each in found if isinstance(fact := each.fact, ReportIssued)]


def _read(event: Event, fact: ReportIssued) -> Carried:
    at = [fact.columns.index(each) for each in _IN_PROCESS]
    figures = {
        each.key: sum(each.figures[n] for n in at)
        for each in fact.rows
        if each.kind is RowKind.PLAIN
    }
    words = f"Cột 6 lấy theo báo cáo đã ban hành kỳ trước, mã {str(event.uid)[:8]}."
    return Carried({key: n for key, n in figures.items() if n}, is_known=True, remarks=(words,))
