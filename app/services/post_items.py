"""Questions about bags and items of the post, and the one door to an item that is scanned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from app.domain.codes import read_sheet_code
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.post import ENDED_ITEMS, EXPECTED_ITEMS, ItemState, PostalItem, read_item_number
from app.domain.post_in_facts import BagWay
from app.domain.scan import clean_scan
from app.models.database import run, table_of
from app.models.office import DossierRow
from app.models.post import PostalItemRow, PostBagRow
from app.services.desk import DeskContext
from app.services.post_projection import item_of, stored_item

_BAG, _ITEM, _DOSSIER = table_of(PostBagRow), table_of(PostalItemRow), table_of(DossierRow)
_ITEMS = (
    select(_ITEM)
    .where(_ITEM.c.tenant == bindparam("of"))
    .order_by(_ITEM.c.accepted_at, _ITEM.c.posted_at, _ITEM.c.number, _ITEM.c.uid)
)
_NUMBERED = _ITEMS.where(_ITEM.c.number == bindparam("called"))
_IN_STATE = _ITEMS.where(
    _ITEM.c.state.in_(bindparam("states", expanding=True)), _ITEM.c.held_by.is_(None)
)
_SENT = (
    select(_ITEM)
    .where(_ITEM.c.tenant == bindparam("of"), _ITEM.c.posted_event.is_not(None))
    .where(
        or_(
            _ITEM.c.held_by.is_not(None),
            and_(_ITEM.c.manifest.is_not(None), _ITEM.c.addressee != bindparam("here")),
        )
    )
    .order_by(_ITEM.c.posted_at.desc(), _ITEM.c.number)
    .limit(bindparam("most"))
)
_IN_BAG = _ITEMS.where(_ITEM.c.manifest == bindparam("which"))
_BAGS = (
    select(_BAG)
    .where(_BAG.c.tenant == bindparam("of"))
    .order_by(_BAG.c.closed_at.desc(), _BAG.c.manifest.desc())
)
_ONE_BAG = _BAGS.where(_BAG.c.manifest == bindparam("which"))
_WAITING_BAGS = _BAGS.where(_BAG.c.accepted_at.is_(None), _BAG.c.way == BagWay.IN.value)
_CARRIERS = (
    select(_BAG.c.carrier)
    .where(_BAG.c.tenant == bindparam("of"))
    .group_by(_BAG.c.carrier)
    .order_by(func.max(_BAG.c.closed_at).desc())
)
_CODES = select(_DOSSIER.c.uid, _DOSSIER.c.code).where(
    _DOSSIER.c.tenant == bindparam("of"), _DOSSIER.c.uid.in_(bindparam("which", expanding=True))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bag:
    """A bag as one line of a list; sums in đồng."""

    manifest: str
    way: BagWay
    carrier: str
    count: int
    fee: int
    levy: int
    closed_at: datetime
    accepted_at: datetime | None
    accepted_count: int
    cash: int
    missing: int
    extra: int

    @property
    def money(self) -> int:
        """Fee and levy that travel with the items, or are to be collected (đồng)."""
        return self.fee + self.levy


def item_named(session: Session, text: str, *, desk: DeskContext) -> PostalItem:
    """The item of a scanned or typed number: the open one before those that are done with.

    Raises ``Refusal``: ``POST_ITEM_UNKNOWN``, ``POST_NUMBER_WRONG``.
    """
    number = read_item_number(clean_scan(text)).number
    found = items_numbered(session, number, desk=desk)
    if not found:
        raise Refusal(Reason.POST_ITEM_UNKNOWN, number=number)
    still_open = [each for each in found if each.state not in ENDED_ITEMS]
    chosen = (still_open or list(found))[-1]
    return item_by_uid(session, chosen.uid, desk=desk)


def item_by_uid(session: Session, uid: UUID, *, desk: DeskContext) -> PostalItem:
    """One item with the dossiers that came in it. Raises ``Refusal`` (``POST_ITEM_UNKNOWN``)."""
    found = stored_item(session, desk.tenant, uid)
    if found is None:
        raise Refusal(Reason.POST_ITEM_UNKNOWN, number=str(uid)[-8:])
    return found


def items_numbered(session: Session, number: str, *, desk: DeskContext) -> tuple[PostalItem, ...]:
    """Every item that bore a number, the oldest first."""
    return _items(run(session, _NUMBERED, {"of": desk.tenant, "called": number}).mappings())


def expected_item(session: Session, number: str, *, desk: DeskContext) -> PostalItem | None:
    """An item of this number that was announced and not counted in yet."""
    found = items_numbered(session, number, desk=desk)
    return next((each for each in reversed(found) if each.state in EXPECTED_ITEMS), None)


def items_in(
    session: Session, states: Iterable[ItemState], *, desk: DeskContext
) -> tuple[PostalItem, ...]:
    """Items in some states that are dealt with here, whoever came first in front."""
    asked = {"of": desk.tenant, "states": [each.value for each in states]}
    return _items(run(session, _IN_STATE, asked).mappings())


def items_sent(session: Session, *, desk: DeskContext, most: int = 100) -> tuple[PostalItem, ...]:
    """Items that were posted here for other offices and are on their way or there, the last first.

    What became of each is as the other office told.
    """
    asked = {"of": desk.tenant, "here": desk.agency_code, "most": most}
    found = run(session, _SENT, asked).mappings().all()
    return tuple(item_by_uid(session, row["uid"], desk=desk) for row in found)


def items_of_bag(session: Session, manifest: str, *, desk: DeskContext) -> tuple[PostalItem, ...]:
    """The items of a bag."""
    return _items(run(session, _IN_BAG, {"of": desk.tenant, "which": manifest}).mappings())


def bag(session: Session, text: str, *, desk: DeskContext) -> Bag:
    """A bag by the code of its manifest. Raises ``Refusal`` (``POST_BAG_UNKNOWN``)."""
    code = read_sheet_code(clean_scan(text))
    manifest = str(code) if code else text.strip().upper()
    row = run(session, _ONE_BAG, {"of": desk.tenant, "which": manifest}).mappings().first()
    if row is None:
        raise Refusal(Reason.POST_BAG_UNKNOWN, manifest=manifest)
    return _bag(row)


def waiting_bags(session: Session, *, desk: DeskContext) -> tuple[Bag, ...]:
    """Bags that are on their way here, by what is known of them."""
    return tuple(map(_bag, run(session, _WAITING_BAGS, {"of": desk.tenant}).mappings()))


def known_carriers(session: Session, *, desk: DeskContext) -> tuple[str, ...]:
    """Carriers that this office knows, the one met last in front."""
    return tuple(run(session, _CARRIERS, {"of": desk.tenant}).scalars())


def dossier_codes(session: Session, uids: Iterable[UUID], *, desk: DeskContext) -> dict[UUID, str]:
    """The codes of dossiers, for lists of items."""
    asked = {"of": desk.tenant, "which": sorted(set(uids))}
    return {row.uid: row.code for row in run(session, _CODES, asked)}


def check_number_free(session: Session, number: str, *, desk: DeskContext) -> None:
    """Raises ``Refusal`` (``POST_NUMBER_IN_USE``) that names what bears the number now."""
    for item in items_numbered(session, number, desk=desk):
        if item.state in ENDED_ITEMS | EXPECTED_ITEMS:
            continue
        uids = (*item.dossiers, *filter(None, (item.dossier_uid,)))
        codes = dossier_codes(session, uids, desk=desk)
        other = f"hồ sơ {', '.join(sorted(codes.values()))}" if codes else f"túi {item.manifest}"
        raise Refusal(Reason.POST_NUMBER_IN_USE, number=number, other=other)


def _items(rows: Iterable[RowMapping]) -> tuple[PostalItem, ...]:
    return tuple(map(item_of, rows))


def _bag(row: RowMapping) -> Bag:
    return Bag(
        manifest=row["manifest"],
        way=BagWay(row["way"]),
        carrier=row["carrier"],
        count=row["count"],
        fee=row["fee"],
        levy=row["levy"],
        closed_at=row["closed_at"],
        accepted_at=row["accepted_at"],
        accepted_count=row["accepted_count"],
        cash=row["cash"],
        missing=row["missing"],
        extra=row["extra"],
    )
