"""What a scanner typed: cleaned of what scanners add, and told apart by its shape."""

from __future__ import annotations

import re
from enum import StrEnum

from app.domain.codes import TRAINING_AGENCY, is_official_code, is_visit_number, read_sheet_code
from app.domain.input_method import candidates, is_damaged
from app.domain.postal_number import looks_postal, read_postal_number
from app.domain.public_address import procedure_code_in
from app.domain.slip_code import read_slip_code
from app.domain.text import one_line


class ScanKind(StrEnum):
    """Thing that was held under the scanner."""

    CITIZEN_CARD = "citizen_card"
    DOSSIER_CODE = "dossier_code"
    VISIT_NUMBER = "visit_number"
    SLIP = "slip"
    HEALTH_CARD = "health_card"
    COVID_CODE = "covid_code"
    POSTAL_NUMBER = "postal_number"
    HAND_OVER_SHEET = "hand_over_sheet"
    MANIFEST = "manifest"
    BADGE = "badge"
    PERMIT = "permit"
    DAMAGED_CODE = "damaged_code"
    PAYMENT_CODE = "payment_code"
    WEB_ADDRESS = "web_address"
    PROCEDURE = "procedure"
    NUMBER = "number"
    EMPTY = "empty"
    UNKNOWN = "unknown"


NAMELESS = frozenset({ScanKind.WEB_ADDRESS, ScanKind.NUMBER, ScanKind.EMPTY, ScanKind.UNKNOWN})
"""What people type by hand as well: no pattern tells that it was scanned."""

FIELDED = frozenset({ScanKind.CITIZEN_CARD, ScanKind.HEALTH_CARD, ScanKind.COVID_CODE})
"""Fields between bars: nobody types them, however slowly their letters came."""

_SYMBOLOGY = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")
_CHARACTER_SET = re.compile(r"\A\\0000[0-9]{2}")
_CARD_START = re.compile(r"\A[0-9]{9,14}(?P<separator>[^\w\s.,/-])")
_CARD_NUMBERS = (9, 12)
"""Digits of an old and of a present identity number."""
_CODE_INSIDE = re.compile(r"(?<![\w.-])(?:V-)?[A-Z0-9.]{3,24}-[0-9]{6}-[0-9]{3,6}(?!\w)")
_CODE_ALONE = re.compile(r"[\w.-]+", re.UNICODE)
_LEAST_DIGITS, _LEAST_LEFT = 5, 3
"""Digits of the shortest code, and how many of them the mode VNI leaves at worst."""
_SHORTEST_SHEET = 8
_PROCEDURE = re.compile(r"\d\.\d{6}")
_NUMBER = re.compile(r"[0-9]+")
_BANK_TRANSFER = "000201"
"""EMV codes, by which banks pass transfers, begin so."""
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_HEX_OF_UTF8 = re.compile(r"(?:[0-9a-f]{2}){2,}", re.IGNORECASE)
_SHEETS = {
    "BG-": ScanKind.HAND_OVER_SHEET,
    "BK-": ScanKind.MANIFEST,
    "CB-": ScanKind.BADGE,
    "TQ-": ScanKind.PERMIT,
}
"""Beginnings of sheets and cards (bàn giao, bảng kê, cán bộ, tiếp quản), as visits have V-."""

_SLASHED_DATE = re.compile(r"[0-9]{2}/[0-9]{2}/[0-9]{4}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def clean_scan(text: str) -> str:
    """The payload alone, on one line.

    Byte-order mark, line ends, the AIM symbology identifier (``]Q1``) and a character-set mark
    (``\\000026``) go: scanners add them or not, as they were set up.
    """
    bare = _SYMBOLOGY.sub("", one_line(text))
    return one_line(_CHARACTER_SET.sub("", bare))


def split_fields(text: str) -> list[str]:
    """Fields of a cleaned payload, trimmed.

    A keyboard layout other than the American one turns the bar into another sign: whatever sign
    follows the number of a card, and comes often enough, separates the fields.
    """
    start = _CARD_START.match(text)
    separator = start["separator"] if start else "|"
    if text.count(separator) < 2:
        separator = "|"
    return [field.strip() for field in text.split(separator)]


def scanned_code(text: str) -> str | None:
    """The dossier code or visit number in a scan: alone, in a slip's QR, in another's address."""
    slip = read_slip_code(text)
    if slip:
        return slip.dossier_code
    candidates = _CODE_INSIDE.findall(clean_scan(text).upper())
    return next(filter(_is_code, candidates), None)


def scanned_sheet(text: str) -> str | None:
    """The code of a hand-over sheet, where a scan is one."""
    code = read_sheet_code(clean_scan(text))
    return None if code is None else str(code)


def scanned_procedure(text: str) -> str | None:
    """The code of a procedure in a scan: alone, or in the address of its public page."""
    payload = clean_scan(text)
    return payload if _PROCEDURE.fullmatch(payload) else procedure_code_in(payload)


def possible_codes(text: str) -> tuple[str, ...]:
    """The code in a scan, or those that an input method may have damaged: the database decides."""
    code = scanned_code(text)
    if code is not None:
        return (code,)
    payload = clean_scan(text)
    return tuple(filter(_is_code, candidates(payload))) if _is_damaged_code(payload) else ()


def kind_of_scan(text: str) -> ScanKind:
    """What was scanned, judged by its shape alone; never raises."""
    payload = clean_scan(text)
    if not payload:
        return ScanKind.EMPTY
    return (
        _kind_by_fields(split_fields(payload))
        or _kind_by_code(text, payload)
        or _kind_by_line(payload)
    )


def has_whole_number(text: str) -> bool:
    """Whether the number of a citizen's card is as long as one; a code without one has no lack.

    More digits were typed before the card was scanned; of fewer, some stayed with what was typed.
    """
    number, *others = split_fields(clean_scan(text))
    is_card = _kind_by_fields([number, *others]) is ScanKind.CITIZEN_CARD
    return not is_card or len(number) in _CARD_NUMBERS


def _is_code(text: str) -> bool:
    return is_visit_number(text) or is_official_code(text) or text.startswith(TRAINING_AGENCY)


def _kind_by_fields(fields: list[str]) -> ScanKind | None:
    if len(fields) < 3:
        return None
    if _ISO_DATE.fullmatch(fields[2]):
        return ScanKind.COVID_CODE
    if _SLASHED_DATE.fullmatch(fields[2]) and _HEX_OF_UTF8.fullmatch(fields[1]):
        return ScanKind.HEALTH_CARD
    if fields[0].isascii() and fields[0].isdigit():
        return ScanKind.CITIZEN_CARD
    return None


def _kind_by_code(text: str, payload: str) -> ScanKind | None:
    code = scanned_code(text)
    if code is None:
        return None
    if is_visit_number(code):
        return ScanKind.VISIT_NUMBER
    return ScanKind.DOSSIER_CODE if payload.upper() == code else ScanKind.SLIP


def _is_damaged_code(payload: str) -> bool:
    """One word with many digits, and a letter that only an input method brings in."""
    if not is_damaged(payload) or not _CODE_ALONE.fullmatch(payload):
        return False
    typed = max(map(_digits, candidates(payload)), default=0)
    return _digits(payload) >= _LEAST_LEFT or typed >= _LEAST_DIGITS


def _digits(text: str) -> int:
    return sum(each.isdecimal() for each in text)


def _kind_by_line(payload: str) -> ScanKind:
    if scanned_procedure(payload) is not None:
        return ScanKind.PROCEDURE
    if payload.startswith(_BANK_TRANSFER):
        return ScanKind.PAYMENT_CODE
    if looks_postal(payload) or read_postal_number(payload):
        return ScanKind.POSTAL_NUMBER
    sheet = _SHEETS.get(payload[:3].upper())
    if sheet and len(payload) > _SHORTEST_SHEET and " " not in payload:
        return sheet
    if _is_damaged_code(payload):
        return ScanKind.DAMAGED_CODE
    if _NUMBER.fullmatch(payload):
        return ScanKind.NUMBER
    return ScanKind.WEB_ADDRESS if _WEB_ADDRESS.match(payload) else ScanKind.UNKNOWN
