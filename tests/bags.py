"""Bags of the post at the invented desk: one call each."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from deeds_at_desk import acting, do, received
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.dossier_rules import DeedKind
from app.domain.end_forms import ReceiveResultForm
from app.domain.post import PostalItem, StatedItem
from app.domain.postal_number import PostalNumber
from app.domain.procedure import Channel
from app.domain.reception import Money, ReturnPlace, ReturnWay
from app.services.post_items import item_by_uid, item_named
from app.services.post_opening import open_item
from app.services.post_returning import ClosedManifest, ManifestForm, Parcel, close_manifest
from app.services.post_taking_over import TakenBag, TakeOverForm, take_over_bag
from app.services.receiving import receive_dossier

CARRIER, POSTMAN = "Bưu điện An Thử", "Lê Văn Thư"
HOME = "Thôn Ví Dụ, xã An Thử"
BY_POST = ReturnWay(place=ReturnPlace.POST, address=HOME)


def number(serial: int, service: str = "EE") -> str:
    """A number with its check digit."""
    return str(PostalNumber(service, f"{serial:08d}", "VN"))


def take_over(desk: Desk, *scanned: str, now: datetime = NOW, **form: object) -> TakenBag:
    """Count a bag in; without a list of its own each scanned item is one beside it."""
    form.setdefault("giver_name", POSTMAN)
    if "manifest" not in form:
        form.setdefault("carrier", CARRIER)
    with desk.database.transaction() as session:
        filled = TakeOverForm(scanned=scanned, **form)  # type: ignore[arg-type]
        return take_over_bag(session, filled, acting(desk, now))


def with_money(serial: int, fee: int = 15_000, levy: int = 8_000) -> StatedItem:
    """A line of the carrier's list."""
    return StatedItem(number=number(serial), fee=fee, levy=levy)


def opened(desk: Desk, text: str, now: datetime = NOW) -> PostalItem:
    """Open the item of a number."""
    with desk.database.transaction() as session:
        found = item_named(session, text, desk=desk.context)
        return open_item(session, found.uid, acting(desk, now), witnesses=(POSTMAN,))


def item(desk: Desk, uid: UUID) -> PostalItem:
    """An item as it is stored."""
    with desk.database.reading() as session:
        return item_by_uid(session, uid, desk=desk.context)


def received_from(
    desk: Desk, found: PostalItem, fee: int = 0, levy: int = 0, now: datetime = NOW
) -> UUID:
    """Receive a dossier out of an opened item."""
    form = reception(
        channel=Channel.POST,
        postal_item=str(found.uid),
        submitted_at=found.posted_at,
        money=Money(fee=fee, levy=levy, paid=bool(fee + levy)),
        return_way=BY_POST,
    )
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form, now=now, desk=desk.context, actor=desk.actor
        ).dossier_uid


def settled(desk: Desk, fee: int = 0, levy: int = 0, way: ReturnWay = BY_POST) -> UUID:
    """A dossier whose result lies here, and which perhaps is still to be paid."""
    uid = received(desk, return_way=way, money=Money(fee=fee, levy=levy))
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    return uid


def packed(
    desk: Desk, *parcels: Parcel, now: datetime = NOW, signed: bool = True
) -> ClosedManifest:
    """Close a bag of results, signed by the carrier at once or not."""
    form = ManifestForm(carrier=CARRIER, parcels=parcels, receiver_name=POSTMAN if signed else None)
    with desk.database.transaction() as session:
        return close_manifest(session, form, acting(desk, now))
