"""An embedded PostgreSQL in a folder that goes with it, also after a run that was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from app.server.embedded import start_embedded

_PREFIX = "motcua-postgres-"


@contextmanager
def scratch_postgres() -> Iterator[tuple[Any, str, Path]]:
    """A server of its own: its handle, its address and the folder of its data.

    Under root it runs as a user of its own, so it lies not in pytest's folder, which every other
    run closes to other users.
    """
    _clear_away_what_the_killed_left()
    with tempfile.TemporaryDirectory(prefix=f"{_PREFIX}{os.getpid()}-") as folder:
        data = Path(folder) / "data"
        handle, address = start_embedded(data)
        try:
            yield handle, address, data
        finally:
            handle.cleanup()


def _clear_away_what_the_killed_left() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        maker = int(folder.name.removeprefix(_PREFIX).partition("-")[0])
        if not psutil.pid_exists(maker):
            _end_server_in(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _end_server_in(folder: Path) -> None:
    with suppress(FileNotFoundError, psutil.NoSuchProcess):
        noted = (folder / "data" / "postmaster.pid").read_text().split()[0]
        server = psutil.Process(int(noted))
        if any(word.startswith(str(folder)) for word in server.cmdline()):
            server.terminate()
            server.wait(20)
