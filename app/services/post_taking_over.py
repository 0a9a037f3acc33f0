"""A bag of the post is taken over sealed: items counted against its list, money counted, signed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain import identifiers
from app.domain.codes import SheetSeries
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import pile_of
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.domain.post import ItemDeed, PostalItem, StatedItem, check_item
from app.domain.post import read_item_number as read_number
from app.domain.post_in_facts import (
    BagWay,
    ListedItem,
    ManifestAccepted,
    ManifestClosed,
    PostalItemAccepted,
)
from app.domain.roles import CLERK, POSTAL_CLERK
from app.domain.scan import clean_scan
from app.domain.time_words import moment_text
from app.domain.work_facts import SignersPrivate
from app.services import journal, numbering
from app.services.clock import check_clock
from app.services.dossier_deeds import Acting, needed, office_deed, said
from app.services.journal import Deed
from app.services.post_items import Bag, bag, check_number_free, expected_item, items_of_bag

ROLES = (CLERK, POSTAL_CLERK)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverForm:
    """What was counted. ``manifest`` names a list that is known here; else ``listed`` is the
    carrier's, perhaps empty. ``cash`` is the money counted (đồng)."""

    scanned: tuple[str, ...]
    carrier: str = ""
    manifest: str | None = None
    listed: tuple[StatedItem, ...] = ()
    foreign: tuple[tuple[str, str], ...] = ()
    damaged: tuple[str, ...] = ()
    cash: int = 0
    giver_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A scanned number before anybody signs: as it will be kept, what is odd, or why it is apart.

    ``money`` is what the list says comes with it (đồng).
    """

    number: str
    addressee: str | None = None
    money: int = 0
    odd: str = ""
    refusal: Refusal | None = None
    is_listed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBag:
    """A bag that was just signed: counted in, missing from its list, beside it, kept apart."""

    bag: Bag
    accepted: tuple[UUID, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    twice: tuple[str, ...]
    doubts: tuple[str, ...]
    faults: tuple[Refusal, ...]


def look_at_item(session: Session, scanned: str, form: TakeOverForm, acting: Acting) -> LookedAt:
    """What a scanned item would be in this bag; saves nothing.

    Raises ``Refusal``: ``POST_NUMBER_WRONG``, ``POST_BAG_UNKNOWN``, ``POST_BAG_SIGNED``.
    """
    read = read_number(clean_scan(scanned))
    on_list = _listed(session, form, acting).get(read.number)
    line = on_list or _expected(session, read.number, acting)
    looked = LookedAt(
        number=read.number,
        addressee=_addressee(read.number, line, form, acting),
        money=0 if line is None else line.fee + line.levy,
        odd=read.doubt,
        is_listed=on_list is not None,
    )
    if line is None:
        try:
            check_number_free(session, read.number, desk=acting.desk)
        except Refusal as refusal:
            return replace(looked, refusal=refusal)
    return looked


def take_over_bag(session: Session, form: TakeOverForm, acting: Acting) -> TakenBag:
    """Count a bag in, sealed: one event for each item and two of the office, or nothing at all.

    Items that must stay apart are named and the rest go on. Raises ``Refusal``: ``POST_BAG_EMPTY``,
    ``POST_BAG_UNKNOWN``, ``POST_BAG_SIGNED``, ``POST_CARRIER_MISSING``, ``FIELD_MISSING`` for who
    gives, ``POST_SUM_WRONG`` below nothing.
    """
    check_clock(session, acting.desk, acting.now)
    if form.cash < 0:
        raise Refusal(Reason.POST_SUM_WRONG, value=form.cash, most="số tiền đã đếm")
    acting = replace(acting, batch_uid=identifiers.new_uid(acting.now))
    deed = office_deed(acting, ROLES)
    listed = _listed(session, form, acting)
    pile = pile_of(_numbers(form.scanned))
    taken, faults, doubts = _sorted_out(session, pile.items, form, acting)
    if not taken:
        raise faults[0] if faults else Refusal(Reason.POST_BAG_EMPTY)
    manifest, carrier = _manifest(session, form, deed, acting)
    into = _Bag(manifest, carrier, frozenset(_numbers(form.damaged)))
    accepted = tuple(_accept(session, deed, each, into, acting) for each in taken)
    here = {each.number for each in taken}
    missing = tuple(number for number in listed if number not in here)
    extra = tuple(each.number for each in taken if each.number not in listed)
    fact = ManifestAccepted(
        manifest=manifest,
        carrier=carrier,
        count=len(taken),
        cash=form.cash,
        missing=missing,
        extra=extra,
        private=SignersPrivate(
            giver=needed(form.giver_name, "họ tên người giao"), receiver=acting.actor.full_name
        ),
    )
    journal.record(session, deed, fact)
    return TakenBag(
        bag=bag(session, manifest, desk=acting.desk),
        accepted=accepted,
        missing=missing,
        extra=extra,
        twice=pile.twice,
        doubts=doubts,
        faults=faults,
    )


def _numbers(scanned: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(read_number(clean_scan(each)).number for each in scanned)


def _expected(session: Session, number: str, acting: Acting) -> StatedItem | None:
    """What was announced elsewhere: at the post point, or on the list of an earlier bag."""
    item = expected_item(session, number, desk=acting.desk)
    return None if item is None else _stated(item)


def _sorted_out(
    session: Session, numbers: tuple[str, ...], form: TakeOverForm, acting: Acting
) -> tuple[tuple[LookedAt, ...], tuple[Refusal, ...], tuple[str, ...]]:
    looked = [look_at_item(session, each, form, acting) for each in numbers]
    taken = tuple(each for each in looked if each.refusal is None)
    faults = tuple(each.refusal for each in looked if each.refusal is not None)
    return taken, faults, tuple(each.odd for each in taken if each.odd)


def _listed(session: Session, form: TakeOverForm, acting: Acting) -> dict[str, StatedItem]:
    """The list of the bag: the carrier's in this program, else what its paper states."""
    if form.manifest is None:
        return {_number(each): each for each in form.listed}
    found = bag(session, form.manifest, desk=acting.desk)
    if found.accepted_at is not None:
        at = moment_text(found.accepted_at)
        raise Refusal(Reason.POST_BAG_SIGNED, manifest=found.manifest, at=at)
    items = items_of_bag(session, found.manifest, desk=acting.desk)
    return {each.number: _stated(each) for each in items}


def _stated(item: PostalItem) -> StatedItem:
    return StatedItem(
        number=item.number,
        addressee=item.addressee,
        fee=item.fee,
        levy=item.levy,
        posted_at=item.posted_at,
    )


def _number(stated: StatedItem) -> str:
    return read_number(clean_scan(stated.number)).number


def _addressee(
    number: str, line: StatedItem | None, form: TakeOverForm, acting: Acting
) -> str | None:
    """The other agency that an item is for; nothing for this office."""
    said_here = dict(form.foreign).get(number)
    other = said_here or (None if line is None else line.addressee)
    return None if other in (None, "", acting.desk.agency_code) else other


def _manifest(session: Session, form: TakeOverForm, deed: Deed, acting: Acting) -> tuple[str, str]:
    """Code and carrier of the bag; one that came on paper alone gets its list written here."""
    if form.manifest is not None:
        found = bag(session, form.manifest, desk=acting.desk)
        return found.manifest, found.carrier
    carrier = said(form.carrier)
    if carrier is None:
        raise Refusal(Reason.POST_CARRIER_MISSING)
    on = local_date(acting.now)
    code = numbering.take_sheet_code(session, acting.desk, on, SheetSeries.MANIFEST)
    lines = tuple(_line(session, each, acting) for each in form.listed)
    fact = ManifestClosed(
        manifest=code,
        way=BagWay.IN,
        carrier=carrier,
        count=len(lines),
        fee=sum(each.fee for each in lines),
        levy=sum(each.levy for each in lines),
        items=lines,
    )
    journal.record(session, deed, fact)
    return code, carrier


def _line(session: Session, stated: StatedItem, acting: Acting) -> ListedItem:
    """A line of the carrier's list; what was posted at a desk known here is the same item."""
    number = _number(stated)
    known = expected_item(session, number, desk=acting.desk)
    return ListedItem(
        item_uid=str(known.uid if known else identifiers.new_uid(acting.now)),
        number=number,
        addressee=stated.addressee,
        fee=stated.fee,
        levy=stated.levy,
        posted_at=stated.posted_at,
    )


@dataclass(frozen=True, slots=True)
class _Bag:
    """Into which bag items are counted, and whose packing is torn."""

    manifest: str
    carrier: str
    damaged: frozenset[str]


def _accept(session: Session, deed: Deed, looked: LookedAt, into: _Bag, acting: Acting) -> UUID:
    known = expected_item(session, looked.number, desk=acting.desk)
    if known is not None:
        check_item(known, ItemDeed.ACCEPT)
    uid = known.uid if known else identifiers.new_uid(deed.now)
    fact = PostalItemAccepted(
        item_uid=str(uid),
        number=looked.number,
        manifest=into.manifest,
        carrier=into.carrier,
        addressee=looked.addressee,
        fee=0 if known is None else known.fee,
        levy=0 if known is None else known.levy,
        posted_at=None if known is None else known.posted_at,
        is_damaged=looked.number in into.damaged,
    )
    journal.record(session, deed, fact)
    return uid
