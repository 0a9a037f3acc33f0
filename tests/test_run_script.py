from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "run.py"


class FakeProcess:
    """Takes the place of every child process, and says that it went well."""

    def __init__(self, returncode: int = 0) -> None:
        self.returncode = returncode


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``run.py`` as a module whose project is an empty folder with pins."""
    spec = importlib.util.spec_from_file_location("run_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("constraints.txt", "pyproject.toml"):
        (tmp_path / name).write_text("pins")
    folder = tmp_path / ".venv"
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", folder)
    monkeypatch.setattr(module, "PYTHON", folder / "bin/python")
    monkeypatch.setattr(module, "opens", lambda library: True)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return module


@pytest.fixture
def commands(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the script would have run, in order; making the environment makes its Python."""
    seen: list[list[str]] = []

    def run(words: list[str], **_: Any) -> FakeProcess:
        seen.append(list(words))
        if "venv" in words:
            script.PYTHON.parent.mkdir(parents=True, exist_ok=True)
            script.PYTHON.touch()
        return FakeProcess()

    monkeypatch.setattr(subprocess, "run", run)
    return seen


def test_an_old_python_can_read_the_script_far_enough_to_be_told() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_script_needs_nothing_but_python() -> None:
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    modules = {
        alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names
    }
    modules |= {str(node.module) for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in modules} <= sys.stdlib_module_names


def test_an_old_python_is_told_in_a_sentence(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"Cần Python 3\.11 trở lên"):
        script.main(["test"])


def test_the_second_start_installs_nothing(script: ModuleType, commands: list[list[str]]) -> None:
    assert script.main(["test", "-k", "card"]) == 0
    first = len(commands)
    assert any("pip" in words for words in commands)
    assert script.main(["test"]) == 0
    assert [words[1:] for words in commands[first:]] == [["-m", "pytest", *script.ALL_CORES]]


def test_an_environment_whose_python_is_gone_is_made_anew(
    script: ModuleType, commands: list[list[str]]
) -> None:
    script.main(["test"])
    script.PYTHON.unlink()
    commands.clear()
    script.main(["test"])
    assert "--clear" in commands[0]


def test_changed_pins_are_installed_again(script: ModuleType, commands: list[list[str]]) -> None:
    script.main(["test"])
    (script.ROOT / "constraints.txt").write_text("other pins")
    commands.clear()
    script.main(["test"])
    assert any("pip" in words for words in commands)


def test_a_set_up_for_work_serves_the_desk_too(
    script: ModuleType, commands: list[list[str]]
) -> None:
    script.main(["lint"])
    commands.clear()
    script.main(["slips"])
    assert not any("pip" in words for words in commands)


def test_a_failed_installation_is_told_and_tried_again(
    script: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "run", lambda *words: 1)
    with pytest.raises(SystemExit, match="kiểm tra mạng"):
        script.main(["test"])
    assert not list(script.VENV.glob("ready*"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_without_a_screen_the_desk_becomes_a_tour(
    script: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert script.main([]) == 0
    folder = str(script.ROOT / "out" / "tour")
    assert commands[-1][1:] == ["-m", "app", "tour", "--out", folder]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "không có màn hình" in capsys.readouterr().out.splitlines()[0]


def test_with_a_screen_the_window_opens(
    script: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    script.main([])
    assert commands[-1][1:] == ["-m", "app"]


@pytest.mark.parametrize(("words", "code"), [(["--help"], 0), (["tets"], 2)])
def test_help_and_wrong_words_show_the_chores(
    words: list[str], code: int, script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(words) == code
    assert "run.py lint" in capsys.readouterr().out


@pytest.mark.parametrize("tool", ["ruff", "--check", "mypy", "-c"])
def test_lint_fails_when_one_of_its_checks_fails(
    tool: str, script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "run", lambda *words: int(tool in words))
    assert script.check("lint", []) != 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")
def test_missing_libraries_are_named_with_the_exact_command(
    script: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "opens", lambda library: library != "libGL.so.1")
    monkeypatch.setattr(script.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(
        SystemExit, match=r"sudo apt-get install -y --no-install-recommends libgl1$"
    ):
        script.main(["test"])
    assert not any("pip" in words for words in commands)
