from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from desks import NOW, OFFICE, SET_UP_AT, desk_settings, reception
from sqlalchemy import text

from app.bootstrap import Desk, create_desk, open_desk, open_window
from app.config import read_settings
from app.custody.backing_up import back_up
from app.custody.restoring import restore
from app.devices.desk_files import is_set_up
from app.devices.keys import recovery_text
from app.devices.witness import Testimony, Witness
from app.domain.errors import Reason, Refusal
from app.services import dossiers, sealing, upkeep
from app.services.receiving import receive_dossier
from app.services.restoring import allow_numbering
from app.services.visits import guide_visit

TENANT = "H40"


def receive(desk: Desk, days: int = 0) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session,
            reception(),
            now=NOW + timedelta(days=days),
            desk=desk.context,
            actor=desk.actor,
        ).dossier_code


def codes_of(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        return list(session.execute(text("SELECT code FROM dossier ORDER BY number")).scalars())


def reopened(folder: Path) -> Desk:
    return replace(open_desk(desk_settings(folder)), now=lambda: NOW)


def refusal_of(call: object, *arguments: object) -> Reason:
    with pytest.raises(Refusal) as refused:
        call(*arguments)  # type: ignore[operator]
    return refused.value.reason


def test_a_new_desk_knows_office_officer_and_catalogue(desk: Desk) -> None:
    assert desk.context.office_name == OFFICE.office_name
    assert desk.actor.full_name == OFFICE.officer
    with desk.database.reading() as session:
        assert upkeep.verify(session, TENANT) == ()


def test_a_folder_is_set_up_once(desk_folder: Path) -> None:
    assert refusal_of(create_desk, desk_settings(desk_folder), OFFICE) is Reason.ALREADY_SET_UP


def test_an_empty_folder_says_that_nothing_is_set_up(tmp_path: Path) -> None:
    assert refusal_of(open_desk, desk_settings(tmp_path / "none")) is Reason.NOT_SET_UP


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"agency_code": "nam dinh"}, Reason.AGENCY_CODE_WRONG),
        ({"desk": 9}, Reason.DESK_WRONG),
        ({"office_name": "  "}, Reason.FIELD_MISSING),
        ({"officer": "\n"}, Reason.FIELD_MISSING),
    ],
)
def test_wrong_answers_leave_no_desk_behind(
    tmp_path: Path, answers: dict[str, object], reason: Reason
) -> None:
    form = replace(OFFICE, **answers)  # type: ignore[arg-type]
    assert refusal_of(create_desk, desk_settings(tmp_path / "desk"), form) is reason
    assert not is_set_up(desk_settings(tmp_path / "desk"))


def test_training_has_codes_that_fail_the_official_pattern(tmp_path: Path) -> None:
    form = replace(OFFICE, is_training=True)
    desk = create_desk(desk_settings(tmp_path / "training"), form).desk
    try:
        assert receive(desk).startswith("TAPHUAN-")
    finally:
        desk.close()


def test_a_second_window_is_refused(desk_folder: Path) -> None:
    window = open_window(desk_settings(desk_folder), lambda _: None)
    try:
        assert refusal_of(open_window, desk_settings(desk_folder), print) is Reason.ALREADY_OPEN
    finally:
        window.close()
    open_window(desk_settings(desk_folder), lambda _: None).close()


def test_a_command_works_beside_the_open_window(desk_folder: Path) -> None:
    window = open_window(desk_settings(desk_folder), lambda _: None)
    beside = reopened(desk_folder)
    try:
        assert [receive(beside), receive(window), receive(beside)] == codes_of(window)
        with window.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()
    finally:
        beside.close()
        window.close()


def test_no_environment_moves_the_clock_of_a_real_desk(
    desk_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_CLOCK", SET_UP_AT)
    assert refusal_of(open_desk, read_settings(desk_folder)) is Reason.CLOCK_INJECTED


def test_a_copied_data_folder_opens_nowhere_else(desk_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(desk_folder, tmp_path / "stolen")
    assert refusal_of(open_desk, desk_settings(tmp_path / "stolen")) is Reason.KEY_MISSING


def test_a_copy_with_its_key_is_noticed_and_may_not_number(
    desk_folder: Path, tmp_path: Path
) -> None:
    desk = reopened(desk_folder)
    receive(desk)
    desk.close()
    clone = tmp_path / "clone"
    shutil.copytree(desk_folder, clone)
    shutil.copytree(desk_folder.with_name("desk-state"), tmp_path / "clone-state")
    (tmp_path / "clone-state" / "witness").unlink()
    cloned = reopened(clone)
    try:
        assert refusal_of(receive, cloned) is Reason.NUMBERING_WAITS
    finally:
        cloned.close()


def test_a_database_put_back_behind_its_witness_does_not_repeat_a_number(
    desk_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(desk_folder, tmp_path / "before")
    desk = reopened(desk_folder)
    printed = [receive(desk), receive(desk)]
    desk.close()
    shutil.rmtree(desk_folder)
    (tmp_path / "before").rename(desk_folder)
    put_back = reopened(desk_folder)
    try:
        assert refusal_of(receive, put_back) is Reason.NUMBERING_WAITS
        with put_back.database.transaction() as session:
            allow_numbering(
                session, "Thay ổ đĩa", now=NOW, desk=put_back.context, actor=put_back.actor
            )
        again = receive(put_back)
        assert again == "H40.16-261116-3601"
        assert again not in printed
        assert receive(put_back, days=1) == "H40.16-261117-3001"
        with put_back.database.reading() as session:
            stored = dossiers.dossier(session, TENANT, again)
            assert stored.register.book == "3.1/2026"
            assert upkeep.verify(session, TENANT) == ()
        with put_back.database.transaction() as session:
            visit = guide_visit(
                session,
                reception(documents=()),
                (),
                now=NOW,
                desk=put_back.context,
                actor=put_back.actor,
            )
        assert visit.number == "V-H40.16-261116-3601"
    finally:
        put_back.close()


def test_put_back_by_one_deed_it_looks_like_a_crash_and_that_number_is_burned(
    desk_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(desk_folder, tmp_path / "before")
    desk = reopened(desk_folder)
    assert receive(desk).endswith("3001")
    desk.close()
    shutil.rmtree(desk_folder)
    (tmp_path / "before").rename(desk_folder)
    put_back = reopened(desk_folder)
    try:
        assert receive(put_back).endswith("3002")
        with put_back.database.reading() as session:
            register = session.execute(
                text("SELECT high_water FROM counter WHERE name = 'register:3/2026'")
            )
            assert register.scalar() == 2
            assert upkeep.verify(session, TENANT) == ()
    finally:
        put_back.close()


class HastyWitness(Witness):
    """At the first look it is two deeds ahead, as when others commit after the snapshot."""

    hurried = False

    def testimony(self) -> Testimony | None:
        found = super().testimony()
        if self.hurried or found is None:
            return found
        self.hurried = True
        ahead = found.intended_seq + 1
        return replace(found, committed_seq=ahead, intended_seq=ahead + 1)


def test_a_desk_that_others_write_to_while_it_opens_is_not_taken_for_restored(desk: Desk) -> None:
    receive(desk)
    context = desk.context
    witness = HastyWitness(desk.settings.witness)
    sealing.heed_witness(desk.database, witness, TENANT, context.device_uid, NOW)
    assert witness.hurried
    assert receive(desk).endswith("3002")


def test_nobody_lets_a_sound_desk_number_again(desk: Desk) -> None:
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        allow_numbering(session, "x", now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.NUMBERING_SOUND


def test_a_backup_is_restored_with_everything_in_it(desk: Desk, tmp_path: Path) -> None:
    kept = [receive(desk), receive(desk)]
    back_up(desk, tmp_path / "backup.db")
    lost = receive(desk)
    desk.close()
    restored = restore(desk.settings, tmp_path / "backup.db")
    try:
        assert codes_of(restored) == kept
        assert lost not in codes_of(restored)
        with restored.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()
        assert refusal_of(receive, restored) is Reason.NUMBERING_WAITS
    finally:
        restored.close()
    assert list(desk.settings.data.glob("truoc-khoi-phuc-*.db"))


def test_a_backup_is_not_readable_without_its_key(desk: Desk, tmp_path: Path) -> None:
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    assert "Trần Thị Mẫu".encode() not in (tmp_path / "backup.db").read_bytes()


def test_a_backup_never_overwrites(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("đừng mất")
    assert refusal_of(back_up, desk, tmp_path / "backup.db") is Reason.BACKUP_EXISTS
    assert (tmp_path / "backup.db").read_text() == "đừng mất"


def test_the_recovery_key_restores_on_a_new_machine(tmp_path: Path) -> None:
    made = create_desk(desk_settings(tmp_path / "old"), OFFICE)
    code = receive(made.desk)
    back_up(made.desk, tmp_path / "backup.db")
    made.desk.close()
    fresh = desk_settings(tmp_path / "new")
    assert refusal_of(restore, fresh, tmp_path / "backup.db") is Reason.KEY_MISSING
    restored = restore(fresh, tmp_path / "backup.db", made.recovery)
    try:
        assert codes_of(restored) == [code]
    finally:
        restored.close()


@pytest.mark.parametrize("content", [b"", b"rubbish" * 999])
def test_a_broken_backup_changes_nothing(desk: Desk, tmp_path: Path, content: bytes) -> None:
    code = receive(desk)
    desk.close()
    (tmp_path / "broken.db").write_bytes(content)
    assert refusal_of(restore, desk.settings, tmp_path / "broken.db") is Reason.BACKUP_UNREADABLE
    assert refusal_of(restore, desk.settings, tmp_path / "none.db") is Reason.BACKUP_UNREADABLE
    again = reopened(desk.settings.data)
    try:
        assert codes_of(again) == [code]
        assert receive(again).endswith("3002")
    finally:
        again.close()


def test_a_wrong_recovery_key_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    back_up(desk, tmp_path / "backup.db")
    desk.close()
    other = recovery_text(bytes(32))
    reason = refusal_of(restore, desk.settings, tmp_path / "backup.db", other)
    assert reason is Reason.BACKUP_UNREADABLE
    reopened(desk.settings.data).close()


def test_restoring_under_an_open_window_is_refused(desk_folder: Path, tmp_path: Path) -> None:
    window = open_window(desk_settings(desk_folder), lambda _: None)
    try:
        back_up(window, tmp_path / "backup.db")
        reason = refusal_of(restore, desk_settings(desk_folder), tmp_path / "backup.db")
        assert reason is Reason.ALREADY_OPEN
    finally:
        window.close()


RECEIVE_FOR_EVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from app.bootstrap import open_desk
from app.services.receiving import receive_dossier
from desks import NOW, desk_settings, reception
desk = open_desk(desk_settings(Path(sys.argv[1])))
while True:
    with desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        )
    print(received.dossier_code, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("after", [1, 2, 5, 9])
def test_a_killed_desk_loses_and_doubles_nothing(desk_folder: Path, after: int) -> None:
    tests = str(Path(__file__).parent)
    process = subprocess.Popen(
        [sys.executable, "-c", RECEIVE_FOR_EVER, str(desk_folder), tests],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    handed_out = [process.stdout.readline().strip() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    handed_out += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    desk = reopened(desk_folder)
    try:
        stored = codes_of(desk)
        assert stored[: len(handed_out)] == handed_out
        assert len(stored) - len(handed_out) in (0, 1)
        assert len(set(stored)) == len(stored)
        assert receive(desk) not in stored
        with desk.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()
    finally:
        desk.close()


def test_own_folders_keep_state_outside_the_data(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "data")
    assert settings.data == tmp_path / "data"
    assert settings.state == tmp_path / "data-state"
    assert settings.data not in settings.witness.parents


def test_the_environment_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path / "named"))
    assert read_settings().data == tmp_path / "named"


def test_one_backup_restored_twice_a_day_doubles_neither_code_nor_register_line(
    desk: Desk, tmp_path: Path
) -> None:
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    desk.close()
    handed_out = []
    for _ in range(2):
        restored = restore(desk.settings, tmp_path / "backup.db")
        try:
            with restored.database.transaction() as session:
                allow_numbering(
                    session, "Thay ổ đĩa", now=NOW, desk=restored.context, actor=restored.actor
                )
            code = receive(restored)
            with restored.database.reading() as session:
                handed_out.append((code, dossiers.dossier(session, TENANT, code).register))
                assert upkeep.verify(session, TENANT) == ()
        finally:
            restored.close()
    (first, one), (second, other) = handed_out
    assert first != second
    assert one != other


def test_a_desk_that_lost_its_identity_is_set_aside_and_never_deleted(
    desk: Desk, tmp_path: Path
) -> None:
    receive(desk)
    desk.close()
    before = desk.settings.database.read_bytes()
    desk.settings.identity.unlink()
    create_desk(desk.settings, OFFICE).desk.close()
    (kept,) = desk.settings.data.glob("truoc-khoi-phuc-*.db")
    assert kept.read_bytes() == before


def test_an_emptied_database_is_told_and_not_filled_anew(desk: Desk) -> None:
    desk.close()
    desk.settings.database.write_bytes(b"")
    for _ in range(2):
        assert refusal_of(open_desk, desk.settings) is Reason.DATABASE_DAMAGED
