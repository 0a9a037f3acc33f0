"""Receives dossiers through the program, and writes the same rows by bare SQLCipher; prints JSON.

Run as a process of its own, so that a slow ``fdatasync`` can be put under both.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from app.bootstrap import Desk, create_desk
from app.config import Settings
from app.devices.witness import Testimony, Witness
from app.domain.reception import Identity, Person, ReceptionForm, SubmittedDocument
from app.services.receiving import receive_dossier
from app.services.setup import SetUpForm

_ROOT = Path(__file__).parents[2]
_NEWEST_BY = {
    "event": "arrival",
    "event_private": "uid",
    "event_position": "seq",
    "code_used": "number",
    "dossier": "number",
}
_WARM_UP = 30
_FORM = ReceptionForm(
    procedure_code="1.010833",
    applicant=Person(full_name="Trần Thị Mẫu", identity=Identity(number="034188004321")),
    documents=(
        SubmittedDocument(ordinal=1, originals=1),
        SubmittedDocument(ordinal=2, originals=1),
    ),
)


def main(folder: Path, times: int) -> None:
    """Print the milliseconds of every reception, ours and bare."""
    desk = _desk(folder)
    ours = _timed(lambda: _receive(desk), times)
    rows = list(_rows_of_last(desk))
    bare_path = folder / "bare.db"
    desk.database.copy_to(bare_path)
    key = bytes.fromhex(next((folder / "desk-state").glob("*.key")).read_text())
    bare = _Bare(bare_path, key, rows, Witness(folder / "bare-witness"))
    print(json.dumps({"ours": ours, "bare": _timed(bare.write, times)}))
    desk.close()


def _desk(folder: Path) -> Desk:
    settings = Settings(folder / "desk", folder / "desk-state", _ROOT / "resources")
    form = SetUpForm(
        agency_code="H40.16", office_name="Trung tâm", place="An Thử", desk=3, officer="Ví Dụ"
    )
    return create_desk(settings, form).desk


def _receive(desk: Desk) -> None:
    with desk.database.transaction() as session:
        receive_dossier(session, _FORM, now=datetime.now(UTC), desk=desk.context, actor=desk.actor)


def _timed(deed: Callable[[], None], times: int) -> list[float]:
    for _ in range(_WARM_UP):
        deed()
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        deed()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _rows_of_last(desk: Desk) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows that one reception wrote, table by table."""
    for table, key in _NEWEST_BY.items():
        with desk.database.reading() as session:
            found = session.connection().exec_driver_sql(
                f"SELECT * FROM {table} ORDER BY {key} DESC LIMIT 1"
            )
            yield table, dict(found.mappings().one())


class _Bare:
    """The same inserts on the driver, one transaction a reception, with the same witness."""

    def __init__(
        self, path: Path, key: bytes, rows: list[tuple[str, dict[str, Any]]], witness: Witness
    ) -> None:
        self._connection = sqlcipher.connect(str(path), isolation_level=None)
        self._connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._rows = rows
        self._witness = witness
        self._number = 500_000

    def write(self) -> None:
        """One reception's rows with fresh keys."""
        self._number += 1
        uid = self._number.to_bytes(16, "big")
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for table, row in self._rows:
            values = {**row, **self._fresh(table, uid)}
            marks = ", ".join("?" * len(values))
            execute(f"INSERT INTO {table} VALUES ({marks})", tuple(values.values()))
        execute(
            "INSERT INTO counter VALUES ('H40', 'register', ?) "
            "ON CONFLICT (tenant, name) DO UPDATE SET high_water = excluded.high_water",
            (self._number,),
        )
        execute(
            "INSERT INTO dossier_search(rowid, words) VALUES (?, ?)",
            (self._number, "tran thi mau 034188004321 h40 16 261116 3001 3001 4321"),
        )
        self._witness.write(Testimony("w", self._number - 1, self._number, {"register": 1}))
        execute("COMMIT")

    def _fresh(self, table: str, uid: bytes) -> dict[str, Any]:
        keys: dict[str, dict[str, Any]] = {
            "event": {"uid": uid, "arrival": self._number},
            "event_private": {"uid": uid},
            "event_position": {"seq": self._number, "uid": uid},
            "code_used": {"number": self._number},
            "dossier": {"uid": uid, "number": self._number},
        }
        return keys[table]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
