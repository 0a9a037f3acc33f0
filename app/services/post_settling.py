"""Money of the post: what carriers handed over, and the sheet by bag, day and carrier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, RowMapping, bindparam, select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import read_event
from app.domain.light_dataclass import dataclass
from app.domain.money_facts import FeeCollected, PayMeans
from app.domain.money_words import money_text
from app.domain.post_money import Account, Balance, Movement, balance_of
from app.domain.post_out_facts import PostMoneyPassed
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.post import PostMoneyRow
from app.services import journal
from app.services.clock import check_clock
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, needed, office_deed, said
from app.services.post_taking_over import ROLES

_MONEY, _EVENT = table_of(PostMoneyRow), table_of(EventRow)
_MOVED = select(_MONEY).where(
    _MONEY.c.tenant == bindparam("of"),
    _MONEY.c.moved_on.between(bindparam("since"), bindparam("until")),
)
_PAID = select(_EVENT.c.content).where(
    _EVENT.c.tenant == bindparam("of"),
    _EVENT.c.kind == FeeCollected.kind,
    _EVENT.c.occurred_on.between(bindparam("since"), bindparam("until")),
)
_FIRST_DAY = date(2000, 1, 1)


class SheetBy(StrEnum):
    """By what a balance sheet is divided."""

    BAG = "bag"
    DAY = "day"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedForm:
    """What a carrier hands over (đồng); ``document`` is its paper's number."""

    carrier: str
    amount: int
    document: str | None = None


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of a sheet: a bag, a day or a carrier with its sums."""

    name: str
    balance: Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSheet:
    """A period's money. ``in_dossiers`` is what the dossiers' own fees say was paid by post: it is
    counted from other events than the lines, so that an error on either side shows (đồng)."""

    since: date
    until: date
    by: SheetBy
    lines: tuple[BalanceLine, ...]
    total: Balance
    in_dossiers: int

    @property
    def is_sound(self) -> bool:
        """Whether what the lines entered for dossiers is what the dossiers hold."""
        return self.total.entered == self.in_dossiers


def record_passed(session: Session, form: PassedForm, acting: Acting) -> Balance:
    """Record what a carrier handed over; returns what is left between it and the office.

    Raises ``Refusal``: ``POST_SUM_WRONG`` for nothing or more than it owes.
    """
    check_clock(session, acting.desk, acting.now)
    name = needed(form.carrier, "doanh nghiệp bưu chính")
    owed = carrier_balance(session, name, desk=acting.desk).owed
    if not 0 < form.amount <= owed:
        most = money_text(max(owed, 0))
        raise Refusal(Reason.POST_SUM_WRONG, value=money_text(form.amount), most=most)
    fact = PostMoneyPassed(carrier=name, fee=form.amount, document=said(form.document))
    journal.record(session, office_deed(acting, ROLES), fact)
    return carrier_balance(session, name, desk=acting.desk)


def carrier_balance(session: Session, carrier: str, *, desk: DeskContext) -> Balance:
    """Everything that ever moved between a carrier and the office."""
    rows = _rows(session, desk, _FIRST_DAY, date.max, _MONEY.c.carrier == carrier)
    return balance_of(map(_movement, rows))


def balance_sheet(
    session: Session, since: date, until: date, by: SheetBy, *, desk: DeskContext
) -> BalanceSheet:
    """The money of a period, divided by bag, day or carrier."""
    rows = _rows(session, desk, since, until)
    named: dict[str, list[Movement]] = {}
    for row in rows:
        named.setdefault(_name(row, by), []).append(_movement(row))
    return BalanceSheet(
        since=since,
        until=until,
        by=by,
        lines=tuple(BalanceLine(name, balance_of(named[name])) for name in sorted(named)),
        total=balance_of(map(_movement, rows)),
        in_dossiers=_paid_by_post(session, since, until, desk),
    )


def _rows(
    session: Session,
    desk: DeskContext,
    since: date,
    until: date,
    *conditions: ColumnElement[bool],
) -> list[RowMapping]:
    query = _MOVED.where(*conditions)
    asked = {"of": desk.tenant, "since": since, "until": until}
    return list(run(session, query, asked).mappings())


def _movement(row: RowMapping) -> Movement:
    return Movement(Account(row["source"]), Account(row["target"]), row["amount"])


def _name(row: RowMapping, by: SheetBy) -> str:
    match by:
        case SheetBy.BAG:
            return row["manifest"] or "(không theo túi)"
        case SheetBy.DAY:
            return f"{row['moved_on']:%d/%m/%Y}"
        case SheetBy.CARRIER:
            return row["carrier"] or "(chưa rõ)"


def _paid_by_post(session: Session, since: date, until: date, desk: DeskContext) -> int:
    asked = {"of": desk.tenant, "since": since, "until": until}
    contents: Iterable[bytes] = run(session, _PAID, asked).scalars()
    facts = (read_event(content, None).fact for content in contents)
    return sum(
        fact.fee + fact.levy
        for fact in facts
        if isinstance(fact, FeeCollected) and fact.means is PayMeans.POST
    )
