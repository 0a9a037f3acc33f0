"""What may stand in a log: words of the program, identities without meaning, small counts.

A log leaves the office when somebody asks for help. So nothing is let through because it looks
harmless: a text passes when it is one of the program's own words, and not otherwise.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import Enum, StrEnum
from uuid import UUID

from app.domain.facts import FACTS
from app.domain.moments import to_text

WITHHELD = "withheld"
_LARGEST_COUNT = 9_999_999
"""A larger number may be a telephone or an identity number."""
_VERSION = re.compile(r"\d{1,3}(\.\d{1,5}){1,3}")
_KINDS = frozenset(kind for kind, _ in FACTS)

LogValue = str | int | bool | None


class Occasion(StrEnum):
    """What a line of the log is about."""

    OPENED = "desk.opened"
    CLOSED = "desk.closed"
    RECORDED = "deed.recorded"
    HEARD = "events.heard"
    REFUSED = "deed.refused"
    FAULT = "fault"
    ERASURE_LEFT = "erasure.left"
    PACKED = "logs.packed"


class Level(StrEnum):
    """How much a line of the log wants to be read."""

    INFORMATION = "info"
    WARNING = "warning"
    ERROR = "error"


def loggable(value: object) -> LogValue:
    """A value as it may be logged; everything else becomes ``withheld``."""
    if type(value) is str and value in _KINDS:  # the most by far, as the identities are
        return value
    if type(value) is UUID:
        return str(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if abs(value) <= _LARGEST_COUNT else WITHHELD
    if isinstance(value, datetime):
        return to_text(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, type) and issubclass(value, BaseException):
        return f"{value.__module__}.{value.__qualname__}"
    if isinstance(value, str) and (value in _KINDS or _VERSION.fullmatch(value)):
        return value
    return WITHHELD
