"""The fold of an item of the post: what each of its facts changes; pure, and total."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from app.domain import post_in_facts as coming
from app.domain import post_out_facts as going
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.post import ItemState, PostalItem
from app.domain.post_in_facts import BagWay

Opening = Callable[[PostalItem | None, Any, Event], PostalItem]
Step = Callable[[PostalItem, Any, Event], PostalItem]


def fold_item(known: PostalItem | None, fact: Fact, event: Event) -> PostalItem | None:
    """The item after one more of its facts; an unknown item stays so until it is counted in."""
    opens = _OPENING.get(type(fact))
    if opens is not None:
        return opens(known, fact, event)
    return None if known is None else _STEPS[type(fact)](known, fact, event)


def listed_item(
    known: PostalItem | None, line: coming.ListedItem, fact: coming.ManifestClosed
) -> PostalItem:
    """An item on the list of a bag: perhaps known from the post point, never counted again."""
    item = known or PostalItem(
        uid=UUID(line.item_uid),
        number=line.number,
        way=fact.way,
        carrier=fact.carrier,
        state=ItemState.LISTED,
        addressee=line.addressee,
        fee=line.fee,
        levy=line.levy,
        posted_at=line.posted_at,
    )
    state = ItemState.LISTED if item.state is ItemState.POSTED else item.state
    return replace(item, manifest=fact.manifest, state=state)


def _posted(_known: PostalItem | None, fact: coming.PostalItemPosted, event: Event) -> PostalItem:
    office = fact.addressee
    return PostalItem(
        uid=UUID(fact.item_uid),
        number=fact.number,
        way=BagWay.IN,
        carrier=fact.carrier,
        state=ItemState.POSTED,
        dossier_uid=event.dossier_uid,
        addressee=office,
        service=fact.service,
        procedure_code=fact.procedure_code,
        posted_event=event.uid,
        posted_at=event.occurred_at,
        fee=fact.fee,
        levy=fact.levy,
        postage=fact.postage,
    )


def _accepted(
    known: PostalItem | None, fact: coming.PostalItemAccepted, event: Event
) -> PostalItem:
    item = known or PostalItem(
        uid=UUID(fact.item_uid),
        number=fact.number,
        way=BagWay.IN,
        carrier=fact.carrier,
        state=ItemState.LISTED,
    )
    return replace(
        item,
        state=ItemState.SEALED,
        manifest=fact.manifest,
        addressee=fact.addressee,
        fee=fact.fee,
        levy=fact.levy,
        posted_at=fact.posted_at or item.posted_at,
        accepted_at=event.occurred_at,
        is_damaged=fact.is_damaged,
    )


def _packed(
    _known: PostalItem | None, fact: going.PostalItemPutOnManifest, event: Event
) -> PostalItem:
    return PostalItem(
        uid=UUID(fact.item_uid),
        number=fact.number or "",
        way=BagWay.OUT,
        carrier=fact.carrier,
        state=ItemState.PACKED,
        manifest=fact.manifest,
        dossier_uid=event.dossier_uid,
        posted_at=event.occurred_at,
        fee=fact.fee,
        levy=fact.levy,
        postage=fact.postage,
    )


def _open(item: PostalItem, _fact: coming.PostalItemOpened, event: Event) -> PostalItem:
    return replace(item, state=ItemState.OPENED, opened_at=event.occurred_at)


def _pair(item: PostalItem, fact: coming.PostalItemPaired, _event: Event) -> PostalItem:
    used = item.used + fact.fee + fact.levy
    return replace(item, fee=item.fee + fact.unlisted, used=used)


def _lack(item: PostalItem, fact: coming.PostalItemLacking, _event: Event) -> PostalItem:
    return replace(item, state=ItemState.LACKING, visit_number=fact.visit_number)


def _close(item: PostalItem, fact: coming.PostalItemClosed, event: Event) -> PostalItem:
    used = item.used + fact.fee_back + fact.levy_back
    return replace(item, state=ItemState.DONE, ended_at=event.occurred_at, used=used)


def _redirect(item: PostalItem, fact: coming.PostalItemRedirected, event: Event) -> PostalItem:
    used = item.used + fact.fee_back + fact.levy_back
    return replace(item, state=ItemState.REDIRECTED, ended_at=event.occurred_at, used=used)


def _dispatch(item: PostalItem, fact: going.PostalItemDispatched, event: Event) -> PostalItem:
    number = fact.number or item.number
    return replace(item, state=ItemState.DISPATCHED, dispatched_at=event.occurred_at, number=number)


def _deliver(item: PostalItem, _fact: going.PostalItemDelivered, event: Event) -> PostalItem:
    return replace(item, state=ItemState.DELIVERED, ended_at=event.occurred_at)


def _fail(item: PostalItem, fact: going.PostalItemFailed, _event: Event) -> PostalItem:
    state = ItemState.UNDELIVERABLE if fact.final else ItemState.FAILED
    return replace(item, state=state, invitations=(*item.invitations, fact.invited_on))


def _come_back(item: PostalItem, _fact: going.PostalItemCameBack, event: Event) -> PostalItem:
    return replace(item, state=ItemState.CAME_BACK, ended_at=event.occurred_at)


_OPENING: dict[type[Fact], Opening] = {
    coming.PostalItemPosted: _posted,
    coming.PostalItemAccepted: _accepted,
    going.PostalItemPutOnManifest: _packed,
}
_STEPS: dict[type[Fact], Step] = {
    coming.PostalItemOpened: _open,
    coming.PostalItemPaired: _pair,
    coming.PostalItemLacking: _lack,
    coming.PostalItemClosed: _close,
    coming.PostalItemRedirected: _redirect,
    going.PostalItemDispatched: _dispatch,
    going.PostalItemDelivered: _deliver,
    going.PostalItemFailed: _fail,
    going.PostalItemCameBack: _come_back,
}
