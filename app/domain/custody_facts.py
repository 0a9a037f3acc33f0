"""Facts about the desk's keys, and about a lost desk whose place another machine takes."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChanged(Fact):
    """The database got a new key; marks are the six signs by which people tell keys apart."""

    kind = "key.changed"
    old_mark: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKeyShown(Fact):
    """The sheet with the recovery key was shown or printed once more."""

    kind = "key.shown"
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKeyKept(Fact):
    """Somebody said that the sheet of this key lies in a safe place; until then it is asked."""

    kind = "key.kept"
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOverIssued(Fact):
    """A supervisor permitted another machine to take the place of a lost desk for good.

    Until the day ends it numbers from ``first`` to ``last``; ``signer`` is the fingerprint of the
    office's signing key.
    """

    kind = "take_over.issued"
    agency_code: str
    desk_number: int
    on: date
    first: int
    last: int
    book_suffix: int
    nonce: str
    signer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskTakenOver(Fact):
    """This machine took the place of a lost desk, by a signed permit."""

    kind = "take_over.done"
    agency_code: str
    desk_number: int
    on: date
    first: int
    last: int
    book_suffix: int
    nonce: str
    signer: str
