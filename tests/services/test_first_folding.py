"""Journalling first and folding then: in every table what following page by page comes to."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeGuard
from uuid import UUID

import pytest
from desks import desk_settings
from event_samples import AT, AUTHOR, DOSSIER, FACTS, RECEIVED, sample_event
from sqlalchemy import text

from app.bootstrap import Desk, open_desk
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Circumstances, Event, write_event
from app.domain.facts import Fact, FeeCollected
from app.domain.scope_facts import ScopeLeft
from app.domain.streams import first_stream_chain
from app.models.base import Base
from app.services import first_folding, following, upkeep
from app.services.following import Followed, StreamPlace
from app.services.preparing import prepare

STREAM = AUTHOR.office


def is_fee(fact: Fact) -> TypeGuard[FeeCollected]:
    return isinstance(fact, FeeCollected)


def told(facts: Sequence[Fact]) -> list[Event]:
    """The facts in a row, each by somebody who saw the one before."""
    events: list[Event] = []
    for number, fact in enumerate(facts, 1):
        events.append(sample_event(fact, number, tuple(each.uid for each in events[-1:])))
    return events


def pages(events: Sequence[Event], size: int) -> list[Followed]:
    """The events as the pages of a stream."""
    at, found = StreamPlace(STREAM, 0, first_stream_chain(STREAM)), []
    for first in range(0, len(events), size):
        some = events[first : first + size]
        found.append(following.parsed_page(at, [(each.content, each.private) for each in some]))
        at = found[-1].end
    return found


def followed(desk: Desk, events: Sequence[Event]) -> None:
    for page in pages(events, 3):
        with desk.database.transaction() as session:
            following.follow(session, "H40", page, prepare(session, "H40", page.page))


def caught_up(desk: Desk, events: Sequence[Event]) -> None:
    for page in pages(events, 40):
        with desk.database.transaction() as session:
            prepared = first_folding.prepare_journal(session, "H40", page.page)
            first_folding.journal_page(session, "H40", page, prepared)
    with desk.database.transaction() as session:
        waiting = first_folding.prepare_waiting(session, "H40", 10)
        first_folding.store_waiting(session, "H40", waiting)


def tables_of(desk: Desk) -> dict[str, list[str]]:
    with desk.database.reading() as session:
        assert upkeep.verify(session, "H40") == ()
        names = Base.metadata.tables.keys() - {"vault_key"}  # made by chance after an erasure
        rows = {name: session.execute(text(f'SELECT * FROM "{name}"')) for name in names}
        return {name: sorted(map(repr, found)) for name, found in rows.items()}


@pytest.fixture
def twin(desk_folder: Path, tmp_path: Path) -> Desk:
    """The same desk on another machine."""
    for name in ("desk", "desk-state"):
        shutil.copytree(tmp_path / name, tmp_path / "twin" / name)
    return open_desk(desk_settings(tmp_path / "twin" / "desk"))


@pytest.mark.parametrize("erased", [False, True], ids=["without an erasure", "with an erasure"])
def test_every_kind_of_fact_leaves_the_same_rows_either_way(
    desk: Desk, twin: Desk, erased: bool
) -> None:
    facts = [fact for fact in FACTS if erased or not isinstance(fact, PersonalDataErased)]
    receipts = [replace(each, internal_receipt="PT-3/2026-7") for each in facts if is_fee(each)]
    events = told([RECEIVED, *facts, *receipts])
    followed(desk, events)
    caught_up(twin, events)
    tables = tables_of(twin)
    twin.close()
    assert tables == tables_of(desk)
    assert not tables["unfolded"]
    assert len(tables["dossier"]) == 1


def test_a_dossier_that_leaves_on_a_page_without_any_other_word_of_it_is_folded_too(
    desk: Desk, twin: Desk
) -> None:
    left = ScopeLeft(dossier=str(DOSSIER), code=RECEIVED.code)
    of_stream = Circumstances(uid=UUID(int=2), occurred_at=AT, recorded_at=AT)
    events = [*told([RECEIVED]), write_event(AUTHOR, left, of_stream)]
    followed(desk, events)
    caught_up(twin, events[:1])
    with twin.database.transaction() as session:
        at = following.place(session, "H40", STREAM)
        page = following.parsed_page(at, [(events[1].content, None)])
        prepared = first_folding.prepare_journal(session, "H40", page.page)
        first_folding.journal_page(session, "H40", page, prepared)
        waiting = first_folding.prepare_waiting(session, "H40", 10)
        first_folding.store_waiting(session, "H40", waiting)
    tables = tables_of(twin)
    twin.close()
    assert tables == tables_of(desk)
    assert len(tables["departed"]) == 1


def test_what_another_process_has_folded_meanwhile_is_not_stored_twice(desk: Desk) -> None:
    (page,) = pages(told([RECEIVED]), 40)
    with desk.database.transaction() as session:
        prepared = first_folding.prepare_journal(session, "H40", page.page)
        first_folding.journal_page(session, "H40", page, prepared)
    with desk.database.reading() as session:
        mine, other = (first_folding.prepare_waiting(session, "H40", 10) for _ in range(2))
    for waiting in (other, mine):
        with desk.database.transaction() as session:
            first_folding.store_waiting(session, "H40", waiting)
    assert len(tables_of(desk)["dossier"]) == 1
