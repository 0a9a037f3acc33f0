"""What a walk does with the post: items go in a bag, and become dossiers where they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bags import CARRIER, number, opened, received_from, take_over
from centres import AGENCY, POST_POINT
from deeds_at_desk import acting
from desks import reception
from walk_places import Place

from app.bootstrap import Desk
from app.domain.errors import Refusal
from app.domain.post_in_facts import PostalService
from app.services.post_items import items_of_bag, waiting_bags
from app.services.posting import PostingForm, close_bag, post_item

if TYPE_CHECKING:
    from random_walk import Walk


def work_with_bags(walk: Walk, place: Place) -> None:
    """A post point sends an item, an office counts in and opens what waits."""
    try:
        if place.stream == POST_POINT:
            _send(place.desk, walk.luck.randrange(10**8))
        else:
            _receive(place.desk)
    except Refusal as refusal:
        walk.tally[f"refused: {refusal.reason.name}"] += 1


def _receive(desk: Desk) -> None:
    with desk.database.reading() as session:
        bags = waiting_bags(session, desk=desk.context)
        waiting = {
            each.manifest: items_of_bag(session, each.manifest, desk=desk.context) for each in bags
        }
    for manifest, items in waiting.items():
        numbers = [each.number for each in items]
        take_over(desk, *numbers, now=desk.now(), manifest=manifest)
        for each in numbers:
            received_from(desk, opened(desk, each, desk.now()), now=desk.now())


def _send(desk: Desk, serial: int) -> None:
    form = PostingForm(
        number=number(serial),
        service=PostalService.BOTH,
        form=reception(),
        carrier=CARRIER,
        addressee=AGENCY,
    )
    with desk.database.transaction() as session:
        post_item(session, form, acting(desk, desk.now()))
        close_bag(session, CARRIER, None, acting(desk, desk.now()))
