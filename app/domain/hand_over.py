"""A pile of dossiers between two units: counted, its way proposed, its sheet held against it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from enum import StrEnum
from hashlib import sha256
from typing import Generic, TypeVar
from uuid import UUID

from app.domain.dossier import Dossier
from app.domain.light_dataclass import dataclass
from app.domain.units import Unit, agency_unit, office_unit

Item = TypeVar("Item", bound=Hashable)


class Standing(StrEnum):
    """How a dossier stands on a sheet."""

    ON_THE_WAY = "on_the_way"
    ACCEPTED = "accepted"
    MISSED = "missed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Pile(Generic[Item]):
    """What was scanned, each once in the order of its first scan; ``twice`` came again."""

    items: tuple[Item, ...]
    twice: tuple[Item, ...] = ()


def pile_of(scanned: Iterable[Item]) -> Pile[Item]:
    """A pile as it was scanned."""
    seen: dict[Item, int] = {}
    for each in scanned:
        seen[each] = seen.get(each, 0) + 1
    return Pile(tuple(seen), tuple(each for each, times in seen.items() if times > 1))


@dataclass(frozen=True, slots=True)
class Way:
    """From whom to whom; the receiver is absent while nobody knows it."""

    giver: Unit
    receiver: Unit | None


def proposed_way(dossier: Dossier, office: str, desk: int) -> Way:
    """Where a dossier goes next: from here to its settling agency, from elsewhere to this desk.

    One that is on the way lies with its giver until the receiver signs.
    """
    here, custody = office_unit(office, desk), dossier.custody
    holder = custody.giver if custody.is_on_the_way and custody.giver else custody.holder
    if not holder.is_within(office):
        return Way(holder, here)
    agency = dossier.procedure.settling_agency
    is_to_settle = not dossier.current_results
    return Way(here, agency_unit(agency) if agency and is_to_settle else None)


@dataclass(frozen=True, slots=True)
class Count(Generic[Item]):
    """A sheet held against the papers, before anybody signs."""

    present: tuple[Item, ...]
    missing: tuple[Item, ...]
    extra: tuple[Item, ...]


def count_in(listed: Iterable[Item], scanned: Iterable[Item]) -> Count[Item]:
    """What is there, what is not, and what is there beside; in the order of sheet and scans."""
    on_sheet, came = tuple(dict.fromkeys(listed)), pile_of(scanned).items
    here = frozenset(came)
    return Count(
        present=tuple(each for each in on_sheet if each in here),
        missing=tuple(each for each in on_sheet if each not in here),
        extra=tuple(each for each in came if each not in frozenset(on_sheet)),
    )


def batch_digest(uids: Iterable[UUID]) -> str:
    """SHA-256 over the sorted uids of a batch, one a line: what its office event vouches for."""
    lines = "\n".join(sorted(map(str, uids)))
    return sha256(lines.encode("ascii")).hexdigest()
