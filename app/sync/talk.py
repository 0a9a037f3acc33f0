"""A talk with the centre under way: the two sides, what was counted, and how refusals read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.devices.witness import Witness
from app.domain.errors import Reason, Refusal
from app.models.database import Database
from app.services import centre_link, sealing
from app.services.calendar_change import MovedPromise
from app.services.centre_link import Enrolment
from app.services.desk import DeskContext
from app.sync.line import Ask, Declined, Line
from app.sync.pace import Pace
from app.sync.protocol import MOST_EVENTS, Trouble

_FIRST_PAGE, _SMALLEST_PAGE = 100, 50

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of the line: an open desk; without ``attachments`` no files travel.

    ``snapshot_from`` is how long a stream must be for a fresh desk to begin by a snapshot.
    """

    database: Database
    desk: DeskContext
    witness: Witness
    now: Callable[[], datetime]
    attachments: Path | None = None
    snapshot_from: int = 2000


@dataclass(slots=True)
class Counted:
    """What a round did so far."""

    sent: int = 0
    received: int = 0
    restored: int = 0
    releases: int = 0
    files_sent: int = 0
    files_received: int = 0
    moved: tuple[MovedPromise, ...] = ()
    new_writer: bool = False


class Again(Exception):  # noqa: N818 - memories differed, one of them gave way
    """Say hello once more: the desk or the centre learnt that it had been put back."""


def _pace_of_pages() -> Pace:
    return Pace(_FIRST_PAGE, least=_SMALLEST_PAGE, most=MOST_EVENTS)


@dataclass(slots=True)
class Talk:
    """One round under way; ``headers`` prove who calls, once the centre has answered a hello."""

    party: Party
    line: Line
    enrolment: Enrolment
    counted: Counted = field(default_factory=Counted)
    pace: Pace = field(default_factory=_pace_of_pages)
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def tenant(self) -> str:
        """The province of the desk."""
        return self.party.desk.tenant

    @property
    def key(self) -> Ed25519PrivateKey:
        """The desk's own signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.enrolment.secret)

    def ask(self, kind: type[Answer], path: str, message: object) -> Answer:
        """Post a message as the desk that said hello. Raises ``Declined`` and ``Refusal``."""
        return self.line.ask(kind, Ask(path, message, headers=self.headers))

    def branch_off(self) -> Again:
        """Another copy of this desk wrote under its name, or this one was put back: begin anew.

        Numbering waits, as after any restore. Raises ``Refusal`` where that was done just now.
        """
        if self.counted.new_writer:
            raise Refusal(Reason.CENTRE_DECLINED, trouble=Trouble.FORK.value)
        self.counted.new_writer = True
        desk, party = self.party.desk, self.party
        with party.database.transaction() as session:
            sealing.continue_as_restored(
                session, desk.tenant, desk.device_uid, party.witness, party.now()
            )
            centre_link.forget_tokens(session, desk.tenant)
        return Again()


def refusal_of(declined: Declined) -> Refusal:
    """What a person reads where the centre sent an envelope back and nothing can be mended."""
    if declined.fault.trouble is Trouble.REVOKED:
        return Refusal(Reason.DESK_REVOKED)
    return Refusal(Reason.CENTRE_DECLINED, trouble=declined.fault.trouble.value)
