from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clocks import set_clock
from offices import CHIEF, CLERK_NAME, HEAD, PINS

from app.commands.main import main
from app.commands.opening import APPROVER_PIN, NEW_PIN, PIN
from app.commands.unlocking import KEY


class Shell:
    """The command line at a desk with several people, as they type it."""

    def __init__(
        self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self._folder = folder
        self._capsys = capsys
        self.patch = patch

    def run(self, name: str, *words: str) -> tuple[int, str, str]:
        if name:
            self.patch.setenv(PIN, PINS.get(name, ""))
            words = (*words, "--as", name)
        code = main(["--data", str(self._folder), *words])
        said = self._capsys.readouterr()
        return code, said.out, said.err.strip()

    def json(self, name: str, *words: str) -> Any:
        code, out, err = self.run(name, *words, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    def refused(self, name: str, *words: str) -> str:
        code, out, err = self.run(name, *words)
        assert (code, out) == (1, "")
        assert err.count("\n") == 0
        return err


@pytest.fixture
def shell(
    staffed_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shell:
    set_clock(monkeypatch, "2026-11-16T09:30")
    return Shell(staffed_folder, capsys, monkeypatch)


def test_a_supervisor_adds_a_clerk_offline_who_sets_an_own_pin(shell: Shell) -> None:
    added = shell.json(
        HEAD,
        "staff",
        "add",
        "Vũ Thị Mới",
        "--role",
        "clerk",
        "--until",
        "2027-1-31".replace("-1-", "-01-"),
    )
    assert added["roles"] == ["clerk"]
    name = "Vũ Thị Mới"
    shell.patch.setitem(PINS, name, added["pin"])
    assert "Hãy đặt mã mới" in shell.refused(name, "staff", "list")
    shell.patch.setenv(NEW_PIN, "915372")
    assert shell.json(name, "staff", "pin")["changed"]
    shell.patch.setitem(PINS, name, "915372")
    listed = {each["full_name"]: each for each in shell.json(name, "staff", "list")}
    assert listed[name]["term"]["ends_on"] == "2027-01-31"
    assert all(each["has_secret"] for each in listed.values())
    assert added["pin"] not in json.dumps(listed)


def test_roles_are_changed_and_accounts_closed_and_opened_again(shell: Shell) -> None:
    changed = shell.json(CHIEF, "staff", "roles", CLERK_NAME, "--role", "postal_clerk")
    assert changed["roles"] == ["postal_clerk"]
    assert "cần quyền" in shell.refused(
        CLERK_NAME, "receive", "--form", "docs/examples/reception.json"
    )
    shell.json(CHIEF, "staff", "leave", CLERK_NAME)
    assert "đã đóng" in shell.refused(CLERK_NAME, "staff", "list")
    assert shell.json(CHIEF, "staff", "return", CLERK_NAME)["pin"]
    assert "ít nhất một người" in shell.refused(CHIEF, "staff", "leave", CHIEF)


def test_a_forgotten_pin_is_unlocked_by_telephone(shell: Shell) -> None:
    asked = shell.json("", "staff", "locked", CLERK_NAME)
    code = shell.json(HEAD, "staff", "unlock-code", asked["challenge"], "le thi tiep nhan")["code"]
    shell.patch.setenv(NEW_PIN, "915372")
    assert "còn 4 lần" in shell.refused("", "staff", "unlock", CLERK_NAME, "00000000")
    assert shell.json("", "staff", "unlock", CLERK_NAME, code)["unlocked"]
    shell.patch.setitem(PINS, CLERK_NAME, "915372")
    assert shell.json(CLERK_NAME, "staff", "list")
    assert "hết hạn" in shell.refused("", "staff", "unlock", CLERK_NAME, code)


def test_the_printed_key_answers_on_any_computer(shell: Shell, tmp_path: Path) -> None:
    key = shell.json(CHIEF, "staff", "unlock-key")["key"]
    assert len(key.split("-")) == 8
    asked = shell.json("", "staff", "locked", HEAD)
    assert asked["higher"]
    shell.patch.setenv(KEY, key)
    elsewhere = Shell(tmp_path / "none", shell._capsys, shell.patch)
    words = ("staff", "unlock-code", asked["challenge"], HEAD, "--key")
    low = elsewhere.json("", *words)["code"]
    shell.patch.setenv(NEW_PIN, "915372")
    assert "chưa đúng" in shell.refused("", "staff", "unlock", HEAD, low)
    high = elsewhere.json("", *words, "--higher")["code"]
    assert shell.json("", "staff", "unlock", HEAD, high)["unlocked"]
    shell.patch.setenv(KEY, key[:-1] + ("A" if key[-1] != "A" else "B"))
    assert "chưa đúng" in elsewhere.refused("", *words)


def test_a_supervisor_cannot_unlock_an_administrator(shell: Shell) -> None:
    asked = shell.json("", "staff", "locked", CHIEF)
    words = ("staff", "unlock-code", asked["challenge"], CHIEF)
    assert "cần quyền quản trị" in shell.refused(HEAD, *words, "--higher")
    shell.patch.setenv(NEW_PIN, "915372")
    low = shell.json(HEAD, *words)["code"]
    assert "chưa đúng" in shell.refused("", "staff", "unlock", CHIEF, low)


def test_five_wrong_answers_end_a_question(shell: Shell) -> None:
    shell.json("", "staff", "locked", CLERK_NAME)
    shell.patch.setenv(NEW_PIN, "915372")
    for left in (4, 3, 2, 1, 0):
        said = shell.refused("", "staff", "unlock", CLERK_NAME, "00000000")
        assert f"còn {left} lần" in said
    assert "hết hạn" in shell.refused("", "staff", "unlock", CLERK_NAME, "00000000")
    assert "chờ 5 phút" in shell.refused("", "staff", "locked", CLERK_NAME)


def test_a_badge_sheet_is_written_for_its_owner(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "the.pdf"
    shell.json(HEAD, "staff", "badge", CLERK_NAME, "--out", str(out))
    assert out.read_bytes().startswith(b"%PDF")
    assert "cần quyền" in shell.refused(HEAD, "staff", "badge", CHIEF)


def test_an_administrator_decides_when_desks_lock_and_whether_a_badge_is_enough(
    shell: Shell,
) -> None:
    words = ("staff", "rules", "--lock-after", "5", "--badge-alone", "yes")
    assert shell.json(CHIEF, *words) == {"badge_alone": True, "lock_after_minutes": 5}
    assert "1 đến 120" in shell.refused(CHIEF, "staff", "rules", "--lock-after", "0")
    assert "cần quyền quản trị" in shell.refused(HEAD, *words)


def test_a_clerk_confirms_the_clock_with_a_supervisor_and_not_alone(shell: Shell) -> None:
    form = "docs/examples/reception.json"
    shell.json(CLERK_NAME, "receive", "--form", form)
    set_clock(shell.patch, "2026-10-16T09:30")
    words = ("confirm", "clock", "--reason", "Pin đồng hồ hết")
    assert "người thứ hai" in shell.refused(CLERK_NAME, *words)
    shell.patch.setenv(APPROVER_PIN, "000001")
    assert "chưa đúng" in shell.refused(CLERK_NAME, *words, "--approved-by", HEAD)
    shell.patch.setenv(APPROVER_PIN, PINS[HEAD])
    done = shell.json(CLERK_NAME, *words, "--approved-by", HEAD)
    assert done == {"confirmed": True, "approved_by": HEAD}


def test_the_list_tells_people_of_one_name_apart_by_what_a_command_takes(shell: Shell) -> None:
    uid = shell.json(CHIEF, "staff", "add", CLERK_NAME, "--role", "clerk")["uid"]
    code, listed, _ = shell.run(CHIEF, "staff", "list")
    assert code == 0
    assert f"mã {uid}" in listed
    assert listed.count("mã ") == 2
    assert "cùng họ tên" in shell.refused(CHIEF, "staff", "leave", CLERK_NAME)
    assert shell.json(CHIEF, "staff", "leave", uid)["is_active"] is False
