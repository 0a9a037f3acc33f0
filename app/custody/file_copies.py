"""Attached files beside the copies of the journal: brought there once, and back after a loss.

They lie in one folder beside the backups, under the same keyed names as at the desk and encrypted
as there. A file never changes, so that each night only the new ones travel.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from app.bootstrap import Desk
from app.devices import places
from app.devices.desk_files import write_whole
from app.devices.erasure_list import ErasedFiles
from app.devices.vault import Vault
from app.domain.custody import FilesTried
from app.domain.errors import Reason, Refusal
from app.services.attached_files import AttachedFile, attached_files
from app.services.attaching import known_vault
from app.services.desk import DeskContext, OpenSession
from app.services.journal_head import journal_head

_REACHED = "da-chep"
_AT_ONCE = 200
_MOST_READ = 2 * 1024**3
"""Bytes that a drill decrypts; what is above is looked for by name only."""


def files_folder(place: Path, agency: str, desk: int) -> Path:
    """The folder of attached files beside the backups and copies of a desk."""
    return place / f"motcua-{agency}-quay{desk}-tep"


class FileCopies:
    """The attached files of a desk at one place. Raises the refusals of ``places.carry``."""

    def __init__(self, desk: Desk, place: Path) -> None:
        self._desk = desk
        self._folder = files_folder(place, desk.context.agency_code, desk.context.number)
        self._erased = ErasedFiles(desk.settings.erased_files)

    def bring_new(self) -> int:
        """Bring what was attached since the last time, and drop erased files; how many came."""
        desk, tenant, count = self._desk, self._desk.context.tenant, 0
        with desk.database.reading() as session:
            vault = known_vault(session, tenant, desk.settings.attachments)
            writer = str(journal_head(session, tenant).writer)
        if vault is None:
            return 0
        reached = self._reached(writer)
        while True:
            # Read in turns: a snapshot held while gigabytes travel would let the log grow.
            with desk.database.reading() as session:
                some = list(islice(attached_files(session, tenant, reached), _AT_ONCE))
            if not some:
                break
            count += self.bring(vault, (each.digest for each in some))
            reached = some[-1].arrival
            self._note(writer, reached)
        self.forget_erased(vault)
        return count

    def bring(self, vault: Vault, digests: Iterable[str]) -> int:
        """Bring these files, as far as they lie here and not there yet."""
        there = vault.at(self._folder)
        wanted = [each for each in digests if vault.holds(each)]
        missing = [each for each in wanted if not self._asked(there, each)]
        for digest in missing:
            carry_file(vault.path(digest), there.path(digest))
        return len(missing)

    def _asked(self, there: Vault, digest: str) -> bool:
        return places.answered(lambda: there.holds(digest), self._folder)

    def forget_erased(self, vault: Vault) -> None:
        """What was erased here goes there too, unless somebody attached the same file again."""
        gone = [name for name in self._erased.names() if not vault.holds_name(name)]

        def drop() -> None:
            for name in gone:
                (self._folder / name).unlink(missing_ok=True)

        if gone:
            places.answered(drop, self._folder)

    def _reached(self, writer: str) -> int:
        """How far this place came; from the beginning for another writer, or an emptied stick."""
        try:
            text = (self._folder / _REACHED).read_text("utf-8")
            noted = json.loads(text)
            return int(noted["arrival"]) if noted["writer"] == writer else 0
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _note(self, writer: str, arrival: int) -> None:
        text = json.dumps({"writer": writer, "arrival": arrival})

        def write() -> None:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / _REACHED, text)

        places.told_of_place(lambda: places.answered(write, self._folder.parent), self._folder)


def carry_file(source: Path, target: Path) -> None:
    """Bring one file over, whole or not at all."""
    unfinished = target.with_name(target.name + ".dang-ghi")

    def begin() -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)

    places.answered(begin, target.parent)
    places.carry(source, unfinished)
    places.answered(lambda: unfinished.replace(target), target.parent)


def bring_back(
    session: OpenSession, desk: DeskContext, attachments: Path, sources: Iterable[Path]
) -> int:
    """After a loss: fetch every file that the journal names and that lies at a source.

    Files of erased persons stay where they are. Returns how many came; what lies nowhere is told
    by the next drill.
    """
    vault = known_vault(session, desk.tenant, attachments)
    if vault is None:
        return 0
    folders = [files_folder(each, desk.agency_code, desk.number) for each in sources]
    others = [vault.at(folder) for folder in folders if folder.is_dir()]
    count = 0
    for each in attached_files(session, desk.tenant):
        if vault.holds(each.digest):
            continue
        found = next((other for other in others if other.holds(each.digest)), None)
        if found is not None:
            carry_file(found.path(each.digest), vault.path(each.digest))
            count += 1
    return count


def try_files(session: OpenSession, desk: Desk, place: Path) -> FilesTried:
    """Whether the files that a backup names lie beside it and open; the newest are read first."""
    context = desk.context
    vault = known_vault(session, context.tenant, desk.settings.attachments)
    if vault is None:
        return FilesTried()
    there = vault.at(files_folder(place, context.agency_code, context.number))
    named = list({each.digest: each for each in attached_files(session, context.tenant)}.values())
    opened = missing = damaged = read = 0
    for each in reversed(named):
        if not there.holds(each.digest):
            missing += _belongs_here(each, context, vault)
            continue
        read += each.size
        if read > _MOST_READ:
            continue
        opened += 1
        damaged += not _opens(there, each.digest)
    return FilesTried(named=len(named), opened=opened, missing=missing, damaged=damaged)


def _belongs_here(each: AttachedFile, desk: DeskContext, vault: Vault) -> bool:
    """Whether this desk has to have it: what another desk attached may lie there alone."""
    is_own = (each.office, each.desk) == (desk.agency_code, desk.number)
    return is_own or vault.holds(each.digest)


def _opens(vault: Vault, digest: str) -> bool:
    try:
        vault.fetch(digest)
    except Refusal as refusal:
        if refusal.reason not in (Reason.ATTACHMENT_DAMAGED, Reason.ATTACHMENT_MISSING):
            raise
        return False
    return True
