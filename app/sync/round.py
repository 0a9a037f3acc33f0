"""One round with the centre: hello, releases, give back what it lost, push, pull, files.

Any step may be cut off.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.domain.errors import Reason, Refusal
from app.services import centre_link, writers
from app.services.calendar_change import MovedPromise
from app.sync.enrolling import CentreOffer, enrol, read_certificate
from app.sync.files import exchange_files
from app.sync.first_sync import catch_up
from app.sync.greeting import say_hello
from app.sync.hearing import hear_news
from app.sync.line import Declined, Line, nobody
from app.sync.parts import fetch_parts
from app.sync.protocol import Enrolled
from app.sync.pulling import give_back, pull_all
from app.sync.pushing import push_all
from app.sync.releasing import exchange_releases
from app.sync.talk import Again, Party, Talk, refusal_of

_TRIES = 4
"""How often a round may begin anew because the centre's and the desk's memories differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What one round did, and what still waits.

    ``moved`` are open promises that a newer calendar would have counted otherwise: they stay as
    printed, and somebody has to tell.
    """

    sent: int
    received: int
    restored: int
    waiting: int
    flagged: int
    releases: int = 0
    files_sent: int = 0
    files_received: int = 0
    moved: tuple[MovedPromise, ...] = ()
    new_writer: bool = False


class Rounds:
    """One round at each call, and news between them, until somebody hangs up from elsewhere."""

    def __init__(self, party: Party) -> None:
        self._party = party
        self._lines: dict[str, Line] = {}
        self._is_over = False

    def __call__(self) -> RoundResult:
        """One round; the refusals are those of ``run_round``."""
        return run_round(self._party, partial(self._take, "round"))

    def news(self) -> bool:
        """Whether others did something; waits for it as long as the centre lets anybody wait.

        Raises ``Refusal`` like a round. Meant for a lane of its own: rounds go on meanwhile.
        """
        return hear_news(self._party, partial(self._take, "news"))

    def enrol(self, url: str, code: str, certificate: Path | None) -> Enrolled:
        """Make the desk known; ``certificate`` is a PEM file where the centre vouches for itself.

        Raises ``Refusal`` like ``enrol``, and ``CERTIFICATE_UNREADABLE``.
        """
        trusted = None if certificate is None else read_certificate(certificate)
        offer = CentreOffer(url=url, code=code, certificate=trusted)
        party = self._party
        return enrol(party.database, party.desk, offer, party.now(), partial(self._take, "round"))

    def hang_up(self) -> None:
        """End what is being said; whatever begins later ends at once."""
        self._is_over = True
        for line in tuple(self._lines.values()):
            line.hang_up()

    def _take(self, what: str, line: Line) -> None:
        self._lines[what] = line
        if self._is_over:
            line.hang_up()


def run_round(party: Party, heard: Callable[[Line], None] = nobody) -> RoundResult:
    """One whole round of an enrolled desk; ``heard`` is given the line before it is used.

    Raises ``Refusal``: ``CENTRE_UNKNOWN`` for a desk that is not enrolled, ``DESK_REVOKED``,
    ``CENTRE_DECLINED``, and those of the line. What was done before stays done.
    """
    tenant = party.desk.tenant
    with party.database.reading() as session:
        enrolment = centre_link.enrolment(session, tenant)
    if enrolment is None:
        raise Refusal(Reason.CENTRE_UNKNOWN)
    with Line(enrolment.url, enrolment.certificate) as line:
        heard(line)
        talk = Talk(party, line, enrolment)
        _agree(talk)
    counted = talk.counted
    with party.database.reading() as session:
        return RoundResult(
            sent=counted.sent,
            received=counted.received,
            restored=counted.restored,
            waiting=writers.count_unsent(session, tenant),
            flagged=centre_link.count_flags(session, tenant),
            releases=counted.releases,
            files_sent=counted.files_sent,
            files_received=counted.files_received,
            moved=counted.moved,
            new_writer=counted.new_writer,
        )


def _agree(talk: Talk) -> None:
    for _ in range(_TRIES):
        try:
            welcome, writer = say_hello(talk)
            exchange_releases(talk, welcome)
            for head in welcome.streams:
                give_back(talk, head)
            push_all(talk, writer)
            for head in welcome.streams:
                catch_up(talk, head)
                pull_all(talk, head.stream)
            fetch_parts(talk)
            exchange_files(talk, welcome.incarnation)
        except Again:
            continue
        except Declined as declined:
            raise refusal_of(declined) from None
        return
    raise Refusal(Reason.CENTRE_DECLINED, trouble="rewound")
