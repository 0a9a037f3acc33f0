"""A dossier goes to another office by the post and comes back: every stream follows, none lacks."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from agreement import centre_fold, centre_head, centre_uids, findings_of, head_of, uids_of
from centres import AGENCY, OTHER_AGENCY, TENANT, Cluster, Running, copied, synced
from deeds_at_desk import do, received, stored
from piles import accept, close
from test_scopes import kinds
from test_scopes import places as places
from test_sharing import neighbour as neighbour

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, ShareForm
from app.domain.dossier import DossierState, fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.domain.end_forms import ReceiveResultForm, ReturnResultForm
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.domain.units import Unit, UnitKind, office_unit
from app.services import upkeep, writers

POST = Unit(kind=UnitKind.POST, name="Bưu cục An Thử")
THERE, HERE = office_unit(OTHER_AGENCY), office_unit(AGENCY)


@pytest.fixture
def three(places: tuple[Desk, Desk], neighbour: Desk) -> tuple[Desk, Desk, Desk]:
    """A desk of the office, one of the post point that carries, one of the office next door."""
    return places[0], places[1], neighbour


def goes(desk: Desk, uid: UUID, giver: Unit, receiver: Unit) -> None:
    """On a sheet that both sides sign."""
    sheet = close(desk, [uid], giver=giver, receiver=receiver).code
    accept(desk, sheet, giver_name="Người Giao", receiver_name="Người Nhận")


def note(desk: Desk, uid: UUID, words: str) -> None:
    do(desk, uid, DeedKind.ADD_NOTE, NoteForm(words=words))


def lives(office: Desk, post: Desk, there: Desk) -> UUID:
    """There and back, each desk meeting the centre only after its own part."""
    uid = received(office)
    do(office, uid, DeedKind.SHARE, ShareForm(office=OTHER_AGENCY))
    goes(office, uid, office_unit(AGENCY, office.context.number), POST)
    synced(office, post, there)
    assert stored(post, uid).private is not None
    # The office goes on writing without a line while the papers travel.
    note(office, uid, "khách gọi hỏi")
    goes(there, uid, POST, THERE)
    synced(there, office, post)
    assert stored(post, uid).private is None
    note(there, uid, "đã kiểm tra")
    do(there, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    goes(there, uid, THERE, POST)
    note(office, uid, "khách hẹn thứ Sáu")
    synced(there, post, office)
    assert stored(post, uid).private is not None
    goes(office, uid, POST, HERE)
    do(office, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
    return uid


def in_step(centre: Running, *desks: Desk) -> None:
    """I2 to I6 and I9 in each stream."""
    for _ in range(2):
        synced(*desks)
    assert findings_of(centre) == []
    for desk in desks:
        stream = desk.context.agency_code
        assert head_of(desk) == centre_head(centre, stream)
        assert sorted(uids_of(desk)) == sorted(centre_uids(centre, stream))
        with desk.database.transaction() as session:
            assert upkeep.verify(session, TENANT) == ()
            assert writers.count_unsent(session, TENANT) == 0


def test_a_dossier_goes_to_another_office_by_the_post_and_back(
    cluster: Cluster, centre: Running, three: tuple[Desk, Desk, Desk], tmp_path: Path
) -> None:
    office, post, there = three
    yesterday = copied(cluster, centre)
    uid = lives(office, post, there)
    in_step(centre, office, post, there)
    for desk in (office, there):
        assert fold_bytes(stored(desk, uid)) == centre_fold(centre, uid)
        assert stored(desk, uid).state is DossierState.RETURNED
    assert stored(post, uid).private is None
    scopes = [each for each in kinds(post) if each in (ScopeLeft.kind, ScopeEntered.kind)]
    assert scopes == [ScopeLeft.kind, ScopeEntered.kind, ScopeLeft.kind]
    # All of it once more, brought back by whoever calls a centre that has forgotten it.
    centre.carry_on_with(yesterday)
    in_step(centre, there, post, office)
    assert fold_bytes(stored(office, uid)) == centre_fold(centre, uid)
    assert fold_bytes(stored(there, uid)) == centre_fold(centre, uid)
