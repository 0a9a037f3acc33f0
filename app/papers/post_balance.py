"""Bảng đối soát: what carriers took, handed over, and still hold; by carrier and by bag."""

from __future__ import annotations

from datetime import datetime

from app.domain.moments import local_date
from app.domain.money_words import money_text, sum_text
from app.domain.post_money import Balance
from app.papers.parts import Drawing, days_said, on_sheets
from app.papers.post_parts import OFFICES_COPY, POSTS_COPY, post_heading
from app.printing.slips import post_sheet
from app.printing.slips.post_sheet import PostColumn, PostSheet
from app.services.desk import DeskContext, OpenSession
from app.services.post_settling import SheetBy, balance_sheet

_MONEY_COLUMNS = (
    PostColumn("Túi, ngày, bưu chính", 48, centred=False),
    PostColumn("Thu hộ", 24),
    PostColumn("Đã nộp", 24),
    PostColumn("Vào hồ sơ", 24),
    PostColumn("Hoàn lại", 22),
    PostColumn("Còn giữ", 24),
    PostColumn("Cước", 22),
)


def post_balance(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Bảng đối soát of the days in ``about`` (``16/11/2026 - 20/11/2026``, none is today), by
    carrier and bag.

    Raises ``Refusal`` (``FIELD_WRONG``) for days that are none.
    """
    since, until = days_said(about, local_date(at))
    by_bag = balance_sheet(session, since, until, SheetBy.BAG, desk=desk)
    by_carrier = balance_sheet(session, since, until, SheetBy.CARRIER, desk=desk)
    rows = [_money_row(each.name, each.balance) for each in (*by_carrier.lines, *by_bag.lines)]
    check = "khớp" if by_bag.is_sound else "LỆCH, cần kiểm tra"
    return on_sheets(
        post_sheet.draw,
        PostSheet(
            heading=post_heading(session, f"DS-{until:%y%m%d}", at, desk, "Mã"),
            name="BẢNG ĐỐI SOÁT TIỀN QUA BƯU CHÍNH",
            issued_at=at,
            facts=(("Từ ngày", f"{since:%d/%m/%Y}"), ("Đến ngày", f"{until:%d/%m/%Y}")),
            columns=_MONEY_COLUMNS,
            rows=(*rows, _money_row("Cộng", by_bag.total)),
            strong=(
                ("Bưu chính còn giữ", money_text(by_bag.total.owed)),
                ("Chưa ghi vào hồ sơ", money_text(by_bag.total.unentered)),
                ("Theo sổ hồ sơ", f"{money_text(by_bag.in_dossiers)}: {check}"),
            ),
            signers=(("ĐẠI DIỆN BƯU CHÍNH", ""), ("NGƯỜI LẬP", "")),
            copies=(OFFICES_COPY, POSTS_COPY),
            training=desk.is_training,
        ),
    )


def _money_row(name: str, balance: Balance) -> tuple[str, ...]:
    sums = (
        *(balance.taken, balance.passed, balance.entered),
        *(balance.given_back, balance.owed, balance.postage),
    )
    return (name, *map(sum_text, sums))
