"""Catching up with a long stream: a snapshot, part by part, and the pages that came after it.

Each page counts as soon as it is journalled; the dossiers are folded when all is here. So
whatever cuts it off, the next round goes on, and F9 never waits for more than a page.
"""

from __future__ import annotations

from time import thread_time

from app.domain.errors import Reason, Refusal
from app.services import first_folding
from app.services.following import StreamPlace
from app.sync.file_messages import FilePart
from app.sync.line import Ask
from app.sync.pace import Pace
from app.sync.protocol import StreamHead
from app.sync.pulling import (
    TakingIn,
    fetch_references,
    place_of,
    pull_all,
    read_sealed,
    take_in,
)
from app.sync.snapshot_messages import Sealed, Snapshot, unpack_part
from app.sync.talk import Again, Talk

_FIRST_FOLDED, _FEWEST_FOLDED, _MOST_FOLDED = 25, 10, 200
"""Dossiers stored in one transaction: at first, and at the least and the most."""

JOURNALLING = TakingIn(first_folding.prepare_journal, first_folding.journal_page)


def catch_up(talk: Talk, head: StreamHead) -> None:
    """Journal all that is beyond our place, where that is much; then fold what was left to fold.

    Raises ``Again`` where the snapshot was made anew meanwhile, and ``Refusal``.
    """
    at = place_of(talk, head.stream)
    if head.pos - at.pos >= talk.party.snapshot_from:
        _take_snapshot(talk, at)
        pull_all(talk, head.stream, JOURNALLING)
    _fold_what_waits(talk)


def _take_snapshot(talk: Talk, at: StreamPlace) -> None:
    query = {"stream": at.stream}
    found = talk.line.ask(Snapshot, Ask("/v1/snapshot", query=query, headers=talk.headers))
    for n, end in enumerate(found.ends):
        if end > at.pos:
            at = _take_part(talk, at, n)


def _take_part(talk: Talk, at: StreamPlace, n: int) -> StreamPlace:
    query = {"stream": at.stream, "n": str(n)}
    part = talk.line.ask(FilePart, Ask("/v1/snapshot/part", query=query, headers=talk.headers))
    try:
        content = part.bytes
        if not content:
            raise Again
        pages = unpack_part(content)
    except ValueError:
        raise Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url) from None
    for page in pages:
        at = _journal(talk, at, page)
    return at


def _journal(talk: Talk, at: StreamPlace, page: Sealed) -> StreamPlace:
    """Journal what a page holds beyond our place; the place after it."""
    if page.after > at.pos:
        raise Again
    events = page.events[at.pos - page.after :]
    if not events:
        return at
    followed = read_sealed(talk, at, events, page.seal)
    fetch_references(talk, followed)
    if not take_in(talk, followed, JOURNALLING):
        raise Again
    return followed.end


def _fold_what_waits(talk: Talk) -> None:
    database, tenant = talk.party.database, talk.tenant
    pace = Pace(_FIRST_FOLDED, least=_FEWEST_FOLDED, most=_MOST_FOLDED)
    while True:
        with database.reading() as session:
            waiting = first_folding.prepare_waiting(session, tenant, pace.at_once)
        if not waiting.dossiers:
            return
        with database.transaction() as session:
            begun = thread_time()
            first_folding.store_waiting(session, tenant, waiting)
            took = thread_time() - begun
        pace.took(len(waiting.dossiers), took)
