"""The orders of a bag for its carrier: what it would else type a second time."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.domain.post import PostalItem
from app.exchange.carrier_orders import CarrierOrder
from app.services.desk import DeskContext
from app.services.dossiers import dossier_by_uid
from app.services.post_items import bag, items_of_bag
from app.services.post_returning import parcel_of


def orders_of_bag(
    session: Session, manifest: str, *, desk: DeskContext, customer_code: str = ""
) -> tuple[CarrierOrder, ...]:
    """One order for each item of a bag that goes out. Raises ``Refusal`` (``POST_BAG_UNKNOWN``)."""
    found = bag(session, manifest, desk=desk)
    items = items_of_bag(session, found.manifest, desk=desk)
    return tuple(_order(session, each, desk, customer_code) for each in items)


def _order(
    session: Session, item: PostalItem, desk: DeskContext, customer_code: str
) -> CarrierOrder:
    if item.dossier_uid is None:
        return CarrierOrder(customer_code=customer_code, item_code=item.number)
    ready = parcel_of(session, item.dossier_uid, desk=desk)
    known = dossier_by_uid(session, desk.tenant, item.dossier_uid)
    return CarrierOrder(
        customer_code=customer_code,
        item_code=item.number,
        order_number=known.code,
        cod_amount=item.money,
        sender_name=desk.office_name,
        sender_address=desk.place,
        sender_tel=desk.contact_line or "",
        description=f"Kết quả hồ sơ {known.code}",
        receiver_name=ready.receiver,
        receiver_address=ready.address,
        receiver_tel=ready.phone,
    )
