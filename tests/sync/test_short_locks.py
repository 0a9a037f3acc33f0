"""F9 waits for the lock of writing at most as long as one page takes: its computing is bounded."""

from __future__ import annotations

import gc
from statistics import median
from threading import Thread

from agreement import centre_head, head_of
from centres import AGENCY, Running, party, synced
from deeds_at_desk import acting, received
from desks import NOW, reception
from lock_watch import watched_locks

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.services.deeds import do_deed
from app.services.receiving import receive_dossier
from app.sync.round import run_round

_DOSSIERS, _NOTES = 40, 24
_MOST_COMPUTED = 50
"""Milliseconds: what the design allows a page; one that meets a slow moment may take twice that."""


def filled(desk: Desk) -> None:
    """A day at the other desk."""
    here = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        for _ in range(_DOSSIERS):
            uid = receive_dossier(session, reception(), **here).dossier_uid  # type: ignore[arg-type]
            for _ in range(_NOTES):
                do_deed(session, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"), acting(desk))


def test_a_long_stream_is_followed_in_pages_that_hold_the_lock_shortly(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(first)
    filled(second)
    synced(second)
    gc.collect()
    gc.disable()  # as in the window, where the loop alone collects
    with watched_locks() as locks:
        lane = Thread(target=run_round, args=(party(first),), name="talk_0")
        lane.start()
        lane.join()
    gc.enable()
    assert head_of(first) == centre_head(centre, AGENCY)
    computed = [own for own, _ in locks.held["talk"]]
    assert len(computed) > 5
    assert max(computed) < 2 * _MOST_COMPUTED
    assert median(computed) < _MOST_COMPUTED
