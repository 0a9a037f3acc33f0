from __future__ import annotations

from uuid import UUID

from centres import TENANT, Running, synced
from deeds_at_desk import received, stored
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.dossier import fold_bytes
from app.services import following, upkeep


def heads(desk: Desk) -> tuple[int, bytes]:
    with desk.database.reading() as session:
        at = following.place(session, TENANT, desk.context.agency_code)
        return at.pos, at.chain


def centre_head(centre: Running) -> tuple[int, bytes]:
    with centre.centre.transaction() as connection:
        row = connection.execute(text("SELECT pos, chain FROM stream WHERE name = 'H40.16'")).one()
        return row.pos, bytes(row.chain)


def centre_fold(centre: Running, uid: UUID) -> tuple[bytes, bytes | None]:
    query = text("SELECT fold, fold_private FROM dossier WHERE uid = :uid")
    with centre.centre.transaction() as connection:
        fold, private = connection.execute(query, {"uid": uid}).one()
        return fold.encode(), None if private is None else private.encode()


def test_two_desks_agree_with_the_centre_byte_for_byte(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    ours, theirs = received(first), received(second)
    synced(first, second, first)
    assert heads(first) == heads(second) == centre_head(centre)
    for uid in (ours, theirs):
        folds = [fold_bytes(stored(desk, uid)) for desk in enrolled]
        assert folds == [centre_fold(centre, uid)] * 2
    for desk in enrolled:
        with desk.database.transaction() as session:
            assert upkeep.verify(session, TENANT) == ()
            upkeep.rebuild(session, TENANT)
            assert upkeep.verify(session, TENANT) == ()


def test_a_round_tells_what_it_did_and_a_second_one_finds_nothing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(first)
    sent, got = synced(first, second)
    assert sent.sent > 0
    assert (sent.waiting, sent.flagged) == (0, 0)
    assert got.received == sent.sent
    (again,) = synced(first)
    assert (again.sent, again.received) == (0, got.sent)
    (idle,) = synced(first)
    assert (idle.sent, idle.received) == (0, 0)
