"""A private CUPS scheduler on a socket of its own, for tests that print through a real queue."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
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


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment in which a queue named THU takes jobs; one session at a time has it.

    The printer files every job in one folder of this account, whoever printed it.
    """
    import fcntl

    with (Path(tempfile.gettempdir()) / "motcua-cups-tests.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield from _running_scheduler(tmp_path_factory)


def _running_scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    folder = tmp_path_factory.mktemp("cups")
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.geteuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o755)
    for name in ("root", "spool", "cache", "state"):
        (folder / name).mkdir()
    (folder / "cupsd.conf").write_text(SCHEDULER.format(folder=folder))
    (folder / "files.conf").write_text(FILES.format(folder=folder))
    process = subprocess.Popen(
        [str(CUPSD), "-f", "-c", folder / "cupsd.conf", "-s", folder / "files.conf"]
    )
    environment = {**os.environ, "CUPS_SERVER": str(folder / "cups.sock")}
    try:
        until((folder / "cups.sock").exists)
        queue = ("-p", "THU", "-E", "-v", "cups-pdf:/")
        driver = ("-m", "lsb/usr/cups-pdf/CUPS-PDF_opt.ppd")
        subprocess.run(["lpadmin", *queue, *driver], env=environment, check=True)
        yield environment
    finally:
        process.terminate()
        process.wait()


def until(condition: object, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited in vain"
        subprocess.run([sys.executable, "-c", ""], check=True)
