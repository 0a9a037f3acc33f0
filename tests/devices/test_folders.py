from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.devices import folders
from app.domain.errors import Reason, Refusal


def test_a_second_window_is_refused_and_the_first_one_is_not_disturbed(tmp_path: Path) -> None:
    first, second = (folders.InstanceLock(tmp_path / "lock") for _ in range(2))
    with first, pytest.raises(Refusal) as refused:
        second.take()
    assert refused.value.reason is Reason.ALREADY_OPEN
    with second:
        pass


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = (
        "import os, sys, pathlib\n"
        "from app.devices.folders import InstanceLock\n"
        "InstanceLock(pathlib.Path(sys.argv[1])).take()\n"
        "os._exit(9)\n"
    )
    taker = subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    assert taker.returncode == 9, "it held the lock when it died"
    with folders.InstanceLock(path):
        pass


def test_a_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    folders.prepare_folder(tmp_path / "một" / "hai")
    assert (tmp_path / "một" / "hai").is_dir()


def test_a_folder_under_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal) as refused:
        folders.prepare_folder(tmp_path / "file" / "data")
    assert refused.value.reason is Reason.FOLDER_READ_ONLY


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux")
def test_the_kind_of_a_mount_is_found() -> None:
    assert folders._filesystem_kind(Path("/proc/self")) == "proc"
    assert not folders.is_network_share(Path("/proc/self"))


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_filesystem_kind", lambda _: "nfs")
    if os.name == "posix":
        with pytest.raises(Refusal) as refused:
            folders.prepare_folder(tmp_path / "data")
        assert refused.value.reason is Reason.NETWORK_SHARE
        assert not (tmp_path / "data").exists()


def test_ballast_is_laid_once_and_dropped(tmp_path: Path) -> None:
    path = tmp_path / "ballast"
    folders.lay_ballast(path)
    assert path.stat().st_size == 64 * 1024 * 1024
    folders.drop_ballast(path)
    folders.drop_ballast(path)
    assert not path.exists()


def test_room_given_back_on_a_full_disk_is_not_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ballast"
    folders.lay_ballast(path)
    folders.drop_ballast(path)
    nearly_full = SimpleNamespace(free=64 * 1024 * 1024)
    monkeypatch.setattr("shutil.disk_usage", lambda _: nearly_full)
    folders.lay_ballast(path)
    assert not path.exists()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may look everywhere")
def test_a_folder_of_another_account_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o000)
    with pytest.raises(Refusal) as refused:
        folders.holds(tmp_path / "data" / "file")
    assert refused.value.reason is Reason.FOLDER_READ_ONLY


def test_a_lock_in_a_place_of_no_files_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(Refusal) as refused:
        folders.InstanceLock(tmp_path / "lock").take()
    assert refused.value.reason is Reason.FOLDER_READ_ONLY
