"""What an item that goes out bears: its label to stick on, or its envelope printed as a whole."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from app.domain import wording_slots as slots
from app.domain.codes import SheetSeries
from app.domain.money_words import money_text
from app.domain.post import PostalItem
from app.domain.post_in_facts import BagWay
from app.papers.letterhead import ERASED, Letterhead
from app.papers.parts import Drawing
from app.papers.post_letters import letter_labels
from app.papers.post_parts import parcel_in
from app.printing.address import Address
from app.printing.envelopes import draw_envelopes
from app.printing.labels import LARGE, PostalLabel, draw_labels
from app.printing.sheet import Imprint
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.post_items import bag, item_named, items_of_bag
from app.services.wording import wordings


def post_labels(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """A label for each item of a bag, or for one item.

    Raises ``Refusal``: ``POST_BAG_UNKNOWN``, ``POST_ITEM_UNKNOWN``.
    """
    labels = _labels(session, about, desk, at)
    return partial(_drawn_labels, labels, _imprint("Nhãn bưu gửi", about, desk, at))


def post_envelopes(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """An envelope for each item of a bag, or for one item.

    Raises ``Refusal``: ``POST_BAG_UNKNOWN``, ``POST_ITEM_UNKNOWN``.
    """
    labels = _labels(session, about, desk, at)
    return partial(_drawn_envelopes, labels, _imprint("Phong bì bưu gửi", about, desk, at))


def _imprint(title: str, about: str, desk: DeskContext, at: datetime) -> Imprint:
    return Imprint(
        title=title, author=desk.office_name, code=about, issued_at=at, training=desk.is_training
    )


def _labels(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> list[PostalLabel]:
    sender = _sender(session, desk, at)
    if about.startswith(f"{SheetSeries.MANIFEST.value}-"):
        found = bag(session, about, desk=desk)
        if found.way is BagWay.LETTERS:
            return letter_labels(session, found, sender, desk)
        items = items_of_bag(session, found.manifest, desk=desk)
    else:
        items = (item_named(session, about, desk=desk),)
    return [_label(session, item, sender, desk) for item in items]


def _sender(session: OpenSession, desk: DeskContext, at: datetime) -> Address:
    """The office in its own words; its contact line where it has set no telephone."""
    head = Letterhead(desk=desk, wording=wordings(session, desk).at(at))
    phone = head.said(slots.PHONE)
    contact = "" if phone else head.said(slots.CONTACT)
    where = "; ".join(filter(None, (head.said(slots.PLACE), contact)))
    return Address(name=head.unit, address=where, phone=phone)


def _label(
    session: OpenSession, item: PostalItem, sender: Address, desk: DeskContext
) -> PostalLabel:
    parcel = parcel_in(session, item, desk)
    receiver = Address(
        name=ERASED.name if parcel is None else parcel.receiver or ERASED.name,
        address="" if parcel is None else parcel.address,
        phone="" if parcel is None else parcel.phone,
    )
    collect = (f"Thu khi phát: {money_text(item.money)}",) if item.money else ()
    return PostalLabel(code=item.number, sender=sender, receiver=receiver, remarks=collect)


def _drawn_labels(labels: list[PostalLabel], imprint: Imprint, paper: Paper, dots: int) -> bytes:
    return draw_labels(labels, imprint, form=LARGE, paper=paper, dots_per_inch=dots)


def _drawn_envelopes(labels: list[PostalLabel], imprint: Imprint, paper: Paper, dots: int) -> bytes:
    return draw_envelopes(labels, imprint, paper=paper, dots_per_inch=dots)
