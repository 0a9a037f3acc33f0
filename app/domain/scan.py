"""What a scanner typed: cleaned of what scanners add, and told apart by its shape."""

from __future__ import annotations

import re
from enum import StrEnum

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
    PAYMENT_CODE = "payment_code"
    WEB_ADDRESS = "web_address"
    NUMBER = "number"
    EMPTY = "empty"
    UNKNOWN = "unknown"


_SYMBOLOGY = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")
_CHARACTER_SET = re.compile(r"\A\\0000[0-9]{2}")
_CARD_START = re.compile(r"\A[0-9]{9,14}(?P<separator>[^\w\s.,/-])")
_CODE = r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[HG][0-9]{2}|[HG][0-9]{2}(?:\.[0-9]{1,3}){0,3})-[0-9]{6}"
DOSSIER_CODE = re.compile(
    rf"(?<![0-9A-Z.])(?:TAPHUAN-)?{_CODE}-[0-9]{{4,6}}(?![0-9])", re.IGNORECASE
)
"""A dossier code of the scheme since 2020 or before it, training codes included."""
_VISIT_NUMBER = re.compile(rf"(?:TAPHUAN-)?V-{_CODE}-[0-9]{{3,6}}", re.IGNORECASE)
_POSTAL_NUMBER = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+")
_WHOLE_LINES = (
    (_VISIT_NUMBER, ScanKind.VISIT_NUMBER),
    (DOSSIER_CODE, ScanKind.DOSSIER_CODE),
    (_POSTAL_NUMBER, ScanKind.POSTAL_NUMBER),
    (_NUMBER, ScanKind.NUMBER),
)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
_HEX_OF_UTF8 = re.compile(r"(?:[0-9a-f]{2}){2,}", re.IGNORECASE)
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


def kind_of_scan(text: str) -> ScanKind:
    """What was scanned, judged by its shape alone; never raises."""
    payload = clean_scan(text)
    if not payload:
        return ScanKind.EMPTY
    return _kind_of_fields(split_fields(payload)) or _kind_of_line(payload)


def _kind_of_fields(fields: list[str]) -> ScanKind | None:
    if len(fields) < 3:
        return None
    if _ISO_DATE.fullmatch(fields[2]):
        return ScanKind.COVID_CODE
    if _SLASHED_DATE.fullmatch(fields[2]) and _HEX_OF_UTF8.fullmatch(fields[1]):
        return ScanKind.HEALTH_CARD
    if fields[0].isascii() and fields[0].isdigit():
        return ScanKind.CITIZEN_CARD
    return None


def _kind_of_line(payload: str) -> ScanKind:
    for pattern, kind in _WHOLE_LINES:
        if pattern.fullmatch(payload):
            return kind
    if payload.startswith("000201"):  # EMV QR of banks begins so
        return ScanKind.PAYMENT_CODE
    if DOSSIER_CODE.search(payload):
        return ScanKind.SLIP
    return ScanKind.WEB_ADDRESS if _WEB_ADDRESS.match(payload) else ScanKind.UNKNOWN
