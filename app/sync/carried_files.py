"""Attached files on a stick: behind the events that name them, each file whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.devices.vault import Vault
from app.domain.errors import Reason, Refusal
from app.models.database import Database
from app.services.attached_files import AttachedFile, attached_files, file_named_in
from app.services.attaching import vault_of
from app.sync.sealed_file import SealedFile
from app.sync.wire import unpack

_MARK = b"F"
"""No packed parcel begins so."""

_DIGEST, _NUMBER = 32, 8
_HEAD = len(_MARK) + _DIGEST + 2 * _NUMBER
_PART = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FilesWritten:
    """How many files were added to a stick, and how many found no room."""

    written: int
    left: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Bytes of a file from a place on, and how long the whole is."""

    digest: str
    first: int
    size: int
    content: bytes

    @property
    def is_last(self) -> bool:
        """Whether the file ends here."""
        return self.first + len(self.content) >= self.size


def holds_file(frame: bytes) -> bool:
    """Whether a frame holds a part of a file and no events."""
    return frame.startswith(_MARK)


def add_files(session: Session, tenant: str, attachments: Path, file: SealedFile) -> FilesWritten:
    """Add the files that the events on a stick name and that lie here, but for those it has.

    A stick without room keeps what was written whole; the rest is counted.
    """
    vault = vault_of(session, tenant, attachments)
    wanted = _named_on(file)
    known = {each.digest: each for each in attached_files(session, tenant)}
    lacking = [each for each in wanted if each in known and vault.holds(each)]
    for count, digest in enumerate(lacking):
        try:
            file.append([_framed(part) for part in _parts(digest, vault.fetch(digest))])
        except OSError:
            return FilesWritten(count, len(lacking) - count)
    return FilesWritten(len(lacking), 0)


def take_files(database: Database, tenant: str, attachments: Path, file: SealedFile) -> int:
    """Keep the files of a stick that the journal names and that lack here; how many came.

    A file that is torn, or belies its digest, is passed over. Raises ``Refusal``:
    ``BUNDLE_UNREADABLE``, ``DISK_FULL``, ``FOLDER_READ_ONLY``; what came before stays.
    """
    with database.transaction() as session:
        vault = vault_of(session, tenant, attachments)
        known = {each.digest: each for each in attached_files(session, tenant)}
    came = 0
    try:
        for digest, content in _whole_files(file, known, vault):
            came += _kept(vault, digest, content)
    except OSError:
        raise Refusal(Reason.BUNDLE_UNREADABLE, path=file.path) from None
    return came


def _kept(vault: Vault, digest: str, content: bytes) -> bool:
    """Keep a file; what is not what it is called goes again."""
    kept = vault.keep(content)
    if kept != digest:
        vault.drop(kept)
    return kept == digest


def _whole_files(
    file: SealedFile, known: dict[str, AttachedFile], vault: Vault
) -> Iterator[tuple[str, bytes]]:
    """Each file of the stick that is wanted, once its last part is there."""
    so_far: list[bytes] = []
    for frame in file.frames():
        part = _part(frame)
        if part is None or not _is_wanted(part, known, vault):
            continue
        so_far = so_far if part.first else []
        if sum(map(len, so_far)) != part.first:
            continue
        so_far.append(part.content)
        if part.is_last:
            yield part.digest, b"".join(so_far)


def _is_wanted(part: _Part, known: dict[str, AttachedFile], vault: Vault) -> bool:
    named = known.get(part.digest)
    if named is None or named.has_left or named.size != part.size:
        return False
    return not vault.holds(part.digest)


def _named_on(file: SealedFile) -> list[str]:
    """Files that the events of a stick name, in their order, without those that are whole there."""
    named: dict[str, None] = {}
    for frame in file.frames():
        part = _part(frame)
        if part is None:
            found = (file_named_in(each.content) for each in unpack(frame).events)
            named |= dict.fromkeys(digest for digest in found if digest is not None)
        elif part.is_last:
            named.pop(part.digest, None)
    return list(named)


def _parts(digest: str, content: bytes) -> Iterator[_Part]:
    for first in range(0, len(content), _PART):
        yield _Part(digest, first, len(content), content[first : first + _PART])


def _framed(part: _Part) -> bytes:
    places = (part.first.to_bytes(_NUMBER, "big"), part.size.to_bytes(_NUMBER, "big"))
    return b"".join((_MARK, bytes.fromhex(part.digest), *places, part.content))


def _part(frame: bytes) -> _Part | None:
    if not holds_file(frame) or len(frame) < _HEAD:
        return None
    at = len(_MARK) + _DIGEST
    first, size = (
        int.from_bytes(frame[start : start + _NUMBER], "big") for start in (at, at + _NUMBER)
    )
    return _Part(frame[len(_MARK) : at].hex(), first, size, frame[_HEAD:])
