from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain.calendar import Calendar, CalendarYear, calendar_year

SHIPPED = Path(__file__).parents[2] / "resources" / "calendars"


def plain_year(year: int) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((SHIPPED / f"{year}.json").read_text(encoding="utf-8"))
    return plain


@pytest.fixture(scope="session")
def shipped_years() -> tuple[CalendarYear, ...]:
    """The years that come with the program."""
    years = sorted(int(path.stem) for path in SHIPPED.glob("*.json"))
    return tuple(calendar_year(plain_year(year)) for year in years)


@pytest.fixture(scope="session")
def calendar(shipped_years: tuple[CalendarYear, ...]) -> Calendar:
    """The shipped years with the default hours and no Saturday reception."""
    return Calendar(shipped_years)
