"""What desks and their centre hold, side by side: the oracles of the sync tests."""

from __future__ import annotations

from uuid import UUID

from centres import AGENCY, TENANT, Running
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.dossier import fold_bytes
from app.models.journal import EventRow
from app.server.verifying import verify
from app.server.verifying_given import verify_given
from app.services import following, journal, upkeep, writers
from app.services.dossiers import dossier_by_uid


def head_of(desk: Desk) -> tuple[int, bytes]:
    with desk.database.reading() as session:
        at = following.place(session, TENANT, desk.context.agency_code)
        return at.pos, at.chain


def centre_head(centre: Running, stream: str = AGENCY) -> tuple[int, bytes]:
    query = text("SELECT pos, chain FROM stream WHERE name = :name")
    with centre.centre.transaction() as connection:
        row = connection.execute(query, {"name": stream}).one()
        return row.pos, bytes(row.chain)


def centre_fold(centre: Running, uid: UUID) -> tuple[bytes | None, bytes | None]:
    """A dossier as the centre stored it; nothing of one that was only posted so far."""
    query = text("SELECT fold, fold_private FROM dossier WHERE uid = :uid")
    with centre.centre.transaction() as connection:
        fold, private = connection.execute(query, {"uid": uid}).one()
        return fold and fold.encode(), private and private.encode()


def centre_dossiers(centre: Running, stream: str) -> set[UUID]:
    """The dossiers in which an office has a part, as the centre counts them."""
    query = text("SELECT uid FROM dossier WHERE :name = ANY(streams) AND events > 0")
    with centre.centre.transaction() as connection:
        return set(connection.execute(query, {"name": stream}).scalars())


def uids_of(desk: Desk) -> list[UUID]:
    """Every event of a desk, once for each time that it stands there."""
    with desk.database.reading() as session:
        return [event.uid for event in journal.events(session, TENANT)]


def centre_uids(centre: Running, stream: str = AGENCY) -> list[UUID]:
    """Every event in an office's stream at the centre."""
    query = text("SELECT uid FROM stream_event WHERE stream = :name ORDER BY pos")
    with centre.centre.transaction() as connection:
        return list(connection.execute(query, {"name": stream}).scalars())


def every_uid(centre: Running) -> set[UUID]:
    """Every event that the centre holds, whatever stream it stands in."""
    with centre.centre.transaction() as connection:
        return set(connection.execute(text("SELECT uid FROM event")).scalars())


def dossiers_of(desk: Desk) -> set[UUID]:
    """The dossiers that a desk has events of."""
    with desk.database.reading() as session:
        found = session.query(EventRow.dossier_uid).distinct()
        return {uid for (uid,) in found if uid is not None}


def findings_of(centre: Running) -> list[str]:
    """What is off at the centre."""
    with centre.centre.transaction() as connection:
        found = (*verify(connection), *verify_given(centre.centre, connection))
        return [each.sentence for each in found]


def assert_agreed(centre: Running, *desks: Desk) -> None:
    """I2 to I6 and I9: one order, each event once, one fold, sound journals, empty queues."""
    assert findings_of(centre) == []
    held = centre_uids(centre)
    assert len(held) == len(set(held))
    for desk in desks:
        assert head_of(desk) == centre_head(centre)
        assert sorted(uids_of(desk)) == sorted(held)
        with desk.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()
            assert writers.count_unsent(session, TENANT) == 0
            for uid in dossiers_of(desk):
                fold = fold_bytes(dossier_by_uid(session, TENANT, uid))
                assert fold == centre_fold(centre, uid)
