"""Numbers that the centre lends, and dossiers that it names anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from agreement import assert_agreed, findings_of
from centres import AGENCY, TENANT, Cluster, Running, copied, synced
from deeds_at_desk import received, stored
from desks import NOW
from sqlalchemy import text

from app.bootstrap import Desk
from app.devices.witness import Witness
from app.domain.codes import LEASED, CodeBlock, DossierCode, pad_desk
from app.domain.moments import local_date
from app.server import aliasing
from app.server.incoming import read_incoming
from app.server.journal import Arrival, admit
from app.services import code_leases, journal, numbering, restoring, sealing
from app.services.history import dossier_history
from app.sync.wire import Carried

TODAY = local_date(NOW)


def put_back(desk: Desk) -> None:
    """What opening a desk does that was restored from a backup."""
    context, witness = desk.context, Witness(desk.settings.witness)
    with desk.database.transaction() as session:
        sealing.continue_as_restored(session, TENANT, context.device_uid, witness, NOW)


def use_up(desk: Desk, left: int) -> None:
    """A busy day: all of the desk's own numbers but a few are given out."""
    code = DossierCode(AGENCY, TODAY, desk.context.number, 600 - left)
    with desk.database.transaction() as session:
        numbering.note_pad_used(session, TENANT, code, numbering.BURNED)


def events_of(desk: Desk, uid: UUID) -> list[Carried]:
    """What stands here of a dossier, in its order, as it is given back."""
    with desk.database.reading() as session:
        found = journal.events(session, TENANT)
        return [Carried(e.content, e.private) for e in found if e.dossier_uid == uid]


def code_of(desk: Desk) -> str:
    return stored(desk, received(desk)).code


def test_no_lent_block_meets_another_a_desk_or_the_paper_pad() -> None:
    orders = [(each.prefix, n) for each in LEASED for n in range(each.first, each.last + 1)]
    assert len(orders) == len(set(orders))
    assert {prefix for prefix, _ in orders} == {0, 9}
    codes = (DossierCode(AGENCY, TODAY, prefix, number) for prefix, number in orders)
    assert all(pad_desk(code) is None for code in codes)


def test_desks_that_were_put_back_number_on_in_blocks_of_their_own_for_days(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    for desk in enrolled:
        put_back(desk)
    synced(first, second)
    assert (code_of(first), code_of(second)) == ("H40.16-261116-9001", "H40.16-261116-9051")
    later = NOW + timedelta(days=3)
    assert stored(first, received(first, later)).code == "H40.16-261119-9001"
    # A day that nobody lent for has provisional numbers: the queue never stops.
    far = NOW + timedelta(days=9)
    assert stored(first, received(first, far)).code.startswith("TAM-")
    synced(first, second, first)
    assert_agreed(centre, first, second)
    with first.database.reading() as session:
        assert restoring.numbering_waits(session, desk=first.context)


def test_a_block_is_lent_once_however_often_the_answer_is_lost(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    synced(first)
    use_up(first, left=2)
    synced(first)
    with first.database.transaction() as session:
        assert code_leases.lent(session, first.context, TODAY) == (CodeBlock(9, 1, 50),)
        code_leases.drop_leases(session, TENANT)
    synced(first)
    with first.database.reading() as session:
        assert code_leases.lent(session, first.context, TODAY) == (CodeBlock(9, 1, 50),)
    codes = [code_of(first) for _ in range(4)]
    assert [code[-4:] for code in codes] == ["1599", "1600", "9001", "9002"]


def test_a_restored_centre_lends_nothing_that_a_desk_holds(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    yesterday = copied(cluster, centre)
    use_up(first, left=0)
    synced(first)
    assert code_of(first).endswith("9001")
    centre.carry_on_with(yesterday)
    synced(first)
    put_back(second)
    synced(second)
    assert code_of(second).endswith("9051")


def test_a_restored_centre_hears_of_a_block_whose_holder_asks_for_nothing(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    yesterday = copied(cluster, centre)
    use_up(first, left=2)
    synced(first)
    centre.carry_on_with(yesterday)
    synced(first)
    put_back(second)
    synced(second)
    assert code_of(second).endswith("9051")
    assert [code_of(first)[-4:] for _ in range(3)] == ["1599", "1600", "9001"]


def test_a_name_that_comes_back_to_a_restored_centre_gives_way_to_who_bears_it_by_then(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first, second)
    yesterday = copied(cluster, centre)
    for desk in enrolled:
        use_up(desk, left=0)
    ours = received(first)
    synced(first)
    assert stored(first, ours).code == "H40.16-261116-0001"
    centre.carry_on_with(yesterday)
    theirs = received(second)
    synced(second)
    with centre.centre.transaction() as connection:
        carried = events_of(first, ours)
        for part in (carried[:1], carried[1:]):
            arrival = Arrival(tenant=TENANT, office=None, writer=None, at=NOW)
            admit(connection, arrival, read_incoming(part))
            aliasing.settle(centre.centre, connection, TENANT, part, None)
        codes = list(connection.execute(text("SELECT code FROM dossier")).scalars())
    assert len(codes) == len(set(codes)) == 2
    synced(first, second, first)
    assert len({stored(desk, uid).code for desk in enrolled for uid in (ours, theirs)}) == 2
    assert_agreed(centre, first, second)
    assert findings_of(centre) == []


def test_a_provisional_code_becomes_a_real_one_and_opens_the_dossier_all_the_same(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    use_up(first, left=0)
    uid, later = received(first), received(first)
    provisional = stored(first, uid).code
    assert provisional.startswith("TAM-")
    synced(first, second, first)
    for desk in enrolled:
        codes = {stored(desk, each).code for each in (uid, later)}
        assert codes == {"H40.16-261116-0001", "H40.16-261116-0002"}
        assert [each.code for each in stored(desk, uid).foreign_codes] == [provisional]
    assert_agreed(centre, first, second)
    assert findings_of(centre) == []
    with second.database.reading() as session:
        told = [each.sentence for each in dossier_history(session, uid, desk=second.context)]
    assert any(provisional in sentence for sentence in told)


def test_every_dossier_that_shares_a_code_gets_one_of_its_own_once(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    twin = replace(second.context, number=1)
    ours = received(first)
    other = replace(second, context=twin)
    theirs = received(other)
    assert stored(first, ours).code == stored(second, theirs).code
    synced(first, second, first, second)
    codes = {stored(second, uid).code for uid in (ours, theirs)}
    assert codes == {"H40.16-261116-1001", "H40.16-261116-0001"}
    assert_agreed(centre, first, second)
    with centre.centre.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM code_alias")).scalar_one() == 1
