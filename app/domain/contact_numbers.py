"""Telephone numbers and tax codes as people give them, in the one form that is kept."""

from __future__ import annotations

import re

from app.domain.cautions import Caution, CautionKind
from app.domain.citizen_number import check_citizen_number
from app.domain.errors import Reason, Refusal
from app.domain.text import one_line

_BETWEEN_DIGITS = re.compile(r"[\s.\-()]")
_PARTING = re.compile(r"[/,;]")
_BETWEEN_PHONES = " / "
_COUNTRY_PREFIX = re.compile(r"\A(?:\+84|0084|84(?=[0-9]{9,10}\Z))0?")
_PHONE = re.compile(r"\+?[0-9]{8,15}")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{9}")
_SERVICE_LINE = re.compile(r"1[89]00[0-9]{4,6}")


def normal_phone(text: str) -> str:
    """Digits alone, home numbers with ``0`` in place of ``+84``; foreign ones keep their ``+``.

    Several numbers, however parted, come back as ``0912345678 / 0987654321``. Raises ``Refusal``
    (``PHONE_WRONG``) where one of them is no telephone number.
    """
    return _BETWEEN_PHONES.join(_normal_phones(text))


def check_phone(text: str) -> tuple[Caution, ...]:
    """Doubt a number of no form in use in Viet Nam; prefixes change, so nothing is refused."""
    forms = (_MOBILE, _LANDLINE, _SERVICE_LINE)
    return tuple(
        Caution(CautionKind.PHONE_UNUSUAL, phone)
        for phone in _normal_phones(text)
        if not any(form.fullmatch(phone) for form in forms)
    )


def _normal_phones(text: str) -> list[str]:
    bare = [_BETWEEN_DIGITS.sub("", part) for part in _PARTING.split(one_line(text))]
    phones = [_COUNTRY_PREFIX.sub("0", part) for part in bare]
    if not all(_PHONE.fullmatch(phone) for phone in phones):
        raise Refusal(Reason.PHONE_WRONG, number=one_line(text))
    return phones


def normal_tax_code(text: str) -> str:
    """10 digits, ``0314409058-002`` for a branch, or the 12 digits of a person.

    Raises ``Refusal`` (``TAX_CODE_WRONG``) for another length.
    """
    digits = _BETWEEN_DIGITS.sub("", one_line(text))
    if not (digits.isascii() and digits.isdigit() and len(digits) in (10, 12, 13)):
        raise Refusal(Reason.TAX_CODE_WRONG, number=one_line(text))
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits


def check_tax_code(text: str) -> tuple[Caution, ...]:
    """Doubt a code that fails its check digit; a person's code is a citizen number since 2025."""
    code = normal_tax_code(text)
    if len(code) == 12:
        return check_citizen_number(code)
    # Late, since python-stdnum loads an HTTP client: the window would wait for it at every start.
    from stdnum.exceptions import ValidationError
    from stdnum.vn import mst

    try:
        mst.validate(code)
    except ValidationError:
        return (Caution(CautionKind.TAX_CODE_UNISSUED, code),)
    return ()
