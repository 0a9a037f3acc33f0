"""What a list of dossiers is narrowed to: plain texts by key, so that it can be kept and named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.domain.dossier import DossierState
from app.domain.dossier_query import DaySpan, DossierQuery, DossierSearch, Order
from app.ui.reception_draft import read_day
from app.ui.widgets.today_panel import STATES

Filter = dict[str, str]
"""Texts by key: typed, state, sector, desk, received, since, until, due. Absent is any."""

ANY: Filter = {}
"""Nothing is narrowed."""

RECEIVED = (
    ("", "Nhận: mọi ngày"),
    ("today", "Nhận hôm nay"),
    ("yesterday", "Nhận hôm qua"),
    ("week", "Nhận tuần này"),
    ("month", "Nhận tháng này"),
    ("year", "Nhận năm nay"),
    ("range", "Nhận từ ngày…"),
)
DUE = (
    ("", "Hạn: tất cả"),
    ("overdue", "Đã quá hạn"),
    ("today", "Hạn hôm nay"),
    ("tomorrow", "Hạn ngày mai"),
    ("three_days", "Hạn trong 3 ngày"),
    ("week", "Hạn trong 7 ngày"),
)

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
            return DaySpan(today - timedelta(today.weekday()), today)
        case "month":
            return DaySpan(today.replace(day=1), today)
        case "year":
            return DaySpan(today.replace(month=1, day=1), today)
        case "range":
            return DaySpan(read_day(chosen.get("since", "")), read_day(chosen.get("until", "")))
    return None


def due_days(chosen: Mapping[str, str], today: date) -> DaySpan | None:
    """The due days that are meant; overdue is asked for apart."""
    match chosen.get("due", ""):
        case "today":
            return DaySpan(today, today)
        case "tomorrow":
            return DaySpan(today + timedelta(1), today + timedelta(1))
        case "three_days":
            return DaySpan(today, today + timedelta(3))
        case "week":
            return DaySpan(today, today + timedelta(7))
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
    order = Order.DUE if "due" in chosen else Order.NEWEST
    return DossierSearch(typed=chosen.get("typed", ""), filters=filters, order=order)


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
