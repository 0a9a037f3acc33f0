"""Opening items of the post: papers become dossiers, what lacks goes back, others' stay sealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.moments import local, local_date
from app.domain.money_facts import PayMeans
from app.domain.post import ItemDeed, ItemState, PostalItem, check_item
from app.domain.post_in_facts import (
    PostalItemClosed,
    PostalItemLacking,
    PostalItemOpened,
    PostalItemPaired,
    PostalItemRedirected,
    RedirectWay,
    WitnessPrivate,
)
from app.domain.reception import Money, ReceptionForm
from app.domain.roles import CLERK, POSTAL_CLERK
from app.services import journal
from app.services.calendars import calendar
from app.services.clock import check_clock
from app.services.desk import DeskContext
from app.services.dossier_deeds import Acting, free_words, needed, office_deed, said
from app.services.journal import Deed
from app.services.post_items import item_by_uid, items_in
from app.services.stated_reception import fee_at_reception

_OPENERS = (CLERK,)
_SENDERS = (CLERK, POSTAL_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectForm:
    """What becomes of an item for another agency; ``to`` is that agency."""

    way: RedirectWay
    to: str = ""
    money_back: bool = True
    remark: str | None = None


def open_item(
    session: Session, item_uid: UUID, acting: Acting, *, witnesses: tuple[str, ...] = ()
) -> PostalItem:
    """Break the seal, now, by whoever acts and who stood by.

    Items opened before of which all became dossiers are done with: in a chain nobody has to say
    so. Raises ``Refusal``: ``POST_ITEM_FOREIGN``, ``POST_ITEM_NOT_NOW``, ``ROLE_LACKING``.
    """
    _close_finished(session, acting)
    check_clock(session, acting.desk, acting.now)
    item = item_by_uid(session, item_uid, desk=acting.desk)
    check_item(item, ItemDeed.OPEN)
    names = tuple(filter(None, map(said, witnesses)))
    fact = PostalItemOpened(
        item_uid=str(item_uid), private=WitnessPrivate(names=names) if names else None
    )
    journal.record(session, office_deed(acting, _OPENERS), fact)
    return item_by_uid(session, item_uid, desk=acting.desk)


def pair_with_item(
    session: Session, deed: Deed, form: ReceptionForm, dossier_uid: UUID, desk: DeskContext
) -> None:
    """Note that a dossier just received came in an item, and the money that came with it.

    Raises ``Refusal`` (``POST_ITEM_NOT_NOW``).
    """
    if form.postal_item is None:
        return
    item = item_by_uid(session, UUID(form.postal_item), desk=desk)
    check_item(item, ItemDeed.PAIR)
    money = form.money
    taken = fee_at_reception(money)
    if taken is not None:
        journal.record(session, deed, replace(taken, means=PayMeans.POST), dossier_uid)
    paid = money if money.paid else Money()
    unlisted = max(paid.fee + paid.levy - item.money_left, 0)
    fact = PostalItemPaired(item_uid=str(item.uid), fee=paid.fee, levy=paid.levy, unlisted=unlisted)
    journal.record(session, deed, fact, dossier_uid)


def reserved_dossier(session: Session, form: ReceptionForm, desk: DeskContext) -> UUID | None:
    """The dossier that a posted item was written down for, while nothing else came of it."""
    if form.postal_item is None:
        return None
    item = item_by_uid(session, UUID(form.postal_item), desk=desk)
    return None if item.dossiers else item.dossier_uid


def note_lacking(
    session: Session, deed: Deed, form: ReceptionForm, visit_number: str, desk: DeskContext
) -> None:
    """Note that papers were lacking in an item, and the number of the slip that goes back."""
    if form.postal_item is None:
        return
    item = item_by_uid(session, UUID(form.postal_item), desk=desk)
    check_item(item, ItemDeed.LACK)
    fact = PostalItemLacking(item_uid=str(item.uid), visit_number=visit_number)
    journal.record(session, deed, fact)


def close_item(
    session: Session, item_uid: UUID, acting: Acting, *, reason: str | None = None
) -> PostalItem:
    """Nothing is left to do with an item; money that no dossier took goes back to its sender.

    Papers that can become no dossier here, for instance of a procedure that nobody knows, go back
    with a ``reason``. Raises ``Refusal``: ``POST_ITEM_NOT_NOW``, ``POST_ITEM_UNFINISHED``.
    """
    check_clock(session, acting.desk, acting.now)
    item = item_by_uid(session, item_uid, desk=acting.desk)
    check_item(item, ItemDeed.CLOSE)
    why = free_words(reason)
    if item.state is ItemState.OPENED and not item.dossiers and why is None:
        raise Refusal(Reason.POST_ITEM_UNFINISHED, number=item.number)
    fact = PostalItemClosed(item_uid=str(item_uid), fee_back=item.money_left, private=why)
    journal.record(session, office_deed(acting, _OPENERS), fact)
    return item_by_uid(session, item_uid, desk=acting.desk)


def _close_finished(session: Session, acting: Acting) -> None:
    """Close opened items that became dossiers and hold no money any more."""
    deed = office_deed(acting, _OPENERS)
    for each in items_in(session, (ItemState.OPENED,), desk=acting.desk):
        item = item_by_uid(session, each.uid, desk=acting.desk)
        if item.dossiers and not item.money_left:
            journal.record(session, deed, PostalItemClosed(item_uid=str(item.uid)))


def redirect_item(
    session: Session, item_uid: UUID, form: RedirectForm, acting: Acting
) -> PostalItem:
    """Send an item on unopened, back to the carrier, or keep it sealed for the addressee.

    Raises ``Refusal``: ``POST_ITEM_NOT_NOW``, ``FIELD_MISSING`` for the agency.
    """
    check_clock(session, acting.desk, acting.now)
    item = item_by_uid(session, item_uid, desk=acting.desk)
    check_item(item, ItemDeed.REDIRECT)
    to = needed(form.to or item.addressee, "cơ quan nhận")
    fact = PostalItemRedirected(
        item_uid=str(item_uid),
        way=form.way,
        to=to,
        fee_back=item.fee if form.money_back else 0,
        levy_back=item.levy if form.money_back else 0,
        private=free_words(form.remark),
    )
    journal.record(session, office_deed(acting, _SENDERS), fact)
    return item_by_uid(session, item_uid, desk=acting.desk)


@dataclass(frozen=True, slots=True)
class Unopened:
    """An item that was counted in and is still sealed, ``days`` working days after it came."""

    item: PostalItem
    days: int

    @property
    def sentence(self) -> str:
        """The item for a supervisor: since when it lies, and whose it is."""
        at = (
            ""
            if self.item.accepted_at is None
            else f"{local(self.item.accepted_at):%H:%M %d/%m/%Y}"
        )
        aged = f"{self.days} ngày làm việc" if self.days else "hôm nay"
        other = f", của {self.item.addressee}" if self.item.addressee else ""
        return f"{self.item.number}: nhận {at}, {aged}{other}"


def unopened(session: Session, *, now: datetime, desk: DeskContext) -> tuple[Unopened, ...]:
    """Items still sealed, the oldest in front: they age on the supervisor's page."""
    days, today = calendar(session, desk.tenant), local_date(now)
    return tuple(
        Unopened(each, days.working_between(local_date(each.accepted_at), today))
        for each in items_in(session, (ItemState.SEALED,), desk=desk)
        if each.accepted_at is not None
    )
