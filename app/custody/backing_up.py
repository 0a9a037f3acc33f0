"""Backups: made at the place that was chosen, kept by the rule, remembered in the ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from app.bootstrap import Desk, key_of
from app.config import Settings
from app.custody import ledger
from app.custody.file_copies import FileCopies
from app.devices import desk_files, places
from app.devices.keys import key_mark
from app.domain.backup_rule import (
    BackupName,
    BackupRule,
    asks_before_closing,
    days_away,
    is_due,
    next_closing,
    read_backup_name,
    superfluous,
)
from app.domain.custody import Custody, Ledger
from app.domain.errors import Reason, Refusal
from app.domain.roles import ADMINISTRATOR, SUPERVISOR, role_text
from app.domain.words import refusal_sentence
from app.services import backups
from app.services.calendars import calendar
from app.services.custody_deeds import sheet_is_kept
from app.services.writers import count_unsent

RULE = BackupRule()
"""What offices keep: seven days, five weeks, twelve months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made: its file, its size, what the rule removed, and what to mind.

    ``files`` counts attached files that came to it now.
    """

    file: Path
    size: int
    removed: tuple[str, ...] = ()
    same_disk: bool = False
    files: int = 0


def custody(desk: Desk) -> Custody:
    """How the copies stand now."""
    known, now = ledger.read(desk.settings), desk.now()
    mark = key_mark(key_of(desk.settings))
    with desk.database.reading() as session:
        days = calendar(session, desk.context.tenant)
        waiting = count_unsent(session, desk.context.tenant)
        sheet_kept = sheet_is_kept(session, desk.context.tenant, mark)
    covered = known.copied_at is not None and known.copy_failure is None and known.copy_place
    place = ledger.folder_of(known.place)
    return Custody(
        ledger=known,
        at=now,
        mark=mark,
        due=known.place is not None and is_due(days, known.last_backup_at, now),
        asks=asks_before_closing(days, known.last_backup_at, now),
        away=days_away(days, now),
        one_disk_only=0 if covered else waiting,
        same_disk=place is not None and places.shares_disk(place, desk.settings.data),
        next_at=next_closing(days, now),
        sheet_kept=sheet_kept,
    )


def choose_place(desk: Desk, place: Path | None) -> Ledger:
    """Decide where backups go from now on: whoever looks after the desk may.

    Raises the refusals of ``check_place``, and ``ROLE_LACKING``: whoever moved the copies away
    would leave the desk without any.
    """
    check_chief(desk)
    if place is not None:
        places.check_place(place, desk.settings.data)
    return ledger.move(desk.settings, "place", place)


def check_chief(desk: Desk) -> None:
    """Raises ``Refusal`` (``NOT_SIGNED_IN``, ``ROLE_LACKING``) unless a chief sits here."""
    roles = desk.actor.roles
    if not {SUPERVISOR, ADMINISTRATOR} & set(roles):
        raise Refusal(Reason.ROLE_LACKING, role=role_text(ADMINISTRATOR))


def back_up(desk: Desk, path: Path) -> None:
    """Write an encrypted copy of the desk's database to a file of that name, its files beside it.

    The refusals are those of ``write_backup``, and ``BACKUP_PLACE_FULL``.
    """
    _write_near(desk, key_of(desk.settings), path)
    FileCopies(desk, path.parent).bring_new()


def back_up_to_place(desk: Desk, rule: BackupRule = RULE) -> Made:
    """Make a backup at the chosen place and apply the rule; the outcome is remembered.

    Files that were attached since the last one follow. What stops them is told, and the backup of
    the journal stands all the same.

    Raises ``Refusal`` (``BACKUP_PLACE_MISSING`` and those of the place and of ``write_backup``);
    then nothing was removed.
    """
    settings, now = desk.settings, desk.now()
    try:
        made = _make(desk, rule, now)
    except Refusal as refusal:
        ledger.note(settings, failed_at=now, failure=refusal_sentence(refusal))
        raise
    ledger.note(settings, last_backup_at=now, failed_at=None, failure=None)
    try:
        files = FileCopies(desk, made.file.parent).bring_new()
    except Refusal as refusal:
        ledger.note(settings, failed_at=now, failure=refusal_sentence(refusal))
        raise
    return replace(made, files=files)


def kept_backups(place: Path, desk: Desk) -> tuple[tuple[BackupName, Path], ...]:
    """The backups of this desk at a place, the newest first."""
    context = desk.context
    named = ((read_backup_name(path.name), path) for path in place.glob("motcua-*.db"))
    ours = [
        (name, path)
        for name, path in named
        if name and (name.agency, name.desk) == (context.agency_code, context.number)
    ]
    return tuple(sorted(ours, key=lambda each: each[0].at, reverse=True))


def newest_backup(desk: Desk) -> Path:
    """The newest backup at the chosen place. Raises ``Refusal`` when there is none."""
    place = _place(desk.settings)
    found = places.answered(lambda: kept_backups(place, desk), place)
    if not found:
        raise Refusal(Reason.BACKUP_NONE, path=place)
    return found[0][1]


def _make(desk: Desk, rule: BackupRule, now: datetime) -> Made:
    settings = desk.settings
    place, key = _place(settings), key_of(settings)
    places.check_place(place, settings.data)
    context = desk.context
    name = BackupName(context.agency_code, context.number, now, key_mark(key))
    target = place / str(name)
    _sweep(place)
    write = _write_far if places.is_far(place) else _write_near
    write(desk, key, target)
    removed = _apply(rule, desk, place, now)
    return Made(
        file=target,
        size=target.stat().st_size,
        removed=removed,
        same_disk=places.shares_disk(place, settings.data),
    )


def _write_near(desk: Desk, key: bytes, target: Path) -> None:
    places.told_of_place(lambda: backups.write_backup(desk.database, key, target), target.parent)


def _write_far(desk: Desk, key: bytes, target: Path) -> None:
    """By way of this disk: a share is no place for a database, and may fall silent half-way."""
    staged = desk.settings.data / desk_files.STAGED
    unfinished = target.with_name(target.name + ".dang-ghi")
    desk_files.remove(staged)
    try:
        backups.write_backup(desk.database, key, staged)
        places.carry(staged, unfinished)
        places.answered(lambda: backups.check_copy(unfinished, key, target), target.parent)
        places.answered(lambda: unfinished.rename(target), target.parent)
    finally:
        desk_files.remove(staged)


def _apply(rule: BackupRule, desk: Desk, place: Path, now: datetime) -> tuple[str, ...]:
    files = dict(kept_backups(place, desk))
    removed = superfluous(files, rule, now)
    for each in removed:
        files[each].unlink(missing_ok=True)
    return tuple(files[each].name for each in removed)


def _sweep(place: Path) -> None:
    """What a backup that was cut off left behind."""
    for unfinished in place.glob("motcua-*.db.dang-ghi*"):
        unfinished.unlink(missing_ok=True)


def _place(settings: Settings) -> Path:
    place = ledger.folder_of(ledger.read(settings).place)
    if place is None:
        raise Refusal(Reason.BACKUP_PLACE_MISSING)
    return place
