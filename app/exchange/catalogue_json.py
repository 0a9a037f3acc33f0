"""JSON values of a catalogue, told apart by what they hold: portal, fact sheet, own format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Procedure
from app.domain.procedure_code import parse_code
from app.domain.procedure_version import procedure_bytes
from app.domain.records import from_plain
from app.exchange.fact_sheet import fact_sheet_entry
from app.exchange.portal_record import full_record, is_abolished, list_entry
from app.exchange.read_catalogue import (
    Abolition,
    Fields,
    ReadCatalogue,
    SkippedRow,
    row_wrong,
    skipped_row,
)

CATALOGUE_FORMAT = "motcua-catalogue-1"
"""Names the program's own files: ``{"format": ..., "procedures": [...]}``."""

_FULL_LIST_LINES = 1000
"""A portal list this long is the whole list; shorter ones are extracts of it."""

_Row = tuple[str, Any]


def json_rows(values: Iterable[_Row]) -> ReadCatalogue:
    """Read values with their places; whatever cannot be read is skipped with its reason."""
    procedures: dict[tuple[str, bool], Procedure] = {}
    skipped: list[SkippedRow] = []
    abolished: list[Abolition] = []
    listed = 0
    rows = [row for value in values for row in _flattened(*value)]
    # Well-formed codes first, so that of two spellings of one code the right one counts.
    for place, plain in sorted(rows, key=_code_needs_trimming):
        code = plain.get("code") if isinstance(plain, Mapping) else None
        try:
            reader, fields = _reader(plain, place)
            procedure = reader(fields)
            if is_abolished(fields):
                abolished.append(Abolition(procedure.code, fields.text("state") or ""))
                continue
            key = procedure.code, reader is list_entry
            if key in procedures:
                raise Refusal(Reason.PROCEDURE_CODE_TWICE, code=procedure.code)
        except Refusal as refusal:
            skipped.append(skipped_row(code, place, refusal))
        else:
            procedures[key] = procedure
            listed += reader is list_entry
    return ReadCatalogue(
        procedures=tuple(procedures.values()),
        skipped=tuple(skipped),
        abolished=tuple(abolished),
        full=listed >= _FULL_LIST_LINES,
    )


def _flattened(place: str, value: Any) -> Iterator[_Row]:
    """One row for each record in a list, an answer of the portal, or an own file."""
    if isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield f"{place}, mục {number}", each
    elif isinstance(value, Mapping) and isinstance(value.get("procedures"), list):
        known = value.get("format") == CATALOGUE_FORMAT
        for number, each in enumerate(value["procedures"], start=1):
            where = f"{place}, mục {number}"
            yield where, {_OWN: each, "code": _code(each)} if known else each
    elif isinstance(value, Mapping) and isinstance(value.get("data"), list | Mapping):
        yield from _flattened(place, value["data"])
    else:
        yield place, value


_OWN = " own"
"""Marks a record of the program's own format; no foreign key begins with a space."""


def _code(plain: Any) -> Any:
    return plain.get("code") if isinstance(plain, Mapping) else None


def _code_needs_trimming(row: _Row) -> bool:
    code = _code(row[1])
    return isinstance(code, str) and code != code.strip()


def _reader(plain: Any, place: str) -> tuple[Callable[[Fields], Procedure], Fields]:
    if not isinstance(plain, Mapping):
        raise row_wrong(place, plain)
    fields = Fields(plain, place)
    if _OWN in plain:
        return _own_record, fields
    if "executionMethods" in plain or "executionCases" in plain:
        return full_record, fields
    if "time_limit" in plain or "components" in plain:
        return fact_sheet_entry, fields
    if "code" in plain and "name" in plain:
        return list_entry, fields
    raise row_wrong(place, ", ".join(map(str, plain)))


def _own_record(fields: Fields) -> Procedure:
    procedure = from_plain(Procedure, fields.raw(_OWN), at=fields.place)
    parse_code(procedure.code)
    try:
        procedure_bytes(procedure)
    except UnicodeEncodeError as error:
        raise row_wrong(fields.place, procedure.name) from error
    return procedure
