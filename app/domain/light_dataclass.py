"""Frozen dataclasses whose methods are made when they are first called.

Python writes and compiles six methods for each dataclass while its module is loaded. Several
hundred are declared here; the start of the window, of a verb and of a test waited for all of their
methods, though few are called in a run. Everything else is as in ``dataclasses``, which makes
these methods, too.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

_METHODS = ("__init__", "__repr__", "__eq__", "__hash__")

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
        """As ``dataclasses.dataclass``, for frozen ones with slots.

        They inherit from their like only. Raises ``TypeError`` for one that may be changed.
        """
        if not (frozen and slots):
            raise TypeError("only a frozen dataclass with slots can be light")
        return lambda written: _light(written, kw_only=kw_only)


def _light(written: type, *, kw_only: bool) -> type:
    # Not told that it is frozen, Python leaves out the methods that refuse a change.
    make = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    light: type = make(written)
    missing = [name for name in _METHODS if name not in vars(written)]
    for name in missing:
        setattr(light, name, _at_first_call(light, name, missing))
    for name, method in _FROZEN.items():
        setattr(light, name, method)
    return light


def _at_first_call(light: type, name: str, missing: Sequence[str]) -> Callable[..., Any]:
    """What stands for a method until one of those that are missing is called."""

    def method(self: object, *args: Any, **named: Any) -> Any:
        methods = vars(_twin(light))
        for each in missing:
            setattr(light, each, methods[each])
        return getattr(light, name)(self, *args, **named)

    return method


def _twin(light: type) -> type:
    """A whole dataclass of the same fields, whose methods do for both."""
    fields = [(each.name, each.type, each) for each in dataclasses.fields(light)]
    after = {name: getattr(light, name) for name in ("__post_init__",) if hasattr(light, name)}
    return dataclasses.make_dataclass(light.__name__, fields, namespace=after, frozen=True)


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _values(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _restore(self: Any, values: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), values, strict=True):
        object.__setattr__(self, each.name, value)


_FROZEN: dict[str, Callable[..., Any]] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__getstate__": _values,
    "__setstate__": _restore,
}
"""What every frozen dataclass with slots does alike; the last two copy it."""
