"""What a report declares about itself: its name, how it is counted, how a cell is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.report_shape import GroupBy, Report, ReportAsked


class OfProvince(Protocol):
    """Whoever counts: a desk of an office, or the centre."""

    @property
    def tenant(self) -> str:
        """The province."""


@dataclass(frozen=True, slots=True)
class Around:
    """When it is counted, and by whom."""

    now: datetime
    place: OfProvince

    @property
    def tenant(self) -> str:
        """The province."""
        return self.place.tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class CellAsked:
    """One cell of a report; without a row that of the line of sums, without both everything."""

    row: str | None = None
    column: str | None = None


Builder = Callable[[Session, ReportAsked, Around], Report]
Opener = Callable[[Session, ReportAsked, Around, CellAsked], tuple[UUID, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """One report of the list. ``groups`` are the ways it can be cut, the usual one first."""

    name: str
    title: str
    build: Builder
    dossiers: Opener
    groups: tuple[GroupBy, ...] = ()
    form: str = ""
