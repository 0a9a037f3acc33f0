"""The permit (phiếu tiếp quản): a supervisor lets another machine take a lost desk's place.

It travels in digits, which no Vietnamese input method changes, a telephone carries and a small QR
holds. Each line of it has check digits of its own, so that a slip of the finger is found by line.
"""

from __future__ import annotations

import base64
import hashlib
from datetime import date

from app.domain.canonical import canonical_bytes
from app.domain.codes import PERMIT_BANDS
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.records import to_plain

MARK = "TQ-"
"""What the text of a permit begins with."""

NONCE_BYTES = 4
_FORMAT = 1
_FIRST_DAY = date(2020, 1, 1).toordinal()
_PUBLIC_BYTES, _SIGNATURE_BYTES = 32, 64
_HEAD_BYTES = 6 + NONCE_BYTES
_LEAST_BYTES = _HEAD_BYTES + _PUBLIC_BYTES + _SIGNATURE_BYTES
_LINE, _CHECK = 25, 2
_GROUP = 4
_SPOKEN = 5
_SIGNS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Permit:
    """Whose place is taken, on which day, and in which orders the new machine numbers until then.

    ``public`` is the signing key of the office that issued it, in hexadecimal.
    """

    agency_code: str
    desk_number: int
    on: date
    first: int
    last: int
    book_suffix: int
    nonce: str
    public: str

    @property
    def signer(self) -> str:
        """The fingerprint of the signing key, as it stands on the recovery sheet."""
        return fingerprint(bytes.fromhex(self.public))


@dataclass(frozen=True, slots=True)
class SignedPermit:
    """A permit with the signature over its bytes."""

    permit: Permit
    signature: bytes

    def __str__(self) -> str:
        return MARK + "".join(_numbered(self))

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is read out and typed: lines of five groups of five digits."""
        return tuple(
            " ".join(each[start : start + _SPOKEN] for start in range(0, _LINE, _SPOKEN))
            for each in _numbered(self)
        )


@dataclass(frozen=True, slots=True)
class GivenPermit:
    """A permit as it was handed over, and the signer that somebody compared with a sheet."""

    text: str
    signer: str | None = None


def permit_content(permit: Permit) -> bytes:
    """The bytes that are signed."""
    return canonical_bytes(to_plain(permit))


def read_permit(text: str) -> SignedPermit:
    """Take a permit's text apart, in whatever groups and lines it was typed.

    Raises ``Refusal`` (``PERMIT_UNREADABLE``, ``PERMIT_LINE_WRONG``); the signature is not looked
    at here.
    """
    digits = _digits(text)
    if not digits or len(digits) % _LINE or not (digits.isascii() and digits.isdecimal()):
        raise Refusal(Reason.PERMIT_UNREADABLE)
    check_lines(text)
    number = int("".join(each[:-_CHECK] for each in _whole_lines(digits)))
    try:
        return _unpacked(number.to_bytes((number.bit_length() + 7) // 8, "big"))
    except (ValueError, IndexError):
        raise Refusal(Reason.PERMIT_UNREADABLE) from None


def check_lines(text: str) -> None:
    """Look at the whole lines typed so far. Raises ``Refusal`` (``PERMIT_LINE_WRONG``)."""
    lines = enumerate(_whole_lines(_digits(text)), 1)
    wrong = [str(at) for at, each in lines if not each.isdecimal() or int(f"{at}{each}") % 97 != 1]
    if wrong:
        raise Refusal(Reason.PERMIT_LINE_WRONG, lines=", ".join(wrong))


def fingerprint(public: bytes) -> str:
    """Sixteen signs in four groups: enough that nobody makes another key with the same ones."""
    signs = base64.b32encode(hashlib.sha256(public).digest()).decode()[:_SIGNS]
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def _digits(text: str) -> str:
    return "".join(text.upper().split()).removeprefix(MARK).replace("-", "")


def _whole_lines(digits: str) -> list[str]:
    whole = len(digits) - len(digits) % _LINE
    return [digits[start : start + _LINE] for start in range(0, whole, _LINE)]


def _numbered(signed: SignedPermit) -> tuple[str, ...]:
    """The digits in lines, each with its check digits, which know which line it is."""
    digits = str(int.from_bytes(_packed(signed), "big"))
    room = _LINE - _CHECK
    digits = digits.zfill(-(-len(digits) // room) * room)
    bare = (digits[start : start + room] for start in range(0, len(digits), room))
    return tuple(
        f"{each}{98 - int(f'{at}{each}') * 100 % 97:02d}" for at, each in enumerate(bare, 1)
    )


def _packed(signed: SignedPermit) -> bytes:
    permit = signed.permit
    band = PERMIT_BANDS.index((permit.first, permit.last))
    return b"".join(
        (
            bytes((_FORMAT, permit.desk_number << 4 | band)),
            (permit.on.toordinal() - _FIRST_DAY).to_bytes(2, "big"),
            permit.book_suffix.to_bytes(2, "big"),
            bytes.fromhex(permit.nonce),
            bytes.fromhex(permit.public),
            signed.signature,
            permit.agency_code.encode("ascii"),
        )
    )


def _unpacked(packed: bytes) -> SignedPermit:
    if len(packed) <= _LEAST_BYTES or packed[0] != _FORMAT:
        raise ValueError
    first, last = PERMIT_BANDS[packed[1] & 0x0F]
    public = packed[_HEAD_BYTES : _HEAD_BYTES + _PUBLIC_BYTES]
    permit = Permit(
        agency_code=packed[_LEAST_BYTES:].decode("ascii"),
        desk_number=packed[1] >> 4,
        on=date.fromordinal(_FIRST_DAY + int.from_bytes(packed[2:4], "big")),
        first=first,
        last=last,
        book_suffix=int.from_bytes(packed[4:6], "big"),
        nonce=packed[6:_HEAD_BYTES].hex(),
        public=public.hex(),
    )
    return SignedPermit(permit, packed[_HEAD_BYTES + _PUBLIC_BYTES : _LEAST_BYTES])
