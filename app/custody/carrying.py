"""The bundle as a whole: events and their attached files, out of one desk and into another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.bootstrap import Desk, key_of
from app.sync import bundle
from app.sync.carried_files import FilesWritten, add_files, take_files
from app.sync.sealed_file import SealedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedOut:
    """What was written: events, attached files, and files that found no room."""

    events: int
    written: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedIn:
    """What a bundle held, how many of its events were new here, and how many files came."""

    events: int
    new: int
    files: int


def carry_out(
    desk: Desk, path: Path, code: str | None = None, *, with_files: bool = True
) -> CarriedOut:
    """Write what the centre never received to a file; under the desk's own key without a code.

    Raises the refusals of ``bundle.export`` and ``bundle.key_of_code``.
    """
    key = key_of(desk.settings) if code is None else bundle.key_of_code(code)
    with desk.database.reading() as session:
        events = bundle.export(session, desk.context, key, path, desk.now())
    files = FilesWritten(0, 0)
    if with_files:
        with desk.database.transaction() as session:
            files = add_files(session, desk.context.tenant, desk.attachments, SealedFile(path, key))
    return CarriedOut(events=events, written=files.written, left=files.left)


def carry_in(desk: Desk, path: Path, code: str | None = None) -> CarriedIn:
    """Take a bundle in, read twice as harmless as once. Raises what ``bundle.take_in`` raises."""
    key = key_of(desk.settings) if code is None else bundle.key_of_code(code)
    tenant = desk.context.tenant
    with desk.database.transaction() as session:
        taken = bundle.take_in(session, tenant, path, key, desk.now())
    files = take_files(desk.database, tenant, desk.attachments, SealedFile(path, key))
    return CarriedIn(events=taken.events, new=taken.new, files=files)


def carried_out_sentence(path: Path, gone: CarriedOut) -> str:
    """What lies in the file now, and what found no room in it."""
    if not gone.events:
        return f"Mọi việc của quầy này trung tâm đã báo nhận; gói {path.name} không có việc nào."
    said = f"Đã ghi {gone.events} sự kiện chưa gửi, {gone.written} tệp đính kèm vào {path}."
    return f"{said} USB hết chỗ: còn {gone.left} tệp chưa ghi." if gone.left else said


def carried_in_sentence(come: CarriedIn) -> str:
    """What came in, and how much of it was known here."""
    said = f"Gói có {come.events} sự kiện, {come.new} sự kiện mới."
    return f"{said} Đã nhận {come.files} tệp đính kèm." if come.files else said
