from __future__ import annotations

import pytest
from agreement import findings_of
from centres import Running, synced
from deeds_at_desk import received
from sqlalchemy import text

from app.bootstrap import Desk
from app.server.verifying import verify

HARMS = {
    "I3": "UPDATE event_position SET chain = '\\x00' WHERE seq = 2",
    "I4": "DELETE FROM stream_event WHERE pos = 3",
    "I5": "UPDATE writer SET acked_seq = acked_seq + 1",
    "I6": "UPDATE dossier SET fold = replace(fold, 'received', 'returned')",
    "I10": "UPDATE event_private SET content = content || ' '",
}


@pytest.mark.parametrize("invariant", HARMS)
def test_each_harm_done_to_the_centre_is_found(
    invariant: str, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    received(first)
    synced(first)
    assert findings_of(centre) == []
    with centre.centre.transaction() as connection:
        connection.execute(text(HARMS[invariant]))
    with centre.centre.transaction() as connection:
        assert invariant in {each.invariant for each in verify(connection)}
