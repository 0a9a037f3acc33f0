"""Money of a dossier, whole đồng: asked, exempted, taken, given back, handed on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass


class PayMeans(StrEnum):
    """How money was paid."""

    CASH = "cash"
    TRANSFER = "transfer"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeCollected(Fact):
    """Money was taken (đồng); moment 1 reception, 2 supplement, 4 return.

    ``receipt_number`` is that of the official receipt (biên lai), recorded and never invented;
    ``internal_receipt`` numbers the office's own sheet. ``service`` is a price, no fee in law.
    """

    kind = "fee.collected"
    moment: int
    fee: int = 0
    levy: int = 0
    postage: int = 0
    receipt_number: str | None = None
    service: int = 0
    means: PayMeans = PayMeans.CASH
    internal_receipt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeAssessed(Fact):
    """What is due was set anew after reception (đồng): the whole sum, not a difference."""

    kind = "fee.assessed"
    moment: int
    fee: int = 0
    levy: int = 0
    service: int = 0
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeExempted(Fact):
    """Part of what is due is not asked of this citizen (miễn, giảm); ``ground`` is the rule."""

    kind = "fee.exempted"
    ground: str
    fee: int = 0
    levy: int = 0
    service: int = 0
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRefunded(Fact):
    """Money was given back (đồng)."""

    kind = "fee.refunded"
    fee: int = 0
    levy: int = 0
    postage: int = 0
    service: int = 0
    receipt_number: str | None = None
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyHandedOn(Fact):
    """What was taken for an agency in a period was passed on to it; ``digest`` is of the list."""

    kind = "money.handed_on"
    agency: str
    since: date
    until: date
    count: int
    digest: str
    fee: int = 0
    levy: int = 0
    service: int = 0
    document: str | None = None


FACTS: tuple[type[Fact], ...] = (
    FeeCollected,
    FeeAssessed,
    FeeExempted,
    FeeRefunded,
    MoneyHandedOn,
)
