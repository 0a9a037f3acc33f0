from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from clocks import set_clock
from desks import ROOT
from offices import CLERK_NAME, HEAD, PINS
from PIL import Image

from app.commands.main import main
from app.commands.opening import PIN, RECOVERY_KEY
from app.config import read_settings
from app.printing.raster import pictures

EXAMPLE = ROOT / "docs" / "examples" / "reception.json"
OFFICE = (
    *("--agency-code", "H40.16", "--office", "Trung tâm xã An Thử", "--place", "An Thử"),
    *("--officer", "Nguyễn Thị Ví Dụ"),
)


class Machine:
    """The command line of one machine in the office."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self._capsys, self._patch = capsys, patch

    def does(self, *words: str) -> Any:
        code = main(["--data", str(self.folder), *words, "--json"])
        said = self._capsys.readouterr()
        assert (code, said.err) == (0, "")
        return json.loads(said.out)

    def is_told(self, *words: str) -> str:
        code = main(["--data", str(self.folder), *words])
        said = self._capsys.readouterr()
        assert (code, said.out) == (1, "")
        return said.err.strip()

    def is_set_up(self, desk: int = 3, *more: str) -> Any:
        return self.does("init", *OFFICE, "--desk", str(desk), *more)

    def with_sheet(self, sheet: str) -> Machine:
        """Whoever types here next has this recovery key at hand."""
        self._patch.setenv(RECOVERY_KEY, sheet)
        return self

    def receives(self) -> str:
        code: str = self.does("receive", "--form", str(EXAMPLE))["dossier_code"]
        return code

    def burns(self) -> None:
        shutil.rmtree(self.folder)
        shutil.rmtree(self.folder.with_name(self.folder.name + "-state"))


class Office:
    """Machines and a stick."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self._folder, self._capsys, self._patch = folder, capsys, patch
        self.stick = folder / "stick"
        self.stick.mkdir()

    def machine(self, name: str) -> Machine:
        return Machine(self._folder / name, self._capsys, self._patch)


@pytest.fixture
def office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    set_clock(monkeypatch, "2026-11-16T09:30")
    return Office(tmp_path, capsys, monkeypatch)


def codes_on(pdf: Path) -> list[str]:
    (page,) = pictures(pdf.read_bytes(), dots_per_inch=200)
    picture = Image.frombytes("L", (page.width, page.height), page.pixels)
    return [each.text for each in zxingcpp.read_barcodes(picture)]


def test_a_permit_is_printed_with_its_code(office: Office) -> None:
    one = office.machine("one")
    one.is_set_up(1)
    permit = one.does("take-over", "issue", "3", "--out", str(office.stick / "phieu.pdf"))
    assert codes_on(office.stick / "phieu.pdf") == [permit["permit"]]


def test_a_new_machine_after_a_fire_with_sheet_and_stick_only(office: Office) -> None:
    old, one = office.machine("old"), office.machine("one")
    sheet = old.is_set_up()["recovery_key"]
    one.is_set_up(1)
    codes = [old.receives()]
    old.does("backup", "--to", str(office.stick))
    old.does("copy", "--to", str(office.stick))
    codes += [old.receives(), old.receives()]
    old.does("copy")
    old.burns()

    new = office.machine("new")
    (backup,) = office.stick.glob("*.db")
    permit = one.does("take-over", "issue", "3")
    words = ("--recovery-key", "--copy", str(office.stick))
    by = ("--take-over", permit["permit"], "--signer", permit["signer"])
    restored = new.with_sheet(sheet).does("restore", str(backup), *words, *by)
    assert (restored["sound"], restored["dossiers"]) == (True, 3)
    assert restored["numbering"] == "permit"
    assert all(new.does("dossier", code) for code in codes)
    assert new.receives() == "H40.16-261116-3751"
    assert new.does("verify")["sound"]


def test_a_permit_that_will_not_do_leaves_a_restored_desk_that_waits(office: Office) -> None:
    desk = office.machine("desk")
    desk.is_set_up()
    code = desk.receives()
    desk.does("backup", str(office.stick / "b.db"))
    words = ("restore", str(office.stick / "b.db"), "--take-over", "TQ-12a", "--json")
    assert main(["--data", str(desk.folder), *words]) == 1
    said = json.loads(office._capsys.readouterr().out)
    assert (said["numbering"], said["dossiers"]) == ("waits", 1)
    assert "Phiếu tiếp quản không đọc được" in said["trouble"]
    assert desk.does("dossier", code)


def test_without_a_backup_the_place_of_the_desk_is_taken_by_permit(office: Office) -> None:
    one, new = office.machine("one"), office.machine("new")
    one.is_set_up(1)
    permit = one.does("take-over", "issue", "3")
    new.is_set_up(3, "--take-over", permit["permit"], "--signer", permit["signer"])
    assert new.receives() == "H40.16-261116-3751"


def test_a_first_officer_with_a_pin_takes_the_place_too(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, new = office.machine("one"), office.machine("new")
    one.is_set_up(1)
    permit = one.does("take-over", "issue", "3")
    monkeypatch.setenv("MOTCUA_PIN", "194725")
    by = ("--take-over", permit["permit"], "--signer", permit["signer"])
    assert new.is_set_up(3, "--pin", *by)["recovery_key"]
    form = ("receive", "--form", str(EXAMPLE), "--as", "Nguyễn Thị Ví Dụ")
    assert new.does(*form)["dossier_code"] == "H40.16-261116-3751"


def test_a_permit_that_will_not_do_sets_nothing_up(office: Office) -> None:
    one, new = office.machine("one"), office.machine("new")
    one.is_set_up(1)
    permit = one.does("take-over", "issue", "3")
    for given in (("TQ-12a",), (permit["permit"],), (permit["permit"], "--signer", "AAAA")):
        new.is_told("init", *OFFICE, "--desk", "3", "--take-over", *given)
        assert "chưa được thiết lập" in new.is_told("receive", "--form", str(EXAMPLE))
    new.is_set_up(3, "--take-over", permit["permit"], "--signer", permit["signer"])
    assert new.receives() == "H40.16-261116-3751"


def test_a_restored_desk_may_use_its_permit_later(office: Office) -> None:
    desk, one = office.machine("desk"), office.machine("one")
    desk.is_set_up()
    one.is_set_up(1)
    desk.does("backup", str(office.stick / "b.db"))
    desk.does("restore", str(office.stick / "b.db"))
    assert "chưa được cấp số" in desk.is_told("receive", "--form", str(EXAMPLE))
    permit = one.does("take-over", "issue", "3")
    assert permit["signer"] in desk.is_told("take-over", "use", permit["permit"])
    desk.does("take-over", "use", permit["permit"], "--signer", permit["signer"])
    assert desk.receives() == "H40.16-261116-3751"


def test_a_drill_says_that_the_newest_backup_is_good(office: Office) -> None:
    desk = office.machine("desk")
    desk.is_set_up()
    desk.receives()
    assert "Chưa chọn nơi sao lưu" in desk.is_told("restore", "--drill")
    desk.does("backup", "--to", str(office.stick))
    desk.receives()
    found = desk.does("restore", "--drill")
    assert (found["sound"], found["dossiers"], found["dossiers_since"]) == (True, 1, 1)
    assert desk.receives().endswith("3003")


def test_a_changed_key_comes_with_a_new_sheet_and_the_old_one_is_named(office: Office) -> None:
    desk = office.machine("desk")
    first = desk.is_set_up()["recovery_key"]
    desk.does("backup", str(office.stick / "old.db"))
    code = desk.receives()
    changed = desk.does("key", "change")
    assert changed["recovery_key"] != first
    assert desk.does("dossier", code)
    for path in (desk.folder.with_name("desk-state")).glob("*.key"):
        path.unlink()
    assert "khóa khôi phục" in desk.is_told("dossier", code)
    assert "là của dữ liệu khác" in desk.with_sheet(first).is_told("key", "recover")
    desk.with_sheet(changed["recovery_key"])
    assert desk.does("key", "recover")["mark"] == changed["mark"]
    assert desk.receives().endswith("3002")
    desk.with_sheet(first)
    assert desk.does("restore", str(office.stick / "old.db"), "--recovery-key")["sound"]


def test_a_recovery_key_is_taken_from_standard_input_and_never_as_an_argument(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.machine("desk")
    sheet = desk.is_set_up()["recovery_key"]
    for path in (desk.folder.with_name("desk-state")).glob("*.key"):
        path.unlink()
    with pytest.raises(SystemExit):
        main(["--data", str(desk.folder), "key", "recover", sheet])
    office._capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{sheet}\n"))
    assert desk.does("key", "recover")["mark"]
    assert desk.receives()


def test_the_sheet_is_confirmed_by_the_mark_that_stands_on_it(office: Office) -> None:
    desk = office.machine("desk")
    desk.is_set_up()
    mark = desk.does("key", "change")["mark"]
    assert "là của dữ liệu khác" in desk.is_told("key", "confirm", "ABCDEF")
    assert desk.does("key", "confirm", mark.lower()) == {"mark": mark, "kept": True}


def test_where_copies_go_is_decided_by_a_chief_and_a_backup_by_anybody(
    staffed_folder: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Machine(staffed_folder, office._capsys, monkeypatch)
    monkeypatch.setenv(PIN, PINS[CLERK_NAME])
    for words in (("backup", "--to"), ("copy", "--to")):
        said = desk.is_told(*words, str(office.stick), "--as", CLERK_NAME)
        assert said.startswith("Việc này cần quyền")
        assert "đăng nhập" in desk.is_told(*words, str(office.stick))
    monkeypatch.setenv(PIN, PINS[HEAD])
    assert desk.does("backup", "--to", str(office.stick), "--as", HEAD)["bytes"]
    monkeypatch.delenv(PIN)
    set_clock(monkeypatch, "2026-11-16T10:30")
    assert desk.does("backup")["bytes"]


def test_a_bundle_goes_by_hand_and_is_harmless_twice(office: Office) -> None:
    desk = office.machine("desk")
    desk.is_set_up()
    desk.receives()
    gone = desk.does("bundle", "export", str(office.stick / "a.goi"))
    taken = desk.does("bundle", "import", str(office.stick / "a.goi"))
    assert gone["events"] == taken["events"] > 0
    assert taken["new"] == 0
    (office.stick / "b.goi").write_bytes(b"rubbish")
    assert "Không đọc được gói" in desk.is_told("bundle", "import", str(office.stick / "b.goi"))
    other = office.machine("other")
    other.is_set_up(4)
    assert "mã hóa bằng khóa" in other.is_told("bundle", "import", str(office.stick / "a.goi"))
    sent = desk.does("bundle", "export", str(office.stick / "c.goi"), "--for-another")
    opened = ("bundle", "import", str(office.stick / "c.goi"), "--code")
    assert "mã hóa bằng khóa" in other.is_told(*opened, sent["code"][::-1])
    assert "mã mở gói" in other.is_told(*opened, "123")
    assert other.does(*opened, sent["code"])["new"] == sent["events"]
    further = desk.does("bundle", "export", str(office.stick / "c.goi"), "--code", sent["code"])
    assert (further["events"], further["written"], further["left"]) == (0, 0, 0)


def test_the_recovery_sheet_bears_the_key_as_a_code_that_can_be_scanned(office: Office) -> None:
    desk = office.machine("desk")
    key = desk.is_set_up()["recovery_key"]
    desk.does("key", "sheet", str(office.stick / "to.pdf"))
    assert codes_on(office.stick / "to.pdf") == [key]
    assert [each["sentence"] for each in desk.does("history") if "khóa khôi phục" in str(each)]


def test_a_clerk_may_neither_change_the_key_nor_put_the_desk_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = office.machine("desk")
    monkeypatch.setenv("MOTCUA_PIN", "482915")
    desk.is_set_up(3, "--pin")
    desk.does("backup", str(office.stick / "b.db"))
    for words in (
        ("key", "change"),
        ("key", "sheet", "x.pdf"),
        ("take-over", "issue", "4"),
        ("restore", str(office.stick / "b.db")),
        ("bundle", "import", "x.goi"),
    ):
        assert "--as" in desk.is_told(*words) or "đăng nhập" in desk.is_told(*words)
    assert read_settings(desk.folder).database.exists()
    assert desk.does("key", "change", "--as", "Nguyễn Thị Ví Dụ")["mark"]
