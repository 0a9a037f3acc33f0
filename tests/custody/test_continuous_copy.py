from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from desks import NOW, OFFICE, ROOT, desk_settings, reception
from lives import LATER, codes_of, receive, refusal_of, reopened, sound
from sqlalchemy import text

from app.bootstrap import Desk, create_desk, key_of
from app.custody import ledger
from app.custody.backing_up import back_up, custody
from app.custody.copying import ContinuousCopy, choose_copy_place
from app.custody.rekeying import change_key
from app.custody.restoring import restore
from app.devices.keys import new_key
from app.domain.errors import Reason
from app.services import journal, writers
from app.services.visits import guide_visit
from app.sync import bundle
from app.sync.sealed_file import SealedFile


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a stick."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def copy_of(desk: Desk, stick: Path) -> ContinuousCopy:
    choose_copy_place(desk, stick)
    return ContinuousCopy(desk)


def the_file(stick: Path) -> Path:
    (only,) = stick.glob("*.goi")
    return only


def contents(desk: Desk) -> list[bytes]:
    with desk.database.reading() as session:
        return [event.content for event in journal.events(session, "H40")]


def carried(path: Path, desk: Desk) -> list[bytes]:
    frames = SealedFile(path, key_of(desk.settings)).frames()
    return [each.content for frame in frames for each in bundle.unpack(frame).events]


def test_every_deed_lies_on_the_stick_as_first_written(desk: Desk, stick: Path) -> None:
    copy = copy_of(desk, stick)
    for _ in range(3):
        receive(desk)
        copied = copy.catch_up()
        assert copied is not None
        assert carried(the_file(stick), desk) == contents(desk)
    assert custody(desk).one_disk_only == 0
    assert copy.catch_up().written == 0  # type: ignore[union-attr]


def test_nobody_reads_a_name_on_the_stick(desk: Desk, stick: Path) -> None:
    receive(desk)
    copy_of(desk, stick).catch_up()
    content = the_file(stick).read_bytes()
    for word in ("Trần Thị Mẫu", "034188004321", "Nguyễn Thị Ví Dụ"):
        assert word.encode() not in content
    assert key_of(desk.settings) not in content


def test_a_stick_that_was_away_is_caught_up(desk: Desk, stick: Path) -> None:
    copy = copy_of(desk, stick)
    copy.catch_up()
    stick.rename(stick.with_name("away"))
    receive(desk)
    assert refusal_of(copy.catch_up) is Reason.BACKUP_PLACE_GONE
    assert custody(desk).one_disk_only > 0
    assert ledger.read(desk.settings).copy_failure
    stick.with_name("away").rename(stick)
    copy.catch_up()
    assert carried(the_file(stick), desk) == contents(desk)
    assert custody(desk).one_disk_only == 0


def test_a_torn_tail_is_written_anew(desk: Desk, stick: Path) -> None:
    copy = copy_of(desk, stick)
    receive(desk)
    copy.catch_up()
    whole = the_file(stick).stat().st_size
    receive(desk)
    copy.catch_up()
    full = the_file(stick).stat().st_size
    for cut in (whole + 1, whole + 3, whole + 30, full - 1):
        content = the_file(stick).read_bytes()[:cut]
        for tail in (b"", bytes(full - cut)):
            the_file(stick).write_bytes(content + tail)
            ContinuousCopy(desk).catch_up()
            assert carried(the_file(stick), desk) == contents(desk)


def test_a_frame_that_was_altered_in_the_middle_is_not_believed(desk: Desk, stick: Path) -> None:
    copy = copy_of(desk, stick)
    for _ in range(2):
        receive(desk)
        copy.catch_up()
    content = bytearray(the_file(stick).read_bytes())
    content[content.index(b"\n") + 100] ^= 1
    the_file(stick).write_bytes(content)
    frames = SealedFile(the_file(stick), key_of(desk.settings)).frames()
    assert refusal_of(lambda: list(frames)) is Reason.BUNDLE_UNREADABLE


def test_read_twice_it_changes_nothing(desk: Desk, stick: Path) -> None:
    receive(desk)
    copy_of(desk, stick).catch_up()
    key = key_of(desk.settings)
    for _ in range(2):
        with desk.database.transaction() as session:
            taken = bundle.take_in(session, "H40", the_file(stick), key, NOW)
        assert taken.new == 0
    assert receive(desk).endswith("3002")
    assert sound(desk)


def test_another_key_reads_nothing(desk: Desk, stick: Path) -> None:
    receive(desk)
    copy_of(desk, stick).catch_up()
    with desk.database.transaction() as session:
        other = new_key()
        reason = refusal_of(lambda: bundle.take_in(session, "H40", the_file(stick), other, NOW))
    assert reason is Reason.BUNDLE_OTHER_KEY


def test_after_a_change_of_key_the_copy_is_begun_anew_under_the_new_one(
    desk: Desk, stick: Path
) -> None:
    receive(desk)
    copy_of(desk, stick).catch_up()
    old = the_file(stick)
    change_key(desk)
    again = reopened(desk.settings.data, at=LATER)
    ContinuousCopy(again).catch_up()
    fresh = the_file(stick)
    assert fresh != old
    assert carried(fresh, again) == contents(again)
    again.close()


def test_after_an_erasure_the_stick_forgets_as_well(desk: Desk, stick: Path) -> None:
    copy = copy_of(desk, stick)
    receive(desk)
    copy.catch_up()
    with desk.database.transaction() as session:
        uid = session.execute(
            text(
                "SELECT p.uid FROM event_private p JOIN event e ON e.uid = p.uid "
                "WHERE e.kind = 'dossier.received'"
            )
        ).scalar()
        session.execute(text("INSERT INTO tombstone VALUES ('H40', :uid, :uid)"), {"uid": uid})
        session.execute(text("DELETE FROM event_private WHERE uid = :uid"), {"uid": uid})
    copy.catch_up()
    frames = SealedFile(the_file(stick), key_of(desk.settings)).frames()
    privates = [each.private for frame in frames for each in bundle.unpack(frame).events]
    assert not [each for each in privates if each and "Trần Thị Mẫu".encode() in each]
    assert carried(the_file(stick), desk) == contents(desk)


def test_after_a_fire_backup_and_copy_together_lose_nothing(tmp_path: Path, stick: Path) -> None:
    """Last night's backup, today's copy, the sheet; the machine itself is ash."""
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    desk = made.desk
    copy = copy_of(desk, stick)
    receive(desk)
    copy.catch_up()
    back_up(desk, stick / "backup.db")
    for _ in range(3):
        receive(desk)
    with desk.database.transaction() as session:
        guided = guide_visit(
            session, reception(documents=()), (), now=NOW, desk=desk.context, actor=desk.actor
        )
    copy.catch_up()
    kept, events = codes_of(desk), contents(desk)
    desk.close()
    shutil.rmtree(desk.settings.data)
    shutil.rmtree(desk.settings.state)

    fresh = desk_settings(tmp_path / "new")
    restored = restore(fresh, stick / "backup.db", made.recovery, copies=stick)
    assert codes_of(restored) == kept
    assert contents(restored) == events
    assert sound(restored)
    with restored.database.reading() as session:
        assert writers.count_unsent(session, "H40") == len(events)
        numbers = set(session.execute(text("SELECT number FROM code_used")).scalars())
        visits = list(session.execute(text("SELECT number FROM visit")).scalars())
    assert numbers == {1, 2, 3, 4}
    assert visits == [guided.number]
    assert refusal_of(lambda: receive(restored)) is Reason.NUMBERING_WAITS
    restored.close()


def test_a_copy_taken_in_after_the_restore_gives_the_same_desk(tmp_path: Path, stick: Path) -> None:
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    desk, copy = made.desk, copy_of(made.desk, stick)
    receive(desk)
    back_up(desk, tmp_path / "backup.db")
    receive(desk)
    copy.catch_up()
    kept = codes_of(desk)
    desk.close()
    restored = restore(desk_settings(tmp_path / "new"), tmp_path / "backup.db", made.recovery)
    with restored.database.transaction() as session:
        key = key_of(restored.settings)
        taken = bundle.take_in_folder(session, "H40", stick, key, NOW)
    assert sum(each.new for each in taken) == 1
    assert codes_of(restored) == kept
    assert sound(restored)
    with restored.database.reading() as session:
        assert writers.count_unsent(session, "H40") == len(contents(restored))
    restored.close()
    again = reopened(tmp_path / "new")
    assert refusal_of(lambda: receive(again)) is Reason.NUMBERING_WAITS
    again.close()


def test_the_copy_of_a_lost_disk_goes_when_it_was_taken_in_and_not_before(
    tmp_path: Path, stick: Path
) -> None:
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    copy = copy_of(made.desk, stick)
    back_up(made.desk, tmp_path / "backup.db")
    receive(made.desk)
    copy.catch_up()
    made.desk.close()
    lost = the_file(stick)
    restored = restore(desk_settings(tmp_path / "new"), tmp_path / "backup.db", made.recovery)
    copy_of(restored, stick).catch_up()
    assert lost.exists()
    assert len(list(stick.glob("*.goi"))) == 2
    with restored.database.transaction() as session:
        bundle.take_in(session, "H40", lost, key_of(restored.settings), NOW)
    ContinuousCopy(restored).catch_up()
    assert not lost.exists()
    assert carried(the_file(stick), restored) == contents(restored)
    restored.close()


COPY_FOR_EVER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from app.bootstrap import open_desk
from app.custody.copying import ContinuousCopy
from app.services.receiving import receive_dossier
from desks import NOW, desk_settings, reception
desk = open_desk(desk_settings(Path(sys.argv[1])))
copy = ContinuousCopy(desk)
while True:
    with desk.database.transaction() as session:
        received = receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        )
    copy.catch_up()
    print(received.dossier_code, flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
@pytest.mark.parametrize("after", [1, 4, 9])
def test_killed_in_the_middle_what_was_said_to_be_safe_is_on_the_stick(
    tmp_path: Path, stick: Path, after: int
) -> None:
    made = create_desk(desk_settings(tmp_path / "burnt"), OFFICE)
    choose_copy_place(made.desk, stick)
    back_up(made.desk, tmp_path / "backup.db")
    made.desk.close()
    process = subprocess.Popen(
        [sys.executable, "-c", COPY_FOR_EVER, str(tmp_path / "burnt"), str(ROOT / "tests")],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout is not None
    said = [process.stdout.readline().strip() for _ in range(after)]
    process.send_signal(signal.SIGKILL)
    said += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    fresh = desk_settings(tmp_path / "new")
    restored = restore(fresh, tmp_path / "backup.db", made.recovery, copies=stick)
    assert codes_of(restored)[: len(said)] == said
    assert sound(restored)
    restored.close()
