"""Attached files up and down, after the events that name them; parts survive any cut."""

from __future__ import annotations

from collections.abc import Iterable

from app.devices.vault import Vault
from app.services import travelling_files
from app.services.attached_files import AttachedFile
from app.services.attaching import vault_of
from app.sync.event_messages import Digests
from app.sync.file_messages import MOST_PART, FilePart, FileState, FileStates
from app.sync.protocol import MOST_EVENTS
from app.sync.talk import Talk

_MOST_PARTS = 64
"""Parts in one round, 32 MiB: what is left travels with the next, and no deed waits for it."""


def exchange_files(talk: Talk, incarnation: str) -> None:
    """Send the files that the centre lacks and fetch those that this desk lacks, within bounds."""
    if talk.party.attachments is None:
        return
    with talk.party.database.reading() as session:
        waiting = travelling_files.unsettled(session, talk.tenant, incarnation)
    if not waiting:
        return
    with talk.party.database.transaction() as session:
        vault = vault_of(session, talk.tenant, talk.party.attachments)
    waiting = tuple(each for each in waiting if not each.has_left or vault.holds(each.digest))
    known = _known(talk, waiting)
    left = _MOST_PARTS
    for state in known.values():
        left = _carried(talk, vault, state, left)
    known = _known(talk, waiting) if left < _MOST_PARTS else known
    reached = _reached(vault, waiting, known)
    if reached is not None:
        with talk.party.database.transaction() as session:
            travelling_files.settle(session, talk.tenant, reached, incarnation)


def _known(talk: Talk, waiting: Iterable[AttachedFile]) -> dict[str, FileState]:
    digests = sorted({each.digest for each in waiting})
    known: dict[str, FileState] = {}
    for first in range(0, len(digests), MOST_EVENTS):
        asked = Digests(digests=tuple(digests[first : first + MOST_EVENTS]))
        found = talk.ask(FileStates, "/v1/files/known", asked)
        known |= {each.digest: each for each in found.files}
    return known


def _carried(talk: Talk, vault: Vault, state: FileState, left: int) -> int:
    """Carry what is lacking on one side; how many parts may still travel."""
    if left <= 0:
        return left
    is_here, is_there = vault.holds(state.digest), state.have == state.size
    if is_here and not is_there:
        return _sent(talk, vault.fetch(state.digest), state, left)
    if is_there and not is_here:
        return _fetched(talk, vault, state, left)
    return left


def _sent(talk: Talk, content: bytes, state: FileState, left: int) -> int:
    while state.have < state.size and left > 0:
        part = FilePart.of(state.digest, state.have, content[state.have : state.have + MOST_PART])
        before, state = state.have, talk.ask(FileState, "/v1/files", part)
        left -= 1
        if state.have <= before:
            return left
    talk.counted.files_sent += state.have == state.size
    return left


def _fetched(talk: Talk, vault: Vault, state: FileState, left: int) -> int:
    database, tenant = talk.party.database, talk.tenant
    with database.reading() as session:
        have = travelling_files.received_so_far(session, tenant, state.digest)
    while have < state.size and left > 0:
        asked = FilePart(digest=state.digest, at=have)
        content = talk.ask(FilePart, "/v1/files/wanted", asked).bytes
        left -= 1
        if not content:
            return left
        with database.transaction() as session:
            have = travelling_files.keep_part(session, tenant, vault, state.digest, content)
    if have == state.size:
        with database.transaction() as session:
            is_sound = travelling_files.join_parts(session, tenant, vault, state.digest)
        talk.counted.files_received += is_sound
    return left


def _reached(
    vault: Vault, waiting: tuple[AttachedFile, ...], known: dict[str, FileState]
) -> int | None:
    """Files at both ends are asked about no more, up to the first that is not."""
    reached = None
    for each in waiting:
        state = known.get(each.digest)
        if state is None or state.have < state.size or not vault.holds(each.digest):
            break
        reached = each.arrival
    return reached
