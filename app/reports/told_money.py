"""What was taken in money, and what went by the post."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.end_facts import ResultReturned
from app.domain.facts import DossierReceived
from app.domain.money_facts import FeeCollected, FeeRefunded
from app.domain.procedure import Channel
from app.domain.reception import ReturnPlace
from app.domain.report_shape import GroupBy, ReportAsked
from app.reports.columns import count, first_by, label, money
from app.reports.gathering import Entry, Told, rows_of_dossiers, told_report
from app.reports.kinds import Around


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
        groups=first_by(GroupBy.AGENCY),
        columns=(
            label("Cơ quan, lĩnh vực"),
            count("times", "Lần thu, hoàn"),
            money("fee", "Phí"),
            money("levy", "Lệ phí"),
            money("service", "Giá dịch vụ"),
            money("total", "Cộng", sum_of=("fee", "levy", "service")),
            money("postage", "Cước bưu chính"),
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
        groups=first_by(GroupBy.PROCEDURE),
        columns=(
            label("Thủ tục"),
            count("received", "Nhận qua bưu chính"),
            count("registered", "Đăng ký trả qua bưu chính"),
            count("returned", "Kết quả đã trả qua bưu chính"),
        ),
    ),
    _tell_post,
)
