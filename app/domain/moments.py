"""Moments: aware, in UTC inside the program, in Viet Nam's constant +07:00 for people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

from app.domain.errors import Reason, Refusal

VIETNAM = timezone(timedelta(hours=7))
"""The offset of Viet Nam since 1975; a constant, so that no time-zone data is needed."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST_YEAR, _LAST_YEAR = 1000, 9999


def to_milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970 in UTC."""
    return (moment - _EPOCH) // _MILLISECOND


def from_milliseconds(milliseconds: int) -> datetime:
    """The moment in UTC; the inverse of ``to_milliseconds``."""
    return _EPOCH + milliseconds * _MILLISECOND


def to_millisecond_precision(moment: datetime) -> datetime:
    """The same moment in UTC, cut to the whole milliseconds that the journal keeps."""
    return from_milliseconds(to_milliseconds(moment))


def local(moment: datetime) -> datetime:
    """The same moment on the clock of Viet Nam."""
    return moment.astimezone(VIETNAM)


def local_date(moment: datetime) -> date:
    """The calendar day in Viet Nam."""
    return local(moment).date()


def to_text(moment: datetime) -> str:
    """``YYYY-MM-DDTHH:MM:SS.mmmZ``, the form of the journal."""
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def to_local_text(moment: datetime) -> str:
    """``YYYY-MM-DDTHH:MM:SS+07:00``, the form that the command line prints."""
    return local(moment).isoformat(timespec="seconds")


@lru_cache(maxsize=4096)
def from_text(text: str) -> datetime:
    """Read an ISO moment; a naive one is meant in Viet Nam.

    Most deeds are recorded the moment they occur, and several in one: few moments are read often.

    Raises ``Refusal`` (``TIME_WRONG``) for anything else.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=VIETNAM) if moment.tzinfo is None else moment
        if not _FIRST_YEAR < moment.year < _LAST_YEAR:
            local(moment)
    except (ValueError, OverflowError):
        raise Refusal(Reason.TIME_WRONG, value=text) from None
    if moment.year < _FIRST_YEAR:
        raise Refusal(Reason.TIME_WRONG, value=text)
    return moment
