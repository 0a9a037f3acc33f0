"""The stored fold of the post: bags, items, pairs and money, each row from its own events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, bindparam, insert, select, update
from sqlalchemy.orm import Session

from app.domain import post_in_facts as coming
from app.domain import post_out_facts as going
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.moments import local_date
from app.domain.post import ItemState, PostalItem
from app.domain.post_folding import fold_item, listed_item
from app.domain.post_in_facts import BagWay, PostalService
from app.domain.post_money import movements_of
from app.models.base import Moment
from app.models.database import run, table_of
from app.models.post import (
    PostalItemRow,
    PostalPairRow,
    PostBagRow,
    PostLetterRow,
    PostMoneyRow,
)
from app.services.desk import settings_of

FOLDED = (PostBagRow, PostalItemRow, PostalPairRow, PostLetterRow, PostMoneyRow)
"""Tables that may be dropped and folded again."""

_OF_THE_POST = (*coming.FACTS, *going.FACTS)

_BAG, _ITEM = table_of(PostBagRow), table_of(PostalItemRow)
_PAIR, _MONEY = table_of(PostalPairRow), table_of(PostMoneyRow)
_LETTER = table_of(PostLetterRow)
_ADD_BAG = insert(_BAG).prefix_with("OR IGNORE", dialect="sqlite")
_ADD_ITEM = insert(_ITEM).prefix_with("OR REPLACE", dialect="sqlite")
_ADD_PAIR = insert(_PAIR).prefix_with("OR IGNORE", dialect="sqlite")
_ADD_LETTER = insert(_LETTER).prefix_with("OR IGNORE", dialect="sqlite")
_ADD_MONEY = insert(_MONEY).prefix_with("OR IGNORE", dialect="sqlite")
_SIGN = (
    update(_BAG)
    .where(_BAG.c.tenant == bindparam("of"), _BAG.c.manifest == bindparam("which"))
    .values(
        accepted_at=bindparam("at", type_=Moment()),
        accepted_count=bindparam("here"),
        cash=bindparam("counted"),
        missing=bindparam("absent"),
        extra=bindparam("beside"),
    )
)
_READ = select(_ITEM).where(_ITEM.c.tenant == bindparam("of"), _ITEM.c.uid == bindparam("which"))
_PAIRS = select(_PAIR.c.dossier_uid).where(
    _PAIR.c.tenant == bindparam("of"), _PAIR.c.item_uid == bindparam("which")
)
_LOST = (
    update(_ITEM)
    .where(
        _ITEM.c.tenant == bindparam("of"),
        _ITEM.c.manifest == bindparam("which"),
        _ITEM.c.state == ItemState.LISTED.value,
    )
    .values(state=ItemState.MISSING.value)
)


def project_post(session: Session, event: Event, fact: Fact | None) -> None:
    """Bring bags, items and money up to one more event; nothing for any other kind."""
    if fact is None or not isinstance(fact, _OF_THE_POST):
        return
    tenant = event.author.tenant
    match fact:
        case coming.ManifestClosed():
            run(session, _ADD_BAG, _bag(event, fact))
            _list_items(session, tenant, fact)
        case coming.ManifestAccepted():
            _accept_bag(session, event, fact)
        case going.PostalLetterSent():
            run(session, _ADD_LETTER, _letter(event, fact))
        case going.PostMoneyPassed():
            pass
        case _:
            _change_item(session, event, fact)
    _move_money(session, event, fact)


def stored_item(session: Session, tenant: str, uid: UUID) -> PostalItem | None:
    """An item as folded so far."""
    asked = {"of": tenant, "which": uid}
    row = run(session, _READ, asked).mappings().first()
    if row is None:
        return None
    return item_of(row, tuple(run(session, _PAIRS, asked).scalars()))


def item_of(row: RowMapping, dossiers: tuple[UUID, ...] = ()) -> PostalItem:
    """An item from its row."""
    invited = [date.fromisoformat(each) for each in row["invitations"].split()]
    service = row["service"]
    plain = {name: row[name] for name in _PLAIN}
    return PostalItem(
        **plain,
        way=BagWay(row["way"]),
        state=ItemState(row["state"]),
        service=None if service is None else PostalService(service),
        invitations=tuple(invited),
        dossiers=dossiers,
    )


_PLAIN = (
    *("uid", "number", "carrier", "manifest", "dossier_uid", "addressee", "procedure_code"),
    *("posted_event", "posted_at", "accepted_at", "opened_at", "dispatched_at", "ended_at"),
    *("is_damaged", "fee", "levy", "postage", "used", "visit_number", "held_by"),
)


def _change_item(session: Session, event: Event, fact: Any) -> None:
    tenant, uid = event.author.tenant, UUID(fact.item_uid)
    item = fold_item(stored_item(session, tenant, uid), fact, event)
    if item is None:
        return
    if isinstance(fact, coming.PostalItemAccepted):
        here = settings_of(session, tenant)["agency_code"]
        office = event.author.office
        item = replace(item, held_by=None if office == here else office)
    _store(session, tenant, item)
    if isinstance(fact, coming.PostalItemPaired) and event.dossier_uid is not None:
        pair = {"tenant": tenant, "item_uid": uid, "dossier_uid": event.dossier_uid}
        run(session, _ADD_PAIR, pair)


def _store(session: Session, tenant: str, item: PostalItem) -> None:
    row = {name: getattr(item, name) for name in _PLAIN}
    row |= {
        "tenant": tenant,
        "way": item.way.value,
        "state": item.state.value,
        "service": None if item.service is None else item.service.value,
        "invitations": " ".join(each.isoformat() for each in item.invitations),
    }
    run(session, _ADD_ITEM, row)


def _list_items(session: Session, tenant: str, fact: coming.ManifestClosed) -> None:
    for each in fact.items:
        known = stored_item(session, tenant, UUID(each.item_uid))
        _store(session, tenant, listed_item(known, each, fact))


def _accept_bag(session: Session, event: Event, fact: coming.ManifestAccepted) -> None:
    tenant = event.author.tenant
    signed = {
        "of": tenant,
        "which": fact.manifest,
        "at": event.occurred_at,
        "here": fact.count,
        "counted": fact.cash,
        "absent": len(fact.missing),
        "beside": len(fact.extra),
    }
    run(session, _SIGN, signed)
    run(session, _LOST, {"of": tenant, "which": fact.manifest})


def _move_money(session: Session, event: Event, fact: Any) -> None:
    moved = movements_of(fact)
    if not moved:
        return
    uid = getattr(fact, "item_uid", None)
    item = None if uid is None else stored_item(session, event.author.tenant, UUID(uid))
    carrier = getattr(fact, "carrier", None) or ("" if item is None else item.carrier)
    manifest = getattr(fact, "manifest", None) or (None if item is None else item.manifest)
    rows = [
        {
            "tenant": event.author.tenant,
            "event_uid": event.uid,
            "ordinal": ordinal,
            "carrier": carrier,
            "moved_on": local_date(event.occurred_at),
            "manifest": manifest,
            "item_uid": None if uid is None else UUID(uid),
            "source": each.source.value,
            "target": each.target.value,
            "amount": each.amount,
        }
        for ordinal, each in enumerate(moved)
    ]
    run(session, _ADD_MONEY, rows)


def _letter(event: Event, fact: going.PostalLetterSent) -> dict[str, Any]:
    return {
        "tenant": event.author.tenant,
        "event_uid": event.uid,
        "item_uid": UUID(fact.item_uid),
        "letter": fact.letter.value,
        "about": fact.about,
        "dossier_uid": event.dossier_uid,
        "carrier": fact.carrier,
        "manifest": fact.manifest,
        "number": fact.number,
        "sent_at": event.occurred_at,
    }


def _bag(event: Event, fact: coming.ManifestClosed) -> dict[str, Any]:
    return {
        "tenant": event.author.tenant,
        "manifest": fact.manifest,
        "event_uid": event.uid,
        "way": fact.way.value,
        "carrier": fact.carrier,
        "count": fact.count,
        "fee": fact.fee,
        "levy": fact.levy,
        "postage": fact.postage,
        "closed_at": event.occurred_at,
        "closed_on": local_date(event.occurred_at),
        "accepted_at": None,
        "accepted_count": 0,
        "cash": 0,
        "missing": 0,
        "extra": 0,
    }
