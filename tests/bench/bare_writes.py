"""A bare SQLCipher file beside a desk: one row and the witness's slots, durable, as a yardstick."""

from __future__ import annotations

from pathlib import Path
from secrets import token_hex

import sqlcipher3.dbapi2 as sqlcipher

from app.devices.witness import Testimony, Witness


class BareWrites:
    """``write`` is the least that anything durable costs here: three rows, witness, commit."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlcipher.connect(str(folder / "bare.db"), isolation_level=None)
        self._connection.execute(f"PRAGMA key=\"x'{token_hex(32)}'\"")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("CREATE TABLE written (n INTEGER PRIMARY KEY, content BLOB)")
        self._witness = Witness(folder / "bare-witness")
        self._number = 0

    def write(self) -> None:
        """An event, its position and a stored fold, in bytes of their usual size."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for size in (700, 80, 2_500):
            self._number += 1
            execute("INSERT INTO written VALUES (?, ?)", (self._number, b"x" * size))
        self._witness.write(Testimony("w", self._number - 1, self._number, {"register": 1}))
        execute("COMMIT")
