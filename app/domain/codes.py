"""Dossier codes, visit numbers, sheet codes and register books: who may give which number.

``{agency code}-{yyMMdd}-{dNNN}``: the first digit of the order within the day belongs to a desk
(0 the centre and online, 1 to 8 desks, 9 the reserve), so that desks never meet without a line
(Thông tư 01/2018/TT-VPCP Điều 19; Quyết định 20/2020/QĐ-TTg for the agency code).
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass

RESERVE_PREFIX = 9
"""The first digit that no desk numbers with by itself."""

PAD_FIRST, PAD_PER_DESK = 501, 60
"""Orders 9501 to 9980 of a day are for the paper pad, sixty for each desk."""

TRAINING_AGENCY = "TAPHUAN"
"""Agency code of training data: its codes fail the official pattern on purpose."""

_OFFICIAL = re.compile(
    r"(?P<agency>(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,3})"
    r"-(?P<on>\d{6})-(?P<order>\d{4,6})"
)
_OWN = re.compile(r"(?P<agency>[A-Z0-9.]+)-(?P<on>\d{6})-(?P<order>\d{4,6})")
_AGENCY = re.compile(r"(?:\d{3}\.\d{2}\.\d{2}\.)?[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){0,3}")
_VISIT = re.compile(r"V-(?P<agency>[A-Z0-9.]+)-(?P<on>\d{6})-(?P<order>\d{3,6})")
_SHEET = re.compile(
    r"(?P<series>BG|BK)-(?P<agency>[A-Z0-9.]+)-(?P<on>\d{6})-(?P<desk>\d)(?P<number>\d{3,5})"
)
_LAST_DESK = 8


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """A run of orders of one day that one writer may give out: ``first`` to ``last`` of a digit."""

    prefix: int
    first: int = 1
    last: int = 600


BANDS = ((1, 600), (601, 750), (751, 875), (876, 999))
"""The orders of a desk's digit: for its ordinary day; after a restore that somebody let number;
and for the first and second machine that take its place in a day. None can meet another, so a new
machine never gives out what the lost one could have given (one order a minute fills ten hours)."""

LEAVE_BAND, PERMIT_BANDS = BANDS[1], BANDS[2:]


LEASED = tuple(
    CodeBlock(prefix, first, first + 49)
    for prefix, low, high in ((RESERVE_PREFIX, 1, 500), (0, 501, 950))
    for first in range(low, high, 50)
)
"""The blocks of a day that the centre lends: orders that no desk and no pad numbers with."""

ALIASES = CodeBlock(0, 1, 500)
"""The orders of a day by which the centre itself names dossiers anew."""


def band_of(number: int) -> tuple[int, int]:
    """The first and last order of the band in which an order lies."""
    return next((band for band in BANDS if band[0] <= number <= band[1]), (1, 999))


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code of our own scheme, taken apart."""

    agency: str
    on: date
    prefix: int
    number: int

    def __str__(self) -> str:
        return f"{self.agency}-{self.on:%y%m%d}-{self.prefix}{self.number:03d}"


def read_dossier_code(text: str) -> DossierCode | None:
    """Take a code of the one-digit scheme apart; ``None`` for foreign and provisional codes."""
    match = _OWN.fullmatch(text.strip().upper())
    if match is None or len(match["order"]) != 4:
        return None
    on = _day(match["on"])
    if on is None:
        return None
    return DossierCode(match["agency"], on, int(match["order"][0]), int(match["order"][1:]))


def pad_code(agency: str, on: date, desk: int, nth: int) -> DossierCode:
    """The code of the ``nth`` slip, from 1, of a desk's pads of a day."""
    number = PAD_FIRST + (desk - 1) * PAD_PER_DESK + nth - 1
    return DossierCode(agency, on, RESERVE_PREFIX, number)


def pad_desk(code: DossierCode) -> int | None:
    """The desk whose pad bears a code; ``None`` for a code that is on no pad."""
    desk = (code.number - PAD_FIRST) // PAD_PER_DESK + 1
    return desk if code.prefix == RESERVE_PREFIX and 1 <= desk <= _LAST_DESK else None


def is_official_code(text: str) -> bool:
    """Whether a text has the form of a national dossier code, ours or another system's."""
    match = _OFFICIAL.fullmatch(text)
    return match is not None and _day(match["on"]) is not None


def check_agency_code(text: str) -> str:
    """The agency code as printed. Raises ``Refusal`` when it cannot be one."""
    code = text.strip().upper()
    if code != TRAINING_AGENCY and _AGENCY.fullmatch(code) is None:
        raise Refusal(Reason.AGENCY_CODE_WRONG, value=text)
    return code


def check_desk(desk: int) -> int:
    """A desk number from 1 to 8. Raises ``Refusal`` for any other."""
    if not 1 <= desk <= _LAST_DESK:
        raise Refusal(Reason.DESK_WRONG, value=desk)
    return desk


def provisional_code(agency: str, on: date, writer: str, number: int) -> str:
    """A marked code for the day on which every block is used up; the centre will alias it."""
    return f"TAM-{agency}-{on:%y%m%d}-{writer[-6:].upper()}-{number}"


def visit_number(agency: str, on: date, desk: int, number: int) -> str:
    """``V-{agency}-{yyMMdd}-{dNN}``: the number of one visit at the door."""
    return f"V-{agency}-{on:%y%m%d}-{desk}{number:02d}"


def is_visit_number(text: str) -> bool:
    """Whether a text has the form of a visit number."""
    match = _VISIT.fullmatch(text)
    return match is not None and _day(match["on"]) is not None


class SheetSeries(StrEnum):
    """What a sheet is: a hand-over sheet (bàn giao), or the list of a bag of the post (bảng kê)."""

    HAND_OVER = "BG"
    MANIFEST = "BK"


@dataclass(frozen=True, slots=True)
class SheetCode:
    """The code of a hand-over sheet or of a manifest, taken apart."""

    agency: str
    on: date
    desk: int
    number: int
    series: SheetSeries = SheetSeries.HAND_OVER

    def __str__(self) -> str:
        return f"{self.series}-{self.agency}-{self.on:%y%m%d}-{self.desk}{self.number:03d}"


def read_sheet_code(text: str) -> SheetCode | None:
    """Take the code of a sheet apart; ``None`` for anything else."""
    match = _SHEET.fullmatch(text.strip().upper())
    on = _day(match["on"]) if match else None
    if match is None or on is None:
        return None
    series = SheetSeries(match["series"])
    return SheetCode(match["agency"], on, int(match["desk"]), int(match["number"]), series)


def register_book(desk: int, year: int, suffix: int = 0) -> str:
    """Quyển số: one book per desk and year; a desk that was taken over opens a further one."""
    return f"{desk}/{year}" if suffix == 0 else f"{desk}.{suffix}/{year}"


def register_text(number: int) -> str:
    """Số thứ tự as printed: five digits."""
    return f"{number:05d}"


def _day(yymmdd: str) -> date | None:
    try:
        return date(2000 + int(yymmdd[:2]), int(yymmdd[2:4]), int(yymmdd[4:]))
    except ValueError:
        return None
