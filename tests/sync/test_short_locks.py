"""F9 waits for the lock of writing at most as long as one page takes: its computing is bounded."""

from __future__ import annotations

import gc
from dataclasses import replace
from statistics import median
from threading import Thread
from uuid import UUID

import pytest
from agreement import centre_head, head_of
from centres import AGENCY, TENANT, Running, party, synced
from deeds_at_desk import acting
from desks import NOW, reception
from lock_watch import watched_locks

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.server import snapshots
from app.services.deeds import do_deed
from app.services.receiving import receive_dossier
from app.sync.round import run_round

_DOSSIERS, _NOTES = 40, 12
_MOST_COMPUTED = 50
"""Milliseconds: what the design allows a page; one that meets a slow moment may take twice that."""


def filled(desk: Desk) -> list[UUID]:
    """A day at the other desk."""
    here = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        uids = [
            receive_dossier(session, reception(), **here).dossier_uid  # type: ignore[arg-type]
            for _ in range(_DOSSIERS)
        ]
    noted(desk, uids)
    return uids


def noted(desk: Desk, uids: list[UUID]) -> None:
    """Another day with the same dossiers."""
    with desk.database.transaction() as session:
        for uid in uids:
            for _ in range(_NOTES):
                do_deed(session, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"), acting(desk))


@pytest.mark.parametrize("way", ["followed", "come back to by a snapshot"])
def test_a_long_stream_is_taken_in_under_short_locks(
    way: str, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    uids = filled(second)
    if way != "followed":
        synced(second, first)
    noted(second, uids)
    synced(second)
    asking = party(first)
    if way != "followed":
        snapshots.make(centre.centre, TENANT, AGENCY)
        asking = replace(asking, snapshot_from=1)
    gc.collect()
    gc.disable()  # as in the window, where the loop alone collects
    with watched_locks() as locks:
        lane = Thread(target=run_round, args=(asking,), name="talk_0")
        lane.start()
        lane.join()
    gc.enable()
    assert head_of(first) == centre_head(centre, AGENCY)
    computed = [own for own, _ in locks.held["talk"]]
    assert len(computed) > 5
    assert max(computed) < 2 * _MOST_COMPUTED
    assert median(computed) < _MOST_COMPUTED
