"""What went by the public post: in, registered, packed, delivered, failed, on the way, waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, literal, select
from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.end_facts import ResultReturned
from app.domain.events import Event, read_event
from app.domain.facts import DossierReceived
from app.domain.moments import local_date
from app.domain.post_out_facts import PostalItemDelivered, PostalItemFailed, PostalItemPutOnManifest
from app.domain.procedure import Channel
from app.domain.reception import ReturnPlace
from app.domain.report_shape import GroupBy, ReportAsked
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.office import DossierRow
from app.reports.columns import count, first_by, label
from app.reports.gathering import Entry, Told, rows_of_dossiers, told_report
from app.reports.grouping import COUNT, RowOf, cut_by
from app.reports.kinds import Around
from app.reports.lined import folded
from app.reports.settlement_counting import scope

_EVENT, _DOSSIER = table_of(EventRow), table_of(DossierRow)
_KINDS = (
    *(DossierReceived.kind, ResultReturned.kind),
    *(PostalItemPutOnManifest.kind, PostalItemDelivered.kind, PostalItemFailed.kind),
)
_PACKED = select(_EVENT.c.content).where(
    _EVENT.c.tenant == bindparam("of"),
    _EVENT.c.kind == PostalItemPutOnManifest.kind,
    _EVENT.c.dossier_uid.in_(bindparam("which", expanding=True)),
)
_AT_ONCE = 500
"""Dossiers in one statement."""
_SETTLED = literal(DossierState.SETTLED.value, literal_execute=True)
"""In the statement itself: the index of settled dossiers holds no others."""


def _tell(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    delivered: list[tuple[Event, RowOf]] = []
    for event, row in rows_of_dossiers(session, asked, around, _KINDS):
        if isinstance(event.fact, PostalItemDelivered):
            delivered.append((event, row))
        for column in _columns_of(event):
            yield Entry(row=row, column=column, dossier=event.dossier_uid)
    yield from _days(session, around, delivered)
    yield from _waiting(session, asked, around)


def _columns_of(event: Event) -> Iterator[str]:
    match event.fact:
        case DossierReceived() as fact:
            if fact.channel is Channel.POST:
                yield "received"
            if fact.return_place is ReturnPlace.POST:
                yield "registered"
        case ResultReturned() as fact if fact.place is ReturnPlace.POST:
            yield "returned"
        case PostalItemPutOnManifest():
            yield "sent"
        case PostalItemFailed() as fact:
            yield "failed"
            if fact.final:
                yield "given_up"


def _days(
    session: Session, around: Around, delivered: Sequence[tuple[Event, RowOf]]
) -> Iterator[Entry]:
    """Calendar days from bag to addressee, of each item that arrived."""
    uids = [event.dossier_uid for event, _ in delivered if event.dossier_uid is not None]
    begun = _packed_on(session, around.tenant, uids)
    for event, row in delivered:
        fact = event.fact
        if isinstance(fact, PostalItemDelivered) and fact.item_uid in begun:
            days = (local_date(event.occurred_at) - begun[fact.item_uid]).days
            if days:
                yield Entry(row=row, column="days", amount=days, dossier=event.dossier_uid)


def _packed_on(session: Session, tenant: str, uids: Sequence[UUID]) -> dict[str, date]:
    found: dict[str, date] = {}
    for at in range(0, len(uids), _AT_ONCE):
        asked = {"of": tenant, "which": uids[at : at + _AT_ONCE]}
        for content in run(session, _PACKED, asked).scalars():
            event = read_event(content, None)
            if isinstance(event.fact, PostalItemPutOnManifest):
                found[event.fact.item_uid] = local_date(event.occurred_at)
    return found


def _waiting(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    """Results that are there and have not reached their citizens, whatever the period."""
    cut = cut_by(session, around.tenant, asked.by or GroupBy.PROCEDURE)
    query = (
        select(_DOSSIER.c.uid, _DOSSIER.c.fold, *cut.columns)
        .join(
            COUNT, (COUNT.c.tenant == _DOSSIER.c.tenant) & (COUNT.c.dossier_uid == _DOSSIER.c.uid)
        )
        .where(_DOSSIER.c.tenant == around.tenant)
        .where(_DOSSIER.c.state == _SETTLED, *scope(asked, around))
    )
    for row in run(session, query).mappings():
        if folded(row).get("return_place") == ReturnPlace.POST.value:
            values = tuple(row.values())[2:]
            yield Entry(row=cut.row_of(values), column="waiting", dossier=row["uid"])


POST = told_report(
    Told(
        name="post",
        title="Tiếp nhận và trả kết quả qua bưu chính công ích",
        unit="hồ sơ",
        groups=first_by(GroupBy.PROCEDURE),
        columns=(
            label("Thủ tục"),
            count("received", "Nhận qua bưu chính"),
            count("registered", "Đăng ký trả qua bưu chính"),
            count("sent", "Bưu gửi kết quả đã giao"),
            count("returned", "Kết quả đã trả qua bưu chính"),
            count("days", "Số ngày trên đường, cộng"),
            count("failed", "Lần mời chưa được"),
            count("given_up", "Không phát được"),
            count("waiting", "Có kết quả, chưa trả"),
        ),
        remarks=(
            "Số ngày trên đường tính từ ngày giao bưu chính đến ngày phát, cộng mọi bưu gửi đã "
            "phát trong kỳ. Cột cuối là số lúc lập báo cáo: đã có kết quả, đăng ký nhận qua bưu "
            "chính, chưa đến tay người nhận.",
        ),
    ),
    _tell,
)
