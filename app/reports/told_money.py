"""What was taken in money."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from app.domain.money_facts import FeeCollected, FeeRefunded
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
