"""Excel and CSV files as tables of text, with text of old typefaces converted and counted."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.errors import Reason, Refusal
from app.domain.text import fold, nfc
from app.exchange.legacy_text import (
    LegacyEncoding,
    encoding_of_font,
    encoding_of_text,
    plausibility,
    to_unicode,
)
from app.exchange.read_catalogue import Conversion

_DELIMITERS = (",", ";", "\t")
_HEAD_LINES = 30
_ZEROS = re.compile(r"0+")
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, whether it was a number in the file, its typeface if that is known."""

    text: str
    number: float | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its place for messages, numbered rows, and what was converted in it."""

    place: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    converted: tuple[Conversion, ...] = ()


def csv_table(place: str, content: bytes) -> Table:
    """A CSV file in UTF-8, UTF-16, Windows-1258, TCVN3 or VNI; comma, semicolon or tab.

    Raises ``Refusal`` (``CATALOGUE_UNREADABLE``) for what cannot be split into fields.
    """
    text = decoded(content)
    try:
        rows = [
            (number, tuple(Cell(value) for value in row))
            for number, row in enumerate(_split(text, _delimiter(text)), start=1)
            if any(value.strip() for value in row)
        ]
    except csv.Error as error:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=place) from error
    return _converted(Table(place, tuple(rows)))


def xlsx_tables(place: str, content: bytes) -> tuple[Table, ...]:
    """The sheets of a workbook; numbers keep the zeros that their format shows.

    Raises ``Refusal`` (``CATALOGUE_UNREADABLE``) for what is no workbook.
    """
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(content), data_only=True)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Refusal(Reason.CATALOGUE_UNREADABLE, path=place) from error
    several = len(workbook.worksheets) > 1
    tables = []
    for sheet in workbook.worksheets:
        where = f"{place}, trang {sheet.title}" if several else place
        rows = (
            (number, tuple(_cell(each) for each in row))
            for number, row in enumerate(sheet.iter_rows(), start=1)
        )
        kept = tuple((number, row) for number, row in rows if any(each.text for each in row))
        if kept:
            tables.append(_converted(Table(where, kept)))
    return tuple(tables)


def heading_words(text: str) -> str:
    """Folded words of a heading, without what stands in brackets and without signs."""
    words = fold(text.split("(")[0])
    return " ".join("".join(each if each.isalnum() else " " for each in words).split())


def decoded(content: bytes) -> str:
    """Bytes as text. Without a byte-order mark: UTF-8 if it is that, else what reads best."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return nfc(content.decode(encoding, errors="replace"))
    try:
        return nfc(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    windows = nfc(content.decode("cp1258", errors="replace"))
    latin = content.decode("latin-1")
    words = [word for word in windows.split() if not word.isascii()]
    legacy = encoding_of_text([latin])
    return (
        latin if legacy and plausibility(words) < plausibility(_read_as(latin, legacy)) else windows
    )


def _read_as(text: str, encoding: LegacyEncoding) -> Iterator[str]:
    return (to_unicode(word, encoding) for word in text.split() if not word.isascii())


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    """Records and fields, whichever line ends the file has."""
    return csv.reader(io.StringIO(text, newline=None), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into most columns."""
    head = "\n".join(text.splitlines()[:_HEAD_LINES])
    return max(_DELIMITERS, key=lambda sign: max(map(len, _split(head, sign)), default=0))


def _cell(cell: object) -> Cell:
    value = getattr(cell, "value", None)
    font = getattr(getattr(cell, "font", None), "name", None)
    if value is None:
        return Cell("", font=font)
    if isinstance(value, bool):
        return Cell("", font=font)
    if isinstance(value, datetime):
        return Cell(_moment_text(value), font=font)
    if isinstance(value, date):
        return Cell(value.isoformat(), font=font)
    if isinstance(value, int | float):
        return Cell(
            _shown(value, getattr(cell, "number_format", "")), number=float(value), font=font
        )
    return Cell(str(value), font=font)


def _moment_text(value: datetime) -> str:
    """A day, with its time where the cell holds one."""
    is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
    return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds")


def _shown(value: float, number_format: str) -> str:
    """A number as the sheet shows it, as far as leading zeros are concerned."""
    whole = isinstance(value, int) or value.is_integer()
    text = str(int(value)) if whole else repr(value)
    return text.zfill(len(number_format)) if whole and _ZEROS.fullmatch(number_format) else text


def _converted(table: Table) -> Table:
    """The table in Unicode: by the typeface of each cell, else by how the whole table reads."""
    whole = encoding_of_text(
        each.text for each in _cells(table.rows) if not encoding_of_font(each.font)
    )
    rows = []
    changed: dict[LegacyEncoding, list[tuple[str, str, str]]] = {}
    for number, row in table.rows:
        cells = []
        for cell in row:
            encoding = encoding_of_font(cell.font) or whole
            text = to_unicode(cell.text, encoding, cell.font) if encoding else nfc(cell.text)
            if encoding and text != cell.text:
                place = f"{table.place}, dòng {number}"
                changed.setdefault(encoding, []).append((place, cell.text, text))
            cells.append(replace(cell, text=text))
        rows.append((number, tuple(cells)))
    return Table(table.place, tuple(rows), tuple(_samples(changed)))


def _cells(rows: Iterable[tuple[int, Sequence[Cell]]]) -> Iterator[Cell]:
    return (cell for _, row in rows for cell in row)


def _samples(changed: dict[LegacyEncoding, list[tuple[str, str, str]]]) -> Iterator[Conversion]:
    """The longest conversion of each encoding: the one that shows most."""
    for encoding, places in changed.items():
        place, before, after = max(places, key=lambda each: len(each[1]))
        yield Conversion(encoding.value, place, before, after, len(places))
