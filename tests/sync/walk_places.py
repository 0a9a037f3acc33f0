"""The places of a walk: two desks, a supervisor's, and one of the post, each with its own disk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from centres import AGENCY, POST_POINT, TENANT, Running, officer_of
from desks import NOW, OFFICE, desk_settings

from app.bootstrap import Desk, create_desk, open_desk
from app.services.desk import actor_of, staff_named
from app.sync.enrolling import CentreOffer, enrol

PIN = "739152"
NAMES = ("quầy 1", "quầy 2", "lãnh đạo", "bưu cục")
_DESKS = ((AGENCY, 1), (AGENCY, 2), (AGENCY, 3), (POST_POINT, 4))


@dataclass
class Clock:
    """The true time of a walk; nobody waits for it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """What time it is."""
        return self.now


@dataclass
class Place:
    """A machine with its own data folder, whose clock may be wrong."""

    name: str
    folder: Path
    clock: Clock
    skew: timedelta = timedelta()
    backups: list[Path] = field(default_factory=list)
    has_twin: bool = False
    officer: str = ""
    """The uid of who works here: the name may stand twice once a new machine made it again."""

    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.open()

    def now(self) -> datetime:
        """What the clock of this machine shows."""
        return self.clock.now + self.skew

    def open(self) -> None:
        """Somebody sits down here."""
        self.desk = replace(open_desk(desk_settings(self.folder)), now=self.now)
        with self.desk.database.reading() as session:
            who = self.officer or officer_of(self.desk.context.number)
            officer = staff_named(session, TENANT, who)
        self.officer = str(officer.uid)
        self.desk.seat.take(actor_of(officer))

    @property
    def stream(self) -> str:
        """The stream of this place's office."""
        return self.desk.context.agency_code


def make_places(folder: Path) -> None:
    """Set four desks up, each on its own: done once, walks work on copies."""
    for number, (agency, desk) in enumerate(_DESKS, 1):
        form = replace(OFFICE, agency_code=agency, desk=desk, officer=officer_of(desk), secret=PIN)
        create_desk(desk_settings(folder / f"place{number}"), form).desk.close()


def copied_places(made: Path, folder: Path, clock: Clock) -> list[Place]:
    """Copies of the four, open."""
    for each in made.iterdir():
        shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns("ballast"))
    return [Place(name, folder / f"place{number}", clock) for number, name in enumerate(NAMES, 1)]


@dataclass(frozen=True, slots=True)
class Address:
    """Where places seek the centre, and by what certificate they know it."""

    url: str
    certificate: str | None = None


def enrolled_through(address: Address, centre: Running, place: Place) -> None:
    """Enrol a place, which from then on seeks the centre at an address of its own."""
    desk = place.desk
    code = centre.code_for(desk.context.number, desk.context.agency_code)
    offer = CentreOffer(url=address.url, code=code, certificate=address.certificate)
    enrol(desk.database, desk.context, offer, desk.now())
