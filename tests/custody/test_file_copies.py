"""Attached files travel with backups and with the continuous copy, and come back with them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from deeds_at_desk import acting
from desks import NOW, OFFICE, desk_settings, reception
from lives import refusal_of, sound

from app.bootstrap import Desk, create_desk
from app.custody.backing_up import back_up_to_place, choose_place
from app.custody.copying import ContinuousCopy, choose_copy_place
from app.custody.file_copies import files_folder
from app.custody.restoring import drill, restore
from app.domain.erasure import ErasureForm
from app.domain.errors import Reason
from app.services.attaching import AttachForm, attach_file, vault_of
from app.services.dossiers import dossier
from app.services.erasing import erase, plan_erasure, shipped_rules
from app.services.receiving import receive_dossier


def paper(name: str) -> bytes:
    return f"%PDF-1.7\n{name} 034188004321\n%%EOF".encode()


def dossier_with(desk: Desk, *contents: bytes) -> tuple[str, list[str]]:
    """A dossier received with some files: its code, and their digests."""
    with desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        )
    return received.dossier_code, [attach(desk, received.dossier_uid, each) for each in contents]


def attach(desk: Desk, uid: UUID, content: bytes) -> str:
    with desk.database.transaction() as session:
        vault = vault_of(session, "H40", desk.attachments)
        form = AttachForm(name="giay.pdf", content=content, ordinal=1)
        return attach_file(session, uid, form, acting(desk), vault)


def fetched(desk: Desk, digest: str) -> bytes:
    with desk.database.transaction() as session:
        return vault_of(session, "H40", desk.attachments).fetch(digest)


def files_at(place: Path) -> list[Path]:
    found = files_folder(place, "H40.16", 3).glob("??/*")
    return sorted(each for each in found if each.is_file())


def erase_persons(desk: Desk, code: str) -> None:
    rules = shipped_rules(desk.settings.resources)
    form = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
    who = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        plan = plan_erasure(session, code, form, rules=rules, **who)  # type: ignore[arg-type]
        erase(session, plan, rules=rules, **who)  # type: ignore[arg-type]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def lost(tmp_path: Path) -> tuple[Desk, str]:
    """A desk that will be lost, and its recovery key."""
    made = create_desk(desk_settings(tmp_path / "lost"), OFFICE)
    return replace(made.desk, now=lambda: NOW), made.recovery


def burn(desk: Desk) -> None:
    desk.close()
    for folder in (desk.settings.data, desk.settings.state):
        shutil.rmtree(folder)


def test_a_backup_brings_the_files_and_only_new_ones_the_next_time(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    dossier_with(desk, paper("một"), paper("hai"))
    assert back_up_to_place(desk).files == 2
    later = replace(desk, now=lambda: NOW.replace(hour=10))
    assert back_up_to_place(later).files == 0
    dossier_with(desk, paper("ba"))
    latest = replace(desk, now=lambda: NOW.replace(hour=11))
    assert back_up_to_place(latest).files == 1
    assert len(files_at(stick)) == 3
    assert not any(b"034188004321" in each.read_bytes() for each in files_at(stick))


def test_an_emptied_stick_gets_everything_again(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    dossier_with(desk, paper("một"))
    back_up_to_place(desk)
    shutil.rmtree(files_folder(stick, "H40.16", 3))
    later = replace(desk, now=lambda: NOW.replace(hour=10))
    assert back_up_to_place(later).files == 1


def test_after_a_fire_the_files_come_back_from_backup_and_copy(
    lost: tuple[Desk, str], tmp_path: Path, stick: Path
) -> None:
    desk, recovery = lost
    other = tmp_path / "second-disk"
    other.mkdir()
    choose_place(desk, stick)
    choose_copy_place(desk, other)
    code, (scanned,) = dossier_with(desk, paper("trước bản sao lưu"))
    backup = back_up_to_place(desk).file
    later_code, (later,) = dossier_with(desk, paper("sau bản sao lưu"))
    ContinuousCopy(desk).catch_up()
    assert len(files_at(stick)) == 1
    assert len(files_at(other)) == 2
    burn(desk)

    new = restore(desk_settings(tmp_path / "new"), backup, recovery, copies=other)
    assert fetched(new, scanned) == paper("trước bản sao lưu")
    assert fetched(new, later) == paper("sau bản sao lưu")
    with new.database.reading() as session:
        assert {dossier(session, "H40", each).code for each in (code, later_code)}
    assert sound(new)
    new.close()


def test_a_deed_of_attaching_lies_on_the_stick_with_its_file_at_once(
    desk: Desk, stick: Path
) -> None:
    choose_copy_place(desk, stick)
    copy = ContinuousCopy(desk)
    copy.catch_up()
    assert files_at(stick) == []
    dossier_with(desk, paper("một"))
    copy.catch_up()
    assert len(files_at(stick)) == 1


def test_a_drill_opens_the_files_and_finds_what_is_missing_or_damaged(
    desk: Desk, stick: Path
) -> None:
    choose_place(desk, stick)
    dossier_with(desk, paper("một"), paper("hai"))
    backup = back_up_to_place(desk).file
    found = drill(desk, backup)
    assert (found.sound, found.files.named, found.files.opened) == (True, 2, 2)

    first, second = files_at(stick)
    content = bytearray(first.read_bytes())
    content[40] ^= 1
    first.write_bytes(bytes(content))
    second.unlink()
    found = drill(desk, backup)
    assert (found.sound, found.files.damaged, found.files.missing) == (False, 1, 1)


def test_an_erased_persons_files_leave_every_copy_and_no_restore_brings_them_back(
    lost: tuple[Desk, str], tmp_path: Path, stick: Path
) -> None:
    desk, recovery = lost
    choose_place(desk, stick)
    choose_copy_place(desk, stick)
    gone_code, (gone, shared) = dossier_with(desk, paper("đi"), paper("chung"))
    _, (kept, _) = dossier_with(desk, paper("ở"), paper("chung"))
    backup = back_up_to_place(desk).file
    ContinuousCopy(desk).catch_up()
    hidden = tmp_path / "put-away"
    shutil.copytree(stick, hidden)
    assert len(files_at(stick)) == 3
    erase_persons(desk, gone_code)
    assert refusal_of(lambda: fetched(desk, gone)) is Reason.ATTACHMENT_MISSING
    ContinuousCopy(desk).catch_up()
    assert len(files_at(stick)) == 2
    burn(desk)

    # From a stick that was put away before the erasure, and the copy that knows of it.
    old = hidden / backup.name
    new = restore(desk_settings(tmp_path / "new"), old, recovery, copies=stick)
    assert refusal_of(lambda: fetched(new, gone)) is Reason.ATTACHMENT_MISSING
    assert (fetched(new, shared), fetched(new, kept)) == (paper("chung"), paper("ở"))
    choose_place(new, hidden)
    back_up_to_place(replace(new, now=lambda: NOW.replace(hour=12)))
    assert len(files_at(hidden)) == 2
    new.close()


def test_files_that_no_place_takes_leave_the_backup_of_the_journal(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    dossier_with(desk, paper("một"))
    files_folder(stick, "H40.16", 3).write_text("ở chỗ của thư mục")
    assert refusal_of(lambda: back_up_to_place(desk)) is Reason.BACKUP_PLACE_GONE
    assert len(list(stick.glob("*.db"))) == 1


def test_a_desk_without_files_asks_nothing_of_the_place(desk: Desk, stick: Path) -> None:
    choose_place(desk, stick)
    back_up_to_place(desk)
    assert not files_folder(stick, "H40.16", 3).exists()
