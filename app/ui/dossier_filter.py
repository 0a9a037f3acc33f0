"""What a list of dossiers is narrowed to: plain texts by key, so that it can be kept and named."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from app.domain.clerk_search import read_clerk_search
from app.domain.dossier import DossierState
from app.domain.dossier_query import DaySpan, DossierQuery, DossierSearch, Order
from app.ui.reception_draft import read_day
from app.ui.widgets.today_panel import STATES

Filter = dict[str, str]
"""Texts by key: typed, state, sector, desk, received, since, until, due. Absent is any."""

ANY: Filter = {}
"""Nothing is narrowed."""

RECEIVED = (
    ("", "Mọi ngày"),
    ("today", "Nhận hôm nay"),
    ("yesterday", "Nhận hôm qua"),
    ("week", "Nhận tuần này"),
    ("month", "Nhận tháng này"),
    ("year", "Nhận năm nay"),
    ("range", "Từ ngày…"),
)
DUE = (
    ("", "Hạn: tất cả"),
    ("overdue", "Đã quá hạn"),
    ("today", "Hạn hôm nay"),
    ("tomorrow", "Hạn ngày mai"),
    ("week", "Hạn tuần này"),
)

_RECEIVED_WORDS = {
    "today": "nhận hôm nay",
    "yesterday": "nhận hôm qua",
    "week": "nhận tuần này",
    "month": "nhận tháng này",
    "year": "nhận năm nay",
}
_DUE_WORDS = {
    "overdue": "quá hạn",
    "today": "hẹn trả hôm nay",
    "tomorrow": "hẹn trả ngày mai",
    "week": "hẹn trả tuần này",
}
"""What a clerk would type for a chip: ``domain.clerk_search`` reads it back."""

READY_MADE: tuple[tuple[str, Filter], ...] = (
    ("Tất cả hồ sơ", ANY),
    ("Nhận hôm nay", {"received": "today"}),
    ("Nhận hôm qua", {"received": "yesterday"}),
    ("Đã quá hạn", {"due": "overdue"}),
    ("Hạn hôm nay", {"due": "today"}),
    ("Hạn ngày mai", {"due": "tomorrow"}),
)
"""Filters that every desk has; those of an officer stand below them."""


def tidied(chosen: Mapping[str, str]) -> Filter:
    """Without what is empty, and without dates of a range that is not asked for."""
    kept = {key: text.strip() for key, text in chosen.items() if text.strip()}
    if kept.get("received") != "range":
        kept.pop("since", None)
        kept.pop("until", None)
    return kept


def received_days(chosen: Mapping[str, str], today: date) -> DaySpan | None:
    """The days of reception that are meant. Raises ``ValueError`` for a day that is none."""
    match chosen.get("received", ""):
        case "today":
            return DaySpan(today, today)
        case "yesterday":
            return DaySpan(today - timedelta(1), today - timedelta(1))
        case "week":
            return _week(today)
        case "month":
            last = monthrange(today.year, today.month)[1]
            return DaySpan(today.replace(day=1), today.replace(day=last))
        case "year":
            return DaySpan(date(today.year, 1, 1), date(today.year, 12, 31))
        case "range":
            since, until = read_day(chosen.get("since", "")), read_day(chosen.get("until", ""))
            return DaySpan(since, until) if since or until else None
    return None


def due_days(chosen: Mapping[str, str], today: date) -> DaySpan | None:
    """The due days that are meant; overdue is asked for apart."""
    match chosen.get("due", ""):
        case "today":
            return DaySpan(today, today)
        case "tomorrow":
            return DaySpan(today + timedelta(1), today + timedelta(1))
        case "week":
            return _week(today)
    return None


def search_of(chosen: Mapping[str, str], today: date) -> DossierSearch:
    """The question behind a filter. Raises ``ValueError`` for a day that is none."""
    received, due = received_days(chosen, today), due_days(chosen, today)
    filters = DossierQuery(
        states=(DossierState(chosen["state"]),) if "state" in chosen else (),
        desks=(int(chosen["desk"]),) if "desk" in chosen else (),
        sectors=(chosen["sector"],) if "sector" in chosen else (),
        received=(received,) if received else (),
        due=(due,) if due else (),
        overdue_on=today if chosen.get("due") == "overdue" else None,
    )
    typed = chosen.get("typed", "")
    said = read_clerk_search(typed, today).first.query
    is_about_promises = bool(filters.due or filters.overdue_on or said.due or said.overdue_on)
    order = Order.DUE if is_about_promises else Order.NEWEST
    return DossierSearch(typed=typed, filters=filters, order=order)


def spoken(chosen: Mapping[str, str]) -> Filter:
    """The same filter with its days in words, which mean other days tomorrow."""
    kept = {key: chosen[key] for key in ("state", "sector", "desk") if key in chosen}
    said = [
        chosen.get("typed", ""),
        _received_words(chosen),
        _DUE_WORDS.get(chosen.get("due", ""), ""),
    ]
    return tidied({**kept, "typed": " ".join(each for each in said if each)})


def filter_of(search: DossierSearch) -> Filter:
    """The chips and words that show a kept search."""
    filters = search.filters
    return tidied(
        {
            "typed": search.typed,
            "state": next(iter(filters.states), ""),
            "sector": next(iter(filters.sectors), ""),
            "desk": "".join(map(str, filters.desks[:1])),
        }
    )


def _week(today: date) -> DaySpan:
    monday = today - timedelta(today.weekday())
    return DaySpan(monday, monday + timedelta(6))


def _received_words(chosen: Mapping[str, str]) -> str:
    if chosen.get("received") != "range":
        return _RECEIVED_WORDS.get(chosen.get("received", ""), "")
    words = (("từ", chosen.get("since")), ("đến", chosen.get("until")))
    ends = [f"{word} {day}" for word, day in words if day]
    return " ".join(("nhận", *ends)) if ends else ""


def name_of(chosen: Mapping[str, str]) -> str:
    """A name that says what a filter does: ``mai · Đã quá hạn · Quầy 3``."""
    ranges = " – ".join(chosen[key] for key in ("since", "until") if key in chosen)
    received = f"Nhận {ranges}" if ranges else dict(RECEIVED).get(chosen.get("received", ""), "")
    parts = (
        chosen.get("typed", ""),
        received if "received" in chosen else "",
        dict(DUE)[chosen["due"]] if "due" in chosen else "",
        STATES[chosen["state"]][0] if "state" in chosen else "",
        chosen.get("sector", ""),
        f"Quầy {chosen['desk']}" if "desk" in chosen else "",
    )
    return " · ".join(each for each in parts if each)
