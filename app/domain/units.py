"""Units between which dossiers pass: offices with their desks, settling agencies, the post."""

from __future__ import annotations

from enum import StrEnum

from app.domain.codes import check_desk
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.text import one_line


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


def read_unit(text: str, office: str) -> Unit:
    """``desk:2`` a desk of this office, ``post:Bưu điện An Thử`` a carrier, else an agency.

    Raises ``Refusal``: ``DESK_WRONG``, ``FIELD_MISSING`` for no name.
    """
    kind, colon, rest = one_line(text).partition(":")
    name = one_line(rest)
    if colon and kind == "desk":
        return office_unit(office, check_desk(int(name) if name.isdecimal() else 0))
    unit = post_unit(name) if colon and kind == "post" else agency_unit(one_line(text))
    if not unit.name:
        raise Refusal(Reason.FIELD_MISSING, field="bên nhận")
    return unit
