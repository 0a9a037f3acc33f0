"""The first sync of a desk that knows no dossier: a snapshot, in parts that survive any cut."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.services import arriving, following, snapshots
from app.services.following import Followed
from app.sync.event_messages import Digests, References
from app.sync.file_messages import FilePart
from app.sync.line import Ask
from app.sync.protocol import StreamHead
from app.sync.snapshot_messages import Snapshot, snapshot_signed, unpack_part
from app.sync.talk import Again, Talk
from app.sync.wire import Carried

_REFERENCES_AT_ONCE = 100


def begin_by_snapshot(talk: Talk, head: StreamHead) -> None:
    """Take a whole snapshot in where that is worth it; the stream is followed from there.

    Raises ``Again`` where it was made anew meanwhile, and ``Refusal``.
    """
    if head.pos < talk.party.snapshot_from:
        return
    with talk.party.database.reading() as session:
        if following.place(session, talk.tenant, head.stream).pos:
            return
        if snapshots.knows_dossiers(session, talk.tenant):
            return
    query = {"stream": head.stream}
    found = talk.line.ask(Snapshot, Ask("/v1/snapshot", query=query, headers=talk.headers))
    if not found.parts:
        return
    _check(talk, found)
    _fetch(talk, found)
    _take_in(talk, found)


def _check(talk: Talk, found: Snapshot) -> None:
    """The centre that let this desk in signed the place and every part."""
    centre = Ed25519PublicKey.from_public_bytes(talk.enrolment.centre_public)
    try:
        signed = snapshot_signed(found.stream, found.pos, found.parts)
        centre.verify(bytes.fromhex(found.seal), signed)
    except (InvalidSignature, ValueError):
        raise _another(talk) from None


def _fetch(talk: Talk, found: Snapshot) -> None:
    database, tenant = talk.party.database, talk.tenant
    with database.transaction() as session:
        snapshots.drop_parts(session, tenant, found.parts)
        here = snapshots.parts_here(session, tenant)
    for n, sha256 in enumerate(found.parts):
        if sha256 in here:
            continue
        query = {"stream": found.stream, "n": str(n)}
        ask = Ask("/v1/snapshot/part", query=query, headers=talk.headers)
        content = talk.line.ask(FilePart, ask).bytes
        if digest(content) != sha256:
            raise Again
        with database.transaction() as session:
            snapshots.keep_part(session, tenant, sha256, content)


def _take_in(talk: Talk, found: Snapshot) -> None:
    """One transaction: events, dossiers and place, or nothing of it."""
    database, tenant = talk.party.database, talk.tenant
    with database.reading() as session:
        events, folds, seals = _unpacked(session, talk, found)
        start = following.place(session, tenant, found.stream)
    try:
        carried = ((each.content, each.private) for each in events)
        page = replace(following.parsed_page(start, carried), seals=seals)
    except (ValueError, KeyError, TypeError):
        raise _another(talk) from None
    if (page.end.pos, page.end.chain.hex()) != (found.pos, found.chain):
        raise _another(talk)
    _fetch_named(talk, page)
    with database.transaction() as session:
        if snapshots.knows_dossiers(session, tenant):
            return
        prepared = snapshots.prepare_given(session, tenant, page.page, folds)
        talk.counted.received += following.follow(session, tenant, page, prepared) or 0
        snapshots.drop_parts(session, tenant)


def _unpacked(
    session: Session, talk: Talk, found: Snapshot
) -> tuple[list[Carried], dict[UUID, tuple[bytes, bytes | None]], dict[int, bytes]]:
    """Every event, the fold of every dossier, and the seals by place."""
    events: list[Carried] = []
    folds, seals = {}, {}
    for sha256 in found.parts:
        try:
            part = unpack_part(snapshots.part(session, talk.tenant, sha256))
            folds.update({UUID(each.uid): (each.public, each.private) for each in part.folds})
        except ValueError:
            raise _another(talk) from None
        events += part.events
        if part.events:
            seals[len(events)] = part.seal
    return events, folds, seals


def _fetch_named(talk: Talk, page: Followed) -> None:
    """What events name travels ahead of them."""
    named = {pair for each in page.page for pair in arriving.named_in(each.plain)}
    with talk.party.database.reading() as session:
        lacking = sorted(arriving.lacking(session, talk.tenant, named))
    now = talk.party.now()
    for first in range(0, len(lacking), _REFERENCES_AT_ONCE):
        wanted = Digests(digests=tuple(lacking[first : first + _REFERENCES_AT_ONCE]))
        answer = talk.ask(References, "/v1/references/wanted", wanted)
        with talk.party.database.transaction() as session:
            for each in answer.references:
                arriving.take_in_reference(session, talk.tenant, each.kind, each.content, now)


def _another(talk: Talk) -> Refusal:
    return Refusal(Reason.CENTRE_IS_ANOTHER, url=talk.enrolment.url)
