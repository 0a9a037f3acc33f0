"""What was taken for an agency in a period, handed on to it (QĐ 88/2025 Lai Châu, điều 3.4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import Event, read_event
from app.domain.hand_over import batch_digest
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.money_facts import FeeCollected, FeeRefunded, MoneyHandedOn
from app.domain.roles import CLERK, SUPERVISOR
from app.models.journal import EventRow
from app.services import journal, projection
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed, said

_MONEY = (FeeCollected.kind, FeeRefunded.kind)
UNNAMED = "(chưa rõ cơ quan)"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMoney:
    """What was taken for one agency less what was given back (đồng), by whole days."""

    agency: str
    since: date
    until: date
    fee: int
    levy: int
    service: int
    count: int
    digest: str
    handed_on: bool = False

    @property
    def total(self) -> int:
        """Fee, levy and service price together (đồng)."""
        return self.fee + self.levy + self.service


def money_by_agency(
    session: Session, tenant: str, since: date, until: date
) -> tuple[AgencyMoney, ...]:
    """The money of a period by settling agency; both days count.

    Raises ``Refusal`` (``PERIOD_WRONG``) for a period that ends before it begins.
    """
    if until < since:
        raise Refusal(Reason.PERIOD_WRONG, since=f"{since:%d/%m/%Y}", until=f"{until:%d/%m/%Y}")
    found: dict[str, list[tuple[Event, FeeCollected | FeeRefunded]]] = {}
    for event in _events(session, tenant, _MONEY, since, until):
        fact = event.fact
        if isinstance(fact, FeeCollected | FeeRefunded) and event.dossier_uid is not None:
            agency = _agency(session, tenant, event.dossier_uid)
            found.setdefault(agency, []).append((event, fact))
    handed = _handed_on(session, tenant)
    return tuple(_summed(agency, since, until, found[agency], handed) for agency in sorted(found))


def hand_money_on(
    session: Session,
    agency: str,
    since: date,
    until: date,
    acting: Acting,
    *,
    document: str | None = None,
) -> AgencyMoney:
    """Record that the money of a period was passed on to an agency.

    Raises ``Refusal``: ``MONEY_HANDED_ON`` when a day of the period was passed on before,
    ``MONEY_NONE`` when nothing was taken for it.
    """
    check_clock(session, acting.desk, acting.now)
    deed = office_deed(acting, (CLERK, SUPERVISOR))
    tenant = acting.desk.tenant
    if until >= local_date(acting.now):
        raise Refusal(Reason.PERIOD_RUNS, until=f"{until:%d/%m/%Y}")
    for before in _handed_on(session, tenant):
        if before.agency == agency and before.since <= until and since <= before.until:
            raise Refusal(Reason.MONEY_HANDED_ON, agency=agency, until=f"{before.until:%d/%m/%Y}")
    sums = money_by_agency(session, tenant, since, until)
    found = next((each for each in sums if each.agency == needed(agency, "cơ quan")), None)
    if found is None:
        raise Refusal(Reason.MONEY_NONE, agency=agency)
    fact = MoneyHandedOn(
        agency=agency,
        since=since,
        until=until,
        count=found.count,
        digest=found.digest,
        fee=found.fee,
        levy=found.levy,
        service=found.service,
        document=said(document),
    )
    journal.record(session, deed, fact)
    return found


def _summed(
    agency: str,
    since: date,
    until: date,
    moved: list[tuple[Event, FeeCollected | FeeRefunded]],
    handed: tuple[MoneyHandedOn, ...],
) -> AgencyMoney:
    signed = [(+1 if isinstance(fact, FeeCollected) else -1, fact) for _, fact in moved]
    return AgencyMoney(
        agency=agency,
        since=since,
        until=until,
        fee=sum(sign * fact.fee for sign, fact in signed),
        levy=sum(sign * fact.levy for sign, fact in signed),
        service=sum(sign * fact.service for sign, fact in signed),
        count=len(moved),
        digest=batch_digest(event.uid for event, _ in moved),
        handed_on=any(
            each.agency == agency and each.since <= since and until <= each.until for each in handed
        ),
    )


def _handed_on(session: Session, tenant: str) -> tuple[MoneyHandedOn, ...]:
    events = _events(session, tenant, (MoneyHandedOn.kind,), date.min, date.max)
    facts = (each.fact for each in events)
    return tuple(each for each in facts if isinstance(each, MoneyHandedOn))


def _events(
    session: Session, tenant: str, kinds: Iterable[str], since: date, until: date
) -> list[Event]:
    rows = session.execute(
        select(EventRow.content)
        .where(EventRow.tenant == tenant, EventRow.kind.in_(tuple(kinds)))
        .where(EventRow.occurred_on >= since, EventRow.occurred_on <= until)
        .order_by(EventRow.arrival)
    )
    return [read_event(content, None) for (content,) in rows]


def _agency(session: Session, tenant: str, dossier_uid: UUID) -> str:
    dossier = projection.stored_dossier(session, tenant, dossier_uid)
    return (dossier and dossier.procedure.settling_agency) or UNNAMED
