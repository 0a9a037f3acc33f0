"""A desk waits for news without holding anything, and hears at once what others did."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from agreement import centre_head, head_of
from centres import AGENCY, OTHER_AGENCY, TENANT, Running, party, synced
from deeds_at_desk import received
from hostile import talk_of

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.server.news import Ends, Stream, Waiting
from app.sync.event_messages import News
from app.sync.line import Ask, Declined
from app.sync.protocol import Trouble
from app.sync.round import Rounds


async def stays() -> bool:
    return False


def test_a_desk_that_waits_hears_of_its_neighbours_deed_and_not_of_its_own(
    centre: Running, enrolled: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = enrolled
    synced(first, second, first)
    rounds = Rounds(party(first))
    own_round_is_over, look = Event(), Ends._look

    def look_afterwards(ends: Ends) -> dict[Stream, int]:
        own_round_is_over.wait(30)
        return look(ends)

    monkeypatch.setattr(Ends, "_look", look_afterwards)
    with ThreadPoolExecutor(1) as lane:
        waiting = lane.submit(rounds.news)
        received(first)
        rounds()
        own_round_is_over.set()
        assert waiting.result(30) is False
        waiting = lane.submit(rounds.news)
        received(second)
        synced(second)
        assert waiting.result(30) is True
        rounds()
        assert head_of(first) == centre_head(centre)
        waiting = lane.submit(rounds.news)
        rounds.hang_up()
        with pytest.raises(Refusal) as refused:
            waiting.result(30)
    assert refused.value.reason is Reason.CENTRE_UNREACHABLE


def test_whoever_waits_in_vain_is_told_where_the_stream_ends_when_patience_does(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    synced(*enrolled)
    end, _ = centre_head(centre)
    waiting = Waiting((TENANT, AGENCY), end)
    patient = Ends(centre.centre, patience=0)
    assert asyncio.run(patient.beyond(waiting, stays)) == News(end=end)


def test_news_are_for_enrolled_desks_about_their_own_office(
    centre: Running, enrolled: tuple[Desk, Desk], two_desks: tuple[Desk, Desk]
) -> None:
    talk = talk_of(centre, enrolled[0])
    query = {"stream": OTHER_AGENCY, "pos": "0"}
    for headers in (talk.headers, ()):
        with pytest.raises(Declined) as declined:
            talk.line.ask(News, Ask("/v1/news", query=query, headers=headers))
        assert declined.value.fault.trouble is Trouble.UNAUTHORISED
