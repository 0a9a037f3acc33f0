"""A code that shows how a scanner is set: what came, held against what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum

from app.domain.light_dataclass import dataclass
from app.domain.text import nfc

TRIAL_CODE = "MOTCUA-THU|EE123456785VN|Trần Thị Ước|Đường số 1, xã Ví Dụ"
"""Capitals, a bar, digits, letters that Telex and VNI would change, letters with marks."""

_WORD, _NUMBER, _REST = TRIAL_CODE.split("|", 2)
_HEAD = 6
"""Letters that no layout changes, by which the trial code is known."""

_SYMBOLOGY = re.compile(r"\A\][A-Za-z][0-9A-Za-z]")
_MOJIBAKE = re.compile("[ÃÄÅÆ\\x80-\\x9f\\ufffd?¿]|á[º»]")
_END = "\r\n\t"
_KINDS = {"N": "chữ số", "Z": "dấu cách", "M": "dấu rời", "C": "phím điều khiển", "L": "chữ"}


class ScanFault(StrEnum):
    """What is wrong with a scanner, or with the keyboard that it types on."""

    INPUT_METHOD = "input_method"
    CAPS_LOCK = "caps_lock"
    LAYOUT = "layout"
    NOT_UTF8 = "not_utf8"
    CUT_SHORT = "cut_short"
    NO_ENTER = "no_enter"
    OTHER_CODE = "other_code"


@dataclass(frozen=True, slots=True)
class ScanTrial:
    """One try: the text as it came, whether an end was sent, and the faults, worst first."""

    text: str
    faults: tuple[ScanFault, ...]

    @property
    def is_good(self) -> bool:
        """Whether the scanner is fit for the counter."""
        return not self.faults


def try_scan(text: str, *, ended: bool, is_serial: bool = False) -> ScanTrial:
    """Judge what came when the trial code was scanned.

    A serial scanner needs no Enter: silence ends its scans.
    """
    bare = nfc(_SYMBOLOGY.sub("", text.strip(_END)))
    faults = list(_faults(bare))
    if not ended and not is_serial and faults != [ScanFault.OTHER_CODE]:
        faults.append(ScanFault.NO_ENTER)
    return ScanTrial(text, tuple(faults))


def code_points(text: str) -> tuple[tuple[str, str, str], ...]:
    """Each character as it came: itself, its number, and what it is in an officer's words."""
    return tuple(
        (each if each.isprintable() else "␣", f"U+{ord(each):04X}", _kind_of(each)) for each in text
    )


def _kind_of(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Lu", "Ll"):
        case = "chữ hoa" if category == "Lu" else "chữ thường"
        return case if character.isascii() else f"{case} có dấu"
    return _KINDS.get(category[0], "ký hiệu")


def _faults(bare: str) -> Iterator[ScanFault]:
    if not _is_trial(bare):
        yield ScanFault.OTHER_CODE
        return
    if bare.startswith(_WORD[:_HEAD].lower()):
        yield ScanFault.CAPS_LOCK
        bare = bare.swapcase()
    if len(bare) > len(_WORD) and not bare.startswith(f"{_WORD}|"):
        yield ScanFault.LAYOUT
        bare = _WORD + bare[len(_WORD) :].replace(bare[len(_WORD)], "|")
    if TRIAL_CODE.startswith(bare):
        if bare != TRIAL_CODE:
            yield ScanFault.CUT_SHORT
        return
    yield from _lettering(bare)


def _lettering(bare: str) -> Iterator[ScanFault]:
    _, number, *rest = [*bare.split("|"), ""]
    is_changed = number != _NUMBER
    if is_changed:
        yield ScanFault.INPUT_METHOD
    came = "|".join(rest[:-1])
    if _MOJIBAKE.search(came) or (not is_changed and not _REST.startswith(came)):
        yield ScanFault.NOT_UTF8
    elif came != _REST:
        yield ScanFault.CUT_SHORT


def _is_trial(bare: str) -> bool:
    head = bare[:_HEAD].upper()
    return len(head) == _HEAD and _WORD.startswith(head)
