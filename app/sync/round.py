"""One round with the centre: hello, give back what it lost, push, pull. Any step may be cut off."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import Reason, Refusal
from app.services import centre_link, writers
from app.sync.greeting import say_hello
from app.sync.line import Declined, Line
from app.sync.pulling import give_back, pull_all
from app.sync.pushing import push_all
from app.sync.talk import Again, Party, Talk, refusal_of

_TRIES = 4
"""How often a round may begin anew because the centre's and the desk's memories differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundResult:
    """What one round did, and what still waits."""

    sent: int
    received: int
    restored: int
    waiting: int
    flagged: int
    new_writer: bool = False


def run_round(party: Party) -> RoundResult:
    """One whole round of an enrolled desk.

    Raises ``Refusal``: ``CENTRE_UNKNOWN`` for a desk that is not enrolled, ``DESK_REVOKED``,
    ``CENTRE_DECLINED``, and those of the line. What was done before stays done.
    """
    tenant = party.desk.tenant
    with party.database.reading() as session:
        enrolment = centre_link.enrolment(session, tenant)
    if enrolment is None:
        raise Refusal(Reason.CENTRE_UNKNOWN)
    with Line(enrolment.url, enrolment.certificate) as line:
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
            new_writer=counted.new_writer,
        )


def _agree(talk: Talk) -> None:
    for _ in range(_TRIES):
        try:
            welcome, writer = say_hello(talk)
            for head in welcome.streams:
                give_back(talk, head)
            push_all(talk, writer)
            for head in welcome.streams:
                pull_all(talk, head.stream)
        except Again:
            continue
        except Declined as declined:
            raise refusal_of(declined) from None
        return
    raise Refusal(Reason.CENTRE_DECLINED, trouble="rewound")
