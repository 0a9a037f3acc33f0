"""Attached files go by stick behind their events: whole, resumed, harmless twice, never others."""

from __future__ import annotations

from pathlib import Path

import pytest
from centres import TENANT
from deeds_at_desk import acting, received

from app.bootstrap import Desk
from app.services.attached_files import attached_files
from app.services.attaching import AttachForm, attach_file, vault_of
from app.sync import bundle
from app.sync.carried_files import FilesWritten, add_files, take_files
from app.sync.sealed_file import SealedFile

CODE = "12345 67890 12345 67890 12345 67890"
KEY = bundle.key_of_code(CODE)
LONG = b"%PDF-1.4" + bytes(range(256)) * (5 * 4096)
"""More than one part."""


def attached(desk: Desk, content: bytes) -> None:
    uid = received(desk)
    with desk.database.transaction() as session:
        vault = vault_of(session, TENANT, desk.attachments)
        attach_file(session, uid, AttachForm(name="don.pdf", content=content), acting(desk), vault)


def written(desk: Desk, path: Path) -> FilesWritten:
    with desk.database.reading() as session:
        bundle.export(session, desk.context, KEY, path, desk.now())
    with desk.database.transaction() as session:
        return add_files(session, TENANT, desk.attachments, SealedFile(path, KEY))


def taken(desk: Desk, path: Path) -> int:
    with desk.database.transaction() as session:
        bundle.take_in(session, TENANT, path, KEY, desk.now())
    return take_files(desk.database, TENANT, desk.attachments, SealedFile(path, KEY))


def contents(desk: Desk) -> list[bytes]:
    with desk.database.transaction() as session:
        vault = vault_of(session, TENANT, desk.attachments)
        named = [each.digest for each in attached_files(session, TENANT)]
    return [vault.fetch(each) for each in named if vault.holds(each)]


def test_files_come_with_their_events_once_and_a_stick_goes_on_where_it_ended(
    two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = two_desks
    path = tmp_path / "tui.goi"
    attached(first, b"%PDF-1.4 a")
    assert written(first, path) == FilesWritten(1, 0)
    attached(first, LONG)
    assert written(first, path) == FilesWritten(1, 0)
    assert written(first, path) == FilesWritten(0, 0)
    assert taken(second, path) == 2
    assert taken(second, path) == 0
    assert contents(second) == [b"%PDF-1.4 a", LONG]


@pytest.mark.parametrize("torn", [20, 4 * 1024 * 1024])
def test_a_file_that_was_torn_off_is_not_kept_and_is_written_again(
    torn: int, two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = two_desks
    path = tmp_path / "tui.goi"
    attached(first, b"%PDF-1.4 a")
    attached(first, LONG)
    written(first, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-torn])
    assert taken(second, path) == 1
    assert contents(second) == [b"%PDF-1.4 a"]
    assert written(first, path) == FilesWritten(1, 0)
    assert taken(second, path) == 1
    assert contents(second) == [b"%PDF-1.4 a", LONG]


def test_a_file_that_no_event_here_names_stays_on_the_stick(
    two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = two_desks
    attached(first, b"%PDF-1.4 a")
    path = tmp_path / "tui.goi"
    written(first, path)
    assert take_files(second.database, TENANT, second.attachments, SealedFile(path, KEY)) == 0
    assert contents(second) == []
