"""The subjects of a batch: pasted from Excel, or read from a file, with headings or without."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Reason, Refusal
from app.domain.reception import Subject, SubjectKind
from app.domain.text import fold, nfc, one_line
from app.exchange.headed_rows import file_tables
from app.exchange.table_files import Table, heading_words
from app.exchange.typed_values import day_of, identity_of

_SYNONYMS = {
    "name": ("ho va ten", "ho ten", "ten", "ho ten nguoi lao dong", "nguoi lao dong"),
    "number": (
        *("so cccd", "cccd", "so dinh danh", "so dinh danh ca nhan", "so giay to"),
        *("cmnd cccd", "so cmnd cccd", "cmnd", "so cmnd", "ma dinh danh"),
    ),
    "born": ("ngay sinh", "ngay thang nam sinh", "sinh ngay", "nam sinh"),
    "lacking": ("thieu giay to", "giay to thieu", "thieu giay", "thieu giay so", "con thieu"),
    "abstract": ("noi dung", "trich yeu", "ghi chu", "noi dung yeu cau"),
}
_FIELD_OF = {heading: field for field, headings in _SYNONYMS.items() for heading in headings}
_LEAST_DIGITS = 8
"""Fewer digits are a running number, not somebody's."""
_APART = re.compile(r"[\s,;]+")
_WRITTEN_AS_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """One subject as typed; each text is kept as it was, so that a wrong one can be mended.

    ``lacking`` are ordinals of the published papers that are not there for this subject.
    """

    name: str = ""
    number: str = ""
    born: str = ""
    abstract: str = ""
    lacking: str = ""


def pasted_rows(text: str) -> tuple[SubjectRow, ...]:
    """Rows copied in Excel: cells by tabs, lines by line ends, headings or none.

    Raises ``Refusal`` (``PASTE_EMPTY``) where nobody is named.
    """
    lines = [line.split("\t") for line in nfc(text).splitlines()]
    return _rows([[one_line(cell) for cell in cells] for cells in lines])


def file_rows(name: str, content: bytes) -> tuple[SubjectRow, ...]:
    """Rows of an Excel or CSV file. Raises ``Refusal`` (``IMPORT_UNREADABLE``, ``PASTE_EMPTY``)."""
    return tuple(row for table in file_tables(name, content) for row in _table_rows(table))


def subject_of(row: SubjectRow, kind: SubjectKind) -> Subject:
    """Whom a row is about.

    Raises ``Refusal``: ``IMPORT_NAME_MISSING``, ``IMPORT_NUMBER_WRONG``, ``IMPORT_DAY_WRONG``.
    """
    if not row.name:
        raise Refusal(Reason.IMPORT_NAME_MISSING)
    identity = identity_of(row.number)
    return Subject(
        kind=kind,
        full_name=row.name,
        identity_number=None if identity is None else identity.number,
        born_on=_born(row.born),
    )


def lacking_of(row: SubjectRow) -> tuple[int, ...]:
    """The papers that this subject lacks, by ordinal. Raises ``Refusal`` (``FIELD_WRONG``)."""
    parts = [each for each in _APART.split(row.lacking) if each]
    if not all(each.isascii() and each.isdigit() for each in parts):
        raise Refusal(Reason.FIELD_WRONG, field="Thiếu giấy số", value=row.lacking)
    return tuple(dict.fromkeys(int(each) for each in parts))


def _born(text: str) -> date | None:
    if not text:
        return None
    found = day_of(text)
    if found is None:
        raise Refusal(Reason.IMPORT_DAY_WRONG, value=text, field="Ngày sinh")
    return found


def _table_rows(table: Table) -> tuple[SubjectRow, ...]:
    return _rows([[one_line(cell.text) for cell in cells] for _, cells in table.rows])


def _rows(lines: Sequence[Sequence[str]]) -> tuple[SubjectRow, ...]:
    lines = [cells for cells in lines if any(cells)]
    head, columns = _headed(lines)
    body = lines[head:]
    columns = columns or _guessed(body)
    found = tuple(
        SubjectRow(**{field: cells[at] for at, field in columns.items() if at < len(cells)})
        for cells in body
        if _is_entry(cells, columns)
    )
    if not found:
        raise Refusal(Reason.PASTE_EMPTY)
    return found


def _headed(lines: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """How many lines the headings take, and which column they name; none without a name."""
    for index, cells in enumerate(lines[:15]):
        columns: dict[int, str] = {}
        for at, cell in enumerate(cells):
            field = _FIELD_OF.get(heading_words(cell))
            if field is not None and field not in columns.values():
                columns[at] = field
        if "name" in columns.values():
            return index + 1, columns
    return 0, {}


def _guessed(lines: Sequence[Sequence[str]]) -> dict[int, str]:
    """What most cells of each column look like: a name has letters, a number digits, a day both."""
    columns: dict[int, str] = {}
    for at in range(max(map(len, lines), default=0)):
        cells = [cells[at] for cells in lines if at < len(cells) and cells[at]]
        field = _field_of(cells)
        if field is not None and field not in columns.values():
            columns[at] = field
    if "name" not in columns.values():
        columns = {at: field for at, field in columns.items() if at != 0} | {0: "name"}
    return dict(sorted(columns.items()))


def _field_of(cells: Sequence[str]) -> str | None:
    looks = Counter(kind for kind in map(_kind_of, cells) if kind is not None)
    return max(looks, key=lambda kind: (looks[kind], kind != "name"), default=None)


def _kind_of(cell: str) -> str | None:
    """A day that no calendar has is still meant as a day: its line is to say so."""
    if day_of(cell) is not None or _WRITTEN_AS_DAY.fullmatch(cell):
        return "born"
    digits = sum(each.isdecimal() for each in cell)
    if digits >= _LEAST_DIGITS:
        return "number"
    return None if digits else "name"


def _is_entry(cells: Sequence[str], columns: dict[int, str]) -> bool:
    """Not a line of column numbers, a total, or a line below the list without a name."""
    said = {field: cells[at] for at, field in columns.items() if at < len(cells)}
    name = fold(said.get("name", ""))
    if name.startswith(("tong cong", "tong so", "cong:")):
        return False
    return not name.strip("()").isdigit() and any(said.values())
