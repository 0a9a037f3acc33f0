"""Rows below headings, each heading recognised by its folded words or named by the officer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from app.domain.errors import Reason, Refusal
from app.domain.text import one_line
from app.domain.words import refusal_sentence
from app.exchange.table_files import Table, csv_table, heading_words, xlsx_tables

_SEARCHED_ROWS = 15
"""Rows above the headings hold the name of the office and the title of the list."""

Synonyms = Mapping[str, tuple[str, ...]]
"""Headings by the name of the field that they mean; the first of each is said in messages."""


@dataclass(frozen=True, slots=True)
class HeadedRow:
    """One row: where it stands, and the text of each field that has a column."""

    place: str
    cells: Mapping[str, str]

    def text(self, name: str) -> str:
        """The text of a field on one line; empty where there is none."""
        return one_line(self.cells.get(name, ""))


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """A row that was left out: its code as written, where it stands, why (one sentence)."""

    place: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedRows:
    """A file as rows; ``columns`` tells which heading was taken for which field.

    ``unused`` are headings that mean nothing here.
    """

    columns: Mapping[str, str]
    unused: tuple[str, ...]
    rows: tuple[HeadedRow, ...]


def file_tables(name: str, content: bytes) -> tuple[Table, ...]:
    """The tables of an Excel or CSV file. Raises ``Refusal`` (``IMPORT_UNREADABLE``)."""
    try:
        if PurePath(name).suffix.lower() == ".xlsx":
            return xlsx_tables(name, content)
        return (csv_table(name, content),)
    except Refusal:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=name) from None


def headed_rows(
    table: Table,
    synonyms: Synonyms,
    needed: Collection[str],
    named: Mapping[str, str] | None = None,
) -> HeadedRows:
    """The rows below the line that heads every ``needed`` field.

    ``named`` are headings by field as the officer named them; they go before synonyms. Raises
    ``Refusal`` (``IMPORT_HEADINGS_MISSING``, ``IMPORT_COLUMN_UNKNOWN``).
    """
    field_of = _fields(synonyms, named or {})
    best: tuple[int, dict[int, str]] = (0, {})
    for index, (_, row) in enumerate(table.rows[:_SEARCHED_ROWS]):
        columns: dict[int, str] = {}
        for at, cell in enumerate(row):
            field = field_of.get(heading_words(cell.text))
            if field is not None and field not in columns.values():
                columns[at] = field
        if len(columns) > len(best[1]):
            best = (index, columns)
    index, columns = best
    missing = [_title(synonyms, each) for each in needed if each not in columns.values()]
    if missing or not columns:
        raise Refusal(
            Reason.IMPORT_HEADINGS_MISSING, path=table.place, missing=", ".join(missing) or "mã"
        )
    heads = table.rows[index][1]
    return HeadedRows(
        columns={columns[at]: one_line(heads[at].text) for at in columns},
        unused=tuple(
            one_line(cell.text)
            for at, cell in enumerate(heads)
            if at not in columns and cell.text.strip()
        ),
        rows=tuple(
            HeadedRow(
                f"{table.place}, dòng {number}",
                {name: cells[at].text for at, name in columns.items() if at < len(cells)},
            )
            for number, cells in table.rows[index + 1 :]
        ),
    )


def faulty_row(place: str, code: str, refusal: Refusal) -> FaultyRow:
    """A row left out for a refusal."""
    return FaultyRow(place, code, refusal_sentence(refusal))


def _fields(synonyms: Synonyms, named: Mapping[str, str]) -> dict[str, str]:
    for field in named:
        if field not in synonyms:
            known = ", ".join(synonyms)
            raise Refusal(Reason.IMPORT_COLUMN_UNKNOWN, name=field, known=known)
    found = {
        heading_words(heading): field
        for field, headings in synonyms.items()
        if field not in named
        for heading in headings
    }
    return found | {heading_words(heading): field for field, heading in named.items()}


def _title(synonyms: Synonyms, field: str) -> str:
    return f"“{synonyms[field][0]}”"
