"""What a Windows machine lacks must not be missed: it is imitated, as it cannot be run here."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from desks import ROOT

ABSENT_ON_WINDOWS = (
    "crypt", "curses", "fcntl", "grp", "nis", "ossaudiodev", "posix", "pty", "pwd", "readline",
    "resource", "spwd", "syslog", "termios", "tty", "_curses", "_posixshmem", "_posixsubprocess",
)  # fmt: skip
"""Modules of the standard library that CPython does not have there."""

ABSENT_IN_OS = (
    "EX_OK", "WNOHANG", "chown", "chroot", "ctermid", "fchmod", "fchown", "fork", "forkpty",
    "fpathconf", "getegid", "geteuid", "getgid", "getgroups", "getloadavg", "getpgid", "getpgrp",
    "getpriority", "getresgid", "getresuid", "getsid", "getuid", "initgroups", "killpg", "lchown",
    "mkfifo", "mknod", "nice", "openpty", "pathconf", "pipe2", "posix_fadvise", "posix_fallocate",
    "posix_spawn", "pread", "preadv", "pwrite", "pwritev", "sched_getaffinity", "sched_yield",
    "sendfile", "setegid", "seteuid", "setgid", "setgroups", "setpgid", "setpriority", "setsid",
    "setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "ttyname", "uname", "wait", "wait3",
    "wait4", "O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC",
)  # fmt: skip
"""Names that ``os`` does not have there."""

ABSENT_IN_SIGNAL = ("SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGALRM", "alarm")
FORMATS_OF_GLIBC = ("%-d", "%-m", "%-H", "%-I", "%-M", "%-S", "%-j", "%e", "%k", "%l", "%P")
"""Directives of ``strftime`` that Windows refuses or reads otherwise."""

IMPORTS = """
import importlib, json, os, pathlib, signal, sys

absent, in_os, in_signal, names = json.load(sys.stdin)
# Libraries choose by the platform when they are loaded; ours have to be loaded without them.
import asyncio, ctypes, multiprocessing, subprocess, tempfile, uuid  # noqa
import PySide6.QtWidgets, PySide6.QtPrintSupport, PySide6.QtSvg  # noqa
import alembic.command, keyring, openpyxl, pypdfium2, platformdirs, reportlab.pdfgen.canvas  # noqa
import serial, serial.tools.list_ports, sqlalchemy.orm, sqlcipher3, PIL.Image, segno, stdnum  # noqa


class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


for name in list(sys.modules):
    if name.split(".")[0] in absent:
        del sys.modules[name]
sys.meta_path.insert(0, Absent())
for name in in_os:
    os.__dict__.pop(name, None)
for name in in_signal:
    signal.__dict__.pop(name, None)
os.name, sys.platform = "nt", "win32"
# The disk of the tests is still the one of this machine.
pathlib.WindowsPath = pathlib.PosixPath
broken = {}
for name in names:
    try:
        importlib.import_module(name)
    except BaseException as error:
        broken[name] = repr(error)
print(json.dumps(broken))
"""


def modules() -> list[str]:
    """Every module that is imported and not run, by walking the folders of the program."""
    paths = sorted((ROOT / "app").rglob("*.py"))
    names = (path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in paths)
    runnable = ("app.__main__", "app.models.migrations.env", "app.server.migrations.env")
    return [name.removesuffix(".__init__") for name in names if name not in runnable]


def imported_without(code: str, names: list[str]) -> dict[str, str]:
    given = json.dumps([ABSENT_ON_WINDOWS, ABSENT_IN_OS, ABSENT_IN_SIGNAL, names])
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_module_can_be_loaded_where_posix_is_absent() -> None:
    names = modules()
    assert len(names) > 250
    assert imported_without(IMPORTS, names) == {}


def test_the_imitation_notices_what_would_break_there(tmp_path: Path) -> None:
    for name, line in {
        "with_module": "import fcntl",
        "with_name": "from os import geteuid",
        "with_value": "import signal; ASKED = signal.SIGHUP",
    }.items():
        (tmp_path / f"{name}.py").write_text(line, "utf-8")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{IMPORTS}"

    broken = imported_without(code, ["with_module", "with_name", "with_value"])

    assert set(broken) == {"with_module", "with_name", "with_value"}


def guilty(source: str, name_of_file: str) -> list[str]:
    """Uses of what Windows lacks, by line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                names = [each.name.split(".")[0] for each in node.names]
            case ast.ImportFrom(module=str(module)):
                names = [module.split(".")[0]]
                names += [f"os.{each.name}" for each in node.names if module == "os"]
            case ast.Attribute(value=ast.Name(id=("os" | "signal") as owner), attr=name):
                names = [f"{owner}.{name}"]
            case ast.Constant(value=str(text)) if text.startswith(("/proc", "/dev/", "/etc/")):
                names = [text]
            case ast.Constant(value=str(text)) if any(each in text for each in FORMATS_OF_GLIBC):
                names = [f"strftime {text}"] if "%Y" in text or "%m" in text else []
            case _:
                continue
        lacking = {*ABSENT_ON_WINDOWS, *(f"os.{each}" for each in ABSENT_IN_OS)}
        lacking |= {f"signal.{each}" for each in ABSENT_IN_SIGNAL}
        found += [
            f"{name_of_file}:{node.lineno} {name}"
            for name in names
            if name in lacking or name.startswith(("/", "strftime"))
        ]
    return found


def test_nothing_of_one_platform_is_used_outside_the_devices() -> None:
    devices = ROOT / "app" / "devices"
    paths = [path for path in (ROOT / "app").rglob("*.py") if devices not in path.parents]
    found = [
        each
        for path in paths
        for each in guilty(path.read_text("utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    ["import pwd", "from os import fork", "import os; os.geteuid()", "open('/proc/self')",
     "day.strftime('%-d/%m/%Y')", "f'{day:%-d/%m/%Y}'"],
)  # fmt: skip
def test_the_search_finds_each_kind(line: str) -> None:
    assert guilty(line, "sample.py")


@pytest.mark.parametrize("line", ["import os; os.getpid()", "f'{day:%d/%m/%Y}'", "'/devices'"])
def test_the_search_leaves_alone_what_works_everywhere(line: str) -> None:
    assert guilty(line, "sample.py") == []
