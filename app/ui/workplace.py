"""What every place of work is given, and what the window expects of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.light_dataclass import dataclass
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.device_choices import DeviceChoices
from app.ui.in_step import InStep
from app.ui.keeping import Keeping
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.slip_desk import SlipDesk
from app.ui.theme import Theme
from app.ui.turns import Step
from app.ui.ways import Ways

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard

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
    ways: Ways = field(default_factory=Ways)
    choices: DeviceChoices = field(default_factory=DeviceChoices)
    keeping: Keeping = field(default_factory=Keeping)
    in_step: InStep = field(default_factory=InStep)


class Screen(QWidget):
    """A place of work as the window sees it.

    ``keys_changed`` follows when other keys work here than before. A place that ``has_search`` of
    its own has no need of the window's.
    """

    keys: Keys = ()
    keys_changed = Signal()
    has_search: bool = False

    @property
    def scrolls_itself(self) -> bool:
        """Whether what is shown moves in a frame of its own, and so can be as low as any window."""
        return False

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        raise NotImplementedError

    def go_in(self) -> None:
        """The officer came here: give the keyboard to where work begins."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read anew what is shown."""

    def again(self) -> None:
        """F5: what is shown is read, counted or fetched anew."""
        self.refresh()

    def ahead(self) -> Iterable[Step]:
        """What can be built before it is wanted, each in a turn of its own; built twice is once."""
        return ()

    def go_to_search(self) -> None:
        """Give the keyboard to the place's own search, where it has one."""

    def take_scan(self, scanned: str) -> bool:
        """Take the slip or code of a dossier into the work here; ``False``: its page is meant.

        What came of it is said by ``ways.scan_understood`` or ``ways.scan_unknown``.
        """
        return False

    def take_number(self, scanned: str) -> bool:
        """Take the number of an item of the post, of any carrier; ``False``: none is meant here."""
        return False

    def take_procedure(self, code: str) -> bool:
        """Take the QR of a procedure into the work here; ``False``: a reception is meant."""
        return False

    def claim_card(self, card: CitizenCard) -> bool:
        """Take a scanned citizen card into the work here; ``False``: a reception is meant."""
        return False

    def print_again(self) -> bool:
        """Print the slip of what is shown; ``False`` where the last slip of the desk is meant."""
        return False

    def preview_slip(self) -> bool:
        """Show the slip of what is shown; ``False`` where the last slip of the desk is meant."""
        return False


@dataclass(frozen=True, slots=True)
class Place:
    """A place of work: its title, icon, key, who works there, and how it is built."""

    title: str
    icon: str
    key: str
    roles: tuple[str, ...]
    build: Callable[[Workplace], Screen]
