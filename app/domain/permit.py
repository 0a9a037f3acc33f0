"""The permit (phiếu tiếp quản): a supervisor lets another machine take a lost desk's place."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date

from app.domain.canonical import canonical_bytes
from app.domain.errors import Reason, Refusal
from app.domain.records import from_plain, to_plain

_MARK = "TQ1"
_GROUP = 4
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
    """A permit with its bytes and the signature over them."""

    permit: Permit
    content: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{_MARK}.{_encoded(self.content)}.{_encoded(self.signature)}"


@dataclass(frozen=True, slots=True)
class GivenPermit:
    """A permit as it was handed over, and the signer that somebody compared with a sheet."""

    text: str
    signer: str | None = None


def permit_content(permit: Permit) -> bytes:
    """The bytes that are signed."""
    return canonical_bytes(to_plain(permit))


def read_permit(text: str) -> SignedPermit:
    """Take a permit's text apart, whatever line breaks a letter put into it.

    Raises ``Refusal`` (``PERMIT_UNREADABLE``); the signature is not looked at here.
    """
    parts = "".join(text.split()).split(".")
    try:
        mark, content, signature = parts
        if mark != _MARK:
            raise ValueError
        plain = _decoded(content)
        permit = from_plain(Permit, json.loads(plain))
        bytes.fromhex(permit.public)
        return SignedPermit(permit, plain, _decoded(signature))
    except (ValueError, TypeError, Refusal):
        raise Refusal(Reason.PERMIT_UNREADABLE) from None


def fingerprint(public: bytes) -> str:
    """Sixteen signs in four groups: enough that nobody makes another key with the same ones."""
    signs = base64.b32encode(hashlib.sha256(public).digest()).decode()[:_SIGNS]
    return "-".join(signs[start : start + _GROUP] for start in range(0, _SIGNS, _GROUP))


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
