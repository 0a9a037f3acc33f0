"""A post point sends to an office: over the line, and by a stick that travels with the bag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bags import CARRIER, number, opened, received_from, take_over
from centres import AGENCY, POST_POINT, Running, enrol_at, officer_of, opened_at, synced
from deeds_at_desk import acting
from desks import NOW, OFFICE, desk_settings, reception
from walk_places import PIN

from app.bootstrap import Desk, create_desk
from app.domain.post import ItemState
from app.domain.post_in_facts import PostalService
from app.services.post_items import item_named, waiting_bags
from app.services.post_story import written_before
from app.services.posting import PostingForm, close_bag, post_item
from app.services.upkeep import awaiting_place, verify
from app.sync.bundle import export, key_of_code, new_code, take_in

ONE = number(11)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """A desk of the office, and a post point of its own."""
    made = []
    for agency, desk in ((AGENCY, 1), (POST_POINT, 4)):
        form = replace(OFFICE, agency_code=agency, desk=desk, officer=officer_of(desk), secret=PIN)
        folder = tmp_path / f"desk{desk}"
        create_desk(desk_settings(folder), form).desk.close()
        made.append(opened_at(folder, NOW))
    yield made[0], made[1]
    for each in made:
        each.close()


def sent(post: Desk) -> str:
    """Posted and bagged at the post point, without a line."""
    form = PostingForm(
        number=ONE,
        service=PostalService.BOTH,
        form=reception(),
        carrier=CARRIER,
        addressee=AGENCY,
        postage=26_000,
    )
    with post.database.transaction() as session:
        post_item(session, form, acting(post))
        return close_bag(session, CARRIER, None, acting(post))


def received_there(office: Desk, manifest: str) -> Any:
    """The office knows the bag and its sender, counts it in and receives the dossier."""
    with office.database.reading() as session:
        assert [each.manifest for each in waiting_bags(session, desk=office.context)] == [manifest]
        item = item_named(session, ONE, desk=office.context)
        written = written_before(session, item, desk=office.context)
    assert item.state is ItemState.LISTED
    assert written is not None
    assert written.fact.private is not None
    assert written.fact.private.full_name == reception().applicant.full_name
    take_over(office, ONE, manifest=manifest)
    uid = received_from(office, opened(office, ONE))
    assert uid == item.dossier_uid
    with office.database.reading() as session:
        found = verify(session, office.context.tenant)
    assert found == ()


def test_what_a_post_point_sends_is_known_at_its_office_over_the_line(
    centre: Running, places: tuple[Desk, Desk]
) -> None:
    office, post = places
    for place, agency in ((office, AGENCY), (post, POST_POINT)):
        enrol_at(centre, place)
        assert place.context.agency_code == agency
    manifest = sent(post)
    synced(post, office)
    received_there(office, manifest)
    synced(office, post)
    with post.database.reading() as session:
        assert verify(session, post.context.tenant) == ()


def test_a_stick_that_travels_with_the_bag_says_the_same(
    places: tuple[Desk, Desk], tmp_path: Path
) -> None:
    office, post = places
    manifest, path, code = sent(post), tmp_path / "tui.goi", new_code()
    key = key_of_code(code)
    with post.database.reading() as session:
        export(session, post.context, key, path, NOW)
    for _ in range(2):
        with office.database.transaction() as session:
            take_in(session, office.context.tenant, path, key, NOW)
    received_there(office, manifest)
    with office.database.reading() as session:
        # The post point hands them in itself.
        assert awaiting_place(session, office.context.tenant) > 0
