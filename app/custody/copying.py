"""The continuous copy: whatever the desk records lies at once on a second disk or stick too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.bootstrap import Desk, key_of
from app.custody import ledger
from app.custody.backing_up import check_chief
from app.custody.file_copies import FileCopies
from app.devices import places
from app.domain.custody import Ledger
from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.services import writers
from app.services.attached_files import file_named_in
from app.services.attaching import known_vault
from app.services.desk import OpenSession
from app.sync import bundle
from app.sync.sealed_file import Head, SealedFile
from app.sync.wire import Parcel, pack, unpack


@dataclass(frozen=True, slots=True)
class Copied:
    """How far the copy goes: everything up to ``seq`` of the open writer lies there."""

    seq: int
    written: int
    at: datetime


def choose_copy_place(desk: Desk, place: Path | None) -> Ledger:
    """Decide where the continuous copy lies; ``None`` ends it.

    The refusals are those of ``choose_place``.
    """
    check_chief(desk)
    if place is not None:
        places.check_place(place, desk.settings.data)
    return ledger.move(desk.settings, "copy_place", place, copied_at=None, copy_failure=None)


def copies_of(place: Path, desk: Desk) -> list[Path]:
    """The continuous copies of a desk at a place, the oldest first."""
    context = desk.context
    return sorted(place.glob(f"motcua-{context.agency_code}-quay{context.number}-*{bundle.SUFFIX}"))


class ContinuousCopy:
    """Appends what was recorded since the last time; one writer, in one lane.

    Where the stick was away it catches up. After an erasure, a change of key or a new writer the
    file is begun anew, and the old one goes when the new one is whole.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._file: SealedFile | None = None
        self._seq = 0
        self._carried: set[str] = set()

    def catch_up(self) -> Copied | None:
        """Bring the copy up to the journal's end; ``None`` where no place is chosen.

        Raises ``Refusal`` about the place; the copy goes on where it stopped.
        """
        settings, now = self._desk.settings, self._desk.now()
        place = ledger.folder_of(ledger.read(settings).copy_place)
        if place is None:
            self._file = None
            return None
        try:
            written = self._append(place, now)
        except (OSError, Refusal) as error:
            self._file = None
            refusal = error if isinstance(error, Refusal) else places.refusal_of(error, place)
            ledger.note(settings, copy_failure=refusal_sentence(refusal))
            raise refusal from error
        ledger.note(settings, copied_at=now, copy_failure=None)
        return Copied(self._seq, written, now)

    def _append(self, place: Path, now: datetime) -> int:
        desk, key = self._desk, key_of(self._desk.settings)
        if not place.is_dir():
            raise FileNotFoundError(str(place))
        with desk.database.reading() as session:
            head = bundle.new_head(session, desk.context, key, now)
            acknowledged = writers.acknowledged(session, desk.context.tenant)
            going_on = self._going_on(place, head, key, acknowledged)
            file = going_on or self._begun(place, head, key, acknowledged)
            written = self._write_new(session, file, place)
            if file is not self._file:
                _remove_older(session, desk.context.tenant, file, head, key)
        self._file = file
        return written

    def _going_on(
        self, place: Path, head: Head, key: bytes, acknowledged: int
    ) -> SealedFile | None:
        """The file of the same writer, key and erasures that lies there; it grows."""
        now_open = self._file
        if now_open is not None and now_open.path.parent == place and now_open.path.exists():
            return now_open if _same(now_open.head(), head) else None
        for path in sorted(place.glob(_name(head, "*")), reverse=True):
            file = SealedFile(path, key)
            try:
                if not _same(file.head(), head):
                    continue
                last = [unpack(frame).last_seq for frame in file.frames()][-1:]
            except (Refusal, ValueError):
                continue
            self._seq, self._carried = last[0] if last else acknowledged, set()
            return file
        return None

    def _begun(self, place: Path, head: Head, key: bytes, acknowledged: int) -> SealedFile:
        begun = re.sub(r"\D", "", head.begun_at)
        while (path := place / _name(head, begun)).exists():
            begun += "0"
        file = SealedFile(path, key)
        file.begin(head)
        self._seq, self._carried = acknowledged, set()
        return file

    def _write_new(self, session: OpenSession, file: SealedFile, place: Path) -> int:
        desk, written = self._desk, 0
        tenant = desk.context.tenant
        vault = known_vault(session, tenant, desk.settings.attachments)
        files = FileCopies(desk, place)
        for parcel in bundle.parcels(session, tenant, self._seq, self._carried):
            if vault is not None:
                # First: an event that lies there shall find its file beside it.
                files.bring(vault, _files_of(parcel))
            file.append([pack(parcel)])
            self._seq = parcel.last_seq
            written += len(parcel.events)
        if vault is not None:
            files.forget_erased(vault)
        return written


def _files_of(parcel: Parcel) -> list[str]:
    named = (file_named_in(each.content) for each in parcel.events)
    return [digest for digest in named if digest is not None]


def _remove_older(
    session: OpenSession, tenant: str, whole: SealedFile, head: Head, key: bytes
) -> None:
    """What this desk holds anew goes; copies of other desks and what was never taken in stay.

    A file that stayed for nothing would keep persons who are erased here.
    """
    for path in whole.path.parent.glob(_name(head, "*")):
        older = SealedFile(path, key)
        if path == whole.path:
            continue
        found = older.head()
        known = found.mark == head.mark and bundle.brings_nothing(session, tenant, older)
        if found.writer == head.writer or known:
            path.unlink(missing_ok=True)


def _same(found: Head, wanted: Head) -> bool:
    return (found.writer, found.mark, found.tombstones) == (
        wanted.writer,
        wanted.mark,
        wanted.tombstones,
    )


def _name(head: Head, begun: str) -> str:
    return f"motcua-{head.agency}-quay{head.desk}-{begun}{bundle.SUFFIX}"
