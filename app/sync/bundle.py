"""The bundle: what no centre has seen yet, on a stick or a second disk; harmless read twice."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.devices.keys import key_mark
from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.domain.events import FIRST_CHAIN, Event, read_event
from app.domain.moments import local, to_text
from app.models.journal import TombstoneRow
from app.services import arriving, writers
from app.services.arriving import Arrived
from app.services.desk import DeskContext
from app.services.journal_head import journal_head
from app.sync.carried_files import holds_file
from app.sync.outgoing import next_parcel
from app.sync.sealed_file import Head, SealedFile
from app.sync.wire import Carried, Parcel, Reference, pack, unpack

SUFFIX = ".goi"
_AT_ONCE = 500


_CODE_DIGITS, _GROUP = 30, 5
"""A hundred bits that are told by telephone or travel apart from the stick."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a bundle brought: events in it, and how many of them were new here."""

    path: Path
    events: int
    new: int


def new_code() -> str:
    """A code that opens one bundle at an office with another key; digits in groups."""
    digits = "".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS))
    return " ".join(digits[at : at + _GROUP] for at in range(0, _CODE_DIGITS, _GROUP))


def key_of_code(code: str) -> bytes:
    """The key that a code stands for. Raises ``Refusal`` (``FIELD_WRONG``)."""
    digits = "".join(each for each in code if each not in " .-")
    if len(digits) != _CODE_DIGITS or not (digits.isascii() and digits.isdecimal()):
        raise Refusal(Reason.FIELD_WRONG, field="mã mở gói", value=code)
    return hashlib.sha256(b"motcua bundle code:" + digits.encode()).digest()


def name_for(desk: DeskContext, now: datetime) -> str:
    """A bundle that is carried by hand; continuous copies are looked for under other names."""
    return f"goi-{desk.agency_code}-quay{desk.number}-{local(now):%y%m%d-%H%M%S}{SUFFIX}"


def new_head(session: Session, desk: DeskContext, key: bytes, now: datetime) -> Head:
    """The head of a bundle that this desk begins now."""
    return Head(
        agency=desk.agency_code,
        desk=desk.number,
        writer=str(journal_head(session, desk.tenant).writer),
        mark=key_mark(key),
        tombstones=tombstones(session, desk.tenant),
        salt=secrets.token_hex(16),
        begun_at=to_text(now),
    )


def parcels(
    session: Session, tenant: str, after: int, carried: set[str] | None = None
) -> Iterator[Parcel]:
    """What the open writer recorded above a position, with what it names by digest.

    ``carried`` remembers across calls which references went along already.
    """
    writer = journal_head(session, tenant).writer
    known = set() if carried is None else carried
    while True:
        parcel = next_parcel(session, tenant, writer, after, _AT_ONCE)
        if parcel is None:
            return
        yield replace(parcel, references=_references(session, tenant, parcel.events, known))
        after = parcel.last_seq


def export(session: Session, desk: DeskContext, key: bytes, path: Path, now: datetime) -> int:
    """Write everything unsent to one file, to be carried by hand; returns how many events.

    A file that this desk began under the same key goes on where it ends. Raises ``Refusal``
    (``BACKUP_EXISTS``, ``FOLDER_READ_ONLY``).
    """
    file, is_new = SealedFile(path, key), not path.exists()
    after = writers.acknowledged(session, desk.tenant)
    count = 0
    try:
        head = new_head(session, desk, key, now)
        if is_new:
            file.begin(head)
        else:
            after = max(after, _goes_on_after(file, head))
        for parcel in parcels(session, desk.tenant, after):
            file.append([pack(parcel)])
            count += len(parcel.events)
    except OSError:
        if is_new:
            path.unlink(missing_ok=True)
        raise Refusal(Reason.FOLDER_READ_ONLY, path=path.parent) from None
    return count


def _goes_on_after(file: SealedFile, ours: Head) -> int:
    """Up to where a file holds this desk's journal, which must have begun it."""
    head = file.head()
    if replace(ours, salt=head.salt, begun_at=head.begun_at) != head:
        raise Refusal(Reason.BACKUP_EXISTS, path=file.path)
    return max((parcel.last_seq for parcel in _parcels_on(file)), default=0)


def _parcels_on(file: SealedFile) -> Iterator[Parcel]:
    """The events of a file, without the attached files behind them."""
    return (_unpacked(frame, file.path) for frame in file.frames() if not holds_file(frame))


def take_in(session: Session, tenant: str, path: Path, key: bytes, now: datetime) -> TakenIn:
    """Take a bundle in; what is known already is passed over.

    Raises ``Refusal``: ``BUNDLE_UNREADABLE``, ``BUNDLE_OTHER_KEY``, ``BUNDLE_ELSEWHERE``,
    ``BUNDLE_BROKEN_CHAIN``; then the transaction takes nothing of it.
    """
    file = SealedFile(path, key)
    try:
        head = file.head()
        if head.mark != key_mark(key):
            raise Refusal(Reason.BUNDLE_OTHER_KEY, path=path, mark=head.mark)
        events = new = 0
        for parcel in _parcels_on(file):
            events += len(parcel.events)
            new += _take_in_parcel(session, tenant, parcel, path, now)
    except OSError:
        raise Refusal(Reason.BUNDLE_UNREADABLE, path=path) from None
    return TakenIn(path, events, new)


def take_in_folder(
    session: Session, tenant: str, folder: Path, key: bytes, now: datetime
) -> tuple[TakenIn, ...]:
    """Take every bundle of a folder in that is under this key, the oldest first.

    Raises ``Refusal`` (``BACKUP_NONE``) where there is none.
    """
    heads = {path: SealedFile(path, key).head() for path in sorted(folder.glob(f"*{SUFFIX}"))}
    ours = [path for path, head in heads.items() if head.mark == key_mark(key)]
    if not ours:
        raise Refusal(Reason.BACKUP_NONE, path=folder)
    ours.sort(key=lambda path: heads[path].begun_at)
    return tuple(take_in(session, tenant, path, key, now) for path in ours)


def brings_nothing(session: Session, tenant: str, file: SealedFile) -> bool:
    """Whether every event of a bundle is known here; ``False`` for one that cannot be read."""
    try:
        return all(
            arriving.is_known(session, tenant, UUID(json.loads(each.content)["uid"]))
            for parcel in _parcels_on(file)
            for each in parcel.events
        )
    except (Refusal, ValueError, KeyError):
        return False


def tombstones(session: Session, tenant: str) -> int:
    """How many erasures this database knows; a bundle begun before the last one is begun anew."""
    counted = select(func.count()).select_from(TombstoneRow).where(TombstoneRow.tenant == tenant)
    return session.execute(counted).scalar_one()


def _take_in_parcel(
    session: Session, tenant: str, parcel: Parcel, path: Path, now: datetime
) -> int:
    chains = parcel.chains()
    before = FIRST_CHAIN
    if parcel.from_seq > 1:
        before = arriving.known_chain(session, tenant, parcel.writer, parcel.from_seq - 1) or b""
    if before and before != parcel.previous_chain:
        raise Refusal(Reason.BUNDLE_BROKEN_CHAIN, path=path, seq=parcel.from_seq)
    for reference in parcel.references:
        if digest(reference.content) != reference.digest:
            raise Refusal(Reason.BUNDLE_UNREADABLE, path=path)
        arriving.take_in_reference(session, tenant, reference.kind, reference.content, now)
    arrived = []
    for seq, (carried, chain) in enumerate(
        zip(parcel.events, chains, strict=True), parcel.from_seq
    ):
        known = arriving.known_chain(session, tenant, parcel.writer, seq)
        if known is not None and known != chain:
            raise Refusal(Reason.BUNDLE_BROKEN_CHAIN, path=path, seq=seq)
        arrived.append(Arrived(_event(carried, tenant, path), parcel.writer, seq, chain))
    return arriving.take_in(session, tenant, arrived)


def _event(carried: Carried, tenant: str, path: Path) -> Event:
    try:
        event = read_event(carried.content, carried.private)
    except (ValueError, KeyError, TypeError):
        raise Refusal(Reason.BUNDLE_UNREADABLE, path=path) from None
    if event.author.tenant != tenant:
        raise Refusal(Reason.BUNDLE_ELSEWHERE, path=path)
    if carried.private is not None and digest(carried.private) != event.private_digest:
        raise Refusal(Reason.BUNDLE_UNREADABLE, path=path)
    return event


def _unpacked(frame: bytes, path: Path) -> Parcel:
    try:
        return unpack(frame)
    except ValueError:
        raise Refusal(Reason.BUNDLE_UNREADABLE, path=path) from None


def _references(
    session: Session, tenant: str, events: tuple[Carried, ...], known: set[str]
) -> tuple[Reference, ...]:
    found: list[Reference] = []
    for each in events:
        for kind, sha256 in arriving.named_by(each.content):
            if sha256 in known:
                continue
            known.add(sha256)
            held = arriving.reference_contents(session, tenant, kind, (sha256,))
            found += [Reference(kind, sha256, content) for content in held.values()]
    return tuple(found)
