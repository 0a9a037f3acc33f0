from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import process_time
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received, stored
from desks import NOW
from piles import AGENCY, DESK, OTHER_DESK, accept, close, of_agency, take_back

from app.bootstrap import Desk
from app.domain.deed_forms import ReasonForm, ReceiveResultForm, StopForm
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import StopCause
from app.domain.errors import Reason, Refusal
from app.domain.events import Circumstances, Event, write_event
from app.domain.facts import Fact
from app.domain.hand_over import Standing, Way, batch_digest
from app.domain.identifiers import new_uid
from app.domain.units import agency_unit, office_unit, post_unit
from app.domain.words import refusal_sentence
from app.domain.work_facts import DossierHandedOver, HandOverClosed, HandOverSigned
from app.services import journal, known_numbers, numbering, upkeep
from app.services.counting_in import AcceptForm, accept_sheet, count_sheet, opened_sheet
from app.services.dossier_deeds import Acting
from app.services.hand_over_sheets import Sheet, last_signers, sheet, sheets_of_day, waiting_sheets
from app.services.hand_over_ways import known_units
from app.services.handing_over import (
    ClosedSheet,
    PileForm,
    close_sheet,
)
from app.services.pile_lines import look_at


def shown(desk: Desk, code: str) -> Sheet:
    with desk.database.reading() as session:
        return sheet(session, code, desk=desk.context)


def recorded(desk: Desk, kind: type[Fact]) -> list[Event]:
    with desk.database.reading() as session:
        events = journal.events(session, desk.context.tenant)
        return [event for event in events if isinstance(event.fact, kind)]


def reason_of(act: Callable[[], object]) -> Reason:
    with pytest.raises(Refusal) as refused:
        act()
    assert refusal_sentence(refused.value)
    return refused.value.reason


def sound(desk: Desk) -> None:
    """The stored fold is what the journal gives, sheets and their lines included."""
    with desk.database.reading() as session:
        assert upkeep.verify(session, desk.context.tenant) == ()
        before = [
            shown(desk, each.code)
            for each in sheets_of_day(session, NOW.date(), desk=desk.context, actor=desk.actor)
        ]
    with desk.database.transaction() as session:
        upkeep.rebuild(session, desk.context.tenant)
        after = [sheet(session, each.head.code, desk=desk.context) for each in before]
    assert after == before


def test_a_pile_becomes_one_sheet_of_n_events_and_one_of_the_office(desk: Desk) -> None:
    uids = [received(desk) for _ in range(3)]
    closed = close(desk, [uids[2], uids[0], uids[1]])
    assert closed.code == "BG-H40.16-261116-3001"
    of_dossiers = recorded(desk, DossierHandedOver)
    assert [(each.dossier_uid, each.fact.ordinal) for each in of_dossiers] == [
        (uids[2], 1),
        (uids[0], 2),
        (uids[1], 3),
    ]
    (of_office,) = recorded(desk, HandOverClosed)
    fact = of_office.fact
    assert isinstance(fact, HandOverClosed)
    assert (fact.count, fact.digest) == (3, batch_digest(uids))
    assert len({each.batch_uid for each in (*of_dossiers, of_office)}) == 1
    assert [line.dossier_uid for line in shown(desk, closed.code).lines] == [*closed.dossiers]
    for uid in uids:
        dossier = stored(desk, uid)
        assert dossier.state is DossierState.IN_PROCESS
        assert dossier.custody.sheet == closed.code
    sound(desk)


def test_what_was_scanned_twice_stands_on_the_sheet_once_and_is_told(desk: Desk) -> None:
    one, other = received(desk), received(desk)
    closed = close(desk, [one, other, one])
    assert closed.dossiers == (one, other)
    assert closed.twice == (one,)


def test_the_receiver_is_the_agency_that_settles_the_first_dossier(desk: Desk) -> None:
    uid = of_agency(desk, "Sở Y tế")
    with desk.database.reading() as session:
        assert look_at(session, uid, acting(desk)).way == Way(DESK, agency_unit("Sở Y tế"))
    assert close(desk, [uid, received(desk)], receiver=None).receiver == agency_unit("Sở Y tế")


def test_where_the_catalogue_is_silent_a_dossier_goes_where_the_last_one_went(desk: Desk) -> None:
    first, second = received(desk), received(desk)
    missing = Reason.HAND_OVER_RECEIVER_MISSING
    assert reason_of(lambda: close(desk, [second], receiver=None)) is missing
    closed = close(desk, [first])
    assert close(desk, [second], receiver=None).receiver == AGENCY
    with desk.database.reading() as session:
        units = known_units(session, desk=desk.context)
    assert units[0] == AGENCY
    assert units[1:] == tuple(office_unit("H40.16", each) for each in (1, 2, 4, 5, 6, 7, 8))
    # A sheet that was taken back taught nothing.
    take_back(desk, closed.code)
    with desk.database.reading() as session:
        later = acting(desk, NOW + timedelta(days=61))
        assert look_at(session, first, later).way.receiver is None


def test_papers_that_lie_at_an_agency_come_to_this_desk(desk: Desk) -> None:
    uid = received(desk)
    accept(desk, close(desk, [uid]).code)
    assert stored(desk, uid).custody.holder == AGENCY
    back = close(desk, [uid], receiver=None)
    assert (back.giver, back.receiver) == (AGENCY, DESK)
    accept(desk, back.code, giver_name="Lê Văn Mẫu", receiver_name=None)
    dossier = stored(desk, uid)
    assert dossier.custody.holder == DESK
    assert dossier.state is DossierState.IN_PROCESS
    sound(desk)


def test_one_faulty_dossier_is_named_and_the_rest_go_on(desk: Desk) -> None:
    good, withdrawn = received(desk), received(desk)
    do(desk, withdrawn, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Không làm nữa"))
    closed = close(desk, [withdrawn, good, UUID(int=5)])
    assert closed.dossiers == (good,)
    assert [each.refusal.reason for each in closed.faults] == [
        Reason.DEED_NOT_NOW,
        Reason.DOSSIER_UNKNOWN,
    ]
    assert "xin rút" in refusal_sentence(closed.faults[0].refusal)
    assert stored(desk, withdrawn).custody.sheet is None


def test_a_pile_of_faults_only_saves_nothing(desk: Desk) -> None:
    uid = received(desk)
    close(desk, [uid])
    assert reason_of(lambda: close(desk, [uid])) is Reason.DOSSIER_ON_THE_WAY
    both = [uid, UUID(int=5)]
    assert reason_of(lambda: close(desk, both)) is Reason.HAND_OVER_EMPTY
    assert reason_of(lambda: close(desk, [])) is Reason.HAND_OVER_EMPTY
    assert len(recorded(desk, HandOverClosed)) == 1
    # The number of a sheet that was refused is given to the next one.
    assert close(desk, [received(desk)]).code.endswith("-3002")


def test_a_dossier_that_lies_elsewhere_stays_apart(desk: Desk) -> None:
    here, there = received(desk), received(desk)
    accept(desk, close(desk, [there]).code)
    given = close(desk, [here, there])
    assert [each.refusal.reason for each in given.faults] == [Reason.DOSSIER_HELD_ELSEWHERE]
    other = agency_unit("Sở Tư pháp")
    lies = Reason.HAND_OVER_LIES_ELSEWHERE
    assert reason_of(lambda: close(desk, [there], giver=other, receiver=DESK)) is lies


def test_a_desk_gives_to_another_desk_and_to_the_post(desk: Desk) -> None:
    one, other = received(desk), received(desk)
    to_desk = close(desk, [one], receiver=OTHER_DESK)
    accept(desk, to_desk.code, receiver_name="Phạm Thị Thử")
    assert stored(desk, one).custody.holder == OTHER_DESK
    assert stored(desk, one).state is DossierState.RECEIVED
    to_post = close(desk, [other], receiver=post_unit("Bưu điện An Thử"))
    assert stored(desk, other).custody.sheet == to_post.code
    # What lies at another desk of the office may be in this pile too, and that is said.
    with desk.database.reading() as session:
        seen = look_at(session, one, acting(desk), way=Way(DESK, AGENCY))
    assert seen.refusal is None
    assert "quầy 2" in seen.odd


def test_nobody_gives_to_nobody_or_to_themselves(desk: Desk) -> None:
    uid = received(desk)
    assert reason_of(lambda: close(desk, [uid], receiver=DESK)) is Reason.HAND_OVER_SAME_UNIT
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    nobody = reason_of(lambda: close(desk, [uid], receiver=None))
    assert nobody is Reason.HAND_OVER_RECEIVER_MISSING


def test_an_agency_that_does_not_settle_it_is_pointed_out_and_not_refused(desk: Desk) -> None:
    uid = of_agency(desk)
    with desk.database.reading() as session:
        seen = look_at(session, uid, acting(desk), way=Way(DESK, agency_unit("Sở Xây dựng")))
    assert seen.refusal is None
    assert seen.odd == "cơ quan giải quyết là Sở Nội vụ"


def test_what_lies_on_the_shelf_goes_along_to_another_desk(desk: Desk) -> None:
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy xác nhận"))
    closed = close(desk, [uid], receiver=OTHER_DESK)
    (event,) = recorded(desk, DossierHandedOver)
    assert isinstance(event.fact, DossierHandedOver)
    assert event.fact.results == tuple(each.uid for each in stored(desk, uid).results)
    assert event.fact.announced is None
    assert shown(desk, closed.code).lines[0].results == 1


def _from_agency(desk: Desk, uid: UUID, **result: object) -> ClosedSheet:
    form = ReceiveResultForm(name="Giấy xác nhận", number="15/GXN", **result)  # type: ignore[arg-type]
    return close(desk, [uid], giver=AGENCY, receiver=DESK, coming={uid: form})


def _at_agency(desk: Desk) -> UUID:
    uid = received(desk)
    accept(desk, close(desk, [uid]).code)
    return uid


def test_what_an_agency_gives_along_is_a_result_once_the_desk_signs(desk: Desk) -> None:
    uid = _at_agency(desk)
    closed = _from_agency(desk, uid, shelf="A3")
    assert shown(desk, closed.code).lines[0].results == 1
    assert stored(desk, uid).results == ()
    accept(desk, closed.code, giver_name="Phạm Văn Mẫu")
    dossier = stored(desk, uid)
    assert dossier.state is DossierState.SETTLED
    (result,) = dossier.results
    assert (result.name, result.number, result.shelf) == ("Giấy xác nhận", "15/GXN", "A3")
    (event,) = [
        each.fact
        for each in recorded(desk, DossierHandedOver)
        if isinstance(each.fact, DossierHandedOver) and each.fact.announced
    ]
    assert event.results == (result.uid,)


@pytest.mark.parametrize("taken_back", [True, False])
def test_what_never_arrived_is_no_result(desk: Desk, taken_back: bool) -> None:
    uid = _at_agency(desk)
    other = _at_agency(desk)
    closed = _from_agency(desk, uid)
    if taken_back:
        take_back(desk, closed.code)
    else:
        accept(desk, closed.code, [other], giver_name="Phạm Văn Mẫu")
    assert stored(desk, uid).results == ()
    assert stored(desk, uid).custody.announced == ()


def test_a_result_of_a_dossier_that_was_stopped_meanwhile_is_kept_apart(desk: Desk) -> None:
    uid = _at_agency(desk)
    closed = _from_agency(desk, uid)
    do(desk, uid, DeedKind.STOP, StopForm(cause=StopCause.OTHER, reason="theo quyết định"))
    signed = accept(desk, closed.code, giver_name="Phạm Văn Mẫu")
    assert signed.accepted == (uid,)
    assert [each.refusal.reason for each in signed.faults] == [Reason.DEED_NOT_NOW]
    assert stored(desk, uid).results == ()
    assert reason_of(lambda: _from_agency(desk, uid)) is not None


def test_the_receiver_scans_back_and_what_is_missing_stays_with_the_giver(desk: Desk) -> None:
    here, missing, beside = (received(desk) for _ in range(3))
    closed = close(desk, [here, missing])
    with desk.database.reading() as session:
        seen = count_sheet(session, closed.code, (beside, here), acting(desk))
    assert (seen.present, seen.missing) == ((here,), (missing,))
    assert [UUID(each.dossier.uid) for each in seen.extra] == [beside]
    signed = accept(desk, closed.code, [beside, here], witness_name="Đỗ Thị Mẫu")
    assert (signed.accepted, signed.missing, signed.extra) == (
        (here, beside),
        (missing,),
        (beside,),
    )
    assert stored(desk, here).custody.holder == AGENCY
    assert stored(desk, beside).custody.holder == AGENCY
    stays = stored(desk, missing)
    assert (stays.custody.holder, stays.custody.sheet) == (DESK, None)
    assert stays.state is DossierState.RECEIVED
    (event,) = recorded(desk, HandOverSigned)
    fact = event.fact
    assert isinstance(fact, HandOverSigned)
    assert (fact.count, fact.missing, fact.extra) == (2, (str(missing),), (str(beside),))
    assert fact.private is not None
    names = (fact.private.giver, fact.private.receiver, fact.private.witness)
    assert names == ("Nguyễn Thị Ví Dụ", "Lê Văn Mẫu", "Đỗ Thị Mẫu")
    standings = {line.dossier_uid: line.standing for line in signed.sheet.lines}
    assert standings == {
        here: Standing.ACCEPTED,
        missing: Standing.MISSED,
        beside: Standing.ACCEPTED,
    }
    assert signed.sheet.head.state_words == "đã ký nhận, thiếu 1, thừa 1"
    # What was missing may go again.
    assert close(desk, [missing]).dossiers == (missing,)
    sound(desk)


def test_everything_is_accepted_without_scanning(desk: Desk) -> None:
    uids = [received(desk) for _ in range(3)]
    signed = accept(desk, close(desk, uids).code)
    assert signed.accepted == tuple(uids)
    assert (signed.missing, signed.extra, signed.faults) == ((), (), ())


def test_a_sheet_is_signed_once_and_known_by_its_code_in_any_case(desk: Desk) -> None:
    closed = close(desk, [received(desk)])
    accept(desk, f"]C1{closed.code.lower()}")
    assert reason_of(lambda: accept(desk, closed.code)) is Reason.SHEET_SIGNED
    assert reason_of(lambda: take_back(desk, closed.code)) is Reason.SHEET_SIGNED
    unknown = "BG-H40.16-261116-3099"
    assert reason_of(lambda: accept(desk, unknown)) is Reason.SHEET_UNKNOWN


def test_the_other_side_is_named(desk: Desk) -> None:
    closed = close(desk, [received(desk)])
    unnamed = reason_of(lambda: accept(desk, closed.code, receiver_name="  "))
    assert unnamed is Reason.FIELD_MISSING
    assert shown(desk, closed.code).head.is_waiting
    accept(desk, closed.code)
    with desk.database.reading() as session:
        known = last_signers(session, Way(DESK, AGENCY), desk=desk.context)
    assert known.receiver == "Lê Văn Mẫu"


def test_an_unsigned_sheet_is_taken_back_whole_with_a_reason(desk: Desk) -> None:
    uids = [received(desk) for _ in range(2)]
    closed = close(desk, uids)
    assert reason_of(lambda: take_back(desk, closed.code, " ")) is Reason.REASON_MISSING
    back = take_back(desk, closed.code)
    assert {line.standing for line in back.lines} == {Standing.TAKEN_BACK}
    for uid in uids:
        dossier = stored(desk, uid)
        assert dossier.state is DossierState.RECEIVED
        assert (dossier.custody.holder, dossier.forwarded_at) == (DESK, None)
    assert reason_of(lambda: accept(desk, closed.code)) is Reason.SHEET_TAKEN_BACK
    assert reason_of(lambda: take_back(desk, closed.code)) is Reason.SHEET_TAKEN_BACK
    assert close(desk, uids).dossiers == tuple(uids)
    sound(desk)


def test_the_papers_of_a_stopped_dossier_are_counted_in_and_come_home(desk: Desk) -> None:
    uid = received(desk)
    closed = close(desk, [uid])
    do(desk, uid, DeedKind.STOP, StopForm(cause=StopCause.OTHER, reason="Trùng hồ sơ"))
    assert accept(desk, closed.code).accepted == (uid,)
    assert close(desk, [uid], receiver=None).receiver == DESK
    sound(desk)


def test_only_waiting_sheets_wait(desk: Desk) -> None:
    signed, back, waits = (close(desk, [received(desk)]).code for _ in range(3))
    accept(desk, signed)
    take_back(desk, back)
    with desk.database.reading() as session:
        assert [
            each.code for each in waiting_sheets(session, desk=desk.context, actor=desk.actor)
        ] == [waits]
        of_day = sheets_of_day(session, NOW.date(), desk=desk.context, actor=desk.actor)
    assert {each.code: each.state_words for each in of_day} == {
        signed: "đã ký nhận",
        back: "đã thu lại",
        waits: "chờ ký nhận",
    }


def test_a_stated_time_lies_between_sheet_and_now(desk: Desk) -> None:
    uid = received(desk)
    with desk.database.transaction() as session:
        form = PileForm(scanned=(uid,), receiver=AGENCY)
        stated = acting(desk, NOW + timedelta(hours=3), at=NOW + timedelta(hours=2))
        code = close_sheet(session, form, stated).code
    assert shown(desk, code).head.closed_at == NOW + timedelta(hours=2)
    assert stored(desk, uid).custody.since == NOW + timedelta(hours=2)
    early = acting(desk, NOW + timedelta(hours=4), at=NOW + timedelta(hours=1))
    with pytest.raises(Refusal) as refused, desk.database.transaction() as session:
        accept_sheet(session, AcceptForm(sheet=code, receiver_name="Lê Văn Mẫu"), early)
    assert refused.value.reason is Reason.SHEET_TIME_WRONG


def written_elsewhere(desk: Desk, fact: Fact, dossier: UUID | None, batch: UUID) -> None:
    """An event of desk 2, which did not know what this desk did meanwhile."""
    author = replace(desk.actor.author(desk.context, "clerk"), desk=2)
    at = NOW + timedelta(minutes=5)
    there = Circumstances(
        uid=new_uid(at), occurred_at=at, recorded_at=at, dossier_uid=dossier, batch_uid=batch
    )
    with desk.database.transaction() as session:
        journal.take_over(session, write_event(author, fact, there))


def test_a_dossier_on_the_sheets_of_two_desks_goes_by_the_later_one(desk: Desk) -> None:
    mine, both = received(desk), received(desk)
    closed = close(desk, [both, mine])
    theirs, batch = "BG-H40.16-261116-2001", new_uid(NOW)
    other = agency_unit("Sở Y tế")
    to_other = DossierHandedOver(sheet=theirs, giver=OTHER_DESK, receiver=other, ordinal=1)
    written_elsewhere(desk, to_other, both, batch)
    of_office = HandOverClosed(
        sheet=theirs, giver=OTHER_DESK, receiver=other, count=1, digest=batch_digest([both])
    )
    written_elsewhere(desk, of_office, None, batch)
    signed = accept(desk, closed.code)
    assert signed.accepted == (mine,)
    (fault,) = signed.faults
    assert fault.refusal.reason is Reason.SHEET_LINE_MOVED
    assert theirs in refusal_sentence(fault.refusal)
    assert stored(desk, both).custody.sheet == theirs
    with desk.database.transaction() as session:
        form = AcceptForm(sheet=theirs, giver_name="Hoàng Thị Mẫu", receiver_name="Lê Văn Mẫu")
        late = accept_sheet(session, form, acting(desk, NOW + timedelta(hours=1)))
    assert late.accepted == (both,)
    assert stored(desk, both).custody.holder == other
    sound(desk)


def test_a_number_that_a_lost_database_gave_is_never_given_again(desk: Desk) -> None:
    fact = HandOverClosed(
        sheet="BG-H40.16-261116-3007", giver=DESK, receiver=AGENCY, count=1, digest="ab" * 32
    )
    with desk.database.transaction() as session:
        known_numbers.note_given(session, desk.context.tenant, fact, None)
    assert close(desk, [received(desk)]).code == "BG-H40.16-261116-3008"


def test_a_restored_desk_numbers_sheets_in_another_band(desk: Desk) -> None:
    with desk.database.transaction() as session:
        numbering.give_block(session, desk.context, NOW.date(), (601, 750))
        code = numbering.take_sheet_code(session, desk.context, NOW.date())
    assert code == "BG-H40.16-261116-3601"


def test_the_witness_burns_the_numbers_of_sheets(desk: Desk) -> None:
    with desk.database.transaction() as session:
        counters = {"sheet:261116:3": 12}
        known_numbers.raise_high_waters(session, desk.context.tenant, counters)
        code = numbering.take_sheet_code(session, desk.context, NOW.date())
    assert code == "BG-H40.16-261116-3013"


def test_two_hundred_dossiers_go_on_a_sheet_within_two_seconds(desk: Desk) -> None:
    # Of the processor, for the clock on the wall measures whatever else runs.
    uids = [received(desk) for _ in range(200)]
    begun = process_time()
    closed = close(desk, uids)
    given = process_time()
    accept(desk, closed.code, uids)
    counted = process_time()
    assert len(closed.dossiers) == 200
    assert given - begun < 2
    assert counted - given < 2


def test_the_people_of_the_post_see_what_the_post_carries_and_nothing_else(desk: Desk) -> None:
    carried, other = received(desk), received(desk)
    to_post = close(desk, [carried], receiver=post_unit("Bưu điện An Thử")).code
    to_agency = close(desk, [other]).code
    postal = replace(desk.actor, uid=new_uid(NOW), roles=("postal_clerk",))
    theirs = Acting(now=NOW, desk=desk.context, actor=postal)
    with desk.database.reading() as session:
        waiting = waiting_sheets(session, desk=desk.context, actor=postal)
        assert [head.code for head in waiting] == [to_post]
        assert opened_sheet(session, to_post, theirs).missing == (carried,)
        not_theirs = Reason.SHEET_NOT_YOURS
        assert reason_of(lambda: opened_sheet(session, to_agency, theirs)) is not_theirs
        look = reason_of(lambda: look_at(session, other, theirs))
        assert look is Reason.DOSSIER_NOT_YOURS
