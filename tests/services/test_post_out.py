from __future__ import annotations

from datetime import date, timedelta

import pytest
from bags import CARRIER, POSTMAN, item, number, packed, settled
from deeds_at_desk import acting, stored
from desks import NOW

from app.bootstrap import Desk
from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import Standing
from app.domain.post import ItemState
from app.domain.post_out_facts import FailureReason
from app.domain.reception import ReturnPlace, ReturnWay
from app.domain.units import UnitKind
from app.services.hand_over_sheets import sheet
from app.services.post_delivering import (
    DeliveryForm,
    FailureForm,
    bring_back,
    deliver_item,
    dispatch_item,
    fail_item,
)
from app.services.post_items import bag, items_in
from app.services.post_returning import ManifestForm, Parcel, close_manifest, registered_results
from app.services.post_settling import (
    PassedForm,
    SheetBy,
    balance_sheet,
    carrier_balance,
    record_passed,
)
from app.services.returning import find_waiting
from app.services.upkeep import rebuild, verify

ONE, TWO = number(11), number(22)
DAY = timedelta(days=1)


def refusal_of(desk: Desk, *parcels: Parcel) -> Reason:
    with pytest.raises(Refusal) as refused:
        packed(desk, *parcels)
    return refused.value.reason


def fail(desk: Desk, uid: object, on: date, now: object, *, final: bool = False) -> object:
    form = FailureForm(reason=FailureReason.ABSENT, invited_on=on, final=final)
    with desk.database.transaction() as session:
        return fail_item(session, uid, form, acting(desk, now))  # type: ignore[arg-type]


def test_results_registered_for_the_post_gather_until_they_are_packed(desk: Desk) -> None:
    first, second = settled(desk, fee=15_000), settled(desk)
    settled(desk, way=ReturnWay())
    with desk.database.reading() as session:
        waiting = registered_results(session, desk=desk.context)
    assert {each.dossier.uid for each in waiting} == {str(first), str(second)}
    assert sum(each.fee for each in waiting) == 15_000
    packed(desk, Parcel(dossier_uid=first, number=ONE))
    with desk.database.reading() as session:
        (left,) = registered_results(session, desk=desk.context)
    assert left.dossier.uid == str(second)


def test_a_manifest_is_a_hand_over_sheet_to_the_post(desk: Desk) -> None:
    uid = settled(desk, fee=15_000)
    closed = packed(desk, Parcel(dossier_uid=uid, number=ONE), signed=False)
    assert closed.manifest.startswith("BK-")
    with desk.database.reading() as session:
        found = sheet(session, closed.manifest, desk=desk.context)
        listed = bag(session, closed.manifest, desk=desk.context)
    assert found.head.receiver.kind is UnitKind.POST
    assert [each.standing for each in found.lines] == [Standing.ON_THE_WAY]
    assert (listed.count, listed.fee) == (1, 15_000)
    assert stored(desk, uid).custody.sheet == closed.manifest


def test_nothing_is_dispatched_before_the_carrier_signed(desk: Desk) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE), signed=False).items
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        dispatch_item(session, parcel, acting(desk))
    assert refused.value.reason is Reason.DOSSIER_ON_THE_WAY


def test_a_delivered_item_returns_the_result_and_pays_the_dossier(desk: Desk) -> None:
    uid = settled(desk, fee=15_000, levy=8_000)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid)).items
    with desk.database.transaction() as session:
        sent = dispatch_item(session, parcel, acting(desk), number=ONE)
    assert (sent.state, sent.number) == (ItemState.DISPATCHED, ONE)
    with desk.database.transaction() as session:
        form = DeliveryForm(receiver="Trần Thị Mẫu")
        deliver_item(session, parcel, form, acting(desk, NOW + DAY))
    dossier = stored(desk, uid)
    assert dossier.state is DossierState.RETURNED
    assert dossier.results[0].returned_place is ReturnPlace.POST
    assert dossier.money.outstanding == 0
    with desk.database.reading() as session:
        balance = carrier_balance(session, CARRIER, desk=desk.context)
    assert (balance.owed, balance.entered) == (23_000, 23_000)


def test_what_the_carrier_hands_over_is_at_most_what_it_owes(desk: Desk) -> None:
    uid = settled(desk, fee=15_000)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    with desk.database.transaction() as session:
        deliver_item(session, parcel, DeliveryForm(receiver="Trần Thị Mẫu"), acting(desk))
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        record_passed(session, PassedForm(carrier=CARRIER, amount=15_001), acting(desk))
    assert refused.value.reason is Reason.POST_SUM_WRONG
    with desk.database.transaction() as session:
        left = record_passed(session, PassedForm(carrier=CARRIER, amount=15_000), acting(desk))
        sheet_ = balance_sheet(session, NOW.date(), NOW.date(), SheetBy.CARRIER, desk=desk.context)
    assert (left.owed, left.unentered) == (0, 0)
    assert sheet_.is_sound


def test_more_than_was_to_be_collected_is_refused(desk: Desk) -> None:
    uid = settled(desk, fee=15_000)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        deliver_item(
            session, parcel, DeliveryForm(receiver="Trần Thị Mẫu", fee=16_000), acting(desk)
        )
    assert refused.value.reason is Reason.POST_SUM_WRONG


def test_the_carrier_may_give_up_after_two_invitations_two_working_days_apart(
    desk: Desk,
) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    on = NOW.date()
    assert fail(desk, parcel, on, NOW).state is ItemState.FAILED  # type: ignore[attr-defined]
    with pytest.raises(Refusal) as refused:
        fail(desk, parcel, on + DAY, NOW + DAY, final=True)
    assert refused.value.reason is Reason.POST_GIVEN_UP_EARLY
    given_up = fail(desk, parcel, on + 2 * DAY, NOW + 2 * DAY, final=True)
    assert given_up.state is ItemState.UNDELIVERABLE  # type: ignore[attr-defined]


def test_an_invitation_lies_between_the_bag_and_today(desk: Desk) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    for day in (NOW.date() - DAY, NOW.date() + DAY):
        with pytest.raises(Refusal) as refused:
            fail(desk, parcel, day, NOW)
        assert refused.value.reason is Reason.POST_INVITED_BEFORE


def test_a_second_try_may_succeed(desk: Desk) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    fail(desk, parcel, NOW.date(), NOW)
    with desk.database.transaction() as session:
        form = DeliveryForm(receiver="Trần Thị Mẫu")
        delivered = deliver_item(session, parcel, form, acting(desk, NOW + DAY))
    assert delivered.state is ItemState.DELIVERED


def test_an_undelivered_result_lies_at_the_counter_again_and_may_go_out_anew(
    desk: Desk,
) -> None:
    uid = settled(desk)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    fail(desk, parcel, NOW.date(), NOW)
    with desk.database.transaction() as session:
        back = bring_back(session, (parcel,), acting(desk), giver_name=POSTMAN)
    assert back.startswith("BG-")
    assert stored(desk, uid).custody.holder.kind is UnitKind.OFFICE
    with desk.database.reading() as session:
        found = find_waiting(
            session, stored(desk, uid).code, now=NOW, desk=desk.context, actor=desk.actor
        )
    assert [each.dossier_uid for each in found] == [uid]
    (again,) = packed(desk, Parcel(dossier_uid=uid, number=ONE)).items
    with desk.database.reading() as session:
        items = items_in(session, ItemState, desk=desk.context)
    assert {each.state for each in items} == {ItemState.CAME_BACK, ItemState.PACKED}
    assert again != parcel


def test_a_result_that_may_not_go_by_post_says_why(desk: Desk) -> None:
    at_counter = settled(desk, way=ReturnWay())
    assert refusal_of(desk, Parcel(dossier_uid=at_counter)) is Reason.POST_NOT_REGISTERED
    assert refusal_of(desk) is Reason.HAND_OVER_EMPTY


def test_a_number_stands_on_one_item_of_a_bag_only(desk: Desk) -> None:
    first, second = settled(desk), settled(desk)
    same = (Parcel(dossier_uid=first, number=ONE), Parcel(dossier_uid=second, number=ONE))
    assert refusal_of(desk, *same) is Reason.POST_NUMBER_IN_USE
    packed(desk, Parcel(dossier_uid=first, number=ONE))
    assert refusal_of(desk, Parcel(dossier_uid=second, number=ONE)) is Reason.POST_NUMBER_IN_USE


def test_the_life_of_parcels_folds_again_to_the_same(desk: Desk) -> None:
    uid = settled(desk, fee=15_000)
    (parcel,) = packed(desk, Parcel(dossier_uid=uid, number=ONE, postage=26_000)).items
    fail(desk, parcel, NOW.date(), NOW)
    before = item(desk, parcel)
    with desk.database.transaction() as session:
        rebuild(session, desk.context.tenant)
        assert verify(session, desk.context.tenant) == ()
    assert item(desk, parcel) == before


def test_a_bag_without_a_carrier_is_refused(desk: Desk) -> None:
    form = ManifestForm(carrier=" ", parcels=(Parcel(dossier_uid=settled(desk)),))
    with desk.database.transaction() as session, pytest.raises(Refusal) as refused:
        close_manifest(session, form, acting(desk))
    assert refused.value.reason is Reason.POST_CARRIER_MISSING
