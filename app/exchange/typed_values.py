"""Days, moments and numbers of persons as other systems and Excel lists write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM
from app.domain.reception import Identity, IdentityKind
from app.domain.text import fold

_SPOKEN = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_SLASHED = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_RUN = re.compile(r"(\d{2})(\d{2})(\d{4})")
_NATIONAL = re.compile(r"\d{8}(?:\d{6})?")
_TIME = re.compile(r"\b(\d{1,2})(?::|h|g| gio )\s*(\d{1,2})?(?::(\d{1,2}))?(?:\.\d+)?\s*(?:phut)?")
_PASSPORT = re.compile(r"[A-Z]{1,2}\d{6,8}")
_SIGNS = re.compile(r"[\s.\-]")
_CITIZEN_DIGITS, _OLD_DIGITS = 12, 9


def day_of(text: str) -> date | None:
    """``5/2/1990``, ``05-02-1990``, ``ngày 5 tháng 2 năm 1990``, ``05021990``, ``1990-02-05``.

    Nothing for text that is no day; a year of two digits is none, it could be any century.
    """
    folded = fold(text)
    for pattern in (_SPOKEN, _SLASHED, _RUN):
        found = pattern.fullmatch(folded)
        if found:
            return _day(int(found[3]), int(found[2]), int(found[1]))
    found = _ISO.fullmatch(folded)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def moment_of(text: str, usual: time) -> datetime | None:
    """A day with its time before or behind it, or ``yyyyMMddHHmmss`` of the national exchange.

    ``usual`` is the time of a day that is written without one. Nothing for anything else.
    """
    folded = fold(text).replace("t", " ", 1) if _ISO.match(text.strip()) else fold(text)
    folded = re.sub(r"(?:\+07:?00|z)$", "", folded).strip()
    if _NATIONAL.fullmatch(folded):
        return _national(folded, usual)
    found = _TIME.search(folded)
    at = usual
    if found:
        folded = (folded[: found.start()] + folded[found.end() :]).strip(" ,")
        try:
            at = time(int(found[1]), int(found[2] or 0), int(found[3] or 0))
        except ValueError:
            return None
    on = day_of(folded)
    return None if on is None else datetime.combine(on, at, VIETNAM).astimezone(UTC)


def needed_moment(text: str, field: str, usual: time) -> datetime:
    """The same where something has to be written. Raises ``Refusal`` (``IMPORT_DAY_WRONG``)."""
    found = moment_of(text, usual)
    if found is None:
        raise Refusal(Reason.IMPORT_DAY_WRONG, value=text, field=field)
    return found


def identity_of(text: str, *, pad: bool = False) -> Identity | None:
    """A person's paper by its number: 12 digits, 9 digits or a passport; nothing for nothing.

    ``pad`` puts back the noughts that a number cell of Excel lost. Raises ``Refusal``
    (``IMPORT_NUMBER_WRONG``).
    """
    bare = _SIGNS.sub("", text).upper()
    if not bare:
        return None
    if bare.isdecimal() and bare.isascii():
        if pad and _OLD_DIGITS < len(bare) < _CITIZEN_DIGITS:
            bare = bare.zfill(_CITIZEN_DIGITS)
        if len(bare) == _CITIZEN_DIGITS:
            return Identity(number=bare)
        if len(bare) == _OLD_DIGITS:
            return Identity(kind=IdentityKind.OLD_ID, number=bare)
    elif _PASSPORT.fullmatch(bare):
        country = "Việt Nam"
        return Identity(kind=IdentityKind.PASSPORT, number=bare, country=country)
    raise Refusal(Reason.IMPORT_NUMBER_WRONG, value=text)


def _national(digits: str, usual: time) -> datetime | None:
    on = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    if on is None:
        # Eight digits may be ddMMyyyy as well.
        on = day_of(digits) if len(digits) == len("ddMMyyyy") else None
    try:
        at = usual
        if len(digits) > len("yyyyMMdd"):
            at = time(int(digits[8:10]), int(digits[10:12]), int(digits[12:]))
    except ValueError:
        return None
    return None if on is None else datetime.combine(on, at, VIETNAM).astimezone(UTC)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None
