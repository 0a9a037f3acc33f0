"""The report of a fault, without anything that may be personal: where it happened, not with what.

The message of an exception quotes values (a name that did not fit, a number, a path with the
account's name), so no message is kept: kinds, and the lines that led there.
"""

from __future__ import annotations

import traceback
from pathlib import PurePath

_PACKAGE = "app"
_LIBRARIES = "site-packages"


def fault_text(error: BaseException) -> str:
    """Kinds and frames of an error and of what caused it, the innermost last."""
    parts = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        parts.append(_one(each))
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\ncaused\n".join(reversed(parts))


def kind_of(error: BaseException) -> str:
    """The full name of an error's class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    number = getattr(error, "errno", None)
    said = f" errno={number}" if isinstance(number, int) else ""
    return "\n".join((*lines, f"{kind_of(error)}{said}"))


def _place(filename: str) -> str:
    """A path from the program's or a library's folder on; the rest may name an account."""
    parts = PurePath(filename).parts
    for anchor in (_LIBRARIES, _PACKAGE):
        if anchor in parts:
            at = len(parts) - 1 - parts[::-1].index(anchor)
            return "/".join(parts[at:])
    return PurePath(filename).name
