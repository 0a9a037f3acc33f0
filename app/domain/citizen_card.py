"""The text in the QR code of a citizen card, in all the shapes that are known.

The cards carry ``number|old number|name|birth|gender|address|issued`` without check digit or
signature, so what is read is as good as what is typed, no better.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.scan import ScanKind, clean_scan, kind_of_scan, split_fields
from app.domain.scan_refusals import no_card
from app.domain.text import fold
from app.domain.typing_slips import is_one_slip

_STATED_FIELDS = 5
_DAY_MONTH_YEAR = re.compile(r"([0-9]{2})[/-]?([0-9]{2})[/-]?([12][0-9]{3})")
_YEAR_ALONE = re.compile(r"(?:0000|00/00/|00-00-)?([12][0-9]{3})")
_GENDERS = {"nam": "Nam", "nu": "Nữ"}
_SIGNS_BESIDE_LETTERS = "‘’ʼ–—“”…°·№"
_BYTES_READ_AS_LATIN = re.compile("[ÄÅÆƒ\\x80-\\x9f\\ud800-\\udfff]|Ã[ŠŒŽšœž‘’”“…\\xa0]")
"""Bytes that are no UTF-8, or UTF-8 taken for Windows-1252: what is left of ă, đ, ư, Ê, à."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenCard:
    """Thẻ căn cước, căn cước công dân: what its QR code says.

    ``born_on`` is ``None`` where the card states a year only. ``extra`` holds the fields after
    the date of issue; what they mean is not published, so they are kept and never read.
    """

    citizen_number: str
    full_name: str
    born_year: int
    born_on: date | None = None
    gender: str | None = None
    address: str | None = None
    issued_on: date | None = None
    old_id_number: str | None = None
    extra: tuple[str, ...] = ()
    raw: str = ""


def is_card_of(card: CitizenCard, number: str, full_name: str) -> bool:
    """Whether a card may be that of the person in a form, half-typed as it is.

    The whole number decides, the old one as well. The beginning of a number, no number or one of
    another paper leaves it to the name; a number one slip off is theirs when the name is. Nobody
    at all may be anybody.
    """
    typed, name = fold(number).replace(" ", ""), fold(full_name)
    if typed and typed in (card.citizen_number, card.old_id_number):
        return True
    whole_name = fold(card.full_name)
    if card.citizen_number.startswith(typed):
        return whole_name.startswith(name)
    is_other_paper = len(typed) < len(card.citizen_number) - 1
    return name == whole_name and (is_other_paper or is_one_slip(typed, card.citizen_number))


def read_citizen_card(text: str) -> CitizenCard:
    """Read what a scanner typed.

    Raises ``Refusal``: another kind of code (``SCANNED_...``), a card cut short, a wrong number
    or date, letters that the scanner damaged (``CARD_...``).
    """
    if kind_of_scan(text) is not ScanKind.CITIZEN_CARD:
        raise no_card(text)
    fields = split_fields(clean_scan(text))
    if _is_damaged(text, fields):
        raise Refusal(Reason.CARD_LETTERS_DAMAGED)
    number, old_number, fields = _number_and_rest(_undo_caps_lock(fields))
    if len(fields) < _STATED_FIELDS or not fields[0]:
        raise Refusal(Reason.CARD_CUT_SHORT)
    full_name, birth, gender, address, issued = fields[:_STATED_FIELDS]
    born_on, born_year = _birth(birth)
    return CitizenCard(
        citizen_number=number,
        old_id_number=old_number or None,
        full_name=full_name,
        born_on=born_on,
        born_year=born_year,
        gender=_GENDERS.get(fold(gender)),
        address=address or None,
        issued_on=_day(issued) if issued else None,
        raw=text,
        extra=tuple(fields[_STATED_FIELDS:]),
    )


def _number_and_rest(fields: list[str]) -> tuple[str, str, list[str]]:
    number, second, *rest = fields
    if len(number) != 12:
        raise Refusal(Reason.CARD_NUMBER_WRONG, number=number)
    if not second or second.isdigit():
        return number, second, rest
    return number, "", [second, *rest]


def _undo_caps_lock(fields: list[str]) -> list[str]:
    """With Caps Lock on, a keyboard scanner types ``nAM``: every letter is then the other way."""
    if "nAM" in fields or "nỮ" in fields:
        return [field.swapcase() for field in fields]
    return fields


def _birth(field: str) -> tuple[date | None, int]:
    alone = _YEAR_ALONE.fullmatch(field)
    if alone:
        return None, int(alone[1])
    born_on = _day(field)
    return born_on, born_on.year


def _day(field: str) -> date:
    found = _DAY_MONTH_YEAR.fullmatch(field)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Refusal(Reason.CARD_DATE_WRONG, value=field)


def _is_damaged(text: str, fields: list[str]) -> bool:
    """Whether letters were lost: ``Tr?n``, ``Tráº§n`` or Chinese signs in place of ``Trần``."""
    if _BYTES_READ_AS_LATIN.search(text):
        return True
    return any(not _is_expected(character) for field in fields for character in field)


def _is_expected(character: str) -> bool:
    if character.isascii() or character in _SIGNS_BESIDE_LETTERS:
        return character != "?"
    return unicodedata.name(character, "").startswith(("LATIN", "COMBINING"))
