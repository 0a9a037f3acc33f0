from __future__ import annotations

from datetime import datetime, timedelta

from bags import CARRIER, number, packed, settled
from deeds_at_desk import acting, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.dossier import DossierState
from app.domain.post import ItemState
from app.exchange.carrier_files import CarrierState, StateRow
from app.services.post_returning import Parcel
from app.services.post_settling import carrier_balance
from app.services.post_states import RowStanding, StateFound, import_states, look_at_states

ONE, TWO, THREE = number(11), number(22), number(33)
DAY = timedelta(days=1)


def row(text: str, state: CarrierState, at: datetime = NOW, **more: object) -> StateRow:
    return StateRow(place="dòng 1", number=text, state=state, at=at, **more)  # type: ignore[arg-type]


def imported(desk: Desk, *rows: StateRow) -> tuple[StateFound, ...]:
    with desk.database.transaction() as session:
        return import_states(session, rows, acting(desk, NOW + 3 * DAY))


def looked(desk: Desk, *rows: StateRow) -> list[RowStanding]:
    with desk.database.reading() as session:
        found = look_at_states(session, rows, acting(desk, NOW + 3 * DAY))
    return [each.standing for each in found]


def test_states_of_a_file_are_recorded_in_the_order_of_time(desk: Desk) -> None:
    uid = settled(desk, fee=15_000, levy=8_000)
    packed(desk, Parcel(dossier_uid=uid, number=ONE))
    delivered = row(
        ONE, CarrierState.DELIVERED, NOW + 2 * DAY, receiver="Trần Thị Mẫu", collected=20_000
    )
    found = imported(
        desk, delivered, row(ONE, CarrierState.DISPATCHED), row(ONE, CarrierState.FAILED, NOW + DAY)
    )
    reached = [each.item.state for each in found if each.item]
    assert reached == [ItemState.DISPATCHED, ItemState.FAILED, ItemState.DELIVERED]
    dossier = stored(desk, uid)
    assert dossier.state is DossierState.RETURNED
    assert (dossier.money.fee_paid, dossier.money.levy_paid) == (15_000, 5_000)
    with desk.database.reading() as session:
        assert carrier_balance(session, CARRIER, desk=desk.context).owed == 20_000


def test_a_look_at_the_file_names_what_is_unknown_and_saves_nothing(desk: Desk) -> None:
    uid = settled(desk)
    packed(desk, Parcel(dossier_uid=uid, number=ONE))
    rows = (
        row(ONE, CarrierState.DISPATCHED),
        row(TWO, CarrierState.DELIVERED, NOW + DAY),
        row(ONE, CarrierState.RETURNING, NOW + 2 * DAY),
    )
    said = [RowStanding.NEW, RowStanding.UNKNOWN, RowStanding.AT_COUNTER]
    assert looked(desk, *rows) == said
    assert looked(desk, *rows) == said


def test_a_file_imported_twice_changes_nothing_the_second_time(desk: Desk) -> None:
    uid = settled(desk)
    packed(desk, Parcel(dossier_uid=uid, number=ONE))
    rows = (
        row(ONE, CarrierState.DISPATCHED),
        row(ONE, CarrierState.FAILED, NOW + DAY),
    )
    imported(desk, *rows)
    assert [each.standing for each in imported(desk, *rows)] == [RowStanding.KNOWN] * 2


def test_a_row_that_a_rule_forbids_is_named_and_the_rest_go_on(desk: Desk) -> None:
    unsigned, signed = settled(desk), settled(desk)
    packed(desk, Parcel(dossier_uid=unsigned, number=ONE), signed=False)
    packed(desk, Parcel(dossier_uid=signed, number=TWO))
    first, second, third = imported(
        desk,
        row(ONE, CarrierState.DELIVERED, receiver="Trần Thị Mẫu"),
        row(TWO, CarrierState.DELIVERED, NOW + DAY),
        row(TWO, CarrierState.DELIVERED, NOW + 2 * DAY, receiver="Trần Thị Mẫu"),
    )
    assert [first.standing, second.standing] == [RowStanding.FAULTY] * 2
    assert "đang trên đường" in first.sentence or "ký nhận" in first.sentence
    assert "họ tên người nhận" in second.sentence
    assert third.item is not None
    assert third.item.state is ItemState.DELIVERED
