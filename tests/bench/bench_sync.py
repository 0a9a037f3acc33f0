"""The line to the centre on this machine: what goes up, comes down, and weighs.

Desk and centre share this process, so computing is that of both, without PostgreSQL.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from agreement import centre_uids
from centres import TENANT, Running, enrol_at, fresh_desks, party
from desks import NOW, reception

from app.bootstrap import Desk
from app.services import writers
from app.services.journal_head import journal_head
from app.services.receiving import receive_dossier
from app.sync.event_messages import Push
from app.sync.outgoing import next_parcel
from app.sync.packing import pack_message
from app.sync.protocol import MOST_EVENTS
from app.sync.round import run_round

RECEPTIONS = 600
"""Fewer than a desk has numbers for in a day: what comes after is provisional, and named anew."""


def filled(desk: Desk) -> None:
    """A morning of receptions in few transactions, as a batch would be."""
    for _ in range(RECEPTIONS // 100):
        with desk.database.transaction() as session:
            for _ in range(100):
                receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)


def test_receptions_go_up_and_come_down(
    centre: Running, desk_templates: Path, tmp_path: Path
) -> None:
    first, second = fresh_desks(desk_templates, tmp_path)
    enrol_at(centre, first)
    enrol_at(centre, second)
    filled(first)
    with first.database.reading() as session:
        writer = journal_head(session, TENANT).writer
        count = writers.count_unsent(session, TENANT)
        parcel = next_parcel(session, TENANT, writer, 0, MOST_EVENTS)
    assert parcel is not None
    weight = len(pack_message(Push(parcel, bytes(64)))) / len(parcel.events)
    up = timed(first)
    idle = timed(first)
    down = timed(second)
    assert len(centre_uids(centre)) >= count
    print(
        f"\n{count} events (receptions with persons): {told('up', up, count)}, "
        f"{told('down and folded', down, count)}, "
        f"{weight:.0f} B an event on the wire, a round back with its own {idle.clock:.2f} s"
    )
    for desk in (first, second):
        desk.close()


class Took(NamedTuple):
    """Seconds by the clock, and of computing."""

    clock: float
    computing: float


def timed(desk: Desk) -> Took:
    begun, computed = perf_counter(), process_time()
    run_round(party(desk))
    return Took(perf_counter() - begun, process_time() - computed)


def told(what: str, took: Took, count: int) -> str:
    each = took.computing / count * 1e6
    return (
        f"{what} {took.clock:.2f} s = {count / took.clock:.0f}/s, {each:.0f} µs of computing each"
    )
