"""Copies that are older than an erasure still hold the person: they are listed to be destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap import Desk, key_of
from app.custody import ledger
from app.custody.backing_up import kept_backups
from app.custody.copying import copies_of
from app.domain.errors import Refusal
from app.domain.events import read_event
from app.domain.moments import from_text, local
from app.services.wiping import known_erasures
from app.sync.bundle import tombstones
from app.sync.sealed_file import SealedFile

_SET_ASIDE = "*truoc-*.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCopy:
    """A copy of the desk's data that still holds somebody who was erased since."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasures:
    """When persons were erased here, and the copies that are older than the last time."""

    erased_at: tuple[datetime, ...]
    to_destroy: tuple[OldCopy, ...]


def erasures(desk: Desk) -> Erasures:
    """Every erasure that this desk knows of, and the old copies that this machine can see.

    Copies on sticks that are not plugged in cannot be seen; the moments say which are too old.
    """
    with desk.database.reading() as session:
        known = known_erasures(session, desk.context.tenant)
    moments = tuple(sorted(read_event(content, None).recorded_at for content in known.values()))
    if not moments:
        return Erasures(erased_at=(), to_destroy=())
    old = sorted(
        (each for each in _copies(desk) if each.made_at <= moments[-1]),
        key=lambda each: each.made_at,
    )
    return Erasures(erased_at=moments, to_destroy=tuple(old))


def copy_sentences(found: Erasures) -> tuple[str, ...]:
    """Which copies have to be destroyed, for a supervisor; nothing before the first erasure."""
    if not found.erased_at:
        return ()
    last = _moment(found.erased_at[-1])
    return (
        *(f"Cần hủy bản sao {each.path} ({_moment(each.made_at)})." for each in found.to_destroy),
        f"Mọi bản sao làm trước {last}, cả trên USB đã cất, còn dữ liệu đã xóa: hãy hủy.",
    )


def _moment(at: datetime) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}"


def _copies(desk: Desk) -> Iterator[OldCopy]:
    known = ledger.read(desk.settings)
    named = dict.fromkeys((known.place, known.copy_place, *known.former))
    for place in filter(None, map(ledger.folder_of, named)):
        if place.is_dir():
            yield from _copies_at(place, desk)
    for path in desk.settings.data.glob(_SET_ASIDE):
        made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        yield OldCopy(path=path, made_at=made_at)


def _copies_at(place: Path, desk: Desk) -> Iterator[OldCopy]:
    for name, path in kept_backups(place, desk):
        yield OldCopy(path=path, made_at=name.at)
    with desk.database.reading() as session:
        known = tombstones(session, desk.context.tenant)
    # A stick that was away while the person was erased: its bundle knows of fewer erasures.
    for path in copies_of(place, desk):
        with suppress(OSError, Refusal):
            head = SealedFile(path, key_of(desk.settings)).head()
            if head.tombstones < known:
                yield OldCopy(path=path, made_at=from_text(head.begun_at))
