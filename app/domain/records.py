"""Frozen records to plain JSON values and back, driven by their annotations alone.

One rule for everything that is kept or sent as JSON: journal bodies, procedure versions, forms.
Absent stands for ``None`` and for nothing else, so that a value has one spelling only.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from app.domain import moments
from app.domain.errors import Reason, Refusal
from app.domain.text import nfc

Record = TypeVar("Record")
Plain = dict[str, Any]


def to_plain(value: Any, moment_text: Callable[[datetime], str] = moments.to_text) -> Any:
    """A record as dicts, lists, strings, integers and booleans; moments as ``...Z`` text."""
    if is_dataclass(value):
        kind: Any = type(value)
        pairs = ((name, getattr(value, name)) for name in _names(kind))
        return {name: to_plain(each, moment_text) for name, each in pairs if each is not None}
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list | tuple):
        return [to_plain(each, moment_text) for each in value]
    return value


def from_plain(kind: type[Record], plain: Any, *, at: str = "") -> Record:
    """Read a record of ``kind``; ``at`` names the place in refusals.

    Raises ``Refusal`` with the dotted name of the first field that is missing, unknown or wrong.
    """
    record: Record = _reader(kind)(plain, at)  # type: ignore[arg-type]
    return record


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


Reader = Callable[[Any, str], Any]


@cache
def _reader(kind: Hashable) -> Reader:
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (each for each in get_args(kind) if each is not types.NoneType)
        return _optional_reader(_reader(inner))
    if origin is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum_reader(kind)
    raise TypeError(f"records cannot hold {kind!r}")


def _record_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}
    compulsory = [
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    ]

    def read(plain: Any, at: str) -> Any:
        if not isinstance(plain, Mapping):
            raise _wrong(at, plain)
        prefix = f"{at}." if at else ""
        for name in plain:
            if name not in readers:
                raise Refusal(Reason.FIELD_UNKNOWN, field=f"{prefix}{name}")
        values = {
            name: readers[name](value, f"{prefix}{name}")
            for name, value in plain.items()
            if value is not None
        }
        for name in compulsory:
            if name not in values:
                raise Refusal(Reason.FIELD_MISSING, field=f"{prefix}{name}")
        return kind(**values)

    return read


def _optional_reader(inner: Reader) -> Reader:
    return lambda plain, at: None if plain is None else inner(plain, at)


def _tuple_reader(inner: Reader) -> Reader:
    def read(plain: Any, at: str) -> Any:
        if not isinstance(plain, list | tuple):
            raise _wrong(at, plain)
        return tuple(inner(each, f"{at}[{index}]") for index, each in enumerate(plain))

    return read


def _enum_reader(kind: type[StrEnum]) -> Reader:
    def read(plain: Any, at: str) -> Any:
        try:
            return kind(plain)
        except ValueError:
            raise _wrong(at, plain) from None

    return read


def _text(plain: Any, at: str) -> str:
    if not isinstance(plain, str):
        raise _wrong(at, plain)
    return nfc(plain)


def _whole_number(plain: Any, at: str) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise _wrong(at, plain)
    return plain


def _truth(plain: Any, at: str) -> bool:
    if not isinstance(plain, bool):
        raise _wrong(at, plain)
    return plain


def _day(plain: Any, at: str) -> date:
    try:
        return date.fromisoformat(_text(plain, at))
    except ValueError:
        raise _wrong(at, plain) from None


def _moment(plain: Any, at: str) -> datetime:
    return moments.from_text(_text(plain, at))


def _wrong(at: str, plain: Any) -> Refusal:
    return Refusal(Reason.FIELD_WRONG, field=at or "(toàn bộ)", value=str(plain)[:80])


_SCALARS: dict[Any, Reader] = {
    str: _text,
    int: _whole_number,
    bool: _truth,
    date: _day,
    datetime: _moment,
}
