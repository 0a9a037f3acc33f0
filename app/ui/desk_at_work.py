"""What the window is given by the composition root: the ways into a desk, and the open desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from app.domain.light_dataclass import dataclass
from app.ui.background import Transactions

if TYPE_CHECKING:
    from app.domain.custody import Custody, KeySheet, RestoreAnswers
    from app.services.desk import Actor, DeskContext
    from app.services.seat import Seat
    from app.services.setup import SetUpForm

Listener = Callable[[Any], None]


class OpenDesk(Protocol):
    """A desk whose database is open."""

    @property
    def database(self) -> Transactions:
        """Where the lanes work."""

    @property
    def context(self) -> DeskContext:
        """Office and desk."""

    @property
    def seat(self) -> Seat:
        """The chair, which somebody takes by signing in."""

    @property
    def actor(self) -> Actor:
        """Who sits here. Raises ``Refusal`` (``NOT_SIGNED_IN``) while nobody does."""

    @property
    def now(self) -> Callable[[], datetime]:
        """The desk's clock."""

    @property
    def attachments(self) -> Path:
        """Where files of dossiers lie, each encrypted."""

    def wipe_erased(self) -> None:
        """Leave nothing of erased persons behind; takes a while on a big desk."""

    def close(self) -> None:
        """Give everything back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOpening:
    """A desk just set up, with the recovery key that is shown once.

    ``recovery`` is empty where training data of an earlier try was opened again; ``sheet`` is the
    paper that bears it, as PDF, and ``mark`` tells its key from others.
    """

    desk: OpenDesk
    recovery: str
    sheet: bytes = b""
    mark: str = ""

    @property
    def database(self) -> Transactions:
        """Where the lanes work."""
        return self.desk.database


def _nowhere(_: Exception) -> None:
    """A window without a machine's log behind it."""


class Keeper(Protocol):
    """Keys and copies of an open desk; everything here is slow and runs in the lane for copies."""

    def standing(self) -> Custody:
        """How the copies stand."""

    def back_up(self) -> str:
        """Make a backup; what was made, in a sentence. Raises ``Refusal``."""

    def catch_up(self) -> None:
        """Bring the continuous copy up to the last deed. Raises ``Refusal``."""

    def drill(self) -> tuple[str, ...]:
        """Try a restore from the newest backup; what was found. Raises ``Refusal``."""

    def choose_place(self, place: Path | None) -> None:
        """Decide where backups go. Raises ``Refusal``."""

    def choose_copy_place(self, place: Path | None) -> None:
        """Decide where the continuous copy lies, and begin it. Raises ``Refusal``."""

    def seconds(self) -> tuple[tuple[str, str], ...]:
        """Who could agree as a second person: uid and name."""

    def pack_logs(self, path: Path) -> tuple[str, ...]:
        """Pack logs for whoever helps; what is in the package. Raises ``Refusal``."""

    def carry_out(self, folder: Path) -> tuple[str, str]:
        """Write what was never received to a folder; what was written, and the code that opens it.

        Raises ``Refusal``.
        """

    def carry_in(self, path: Path, code: str) -> str:
        """Take in what another desk wrote; what came, in a sentence. Raises ``Refusal``."""

    def old_copies(self) -> tuple[str, ...]:
        """Which copies still hold somebody who was erased."""

    def sheet(self, second: str | None = None, pin: str | None = None) -> KeySheet:
        """The recovery sheet once more, agreed to by ``second``. Raises ``Refusal``."""

    def confirm_sheet(self) -> None:
        """Whoever sits here has the sheet in a safe place. Raises ``Refusal``."""

    def change_key(self) -> KeySheet:
        """Give the desk a new key; then the window has to be closed. Raises ``Refusal``."""


class Rounds(Protocol):
    """Rounds of an open desk with its centre, one at each call; slow."""

    def __call__(self) -> object:
        """One round. Raises ``Refusal``."""

    def news(self) -> bool:
        """Whether others did something; waits for it. Raises ``Refusal``."""

    def enrol(self, url: str, code: str, certificate: Path | None) -> object:
        """Make the desk known at a centre. Raises ``Refusal``."""

    def hang_up(self) -> None:
        """End what is being said, from another thread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """The ways in, for the window of one data folder.

    ``open`` and ``set_up`` take the listener of the database, are slow and run in a lane;
    ``preferences`` is the file of what the officer chose for this window. ``report`` notes
    refusals and faults in the log of the machine. ``restore`` brings a lost desk back on a machine
    that has none, ``recover`` a lost key from its sheet; ``keeper`` keeps an open desk's copies,
    ``rounds`` talk with its centre.
    """

    is_set_up: bool
    open: Callable[[Listener], OpenDesk]
    set_up: Callable[[SetUpForm, Listener], FirstOpening]
    preferences: Path
    report: Callable[[Exception], None] = _nowhere
    restore: Callable[[RestoreAnswers, Listener], FirstOpening] | None = None
    keeper: Callable[[Any], Keeper] | None = None
    recover: Callable[[str], object] | None = None
    rounds: Callable[[Any], Rounds] | None = None


def stamp(desk: OpenDesk) -> dict[str, Any]:
    """The named arguments that every deed wants: when, where, who."""
    return {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
