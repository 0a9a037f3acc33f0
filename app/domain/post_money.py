"""Money that passes through the post: each fact moves sums between accounts, and none is lost.

``CARRIER`` is what a carrier holds for the office, ``BOX`` what lies here and belongs to no
dossier yet, ``DOSSIER`` what was entered for dossiers; postage is the carrier's own. The box is
below nothing while a dossier is paid for and the carrier has not handed the money over.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass
from app.domain.post_in_facts import (
    ManifestAccepted,
    PostalItemAccepted,
    PostalItemClosed,
    PostalItemPaired,
    PostalItemPosted,
    PostalItemRedirected,
)
from app.domain.post_out_facts import PostalItemDelivered, PostalItemPutOnManifest, PostMoneyPassed


class Account(StrEnum):
    """Where money is."""

    CITIZEN = "citizen"
    CARRIER = "carrier"
    BOX = "box"
    DOSSIER = "dossier"
    POSTAGE = "postage"


@dataclass(frozen=True, slots=True)
class Movement:
    """A sum (đồng) that went from one account to another."""

    source: Account
    target: Account
    amount: int


def movements_of(fact: Fact) -> tuple[Movement, ...]:
    """What a fact does to the accounts; sums of nothing are left out."""
    match fact:
        case PostalItemPosted() | PostalItemPutOnManifest():
            moved = _path(fact.postage, Account.CITIZEN, Account.POSTAGE)
        case PostalItemAccepted():
            moved = _path(fact.fee + fact.levy, Account.CITIZEN, Account.CARRIER)
        case ManifestAccepted():
            moved = _path(fact.cash, Account.CARRIER, Account.BOX)
        case PostalItemPaired():
            moved = (
                *_path(fact.unlisted, Account.CITIZEN, Account.CARRIER),
                *_path(fact.fee + fact.levy, Account.BOX, Account.DOSSIER),
            )
        case PostalItemClosed() | PostalItemRedirected():
            moved = _path(fact.fee_back + fact.levy_back, Account.BOX, Account.CITIZEN)
        case PostalItemDelivered():
            paid = fact.fee + fact.levy
            moved = (
                *_path(paid, Account.CITIZEN, Account.CARRIER),
                *_path(paid, Account.BOX, Account.DOSSIER),
                *_path(fact.postage, Account.CITIZEN, Account.POSTAGE),
            )
        case PostMoneyPassed():
            moved = _path(fact.fee + fact.levy, Account.CARRIER, Account.BOX)
        case _:
            moved = ()
    return moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The accounts of a bag, a day or a carrier (đồng).

    ``taken`` was taken from citizens for the office, ``passed`` came from the carrier, ``entered``
    stands in dossiers, ``given_back`` went back to citizens, ``postage`` stays with the carrier.
    """

    taken: int = 0
    passed: int = 0
    entered: int = 0
    given_back: int = 0
    postage: int = 0

    @property
    def owed(self) -> int:
        """What the carrier still holds of the office's money; below nothing it gave too much."""
        return self.taken - self.passed

    @property
    def unentered(self) -> int:
        """What lies here and belongs to no dossier yet."""
        return self.passed - self.entered - self.given_back

    def __add__(self, other: Balance) -> Balance:
        return Balance(
            taken=self.taken + other.taken,
            passed=self.passed + other.passed,
            entered=self.entered + other.entered,
            given_back=self.given_back + other.given_back,
            postage=self.postage + other.postage,
        )


def balance_of(movements: Iterable[Movement]) -> Balance:
    """The accounts after these movements."""
    sums: dict[tuple[Account, Account], int] = {}
    for each in movements:
        way = each.source, each.target
        sums[way] = sums.get(way, 0) + each.amount
    return Balance(
        taken=sums.get((Account.CITIZEN, Account.CARRIER), 0),
        passed=sums.get((Account.CARRIER, Account.BOX), 0),
        entered=sums.get((Account.BOX, Account.DOSSIER), 0),
        given_back=sums.get((Account.BOX, Account.CITIZEN), 0),
        postage=sums.get((Account.CITIZEN, Account.POSTAGE), 0),
    )


def _path(amount: int, *accounts: Account) -> tuple[Movement, ...]:
    if not amount:
        return ()
    return tuple(Movement(source, target, amount) for source, target in pairwise(accounts))
