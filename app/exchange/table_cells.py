"""Cells of a table of procedures: limits, papers, sums and days as officers write them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.procedure import Fee, FeeKind, Limit, LimitUnit, RequiredDocument, TimeLimit
from app.domain.text import fold, one_line

_AMOUNT = r"(?P<amount>\d+(?:[.,]\d+)?|\d+/\d+)"
_LIMIT = re.compile(
    r"(?:(?:khong qua|toi da|trong vong|trong|thoi han|la)\s+)*"
    + _AMOUNT
    + r"\s*(?:\(\w+( \w+){0,3}\)\s*)?(?P<unit>ngay lam viec|ngay|gio lam viec|gio|thang)?"
    r"(?:,?\s*(?:ke )?tu (?:ngay|khi) (?:tiep )?nhan(?: duoc)?(?: du)? ho so"
    r"(?: day du)?(?:,? hop le)?)?\.?"
)
_SAME_DAY = re.compile(r"(tra |giai quyet )?(ngay )?trong ngay( lam viec)?( nhan ho so)?\.?")
_UNITS = {
    "ngay lam viec": LimitUnit.WORKING_DAY,
    "ngay": LimitUnit.DAY,
    "gio lam viec": LimitUnit.WORKING_HOUR,
    "gio": LimitUnit.WORKING_HOUR,
    "thang": LimitUnit.MONTH,
    "khac": LimitUnit.OTHER,
}
_FREE = re.compile(r"(khong|khong co|khong thu|khong thu phi|mien phi|mien|0|0 (dong|d))\.?")
_SUM = re.compile(r"(?P<sum>\d{1,3}(?:[.,]\d{3})+|\d+)\s*(dong|d|vnd)?(?P<per>/.*)?")
_BULLET = re.compile(r"^\s*(?:[-+*•–]|\(?\d{1,2}[.)]|[a-zđ]\))\s*")
_COUNT = re.compile(r"(\d{1,2})\s*\(?\s*ban (chinh|goc|sao|chung thuc|photo|chup)")
_DAY = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
_NOT_COUNTABLE = "thời hạn “{text}” không đọc được thành một con số"
_DAY_OR_WORKING_DAY = "thời hạn ghi “{text}” mà không có đơn vị"


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Limits of a row, and why they count as unknown if they do."""

    limits: tuple[Limit, ...] | None
    doubts: tuple[str, ...] = ()


def limits(limit: str | None, unit: str | None, shortened: str | None) -> ReadLimits:
    """The statutory limit and the office's shortened one; half-understood text is no limit."""
    if limit is None:
        return ReadLimits(None)
    statutory, doubt = _time_limit(limit, unit)
    if statutory is None:
        return ReadLimits(None, (doubt,))
    if shortened is None:
        return ReadLimits((Limit(statutory=statutory),))
    short, doubt = _time_limit(shortened, unit)
    if short is None:
        return ReadLimits(None, (doubt,))
    return ReadLimits((Limit(statutory=statutory, shortened=short),))


def _time_limit(text: str, unit: str | None) -> tuple[TimeLimit | None, str]:
    folded = fold(text)
    if _SAME_DAY.fullmatch(folded):
        return TimeLimit.of(0, LimitUnit.WORKING_DAY), ""
    found = _LIMIT.fullmatch(folded)
    if found is None:
        return None, _NOT_COUNTABLE.format(text=text)
    counted = _UNITS.get(found["unit"] or fold(unit or ""))
    if counted is None:
        return None, _DAY_OR_WORKING_DAY.format(text=text)
    amount = _number(found["amount"])
    if amount is None or amount == 0:
        return None, _NOT_COUNTABLE.format(text=text)
    return TimeLimit.of(amount, counted), ""


def _number(text: str) -> Decimal | None:
    if "/" not in text:
        return Decimal(text.replace(",", "."))
    upper, lower = map(int, text.split("/"))
    return Decimal(upper) / lower if lower else None


def papers(text: str | None) -> tuple[RequiredDocument, ...] | None:
    """One paper a line; an empty cell says nothing, "không" says that there are none."""
    if text is None:
        return None
    if _FREE.fullmatch(fold(text)):
        return ()
    return tuple(
        replace(RequiredDocument(ordinal=ordinal, name=name), **_counts(name))
        for ordinal, name in enumerate(lines(text), start=1)
    )


def _counts(name: str) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    for number, kind in _COUNT.findall(fold(name)):
        if kind in ("chinh", "goc"):
            counts["originals"] = int(number)
        elif kind == "chung thuc":
            counts["certified"] = int(number)
        else:
            counts["copies"] = int(number)
    return counts


def lines(text: str | None) -> tuple[str, ...]:
    """Lines of a cell without bullets and numbers."""
    bare = (one_line(_BULLET.sub("", line)).rstrip(";") for line in (text or "").splitlines())
    return tuple(line for line in bare if line)


def fees(fee: str | None, levy: str | None, both: str | None) -> tuple[Fee, ...] | None:
    """Sums of money; words without a sum stay words; nothing written is nothing known."""
    written = ((FeeKind.FEE, fee), (FeeKind.LEVY, levy), (FeeKind.FEE, both))
    stated = [(kind, text) for kind, text in written if text is not None]
    if not stated:
        return None
    return tuple(_fee(kind, text) for kind, text in stated if not _FREE.fullmatch(fold(text)))


def _fee(kind: FeeKind, text: str) -> Fee:
    found = _SUM.fullmatch(fold(text))
    if found is None:
        return Fee(kind=kind, note=text)
    amount = int(re.sub(r"[.,]", "", found["sum"]))
    return Fee(kind=kind, amount=amount, note=text if found["per"] else None)


def day(text: str) -> date | None:
    """A day as ``1/7/2025`` or ``2025-07-01``."""
    text = text.strip().partition(" ")[0]
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            return date.fromisoformat(text)
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None
