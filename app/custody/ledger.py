"""What this machine knows of its copies: where they go, and when they went there last.

It lies beside the witness and not in the database: a restored database would remember the places
and times of another disk.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.config import Settings
from app.devices.desk_files import write_whole
from app.domain.custody import Ledger
from app.domain.errors import Refusal
from app.domain.records import from_plain, to_plain


def read(settings: Settings) -> Ledger:
    """The ledger of this machine; empty when there is none, or when it cannot be read."""
    try:
        return from_plain(Ledger, json.loads(settings.ledger.read_text("utf-8")))
    except (OSError, ValueError, Refusal):
        return Ledger()


def note(settings: Settings, **changed: Any) -> Ledger:
    """Write down what changed; returns the whole ledger. Raises ``Refusal`` (``DISK_FULL``)."""
    kept = replace(read(settings), **changed)
    write_whole(settings.ledger, json.dumps(to_plain(kept), ensure_ascii=False))
    return kept


def move(settings: Settings, field: str, place: Path | None, **changed: Any) -> Ledger:
    """Write down that copies go elsewhere from now on; the place until now stays known."""
    known = read(settings)
    chosen = None if place is None else str(place.absolute())
    before = getattr(known, field)
    former = known.former
    if before is not None and before != chosen and before not in former:
        former = (*former, before)
    return note(settings, former=former, **{field: chosen}, **changed)


def folder_of(named: str | None) -> Path | None:
    """A place as a folder; ``None`` while none is chosen."""
    return Path(named) if named else None
