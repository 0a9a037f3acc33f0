"""The paper pad for power cuts: what happened to its slips."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PadPrivate:
    """The keys with which citizens look up what they filed on the slips, in their order."""

    lookup_tokens: tuple[str, ...]
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PadPrinted(Fact):
    """Blank receipt slips were numbered for a desk (tập phiếu dự phòng).

    The slips bear the codes of day ``on`` from ``first`` on, one for each dossier uid.
    """

    kind = "pad.printed"
    agency_code: str
    on: date
    desk_number: int
    first: int
    dossier_uids: tuple[str, ...]
    private: PadPrivate | None = None
