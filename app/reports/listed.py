"""The reports that are lists: the register, the day's reception, what is late, apologies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from app.domain.deadlines import lateness
from app.domain.delay_facts import ReturnRescheduled
from app.domain.moments import from_text, local_date
from app.domain.report_shape import CellKind, ReportAsked, ReportColumn
from app.domain.time_words import lateness_text
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.reports.gathering import Line, Told, events_between, listed_report
from app.reports.grouping import COUNT, staff_names
from app.reports.kinds import Around
from app.services.calendars import calendar

_DOSSIER = table_of(DossierRow)
_PLACES = {"counter": "Trực tiếp", "post": "Bưu chính", "online": "Trực tuyến"}


def _text(key: str, heading: str, width: int = 16) -> ReportColumn:
    return ReportColumn(key=key, heading=heading, kind=CellKind.TEXT, width=width)


def _moment(key: str, heading: str) -> ReportColumn:
    return ReportColumn(key=key, heading=heading, kind=CellKind.MOMENT, width=15)


def _dossiers(asked: ReportAsked, around: Around, *which: ColumnElement[bool]) -> Select[Any]:
    office = () if asked.office is None else (COUNT.c.office == asked.office,)
    return (
        select(
            _DOSSIER,
            COUNT.c.outcome,
            COUNT.c.ended_on,
            COUNT.c.late_on,
            COUNT.c.officer,
            COUNT.c.settling_agency,
            COUNT.c.is_void,
        )
        .join(
            COUNT, (COUNT.c.tenant == _DOSSIER.c.tenant) & (COUNT.c.dossier_uid == _DOSSIER.c.uid)
        )
        .where(_DOSSIER.c.tenant == around.tenant, *office, *which)
        .order_by(_DOSSIER.c.received_at, _DOSSIER.c.number)
    )


def _list_register(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    """Every line of the register, cancelled ones too: numbers are never used again."""
    days = COUNT.c.received_on.between(asked.first, asked.last)
    for row in run(session, _dossiers(asked, around, days)).mappings():
        public = json.loads(row["fold"])
        persons = json.loads(row["fold_private"] or b"{}").get("persons", {})
        applicant = persons.get("applicant", {})
        line = public["register"]
        returned = [each["returned_at"] for each in public["results"] if "returned_at" in each]
        values = {
            "line": f"{line['number']:05d}, quyển {line['book']}",
            "code": row["code"],
            "procedure": row["procedure_name"],
            "sets": public["sets"],
            "applicant": applicant.get("full_name", "(đã xóa)"),
            "address": applicant.get("address", ""),
            "phone": applicant.get("phone", ""),
            "agency": row["settling_agency"],
            "received_at": row["received_at"],
            "due_at": row["return_due_at"],
            "returned_at": from_text(returned[-1]) if returned else None,
            "way": _PLACES.get(public["return_place"], ""),
            "note": "hủy" if row["is_void"] else "",
        }
        yield Line(key=str(row["uid"]), values=values, dossier=row["uid"])


REGISTER = listed_report(
    Told(
        name="register",
        title="Sổ theo dõi hồ sơ",
        columns=(
            _text("line", "Số thứ tự, quyển", 13),
            _text("code", "Mã hồ sơ", 18),
            _text("procedure", "Tên thủ tục", 30),
            ReportColumn(key="sets", heading="Số bộ"),
            _text("applicant", "Tên cá nhân, tổ chức", 18),
            _text("address", "Địa chỉ", 22),
            _text("phone", "Điện thoại", 11),
            _text("agency", "Cơ quan giải quyết", 15),
            _moment("received_at", "Nhận hồ sơ"),
            _moment("due_at", "Hẹn trả kết quả"),
            _moment("returned_at", "Trả kết quả"),
            _text("way", "Phương thức nhận kết quả", 11),
            _text("note", "Ghi chú", 10),
        ),
    ),
    _list_register,
)


def _list_reception(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    names = staff_names(session, around.tenant)
    days = COUNT.c.received_on.between(asked.first, asked.last) & COUNT.c.is_void.is_(False)
    for row in run(session, _dossiers(asked, around, days)).mappings():
        public = json.loads(row["fold"])
        forwarded = public.get("forwarded_at")
        values = {
            "code": row["code"],
            "applicant": row["applicant"] or "(đã xóa)",
            "procedure": row["procedure_name"],
            "received_at": row["received_at"],
            "due_at": row["return_due_at"],
            "officer": names.get(row["officer"], ""),
            "forwarded_at": None if forwarded is None else from_text(forwarded),
            "holder": public["custody"]["holder"]["name"],
        }
        yield Line(key=str(row["uid"]), values=values, dossier=row["uid"])


RECEPTION = listed_report(
    Told(
        name="reception-list",
        title="Danh sách tiếp nhận và bàn giao trong ngày",
        columns=(
            _text("code", "Mã hồ sơ", 18),
            _text("applicant", "Người nộp", 18),
            _text("procedure", "Thủ tục", 30),
            _moment("received_at", "Nhận lúc"),
            _moment("due_at", "Hẹn trả"),
            _text("officer", "Cán bộ", 16),
            _moment("forwarded_at", "Bàn giao lúc"),
            _text("holder", "Đang ở", 18),
        ),
    ),
    _list_reception,
)


def _list_late(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    """Settled late in the period, and late on its last day without being settled."""
    names, days = staff_names(session, around.tenant), calendar(session, around.tenant)
    today = local_date(around.now)
    judged_on = asked.last + timedelta(1) if asked.last < today else today
    settled = COUNT.c.open_until.between(asked.first, asked.last) & (COUNT.c.outcome == "late")
    unsettled = COUNT.c.open_until > asked.last
    is_open = (COUNT.c.received_on <= asked.last) & unsettled & (COUNT.c.late_on < judged_on)
    which = COUNT.c.is_void.is_(False) & (settled | is_open)
    for row in run(session, _dossiers(asked, around, which)).mappings():
        public = json.loads(row["fold"])
        if row["outcome"] is None and public["state"] == "awaiting_supplement":
            continue
        due_at = from_text(public["promise"]["late_against"])
        ended = public.get("settled_at") or public.get("ended_at")
        until = around.now if ended is None else from_text(ended)
        values = {
            "code": row["code"],
            "applicant": row["applicant"] or "(đã xóa)",
            "procedure": row["procedure_name"],
            "due_at": due_at,
            "late": lateness_text(lateness(due_at, until, days)),
            "officer": names.get(public.get("assigned_to") or row["officer"], ""),
            "agency": row["settling_agency"] or "",
            "standing": "chưa giải quyết" if ended is None else "đã giải quyết",
        }
        yield Line(key=str(row["uid"]), values=values, dossier=row["uid"])


LATE = listed_report(
    Told(
        name="late",
        title="Danh sách hồ sơ quá hạn",
        columns=(
            _text("code", "Mã hồ sơ", 18),
            _text("applicant", "Người nộp", 18),
            _text("procedure", "Thủ tục", 30),
            _moment("due_at", "Hẹn trả"),
            _text("late", "Trễ", 20),
            _text("officer", "Cán bộ phụ trách", 18),
            _text("agency", "Cơ quan giải quyết", 18),
            _text("standing", "Tình trạng", 12),
        ),
    ),
    _list_late,
)


def _list_apologies(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    """One line a signed letter: as many as were issued."""
    letters = [
        (event, event.fact)
        for event in events_between(session, asked, around, (ReturnRescheduled.kind,))
    ]
    uids = {event.dossier_uid for event, _ in letters}
    known = {}
    if uids:
        query = _dossiers(asked, around, _DOSSIER.c.uid.in_(list(uids)))
        known = {row["uid"]: row for row in run(session, query).mappings()}
    for event, fact in letters:
        row = known.get(event.dossier_uid)
        if row is None or not isinstance(fact, ReturnRescheduled):
            continue
        values = {
            "letter": fact.letter or "",
            "signed_at": event.occurred_at,
            "code": row["code"],
            "applicant": row["applicant"] or "(đã xóa)",
            "procedure": row["procedure_name"],
            "old_due_at": fact.old_due_at,
            "new_due_at": fact.new_due_at,
        }
        yield Line(key=str(event.uid), values=values, dossier=event.dossier_uid)


APOLOGIES = listed_report(
    Told(
        name="apologies",
        title="Danh sách văn bản xin lỗi và hẹn lại",
        columns=(
            _text("letter", "Số văn bản", 12),
            _moment("signed_at", "Ký lúc"),
            _text("code", "Mã hồ sơ", 18),
            _text("applicant", "Người nhận", 18),
            _text("procedure", "Thủ tục", 30),
            _moment("old_due_at", "Hẹn cũ"),
            _moment("new_due_at", "Hẹn mới"),
        ),
    ),
    _list_apologies,
)

LISTED = (REGISTER, RECEPTION, LATE, APOLOGIES)
"""Reports that are lists."""
