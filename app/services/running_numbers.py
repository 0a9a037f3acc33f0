"""Running numbers of a desk: each counts up and never gives a value twice."""

from __future__ import annotations

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from app.models.database import table_of
from app.models.office import CounterRow
from app.models.prepared import Prepared

_COUNTER = table_of(CounterRow)
_READ_COUNTER = Prepared(
    select(_COUNTER.c.high_water).where(
        _COUNTER.c.tenant == bindparam("of"), _COUNTER.c.name == bindparam("called")
    )
)
_SET_COUNTER = Prepared(
    text(
        "INSERT INTO counter (tenant, name, high_water) VALUES (:tenant, :name, :high_water) "
        "ON CONFLICT (tenant, name) DO UPDATE SET high_water = excluded.high_water"
    )
)
_TAKE_NEXT = Prepared(
    text(
        "INSERT INTO counter (tenant, name, high_water) VALUES (:tenant, :name, 1) "
        "ON CONFLICT (tenant, name) DO UPDATE SET high_water = high_water + 1 RETURNING high_water"
    )
)
_GIVEN = "numbering.given"


def next_number(session: Session, tenant: str, name: str) -> int:
    """Take the next value of a running number."""
    number: int = _TAKE_NEXT.value(session, {"tenant": tenant, "name": name})
    given(session)[name] = number
    return number


def read_counter(session: Session, tenant: str, name: str) -> int:
    """The high-water of a running number; 0 when it never ran."""
    return _READ_COUNTER.value(session, {"of": tenant, "called": name}) or 0


def set_counter(session: Session, tenant: str, name: str, value: int) -> None:
    """Set a running number."""
    _SET_COUNTER.write(session, {"tenant": tenant, "name": name, "high_water": value})
    given(session)[name] = value


def given(session: Session) -> dict[str, int]:
    """The running numbers that this transaction moved, for the witness."""
    moved: dict[str, int] = session.info.setdefault(_GIVEN, {})
    return moved


def raise_counter(session: Session, tenant: str, name: str, number: int) -> None:
    """Burn every value of a running number up to one that was given out already."""
    if read_counter(session, tenant, name) < number:
        set_counter(session, tenant, name, number)
