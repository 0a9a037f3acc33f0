"""Messages grow fields: what a newer side says more than this program knows is passed over."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_type_hints


def known_part(kind: Any, plain: Any) -> Any:
    """A plain message without the fields that this version of it has not, at any depth.

    Events are no messages: their bytes are kept as they came, whatever they say.
    """
    if isinstance(plain, list):
        return [known_part(kind, each) for each in plain]
    parts = _parts(kind) if isinstance(plain, dict) else None
    if parts is None:
        return plain
    return {name: known_part(parts[name], each) for name, each in plain.items() if name in parts}


@cache
def _parts(kind: Any) -> dict[str, Any] | None:
    """The fields of a record with the record inside each, where there is one."""
    if not is_dataclass(kind):
        return None
    hints = get_type_hints(kind)
    return {each.name: _inner(hints[each.name]) for each in fields(kind)}


def _inner(hint: Any) -> Any:
    """The record in ``tuple[Record, ...]`` or ``Record | None``."""
    if is_dataclass(hint):
        return hint
    return next((found for each in get_args(hint) if is_dataclass(found := _inner(each))), None)
