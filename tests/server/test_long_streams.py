"""Streams far beyond what tests bring together: positions that no small number holds."""

from __future__ import annotations

import pytest
from centres import AGENCY, TENANT, Running, synced
from deeds_at_desk import received
from hostile import talk_of
from sqlalchemy import text

from app.bootstrap import Desk
from app.sync.event_messages import Page
from app.sync.line import Ask

_NAMED = {"tenant": TENANT, "name": AGENCY}
_PLACES = text(
    "SELECT pos, chain FROM stream_event WHERE tenant = :tenant AND stream = :name ORDER BY pos"
)


@pytest.mark.parametrize("before", [2**15 - 4, 2**31 - 4])
def test_a_page_goes_on_past_the_places_where_small_numbers_end(
    before: int, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    received(first)
    synced(first)
    with centre.centre.transaction() as connection:
        for table, stream in (("stream_event", "stream"), ("stream", "name")):
            moved = (
                f"UPDATE {table} SET pos = pos + :by WHERE tenant = :tenant AND {stream} = :name"
            )
            connection.execute(text(moved), {**_NAMED, "by": before})
        (pos, chain), *after = connection.execute(_PLACES, _NAMED).all()
    talk = talk_of(centre, first)
    query = {"stream": AGENCY, "pos": str(pos), "chain": bytes(chain).hex(), "limit": "100"}
    page = talk.line.ask(Page, Ask("/v1/pull", query=query, headers=talk.headers))
    assert (page.after, page.end) == (pos, before + 1 + len(after))
    assert len(page.events) == len(after) > 4
