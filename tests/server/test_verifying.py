from __future__ import annotations

from uuid import UUID

import pytest
from agreement import findings_of
from centres import TENANT, Running, synced
from deeds_at_desk import acting, received
from sqlalchemy import text

from app.bootstrap import Desk
from app.server import publishing
from app.server.verifying import verify
from app.server.verifying_given import verify_given
from app.services.attaching import AttachForm, attach_file, vault_of

HARMS = {
    "I3": "UPDATE event_position SET chain = '\\x00' WHERE seq = 2",
    "I4": "DELETE FROM stream_event WHERE pos = 3",
    "I5": "UPDATE writer SET acked_seq = acked_seq + 1",
    "I6": "UPDATE dossier SET fold = replace(fold, 'received', 'returned')",
    "I7": "DELETE FROM code_registry",
    "I11": "UPDATE release SET content = '[]'",
    "I12": "UPDATE file_part SET content = 'x'",
    "I10": "UPDATE event_private SET content = content || ' '",
}


def attach(desk: Desk, uid: UUID) -> None:
    form = AttachForm(name="giay-to.pdf", content=b"%PDF-1.7 mot trang")
    with desk.database.transaction() as session:
        attach_file(session, uid, form, acting(desk), vault_of(session, TENANT, desk.attachments))


@pytest.mark.parametrize("invariant", HARMS)
def test_each_harm_done_to_the_centre_is_found(
    invariant: str, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    attach(first, received(first))
    with centre.centre.transaction() as connection:
        publishing.publish_offices(centre.centre, connection, TENANT)
    synced(first)
    assert findings_of(centre) == []
    with centre.centre.transaction() as connection:
        connection.execute(text(HARMS[invariant]))
    with centre.centre.transaction() as connection:
        found = (*verify(connection), *verify_given(centre.centre, connection))
        assert invariant in {each.invariant for each in found}
