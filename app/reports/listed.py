"""The reports that are lists: the day's reception, what is late, apologies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.deadlines import lateness
from app.domain.delay_facts import DelayAnnounced, ReturnRescheduled
from app.domain.events import read_event
from app.domain.moments import VIETNAM, from_text, local_date
from app.domain.report_shape import ReportAsked
from app.domain.time_words import lateness_text
from app.models.database import run, table_of
from app.models.journal import EventPrivateRow, EventRow
from app.reports.columns import moment, text
from app.reports.gathering import Line, Told, events_between, listed_report
from app.reports.grouping import COUNT, staff_names
from app.reports.kinds import Around
from app.reports.lined import ABOUT, DOSSIER, about, folded, rows_of
from app.reports.registers import REGISTER, REGISTER_2018
from app.reports.settlement_counting import measures
from app.services.calendars import calendar

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_ANNOUNCED = (
    select(_EVENT.c.content, _PRIVATE.c.content)
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.kind == DelayAnnounced.kind)
    .where(_EVENT.c.occurred_on <= bindparam("last"))
    .order_by(_EVENT.c.arrival)
)


def _list_reception(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    names = staff_names(session, around.tenant)
    days = COUNT.c.received_on.between(asked.first, asked.last)
    for row in rows_of(session, asked, around, days):
        public = folded(row)
        forwarded = public.get("forwarded_at")
        values = {
            **about(row),
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
            *ABOUT,
            moment("received_at", "Nhận lúc"),
            moment("due_at", "Hẹn trả"),
            text("officer", "Cán bộ", 16),
            moment("forwarded_at", "Bàn giao lúc"),
            text("holder", "Đang ở", 18),
        ),
    ),
    _list_reception,
)


def _list_late(session: Session, asked: ReportAsked, around: Around) -> Iterator[Line]:
    """Settled late in the period, and late on its last day: columns 10 and 13 of II.06a."""
    names, days = staff_names(session, around.tenant), calendar(session, around.tenant)
    reasons = _reasons(session, asked, around)
    known = measures(asked, around)
    ended_by = datetime.combine(asked.last + timedelta(1), time.min, VIETNAM)
    late = chain.from_iterable(
        rows_of(session, asked, around, known[each]) for each in ("late", "open_late")
    )
    for row in sorted(late, key=lambda each: (each["received_at"], each["number"])):
        public = folded(row)
        is_settled = row["open_until"] <= asked.last
        settled = public.get("settled_at") or public.get("ended_at") or ""
        until = from_text(settled) if is_settled else min(around.now, ended_by)
        due_at = next(each for each in _promises(public) if local_date(each) == row["late_on"])
        values = {
            **about(row),
            "due_at": due_at,
            "late": lateness_text(lateness(due_at, until, days)),
            "officer": names.get(public.get("assigned_to") or row["officer"], ""),
            "agency": row["settling_agency"] or "",
            "reason": reasons.get(row["uid"], ""),
            "standing": "đã giải quyết" if is_settled else "chưa giải quyết",
        }
        yield Line(key=str(row["uid"]), values=values, dossier=row["uid"])


def _promises(public: dict[str, Any]) -> Iterable[datetime]:
    """Every moment that lateness ever counted from; which of them did, the day of a term says."""
    promise = public["promise"]
    stated = [promise["late_against"], promise.get("first_late_against")]
    stated += [each["due_at"] for each in promise.get("moves", ())]
    return [from_text(each) for each in stated if each is not None]


def _reasons(session: Session, asked: ReportAsked, around: Around) -> dict[UUID | None, str]:
    """Why a dossier takes longer, as its agency last announced until the end of the period."""
    read = (
        read_event(content, private)
        for content, private in run(session, _ANNOUNCED, {"of": around.tenant, "last": asked.last})
    )
    told = ((each.dossier_uid, each.fact) for each in read)
    return {
        uid: fact.private.words
        for uid, fact in told
        if isinstance(fact, DelayAnnounced) and fact.private is not None
    }


LATE = listed_report(
    Told(
        name="late",
        title="Danh sách hồ sơ quá hạn",
        columns=(
            *ABOUT,
            moment("due_at", "Hẹn trả"),
            text("late", "Trễ", 20),
            text("officer", "Cán bộ phụ trách", 16),
            text("agency", "Cơ quan giải quyết", 16),
            text("reason", "Lý do", 20),
            text("standing", "Tình trạng", 12),
        ),
        remarks=(
            "Hạn tính là hạn còn hiệu lực trong kỳ; danh sách gồm đúng hồ sơ ở cột 10 và cột 13 "
            "của biểu II.06a.",
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
        which = DOSSIER.c.uid.in_(list(uids))
        known = {row["uid"]: row for row in rows_of(session, asked, around, which, with_void=True)}
    for event, fact in letters:
        row = known.get(event.dossier_uid)
        if row is None or not isinstance(fact, ReturnRescheduled):
            continue
        values = {
            "letter": fact.letter or "",
            "signed_at": event.occurred_at,
            **about(row),
            "old_due_at": fact.old_due_at,
            "new_due_at": fact.new_due_at,
        }
        yield Line(key=str(event.uid), values=values, dossier=event.dossier_uid)


APOLOGIES = listed_report(
    Told(
        name="apologies",
        title="Danh sách văn bản xin lỗi và hẹn lại",
        columns=(
            text("letter", "Số văn bản", 12),
            moment("signed_at", "Ký lúc"),
            *ABOUT,
            moment("old_due_at", "Hẹn cũ"),
            moment("new_due_at", "Hẹn mới"),
        ),
    ),
    _list_apologies,
)

LISTED = (REGISTER, REGISTER_2018, RECEPTION, LATE, APOLOGIES)
"""Reports that are lists."""
