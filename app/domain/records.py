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
from app.domain.identifiers import uid_in
from app.domain.text import nfc

Record = TypeVar("Record")
Plain = dict[str, Any]


def to_plain(value: Any, moment_text: Callable[[datetime], str] = moments.to_text) -> Any:
    """A record as dicts, lists, strings, integers and booleans; moments as ``...Z`` text."""
    return _writer(type(value))(value, moment_text)


def from_plain(kind: type[Record], plain: Any, *, at: str = "") -> Record:
    """Read a record of ``kind``; ``at`` names the place in refusals.

    Raises ``Refusal`` with the dotted name of the first field that is missing, unknown or wrong.
    """
    try:
        record: Record = _reader(kind)(plain)  # type: ignore[arg-type]
    except _Misfit as misfit:
        raise misfit.refusal(at) from None
    return record


Writer = Callable[[Any, Callable[[datetime], str]], Any]


def _find_writer(kind: Any) -> Writer:
    """How values of one type are written; found once, for a fold has hundreds of values."""
    if is_dataclass(kind):
        return _record_writer(tuple(field.name for field in fields(kind)))
    if issubclass(kind, datetime):
        return lambda value, moment_text: moment_text(value)
    if issubclass(kind, date):
        return lambda value, _: value.isoformat()
    if issubclass(kind, StrEnum):
        return lambda value, _: value.value
    if issubclass(kind, str):
        return lambda value, _: nfc(value)
    if issubclass(kind, list | tuple):
        return lambda value, text: [_writer(type(each))(each, text) for each in value]
    return lambda value, _: value


_writer: Callable[[Any], Writer] = cache(_find_writer)


def _record_writer(names: tuple[str, ...]) -> Writer:
    def write(value: Any, moment_text: Callable[[datetime], str]) -> Plain:
        plain = {}
        for name in names:
            each = getattr(value, name)
            if each is None:
                continue
            kind = type(each)
            if kind is str:
                plain[name] = nfc(each)
            elif kind is int or kind is bool:
                plain[name] = each
            else:
                plain[name] = _writer(kind)(each, moment_text)
        return plain

    return write


class _Misfit(Exception):  # noqa: N818 - what it says becomes a refusal
    """A plain value that does not fit; its place is put together on the way out."""

    def __init__(self, reason: Reason, plain: Any = None) -> None:
        super().__init__(reason)
        self.reason, self.plain, self.place = reason, plain, ""

    def move_into(self, name: str) -> None:
        """The place so far lies inside this one."""
        self.place = f"{name}{'.' if self.place[:1] not in ('', '[') else ''}{self.place}"

    def refusal(self, at: str) -> Refusal:
        """What the reader is told, at the place where the whole record stands."""
        if at:
            self.move_into(at)
        if self.reason is not Reason.FIELD_WRONG:
            return Refusal(self.reason, field=self.place)
        return Refusal(self.reason, field=self.place or "(toàn bộ)", value=str(self.plain)[:80])


Reader = Callable[[Any], Any]
"""Reads a plain value; raises ``_Misfit``."""


@cache
def _reader(kind: Hashable) -> Reader:
    if is_dataclass(kind) and isinstance(kind, type):
        return _record_reader(kind)
    inner = _without_none(kind)
    if inner is not kind:
        return _optional_reader(_reader(inner))
    if get_origin(kind) is tuple:
        return _tuple_reader(_reader(get_args(kind)[0]))
    if kind in _SCALARS:
        return _SCALARS[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enum_reader(kind)
    raise TypeError(f"records cannot hold {kind!r}")


def _without_none(kind: Any) -> Any:
    """What a value is that may be absent, where it is not; a record looks at no absent one."""
    if get_origin(kind) not in (Union, types.UnionType):
        return kind
    (inner,) = (each for each in get_args(kind) if each is not types.NoneType)
    return inner


def _record_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _field_reader(field.name, hints[field.name]) for field in fields(kind)}
    compulsory = frozenset(
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    )
    find_reader = readers.get

    def read(plain: Any) -> Any:
        if type(plain) is not dict and not isinstance(plain, Mapping):
            raise _Misfit(Reason.FIELD_WRONG, plain)
        values, name = {}, ""
        try:
            for name, value in plain.items():
                reader = find_reader(name)
                if reader is None:
                    raise _Misfit(Reason.FIELD_UNKNOWN)
                if value is not None:
                    values[name] = reader(value)
            if not compulsory <= values.keys():
                name = next(each for each in readers if each in compulsory - values.keys())
                raise _Misfit(Reason.FIELD_MISSING)
        except _Misfit as misfit:
            misfit.move_into(name)
            raise
        return kind(**values)

    return read


def _field_reader(name: str, kind: Any) -> Reader:
    """A field that names something by its uid holds a uid: whoever looks it up may rely on that."""
    inner = _reader(_without_none(kind))
    if not name.endswith(("uid", "uids")):
        return inner

    def read(plain: Any) -> Any:
        value = inner(plain)
        for each in value if isinstance(value, tuple) else (value,):
            try:
                uid_in(each)
            except ValueError:
                raise _Misfit(Reason.FIELD_WRONG, plain) from None
        return value

    return read


def _optional_reader(inner: Reader) -> Reader:
    return lambda plain: None if plain is None else inner(plain)


def _tuple_reader(inner: Reader) -> Reader:
    def read(plain: Any) -> Any:
        if not isinstance(plain, list | tuple):
            raise _Misfit(Reason.FIELD_WRONG, plain)
        values: list[Any] = []
        try:
            values.extend(map(inner, plain))
        except _Misfit as misfit:
            misfit.move_into(f"[{len(values)}]")
            raise
        return tuple(values)

    return read


def _enum_reader(kind: type[StrEnum]) -> Reader:
    members = {each.value: each for each in kind}

    def read(plain: Any) -> Any:
        found = members.get(plain) if isinstance(plain, str) else None
        if found is None:
            raise _Misfit(Reason.FIELD_WRONG, plain)
        return found

    return read


def _text(plain: Any) -> str:
    if not isinstance(plain, str) or "\0" in plain:
        raise _Misfit(Reason.FIELD_WRONG, plain)
    if plain.isascii():
        return plain
    try:
        plain.encode()
    except UnicodeEncodeError:
        readable = plain.encode(errors="replace").decode()
        raise _Misfit(Reason.FIELD_WRONG, readable) from None
    return nfc(plain)


def _whole_number(plain: Any) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool) or abs(plain) > _MOST:
        raise _Misfit(Reason.FIELD_WRONG, plain)
    return plain


def _truth(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise _Misfit(Reason.FIELD_WRONG, plain)
    return plain


def _day(plain: Any) -> date:
    try:
        return date.fromisoformat(_text(plain))
    except ValueError:
        raise _Misfit(Reason.FIELD_WRONG, plain) from None


def _moment(plain: Any) -> datetime:
    return moments.from_text(_text(plain))


_MOST = 2**63 - 1
"""What every database can hold."""

_SCALARS: dict[Any, Reader] = {
    str: _text,
    int: _whole_number,
    bool: _truth,
    date: _day,
    datetime: _moment,
}
