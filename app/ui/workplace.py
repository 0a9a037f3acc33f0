"""What every place of work is given, and what the window expects of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.citizen_card import CitizenCard
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.slip_desk import SlipDesk
from app.ui.theme import Theme
from app.ui.widgets.choices import Choice

Keys = tuple[tuple[str, str], ...]
"""Keys that work in a place, each with the words of what it does."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The collaborators of a screen."""

    background: Background
    messages: Messages
    theme: Theme
    preferences: Preferences
    slips: SlipDesk


class Screen(Protocol):
    """A place of work as the window sees it; each one is a widget too."""

    keys: Keys

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""

    def go_in(self) -> None:
        """The officer came here: give the keyboard to where work begins."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of work: its title, icon, key, the role it needs, and how it is built."""

    title: str
    icon: str
    key: str
    role: str
    build: Callable[[Workplace], Screen]


class Receives(Screen, Protocol):
    """The screen that citizen cards, door slips and searches belong to."""

    def take_card(self, card: CitizenCard) -> None:
        """A citizen card was scanned."""

    def offer_catalogue(self, find: Callable[[str], Sequence[Choice]]) -> None:
        """Procedures can be found from now on."""

    def search(self, typed: str) -> None:
        """Look dossiers up."""
