"""The reports of figures beside II.06a, each a small declaration over the journal."""

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
from app.domain.end_facts import CollectionRefused, ResultReceived, ResultReturned
from app.domain.facts import DossierReceived, VisitGuided, VisitRefused
from app.domain.moments import local_date
from app.domain.money_facts import FeeCollected, FeeRefunded
from app.domain.pause_facts import SupplementReceived
from app.domain.procedure import Channel
from app.domain.reception import ReturnPlace
from app.domain.report_shape import CellKind, GroupBy, ReportAsked, ReportColumn
from app.domain.trail_facts import AttachmentAdded
from app.reports.gathering import (
    Entry,
    Told,
    events_between,
    plain_row,
    rows_of_dossiers,
    told_report,
)
from app.reports.kinds import Around

_BY_DOSSIER = (
    GroupBy.SECTOR,
    GroupBy.LEVEL,
    GroupBy.OFFICE,
    GroupBy.SITE,
    GroupBy.DESK,
    GroupBy.OFFICER,
    GroupBy.AGENCY,
    GroupBy.PROCEDURE,
    GroupBy.CHANNEL,
)
_RATING_WORDS = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}


def _label(heading: str) -> ReportColumn:
    return ReportColumn(key="label", heading=heading, kind=CellKind.TEXT, width=34)


def _count(key: str, heading: str, **more: object) -> ReportColumn:
    return ReportColumn(key=key, heading=heading, **more)  # type: ignore[arg-type]


def _money(key: str, heading: str, **more: object) -> ReportColumn:
    return ReportColumn(key=key, heading=heading, kind=CellKind.MONEY, width=14, **more)  # type: ignore[arg-type]


def _tell_money(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    kinds = (FeeCollected.kind, FeeRefunded.kind)
    for event, row in rows_of_dossiers(session, asked, around, kinds):
        fact = event.fact
        if not isinstance(fact, FeeCollected | FeeRefunded):
            continue
        sign = 1 if isinstance(fact, FeeCollected) else -1
        sums = {
            "fee": fact.fee,
            "levy": fact.levy,
            "service": fact.service,
            "postage": fact.postage,
        }
        for column, amount in sums.items():
            if amount:
                yield Entry(row=row, column=column, amount=sign * amount, dossier=event.dossier_uid)
        yield Entry(row=row, column="times", dossier=event.dossier_uid)


MONEY = told_report(
    Told(
        name="money",
        title="Phí, lệ phí, giá dịch vụ và cước đã thu",
        unit="đồng",
        groups=(GroupBy.AGENCY, *(each for each in _BY_DOSSIER if each is not GroupBy.AGENCY)),
        columns=(
            _label("Cơ quan, lĩnh vực"),
            _count("times", "Lần thu, hoàn"),
            _money("fee", "Phí"),
            _money("levy", "Lệ phí"),
            _money("service", "Giá dịch vụ"),
            _money("total", "Cộng", sum_of=("fee", "levy", "service")),
            _money("postage", "Cước bưu chính"),
        ),
        remarks=("Đã trừ tiền hoàn; cước bưu chính là của doanh nghiệp bưu chính.",),
    ),
    _tell_money,
)


def _tell_post(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    kinds = (DossierReceived.kind, ResultReturned.kind)
    for event, row in rows_of_dossiers(session, asked, around, kinds):
        match event.fact:
            case DossierReceived() as fact:
                if fact.channel is Channel.POST:
                    yield Entry(row=row, column="received", dossier=event.dossier_uid)
                if fact.return_place is ReturnPlace.POST:
                    yield Entry(row=row, column="registered", dossier=event.dossier_uid)
            case ResultReturned() as fact if fact.place is ReturnPlace.POST:
                yield Entry(row=row, column="returned", dossier=event.dossier_uid)


POST = told_report(
    Told(
        name="post",
        title="Tiếp nhận và trả kết quả qua bưu chính công ích",
        unit="hồ sơ",
        groups=(
            GroupBy.PROCEDURE,
            *(each for each in _BY_DOSSIER if each is not GroupBy.PROCEDURE),
        ),
        columns=(
            _label("Thủ tục"),
            _count("received", "Nhận qua bưu chính"),
            _count("registered", "Đăng ký trả qua bưu chính"),
            _count("returned", "Kết quả đã trả qua bưu chính"),
        ),
    ),
    _tell_post,
)


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
        columns=(_label("Mức độ"), _count("ratings", "Số lượt")),
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
            _label("Tháng"),
            _count(
                "all",
                "Tổng số lượt",
                sum_of=(
                    *("filed", "supplemented", "collected"),
                    *("guided", "refused", "consulted", "feedback"),
                ),
            ),
            _count("filed", "Nộp hồ sơ"),
            _count("supplemented", "Bổ sung"),
            _count("collected", "Nhận kết quả"),
            _count("guided", "Được hướng dẫn"),
            _count("refused", "Bị từ chối"),
            _count("consulted", "Hỏi, nhờ nộp trực tuyến"),
            _count("feedback", "Phản ánh"),
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
            _label("Về việc"),
            _count("received", "Nhận trong kỳ"),
            _count("answered", "Trả lời trong kỳ"),
            _count("published", "Đã công khai"),
        ),
    ),
    _tell_feedback,
)


def _tell_entry_delay(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    for event, row in rows_of_dossiers(session, asked, around, (ResultReceived.kind,)):
        fact = event.fact
        if not isinstance(fact, ResultReceived):
            continue
        uid = event.dossier_uid
        yield Entry(row=row, column="results", dossier=uid)
        if fact.issued_on is None:
            yield Entry(row=row, column="undated", dossier=uid)
            continue
        days = (local_date(event.occurred_at) - fact.issued_on).days
        column = "same_day" if days <= 0 else "next_days" if days <= _SOON else "later"
        yield Entry(row=row, column=column, dossier=uid)
        if days > 0:
            yield Entry(row=row, column="days", amount=days, dossier=uid)


_SOON = 2

ENTRY_DELAY = told_report(
    Told(
        name="entry-delay",
        title="Số ngày từ khi ký kết quả đến khi nhập",
        unit="kết quả",
        groups=_BY_DOSSIER,
        columns=(
            _label("Lĩnh vực"),
            _count("results", "Kết quả đã nhập"),
            _count("same_day", "Nhập trong ngày ký"),
            _count("next_days", "Sau 1 đến 2 ngày"),
            _count("later", "Sau hơn 2 ngày"),
            _count("undated", "Không ghi ngày ký"),
            _count("days", "Tổng số ngày chậm"),
        ),
    ),
    _tell_entry_delay,
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
        groups=_BY_DOSSIER,
        columns=(
            _label("Lĩnh vực"),
            _count("dossiers", "Hồ sơ", sum_of=("once", "twice", "more")),
            _count("once", "Một lần"),
            _count("twice", "Hai lần"),
            _count("more", "Ba lần trở lên"),
            _count("visits", "Tổng số lần"),
        ),
        remarks=(
            "Tính theo ngày: nộp, bổ sung, nhận kết quả và lần được hướng dẫn trước khi nộp.",
        ),
    ),
    _tell_visits,
)


def _tell_digitisation(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    rows = {}
    with_result = set()
    for event, row in rows_of_dossiers(
        session, asked, around, (DossierReceived.kind, ResultReceived.kind)
    ):
        if isinstance(event.fact, ResultReceived):
            with_result.add(event.dossier_uid)
        else:
            rows[event.dossier_uid] = row
    ever = ReportAsked(
        name=asked.name, first=asked.first, last=date.max, by=asked.by, office=asked.office
    )
    papers: set[object] = set()
    results: set[object] = set()
    for event, _ in rows_of_dossiers(session, ever, around, (AttachmentAdded.kind,)):
        fact = event.fact
        if isinstance(fact, AttachmentAdded) and fact.digest is not None:
            (papers if fact.result_uid is None else results).add(event.dossier_uid)
    for uid, row in rows.items():
        yield Entry(row=row, column="received", dossier=uid)
        if uid in papers:
            yield Entry(row=row, column="papers", dossier=uid)
        if uid in papers and (uid not in with_result or uid in results):
            yield Entry(row=row, column="whole", dossier=uid)


DIGITISATION = told_report(
    Told(
        name="digitisation",
        title="Tỷ lệ số hóa hồ sơ",
        unit="hồ sơ tiếp nhận trong kỳ",
        groups=_BY_DOSSIER,
        columns=(
            _label("Lĩnh vực"),
            _count("received", "Tiếp nhận"),
            _count("papers", "Có tệp giấy tờ"),
            _count("whole", "Đủ tệp, kể cả kết quả"),
            ReportColumn(
                key="share",
                heading="Tỷ lệ",
                kind=CellKind.SHARE,
                share_of=("whole", "received"),
            ),
        ),
        remarks=(
            "Đã số hóa: có tệp của ít nhất một thành phần, và có tệp kết quả khi đã có kết quả "
            "(cách tính bộ chỉ số 766).",
        ),
    ),
    _tell_digitisation,
)

TOLD = (
    MONEY,
    POST,
    SATISFACTION,
    VISITORS,
    FEEDBACK,
    ENTRY_DELAY,
    VISITS,
    DIGITISATION,
)
"""Reports of figures from events."""
