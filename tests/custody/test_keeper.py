from __future__ import annotations

from pathlib import Path

import zxingcpp
from desks import NOW
from lives import receive, refusal_of
from offices import CHIEF, CLERK_NAME, HEAD, PINS, come_in, staffed
from PIL import Image

from app.bootstrap import Desk, key_of
from app.custody.keeper import Keeper, first_sheet
from app.devices.keys import key_mark, recovery_text
from app.domain.errors import Reason
from app.printing.raster import pictures
from app.services import journal


def codes_on(pdf: bytes) -> list[str]:
    (page,) = pictures(pdf, dots_per_inch=200)
    picture = Image.frombytes("L", (page.width, page.height), page.pixels)
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def test_the_first_sheet_bears_the_key(desk: Desk) -> None:
    assert codes_on(first_sheet(desk).pdf) == [recovery_text(key_of(desk.settings))]


def test_the_sheet_is_drawn_again_only_with_a_second_persons_pin(desk: Desk) -> None:
    staffed(desk)
    come_in(desk, CHIEF)
    keeper = Keeper(desk)
    ((uid, name),) = [each for each in keeper.seconds() if each[1] == HEAD]
    assert refusal_of(keeper.sheet) is Reason.APPROVAL_NEEDED
    assert refusal_of(lambda: keeper.sheet(uid, "000000")) is Reason.PIN_WRONG
    shown = keeper.sheet(uid, PINS[name])
    assert codes_on(shown.pdf) == [shown.recovery]
    with desk.database.reading() as session:
        last = list(journal.events(session, "H40"))[-1]
    assert last.kind == "key.shown"
    assert str(last.author.approved_by) == uid


def test_the_keeper_backs_up_copies_drills_and_tells(desk: Desk, tmp_path: Path) -> None:
    keeper = Keeper(desk)
    assert keeper.standing().ledger.place is None
    keeper.choose_place(tmp_path)
    keeper.choose_copy_place(tmp_path)
    receive(desk)
    keeper.catch_up()
    assert "Đã sao lưu motcua-H40.16-quay3" in keeper.back_up()
    assert "dùng được" in " ".join(keeper.drill())
    standing = keeper.standing()
    assert (standing.ledger.last_backup_at, standing.one_disk_only) == (NOW, 0)
    assert standing.mark == key_mark(key_of(desk.settings))


def test_a_key_changed_from_the_window_is_on_its_sheet(desk: Desk) -> None:
    changed = Keeper(desk).change_key()
    assert changed.recovery == recovery_text(key_of(desk.settings))
    assert codes_on(changed.pdf) == [changed.recovery]


def test_logs_are_packed_from_the_window_and_old_copies_told(desk: Desk, tmp_path: Path) -> None:
    keeper = Keeper(desk)
    path = tmp_path / "goi.zip"
    said = keeper.pack_logs(path)
    assert path.stat().st_size > 0
    assert any("verify.json" in each for each in said)
    assert refusal_of(lambda: keeper.pack_logs(path)) is Reason.BACKUP_EXISTS
    assert keeper.old_copies() == ()


def test_a_changed_key_is_confirmed_in_the_new_file_at_once(desk: Desk) -> None:
    keeper = Keeper(desk)
    assert not keeper.standing().sheet_kept
    keeper.confirm_sheet()
    assert keeper.standing().sheet_kept
    changed = keeper.change_key()
    assert not keeper.standing().sheet_kept
    keeper.confirm_sheet()
    standing = keeper.standing()
    assert (standing.mark, standing.sheet_kept) == (changed.mark, True)


def test_only_a_chief_says_that_the_sheet_is_kept(office: Desk) -> None:
    come_in(office, CLERK_NAME)
    assert refusal_of(Keeper(office).confirm_sheet) is Reason.ROLE_LACKING
