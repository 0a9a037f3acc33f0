"""Many rows to PostgreSQL at once: copied where nobody brought them before, else as one parameter.

A copy costs a third of the same rows as one JSON parameter, and that a tenth of arrays whose values
are bound one by one. Its rows are joined to one text: handing them over one by one costs more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, CursorResult, TextClause

ABSENT = r"\N"
"""What stands in a copy where a row has nothing in a column."""


def copy_rows(
    connection: Connection,
    table: str,
    same: Mapping[str, str],
    each: Mapping[str, Iterable[str]],
) -> None:
    """Copy rows into a table; a row that is there already fails.

    ``same`` are the columns in which they agree, ``each`` the others, row by row, all spelled as
    ``COPY`` reads them: ``copied_text`` and its neighbours do that.
    """
    names = ", ".join([*same, *each])
    lead = "".join([f"{value}\t" for value in same.values()])
    rows = map("\t".join, zip(*each.values(), strict=True))
    written = "".join([f"{lead}{row}\n" for row in rows])
    if not written:
        return
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        copy.write(written)


def copied_text(value: str) -> str:
    """A text as ``COPY`` reads it."""
    escaped = value.replace("\\", r"\\").replace("\t", r"\t")
    return escaped.replace("\n", r"\n").replace("\r", r"\r")


def copied_texts(values: Sequence[str]) -> list[str]:
    """Texts as ``COPY`` reads them; all at once, for none of them holds a zero."""
    return copied_text("\0".join(values)).split("\0") if values else []


def copied_bytes(value: bytes) -> str:
    """Bytes as ``COPY`` reads them."""
    return rf"\\x{value.hex()}"


def copied_uid(value: UUID | None) -> str:
    """An identity as ``COPY`` reads it."""
    return ABSENT if value is None else value.hex


def uids_text(uids: Iterable[UUID]) -> str:
    """Many uids as one text, to be read by ``CAST(:uids AS uuid[])``: a fifth of binding each."""
    return "{" + ",".join([uid.hex for uid in uids]) + "}"


def run_rows(
    connection: Connection, statement: TextClause, rows: Sequence[dict[str, Any]], **given: Any
) -> CursorResult[Any]:
    """Run a statement that reads its rows from the parameter ``rows`` as JSON."""
    return connection.execute(statement, {"rows": json.dumps(rows, ensure_ascii=False), **given})
