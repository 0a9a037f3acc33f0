"""The 12-digit personal number, and the older papers that identify a person.

Officers meet wrong historical numbers every day, so only a number that cannot be one is refused;
everything that merely does not fit gives a caution.
"""

from __future__ import annotations

import re
from datetime import date

from app.domain.cautions import Caution, CautionKind
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.provinces import BIRTH_PROVINCES
from app.domain.text import fold, one_line

_GENDERS = ("Nam", "Nữ")
_LAST_LIKELY_CENTURY = 20
_BETWEEN_DIGITS = re.compile(r"[\s.\-]")
_VIETNAM = {"", "vn", "vnm", "viet nam", "vietnam"}
_PASSPORT = re.compile(r"[A-Z0-9]{5,15}")
_VIETNAMESE_PASSPORT = re.compile(r"[A-Z][0-9]{7,8}")


@dataclass(frozen=True, slots=True)
class NumberParts:
    """What a citizen number states by its first six digits (Nghị định 137/2015, Điều 13)."""

    province_code: str
    province: str | None
    born_year: int
    gender: str


def normal_citizen_number(text: str) -> str:
    """The 12 digits, without the spaces and dots that people type between them.

    Raises ``Refusal`` (``CITIZEN_NUMBER_WRONG``) for anything but 12 digits.
    """
    return _digits(text, (12,), Reason.CITIZEN_NUMBER_WRONG)


def citizen_number_parts(number: str) -> NumberParts:
    """Take a number apart: province of birth registration, century with gender, year."""
    digits = normal_citizen_number(number)
    century, gender = divmod(int(digits[3]), 2)
    return NumberParts(
        province_code=digits[:3],
        province=BIRTH_PROVINCES.get(digits[:3]),
        born_year=(19 + century) * 100 + int(digits[4:6]),
        gender=_GENDERS[gender],
    )


def check_citizen_number(
    number: str, born_on: date | None = None, gender: str | None = None
) -> tuple[Caution, ...]:
    """Hold a number against the birth date and gender stated beside it.

    There is no check digit. Raises ``Refusal`` only for anything but 12 digits.
    """
    parts = citizen_number_parts(number)
    return (
        *_doubt_about_birth(parts, born_on),
        *_doubt_about_gender(parts, gender),
        *_doubt_about_province(parts),
    )


def normal_old_id_number(text: str) -> str:
    """The digits of an old identity card (chứng minh nhân dân): 9, or 12 from 2012 to 2016.

    Raises ``Refusal`` (``OLD_ID_WRONG``) for another length.
    """
    return _digits(text, (9, 12), Reason.OLD_ID_WRONG)


def check_old_id_number(number: str) -> tuple[Caution, ...]:
    """The card is no valid paper since 1 January 2025 (Luật Căn cước 2023, Điều 46)."""
    return (Caution(CautionKind.OLD_ID_OUT_OF_USE, normal_old_id_number(number)),)


def normal_passport_number(text: str) -> str:
    """Capital letters and digits. Raises ``Refusal`` (``PASSPORT_WRONG``) for anything else."""
    number = _BETWEEN_DIGITS.sub("", one_line(text)).upper()
    if not _PASSPORT.fullmatch(number):
        raise Refusal(Reason.PASSPORT_WRONG, number=one_line(text))
    return number


def check_passport_number(number: str, country: str | None = None) -> tuple[Caution, ...]:
    """Doubt a Vietnamese passport of unusual form; other countries have their own forms."""
    normal = normal_passport_number(number)
    if fold(country or "") not in _VIETNAM or _VIETNAMESE_PASSPORT.fullmatch(normal):
        return ()
    return (Caution(CautionKind.PASSPORT_UNUSUAL, normal),)


def _digits(text: str, lengths: tuple[int, ...], reason: Reason) -> str:
    digits = _BETWEEN_DIGITS.sub("", one_line(text))
    if not (digits.isascii() and digits.isdigit() and len(digits) in lengths):
        raise Refusal(reason, number=one_line(text))
    return digits


def _doubt_about_birth(parts: NumberParts, born_on: date | None) -> tuple[Caution, ...]:
    if born_on and born_on.year != parts.born_year:
        kind = CautionKind.BIRTH_YEAR_DIFFERS
        return (Caution(kind, str(born_on.year), str(parts.born_year)),)
    if not born_on and parts.born_year // 100 > _LAST_LIKELY_CENTURY:
        return (Caution(CautionKind.BORN_IN_COMING_CENTURY, str(parts.born_year)),)
    return ()


def _doubt_about_gender(parts: NumberParts, gender: str | None) -> tuple[Caution, ...]:
    if not gender or fold(gender) == fold(parts.gender):
        return ()
    return (Caution(CautionKind.GENDER_DIFFERS, gender, parts.gender),)


def _doubt_about_province(parts: NumberParts) -> tuple[Caution, ...]:
    if parts.province:
        return ()
    return (Caution(CautionKind.PROVINCE_UNKNOWN, parts.province_code),)
