#!/usr/bin/env python3
"""Set the project up and do its chores, with nothing but Python itself.

python3 run.py                starts the desk (without a screen: the tour, drawn into a folder)
python3 run.py test [ARGS]    runs the tests on all cores; with ARGS pytest as they say
python3 run.py lint           checks style, types and the directions of imports
python3 run.py fix            mends what a machine can mend
python3 run.py server [ARGS]  starts the centre (ARGS: see motcua server --help)
python3 run.py bench          measures, see docs/performance.md
python3 run.py soak --minutes N  walks desks and centre through random faults
python3 run.py hour           replays an hour at the counter in a real window
python3 run.py bag            works a bag of 200 postal items through in a window, by scans
python3 run.py tour           walks through one reception, one picture a step
python3 run.py slips          draws every paper with sample contents
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LINUX = sys.platform.startswith("linux")
# One more than there are cores: who waits for a disk, a printer or a window leaves one idle.
ALL_CORES = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal"]

# What Qt opens when it runs, and the Debian package that brings it (Debian 13 / Debian 12).
PAINTING = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0t64/libglib2.0-0",
    "libcups.so.2": "libcups2t64/libcups2",
}
SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}


def main(words: list[str]) -> int:
    chore, *rest = words or ["desk"]
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever clones this may have an older one
        sys.exit(f"Cần Python 3.11 trở lên, đang dùng {sys.version.split()[0]}. Hãy cài bản mới.")
    if chore in ("desk", "tour", "slips"):
        return open_desk(chore, rest)
    if chore == "server":
        set_up("[server]", {})
        return run("-m", "app", "server", *rest)
    if chore in ("test", "lint", "fix", "bench", "hour", "bag", "soak"):
        set_up("[dev]", PAINTING)
        return check(chore, rest)
    print(__doc__)
    return 0 if chore in ("help", "--help", "-h") else 2


def open_desk(chore: str, rest: list[str]) -> int:
    if chore == "desk" and LINUX and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        print("Máy này không có màn hình: chương trình tự đi một vòng và chụp lại từng bước.")
        chore = "tour"
    if chore == "desk":
        set_up("", PAINTING | SCREEN)
        return run("-m", "app", *rest)
    set_up("", PAINTING)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    told = any(word.startswith("--out") for word in rest)
    folder = [] if told else ["--out", str(ROOT / "out" / chore)]
    return run("-m", "app", chore, *rest, *folder)


def check(chore: str, rest: list[str]) -> int:
    if chore == "test":
        # They start the program many times over, as installed: compiled once and not each time.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return run("-m", "pytest", *(rest or ALL_CORES))
    if chore == "bench":
        benches = sorted(str(each) for each in (ROOT / "tests/bench").glob("bench_*.py"))
        return run("-m", "pytest", "-q", "-s", "-p", "no:randomly", *(rest or benches))
    if chore == "soak":
        os.environ["MOTCUA_SOAK_MINUTES"] = rest[1] if rest[:1] == ["--minutes"] else "10"
        walks = ["tests/sync/test_random_walk.py", "tests/sync/test_machine.py"]
        walks.append("tests/server/test_openapi_by_machine.py")
        return run("-m", "pytest", "-q", "-s", *walks, "-k", "go_on or any_order or as_described")
    if chore == "hour":
        return run("-m", "pytest", "-q", "-s", *(rest or ["tests/trials/trial_hour.py"]))
    if chore == "bag":
        os.environ["MOTCUA_BAG"] = "200"
        told = ["-o", "log_cli=true", "--log-cli-level=WARNING"]
        return run("-m", "pytest", "-q", *told, *(rest or ["tests/ui/test_postal_bag.py"]))
    if chore == "fix":
        return run("-m", "ruff", "check", "--fix") | run("-m", "ruff", "format")
    import_linter = "from importlinter.cli import lint_imports_command as main; main()"
    style = run("-m", "ruff", "check") | run("-m", "ruff", "format", "--check")
    return style | run("-m", "mypy") | run("-c", import_linter)


def set_up(extra: str, libraries: dict[str, str]) -> None:
    """Bring the machine and ``.venv`` up to the pins; takes no time when they are."""
    missing = [package for library, package in libraries.items() if not opens(library)]
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        missing.append("python3-venv")
    add_packages(missing if LINUX else [])
    pins = [(ROOT / name).read_bytes() for name in ("constraints.txt", "pyproject.toml")]
    wanted = hashlib.sha256(b"\0".join([*pins, sys.version.encode(), bytes(VENV)])).hexdigest()
    ready = [VENV / f"ready{each}" for each in {extra, "[dev]"}]
    if PYTHON.exists() and wanted in [each.read_text() for each in ready if each.exists()]:
        return
    print("Đang cài các thư viện đúng phiên bản đã ghim, lần đầu mất khoảng một phút…")
    clear = [] if PYTHON.exists() else ["--clear"]
    if subprocess.run([sys.executable, "-m", "venv", *clear, str(VENV)]).returncode:
        sys.exit(f"Không tạo được {VENV}. Hãy xem ổ đĩa còn chỗ và còn quyền ghi ở thư mục này.")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    if run(*pip, "-c", "constraints.txt", "-e", f".{extra}"):
        sys.exit("Chưa cài được thư viện; lần đầu cần mạng. Hãy kiểm tra mạng rồi gõ lại lệnh này.")
    (VENV / f"ready{extra}").write_text(wanted)


def opens(library: str) -> bool:
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def add_packages(missing: list[str]) -> None:
    """Install Debian packages where we may; else say the exact command and stop."""
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"Máy thiếu thư viện hệ thống: {', '.join(missing)}. Hãy cài rồi gõ lại lệnh này.")
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    if os.geteuid() != 0:
        command = " ".join(["sudo", *install, *map(known_name, missing)])
        sys.exit(f"Máy thiếu thư viện hệ thống. Hãy chạy lệnh sau rồi thử lại:\n  {command}")
    print("Máy thiếu thư viện hệ thống, đang cài thêm…")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL)
    command = [*install, *map(known_name, missing)]
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode:
        sys.exit("Chưa cài được thư viện hệ thống. Hãy kiểm tra mạng rồi gõ lại lệnh này.")


def known_name(names: str) -> str:
    """The first of a package's names that this release of Debian knows."""
    *newer, oldest = names.split("/")
    for name in newer:
        if subprocess.run(["apt-cache", "show", name], capture_output=True).returncode == 0:
            return name
    return oldest


def run(*words: str) -> int:
    return subprocess.run([str(PYTHON), *words], cwd=ROOT).returncode


if __name__ == "__main__":
    os.environ["PYTHONUTF8"] = "1"
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
