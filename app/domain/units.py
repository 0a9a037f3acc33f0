"""Units between which dossiers pass: offices with their desks, settling agencies, the post."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnitKind(StrEnum):
    """What sort of unit holds a dossier."""

    OFFICE = "office"
    AGENCY = "agency"
    POST = "post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit: an office by its agency code, any other by its published name.

    ``desk`` tells the desks of an office apart; absent means the office as a whole.
    """

    kind: UnitKind
    name: str
    desk: int | None = None

    def is_within(self, office: str) -> bool:
        """Whether this is an office, or a desk of it."""
        return self.kind is UnitKind.OFFICE and self.name == office


def office_unit(agency_code: str, desk: int | None = None) -> Unit:
    """An office or one of its desks."""
    return Unit(kind=UnitKind.OFFICE, name=agency_code, desk=desk)


def agency_unit(name: str) -> Unit:
    """A settling agency by its published name."""
    return Unit(kind=UnitKind.AGENCY, name=name)


def post_unit(name: str) -> Unit:
    """A carrier or one of its points."""
    return Unit(kind=UnitKind.POST, name=name)
