from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from desks import NOW, letterhead, reception

from app.bootstrap import Desk
from app.devices.witness import Witness
from app.domain.codes import PAD_PER_DESK
from app.domain.errors import Reason, Refusal
from app.domain.moments import VIETNAM
from app.papers.pad import blank_slip
from app.services import dossiers, numbering, paper_pad, sealing, upkeep
from app.services.paper_pad import PadSlip, pad_slip, print_pad, unused_slips
from app.services.receiving import ReceivedDossier, receive_dossier
from app.services.restoring import allow_numbering
from app.services.running_numbers import given, read_counter, set_counter

LATER = NOW + timedelta(hours=3)
ON_PAPER = NOW + timedelta(hours=1)


def pads(
    desk: Desk, count: int = 3, on: date | None = None, now: datetime = NOW
) -> tuple[PadSlip, ...]:
    with desk.database.transaction() as session:
        return print_pad(session, count, on, now=now, desk=desk.context, actor=desk.actor)


def key_in(desk: Desk, code: str, now: datetime = LATER, **changed: object) -> ReceivedDossier:
    form = reception(**{"pad_code": code, "stated_at": ON_PAPER, **changed})
    with desk.database.transaction() as session:
        return receive_dossier(session, form, now=now, desk=desk.context, actor=desk.actor)


def refusal_of(desk: Desk, code: str, **changed: object) -> Reason:
    with pytest.raises(Refusal) as refused:
        key_in(desk, code, **changed)
    return refused.value.reason


def test_slips_bear_the_numbers_of_their_desk_in_the_reserve(desk: Desk) -> None:
    slips = pads(desk, 3)
    assert [slip.code for slip in slips] == [f"H40.16-261116-{n}" for n in (9621, 9622, 9623)]
    assert len({slip.dossier_uid for slip in slips}) == 3
    assert len({slip.lookup_token for slip in slips}) == 3
    assert pads(desk, 1)[0].code == "H40.16-261116-9624"


def test_a_slip_becomes_the_dossier_that_it_names(desk: Desk) -> None:
    _, slip, _ = pads(desk)
    received = key_in(desk, slip.code)
    assert (received.dossier_code, received.dossier_uid) == (slip.code, slip.dossier_uid)
    assert received.received_at == ON_PAPER
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, desk.context.tenant, slip.code)
        assert stored.code_source == "pad"
        assert stored.private is not None
        assert stored.private.lookup_token == slip.lookup_token
        assert upkeep.verify(session, desk.context.tenant) == ()


def test_the_qr_on_the_slip_leads_to_it_before_and_after(desk: Desk) -> None:
    slip, *_ = pads(desk)
    scanned = blank_slip(slip, letterhead(desk), printed_at=NOW).heading.qr_text
    with desk.database.reading() as session:
        assert pad_slip(session, scanned, desk=desk.context) == slip
    key_in(desk, slip.code)
    with desk.database.reading() as session:
        found = pad_slip(session, scanned, desk=desk.context)
        assert found == replace(slip, is_used=True)
        assert dossiers.dossier(session, desk.context.tenant, scanned).code == slip.code


def test_a_slip_is_keyed_in_once(desk: Desk) -> None:
    slip, *_ = pads(desk)
    key_in(desk, slip.code.lower())
    assert refusal_of(desk, slip.code) is Reason.PAD_SLIP_USED
    with desk.database.reading() as session:
        assert slip.code not in [each.code for each in unused_slips(session, desk=desk.context)]


def test_a_refused_reception_leaves_the_slip_unused(desk: Desk) -> None:
    slip, *_ = pads(desk)
    assert refusal_of(desk, slip.code, documents=()) is Reason.PAPERS_MISSING
    assert key_in(desk, slip.code).dossier_code == slip.code


def test_a_slip_needs_the_time_that_was_written_on_it(desk: Desk) -> None:
    slip, *_ = pads(desk)
    assert refusal_of(desk, slip.code, stated_at=None) is Reason.PAD_TIME_MISSING


@pytest.mark.parametrize("code", ["H40.16-261116-9630", "H40.16-261115-9621"])
def test_a_slip_that_was_never_printed_is_unknown(desk: Desk, code: str) -> None:
    pads(desk)
    assert refusal_of(desk, code) is Reason.PAD_SLIP_UNKNOWN


@pytest.mark.parametrize("code", ["H40.16-261116-3001", "H40.16-261116-9001", "chữ"])
def test_a_code_of_no_pad_is_not_taken_for_one(desk: Desk, code: str) -> None:
    with desk.database.reading() as session:
        assert pad_slip(session, code, desk=desk.context) is None
    assert refusal_of(desk, code) is Reason.PAD_SLIP_UNKNOWN


def test_another_desks_slip_is_sent_to_its_desk(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        key_in(desk, "H40.16-261116-9501")
    assert refused.value.reason is Reason.PAD_OF_ANOTHER_DESK
    assert refused.value.values["desk"] == 1
    with desk.database.reading() as session, pytest.raises(Refusal):
        pad_slip(session, "H40.16-261116-9980", desk=desk.context)


def test_nothing_is_received_on_a_slip_before_its_day(desk: Desk) -> None:
    (slip,) = pads(desk, 1, date(2026, 11, 18))
    assert slip.code == "H40.16-261118-9621"
    assert refusal_of(desk, slip.code) is Reason.PAD_TOO_EARLY


def test_a_slip_from_the_drawer_serves_on_a_later_day(desk: Desk) -> None:
    (slip,) = pads(desk, 1)
    written = datetime(2026, 11, 18, 10, 0, tzinfo=VIETNAM)
    received = key_in(desk, slip.code, now=written + timedelta(hours=4), stated_at=written)
    assert received.dossier_code == "H40.16-261116-9621"
    assert received.received_at == written
    assert received.return_due_at == datetime(2026, 11, 25, 10, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize("on", [date(2026, 11, 15), date(2026, 11, 24)])
def test_a_pad_is_dated_neither_back_nor_far_ahead(desk: Desk, on: date) -> None:
    with pytest.raises(Refusal) as refused:
        pads(desk, 1, on)
    assert refused.value.reason is Reason.PAD_DAY_WRONG


@pytest.mark.parametrize("count", [0, -1, PAD_PER_DESK + 1])
def test_a_pad_has_as_many_slips_as_a_desk_has_numbers(desk: Desk, count: int) -> None:
    with pytest.raises(Refusal) as refused:
        pads(desk, count)
    assert refused.value.reason is Reason.PAD_COUNT_WRONG


def test_a_day_runs_out_of_numbers_and_the_next_day_has_its_own(desk: Desk) -> None:
    last = pads(desk, PAD_PER_DESK)[-1]
    assert last.code == "H40.16-261116-9680"
    with pytest.raises(Refusal) as refused:
        pads(desk, 1)
    assert refused.value.reason is Reason.PAD_USED_UP
    assert pads(desk, 1, date(2026, 11, 17))[0].code == "H40.16-261117-9621"


def test_a_used_slip_does_not_eat_the_numbers_for_take_overs(desk: Desk) -> None:
    slip, *_ = pads(desk)
    key_in(desk, slip.code)
    restored_now = LATER + timedelta(minutes=5)
    with desk.database.transaction() as session:
        set_counter(session, desk.context.tenant, numbering.OWN_FROM, numbering.WAITING)
        allow_numbering(session, "Khôi phục", now=restored_now, desk=desk.context, actor=desk.actor)
        received = receive_dossier(
            session, reception(), now=restored_now, desk=desk.context, actor=desk.actor
        )
    assert received.dossier_code == "H40.16-261116-3601"


def test_a_restored_desk_leaves_the_days_of_lost_pads_alone(desk: Desk) -> None:
    with desk.database.transaction() as session:
        set_counter(session, desk.context.tenant, numbering.OWN_FROM, numbering.WAITING)
    with pytest.raises(Refusal) as refused:
        pads(desk, 1)
    assert refused.value.reason is Reason.NUMBERING_WAITS
    with desk.database.transaction() as session:
        allow_numbering(session, "Khôi phục", now=NOW, desk=desk.context, actor=desk.actor)
    with pytest.raises(Refusal) as refused:
        pads(desk, 1)
    assert refused.value.values["earliest"] == "24/11/2026"
    assert pads(desk, 1, date(2026, 11, 24))[0].code == "H40.16-261124-9621"


def test_numbers_of_a_pad_that_was_cut_off_are_never_given_out_again(desk: Desk) -> None:
    witness = Witness(desk.settings.witness)
    before = witness.testimony()
    pads(desk, 5)
    after = witness.testimony()
    assert before is not None
    assert after is not None
    counter = "pad:H40.16:261116"
    assert after.counters[counter] == 5
    with desk.database.transaction() as session:
        set_counter(session, desk.context.tenant, counter, 0)
        given(session).clear()
        sealing.burn_intent(session, desk.context.tenant, witness)
        assert read_counter(session, desk.context.tenant, counter) == 5


def test_the_pad_is_folded_again_from_its_event(desk: Desk) -> None:
    slips = pads(desk)
    key_in(desk, slips[0].code)
    with desk.database.transaction() as session:
        upkeep.rebuild(session, desk.context.tenant)
    with desk.database.reading() as session:
        assert unused_slips(session, desk=desk.context) == slips[1:]
        used = paper_pad.pad_slip(session, slips[0].code, desk=desk.context)
        assert used == replace(slips[0], is_used=True)
