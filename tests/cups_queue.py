"""A private CUPS scheduler on a socket of its own, for tests that print through a real queue."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
CUPSD = shutil.which("cupsd", path=os.environ.get("PATH", "") + os.pathsep + "/usr/sbin")

needs_cups = pytest.mark.skipif(
    CUPSD is None or not BACKEND.exists() or os.geteuid() != 0,
    reason="needs cupsd, cups-pdf and root",
)

SCHEDULER = """
Listen {folder}/cups.sock
WebInterface No
DefaultAuthType None
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
SystemGroup root
User lp
Group lp
"""


QUEUE = "THU"
"""The name of the queue (thử: a trial)."""


class Cups:
    """A scheduler that can be stopped and started again; its queue remembers every job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.environment = {**os.environ, "CUPS_SERVER": str(folder / "cups.sock")}
        for name in ("root", "spool", "cache", "state"):
            (folder / name).mkdir()
        (folder / "cupsd.conf").write_text(SCHEDULER.format(folder=folder))
        (folder / "files.conf").write_text(FILES.format(folder=folder))

    def start(self) -> None:
        """Start the scheduler and wait until it answers."""
        files = ("-c", self._folder / "cupsd.conf", "-s", self._folder / "files.conf")
        self._process = subprocess.Popen([str(CUPSD), "-f", *files])
        until(lambda: self._ask("lpstat", "-r", check=False).returncode == 0)

    def stop(self) -> None:
        """Stop the scheduler: to every program its printers are gone."""
        self._process.terminate()
        self._process.wait()

    def add_queue(self) -> None:
        """The printer, which is the default one."""
        queue = ("-p", QUEUE, "-E", "-v", "cups-pdf:/", "-m", "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd")
        # A scheduler that has just begun to answer may not have read its drivers yet.
        until(lambda: self._ask("lpadmin", *queue, check=False).returncode == 0)
        self._ask("lpadmin", "-d", QUEUE)

    def hold(self) -> None:
        """The printer has no paper: it takes jobs, and nothing comes out."""
        self._ask("cupsdisable", QUEUE)

    def release(self) -> None:
        """Paper was put in."""
        self._ask("cupsenable", QUEUE)

    def jobs(self, which: str) -> int:
        """How many jobs are ``completed`` or ``not-completed``."""
        listed: str = self._ask("lpstat", "-W", which, "-o", QUEUE).stdout
        return len(listed.splitlines())

    def _ask(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, env=self.environment, check=check, capture_output=True, text=True
        )


@pytest.fixture(scope="module")
def cups() -> Iterator[Cups]:
    """A scheduler with a queue of its own; one session at a time has it.

    The printer files every job in one folder of this account, whoever printed it.
    """
    import fcntl

    # Not among the folders of pytest, which each of its sessions closes to other accounts.
    with (
        (Path(tempfile.gettempdir()) / "motcua-cups-tests.lock").open("w") as turn,
        tempfile.TemporaryDirectory(prefix="motcua-cups-") as folder,
    ):
        fcntl.flock(turn, fcntl.LOCK_EX)
        Path(folder).chmod(0o755)
        running = Cups(Path(folder))
        running.start()
        try:
            running.add_queue()
            yield running
        finally:
            running.stop()


@pytest.fixture
def scheduler(cups: Cups) -> dict[str, str]:
    """The environment in which the queue takes jobs."""
    return cups.environment


def until(condition: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited in vain"
        # What works for it are other processes: they need this core more than the asking does.
        threading.Event().wait(0.02)
