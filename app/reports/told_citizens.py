"""The citizens themselves: how often they came, how often for one dossier, what they said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from app.domain.door_facts import (
    CitizenConsulted,
    FeedbackAnswered,
    FeedbackReceived,
    ServiceRated,
)
from app.domain.end_facts import CollectionRefused, ResultReturned
from app.domain.facts import DossierReceived, VisitGuided, VisitRefused
from app.domain.moments import local_date
from app.domain.pause_facts import SupplementReceived
from app.domain.procedure import Channel
from app.domain.reception import ReturnPlace
from app.domain.report_shape import ReportAsked
from app.reports.columns import BY_DOSSIER, count, label
from app.reports.gathering import (
    Entry,
    Told,
    events_between,
    plain_row,
    rows_of_dossiers,
    told_report,
)
from app.reports.kinds import Around

_RATING_WORDS = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}


def _tell_satisfaction(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    for event in events_between(session, asked, around, (ServiceRated.kind,)):
        fact = event.fact
        if isinstance(fact, ServiceRated):
            for each in fact.ratings:
                row = plain_row(str(each), _RATING_WORDS.get(each, str(each)), order=-each)
                yield Entry(row=row, column="ratings")


SATISFACTION = told_report(
    Told(
        name="satisfaction",
        title="Mức độ hài lòng của người dân",
        unit="lượt đánh giá",
        columns=(label("Mức độ"), count("ratings", "Số lượt")),
        remarks=("Đánh giá không gắn với hồ sơ, quầy hay cán bộ nào.",),
    ),
    _tell_satisfaction,
)

_VISITS = {
    DossierReceived.kind: "filed",
    SupplementReceived.kind: "supplemented",
    ResultReturned.kind: "collected",
    CollectionRefused.kind: "collected",
    VisitGuided.kind: "guided",
    VisitRefused.kind: "refused",
    CitizenConsulted.kind: "consulted",
    FeedbackReceived.kind: "feedback",
}


def _tell_visitors(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    """A batch handed in by one person at one time is one visit."""
    seen: set[tuple[str, object]] = set()
    for event in events_between(session, asked, around, tuple(_VISITS)):
        fact = event.fact
        if isinstance(fact, DossierReceived) and fact.channel is not Channel.COUNTER:
            continue
        if isinstance(fact, ResultReturned) and fact.place is not ReturnPlace.COUNTER:
            continue
        visit = (_VISITS[event.kind], event.batch_uid or event.uid)
        if visit in seen:
            continue
        seen.add(visit)
        month = f"{local_date(event.occurred_at):%m/%Y}"
        order = local_date(event.occurred_at).replace(day=1)
        yield Entry(
            row=plain_row(month, f"Tháng {month}", order),
            column=_VISITS[event.kind],
            dossier=event.dossier_uid,
        )


VISITORS = told_report(
    Told(
        name="visitors",
        title="Số lượt công dân, tổ chức đến giao dịch",
        unit="lượt",
        columns=(
            label("Tháng"),
            count(
                "all",
                "Tổng số lượt",
                sum_of=(
                    *("filed", "supplemented", "collected"),
                    *("guided", "refused", "consulted", "feedback"),
                ),
            ),
            count("filed", "Nộp hồ sơ"),
            count("supplemented", "Bổ sung"),
            count("collected", "Nhận kết quả"),
            count("guided", "Được hướng dẫn"),
            count("refused", "Bị từ chối"),
            count("consulted", "Hỏi, nhờ nộp trực tuyến"),
            count("feedback", "Phản ánh"),
        ),
    ),
    _tell_visitors,
)


def _tell_feedback(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    about: dict[str, str] = {}
    kinds = (FeedbackReceived.kind, FeedbackAnswered.kind)
    first_ever = ReportAsked(
        name=asked.name, first=date.min, last=asked.last, by=asked.by, office=asked.office
    )
    for event in events_between(session, first_ever, around, kinds):
        is_inside = local_date(event.occurred_at) >= asked.first
        match event.fact:
            case FeedbackReceived() as fact:
                about[fact.feedback_uid] = fact.about
                if is_inside:
                    yield Entry(row=plain_row(fact.about), column="received")
            case FeedbackAnswered() as fact if is_inside and fact.feedback_uid in about:
                row = plain_row(about[fact.feedback_uid])
                yield Entry(row=row, column="answered")
                if fact.published:
                    yield Entry(row=row, column="published")


FEEDBACK = told_report(
    Told(
        name="feedback",
        title="Tiếp nhận, trả lời phản ánh, kiến nghị",
        unit="phản ánh",
        columns=(
            label("Về việc"),
            count("received", "Nhận trong kỳ"),
            count("answered", "Trả lời trong kỳ"),
            count("published", "Đã công khai"),
        ),
    ),
    _tell_feedback,
)


def _tell_visits(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    """How often somebody had to come for one dossier that was returned in the period."""
    kinds = (ResultReturned.kind,)
    returned = {}
    for event, row in rows_of_dossiers(session, asked, around, kinds):
        returned[event.dossier_uid] = row
    ever = ReportAsked(
        name=asked.name, first=date.min, last=asked.last, by=asked.by, office=asked.office
    )
    comings = rows_of_dossiers(session, ever, around, tuple(_VISITS))
    mine = [(event.dossier_uid, event) for event, _ in comings if event.dossier_uid in returned]
    mine.sort(key=lambda each: str(each[0]))
    for uid, events in groupby(mine, key=lambda each: each[0]):
        found = [event for _, event in events]
        times = len({local_date(event.occurred_at) for event in found})
        facts = (event.fact for event in found)
        guided = any(isinstance(each, DossierReceived) and each.visit_number for each in facts)
        times += guided
        column = "once" if times <= 1 else "twice" if times == _TWICE else "more"
        yield Entry(row=returned[uid], column=column, dossier=uid)
        yield Entry(row=returned[uid], column="visits", amount=times, dossier=uid)


_TWICE = 2

VISITS = told_report(
    Told(
        name="visits",
        title="Số lần đi lại cho một hồ sơ",
        unit="hồ sơ đã trả kết quả",
        groups=BY_DOSSIER,
        columns=(
            label("Lĩnh vực"),
            count("dossiers", "Hồ sơ", sum_of=("once", "twice", "more")),
            count("once", "Một lần"),
            count("twice", "Hai lần"),
            count("more", "Ba lần trở lên"),
            count("visits", "Tổng số lần"),
        ),
        remarks=(
            "Tính theo ngày: nộp, bổ sung, nhận kết quả và lần được hướng dẫn trước khi nộp.",
        ),
    ),
    _tell_visits,
)
