from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from desks import NOW, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.facts import FeeCollected
from app.domain.moments import VIETNAM
from app.domain.procedure import Channel
from app.domain.reception import (
    Identity,
    IdentityKind,
    LookUp,
    Money,
    Organisation,
    Person,
    Places,
    ReceptionForm,
    ReturnPlace,
    ReturnWay,
    StatedDueDate,
    SubmittedDocument,
)
from app.services import dossiers, journal, upkeep
from app.services.receiving import ReceivedDossier, quote_promise, receive_dossier
from app.services.seat import Seat


def receive(desk: Desk, form: ReceptionForm | None = None, now: datetime = NOW) -> ReceivedDossier:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form or reception(), now=now, desk=desk.context, actor=desk.actor
        )


def refused(desk: Desk, form: ReceptionForm, now: datetime = NOW) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        receive(desk, form, now)
    with desk.database.reading() as session:
        assert dossiers.received_on(session, desk.context.tenant, date(2026, 11, 16)) == ()
        assert session.execute(text("SELECT count(*) FROM code_used")).scalar() == 0
    return refusal.value


def test_a_reception_gives_code_register_line_and_promise(desk: Desk) -> None:
    received = receive(desk)
    assert received.dossier_code == "H40.16-261116-3001"
    assert (received.register.book, received.register.number) == ("3/2026", 1)
    assert received.received_at == NOW
    # 5 working days from Monday 16/11 09:30: Tuesday to Monday 23/11
    assert received.return_due_at == datetime(2026, 11, 23, 9, 30, tzinfo=VIETNAM)


def test_the_numbers_run_on_without_gaps(desk: Desk) -> None:
    codes = [receive(desk).dossier_code[-4:] for _ in range(3)]
    assert codes == ["3001", "3002", "3003"]


def test_a_refused_reception_uses_no_number(desk: Desk) -> None:
    refused(desk, reception(documents=()))
    assert receive(desk).dossier_code.endswith("3001")


def test_the_stored_dossier_is_the_fold_of_its_event(desk: Desk) -> None:
    received = receive(desk)
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, desk.context.tenant, received.dossier_code)
        assert upkeep.verify(session, desk.context.tenant) == ()
    assert stored.private is not None
    assert stored.private.applicant.full_name == "Trần Thị Mẫu"
    assert stored.private.lookup_token is not None
    assert len(stored.private.lookup_token) == 20
    assert stored.places.received_at == "H40.16"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"procedure_code": "9.999999"}, Reason.PROCEDURE_UNKNOWN),
        ({"documents": ()}, Reason.PAPERS_MISSING),
        ({"documents": (SubmittedDocument(ordinal=1),)}, Reason.PAPERS_MISSING),
        ({"documents": (SubmittedDocument(ordinal=77, originals=1),)}, Reason.PAPER_NOT_PUBLISHED),
        (
            {"documents": (SubmittedDocument(ordinal=1, originals=1),) * 2},
            Reason.PAPER_TWICE,
        ),
        ({"documents": (SubmittedDocument(ordinal=1, originals=-1),)}, Reason.FIELD_WRONG),
        ({"applicant": Person(full_name=" \n ")}, Reason.NAME_MISSING),
        ({"applicant": Person(full_name="A")}, Reason.IDENTITY_NUMBER_MISSING),
        (
            {"applicant": Person(full_name="A", identity=Identity(number="12"))},
            Reason.CITIZEN_NUMBER_WRONG,
        ),
        (
            {"applicant": Person(full_name="A", identity=Identity(kind=IdentityKind.NONE))},
            Reason.IDENTITY_REASON_MISSING,
        ),
        (
            {
                "applicant": Person(
                    full_name="A", identity=Identity(kind=IdentityKind.PASSPORT, number="B1234567")
                )
            },
            Reason.PASSPORT_COUNTRY_MISSING,
        ),
        ({"organisation": Organisation(name="Công ty Ví Dụ")}, Reason.AUTHORITY_MISSING),
        (
            {
                "organisation": Organisation(name="Công ty Ví Dụ"),
                "owner": Person(full_name="B", identity=Identity(number="034188004321")),
                "authority": "Giấy giới thiệu số 1",
            },
            Reason.OWNER_TWICE,
        ),
        ({"sets": 0}, Reason.SETS_WRONG),
        ({"sets": 10**9}, Reason.SETS_WRONG),
        ({"money": Money(levy=10**30)}, Reason.MONEY_WRONG),
        ({"abstract": "dài " * 300}, Reason.TEXT_TOO_LONG),
        ({"visit_number": "không có"}, Reason.VISIT_UNKNOWN),
        ({"submitted_at": NOW + timedelta(days=1)}, Reason.FUTURE_RECEPTION),
        ({"money": Money(fee=-1)}, Reason.MONEY_WRONG),
        ({"case": "trường hợp lạ"}, Reason.CASE_UNKNOWN),
        (
            {"stated_due": StatedDueDate(due_at=NOW + timedelta(days=9), reason="x")},
            Reason.DUE_DATE_NOT_NEEDED,
        ),
        ({"stated_at": NOW + timedelta(hours=1)}, Reason.FUTURE_RECEPTION),
        ({"stated_at": NOW - timedelta(days=6)}, Reason.LATE_ENTRY_REASON),
    ],
)
def test_each_rule_says_no_and_nothing_is_saved(
    desk: Desk, changed: dict[str, object], reason: Reason
) -> None:
    assert refused(desk, reception(**changed)).reason is reason


def test_a_code_is_given_for_an_agency_that_can_be_one(desk: Desk) -> None:
    wrong = refused(desk, reception(places=Places(received_at="../x")))
    assert wrong.reason is Reason.AGENCY_CODE_WRONG
    elsewhere = receive(desk, reception(places=Places(received_at="h40.17")))
    assert elsewhere.dossier_code == "H40.17-261116-3001"


def test_training_never_gives_an_official_code(desk: Desk) -> None:
    training = replace(desk, context=replace(desk.context, is_training=True, agency_code="TAPHUAN"))
    code = receive(training, reception(places=Places(received_at="H40.17"))).dossier_code
    assert code == "TAPHUAN-261116-3001"


def test_a_result_by_post_needs_an_address(desk: Desk) -> None:
    nowhere = replace(reception().applicant, address=None)
    by_post = reception(applicant=nowhere, return_way=ReturnWay(place=ReturnPlace.POST))
    assert refused(desk, by_post).reason is Reason.RETURN_ADDRESS_MISSING


def test_a_look_up_stands_in_for_a_paper(desk: Desk) -> None:
    looked_up = LookUp(source="CSDL quốc gia về dân cư", looked_up_at=NOW)
    documents = (
        SubmittedDocument(ordinal=1, originals=1),
        SubmittedDocument(ordinal=2, looked_up=looked_up),
    )
    received = receive(desk, reception(documents=documents))
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, desk.context.tenant, received.dossier_code)
    assert stored.documents[1].looked_up == looked_up


def test_a_paper_that_does_not_apply_is_stated_by_the_officer(desk: Desk) -> None:
    documents = (
        SubmittedDocument(ordinal=1, originals=1),
        SubmittedDocument(ordinal=2, not_applicable=True),
    )
    assert receive(desk, reception(documents=documents)).register.number == 1


def test_what_was_typed_is_stored_tidy(desk: Desk) -> None:
    typed = Person(full_name="  Nguyễn\tThị\n Ưởng ", identity=Identity(number="034 188 004 321"))
    received = receive(desk, reception(applicant=typed))
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, desk.context.tenant, received.dossier_code)
    assert stored.private is not None
    assert stored.private.applicant.full_name == "Nguyễn Thị Ưởng"
    assert stored.private.applicant.identity.number == "034188004321"


def test_a_reception_keyed_in_later_counts_from_its_stated_time(desk: Desk) -> None:
    friday = datetime(2026, 11, 13, 3, 0, tzinfo=UTC)
    received = receive(desk, reception(stated_at=friday))
    assert received.dossier_code == "H40.16-261113-3001"
    assert received.received_at == friday
    assert received.return_due_at == datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM)
    with desk.database.reading() as session:
        (event,) = journal.events(session, desk.context.tenant, received.dossier_uid)
    assert event.occurred_at == friday
    assert event.recorded_at == NOW


def test_an_old_reception_is_keyed_in_with_its_reason(desk: Desk) -> None:
    long_ago = reception(stated_at=NOW - timedelta(days=6), late_reason="Mất điện")
    assert receive(desk, long_ago).dossier_code == "H40.16-261110-3001"


def test_money_taken_at_reception_is_an_event_of_its_own(desk: Desk) -> None:
    paid = Money(fee=50000, levy=10000, paid=True, receipt_number="0000123")
    received = receive(desk, reception(money=paid))
    with desk.database.reading() as session:
        told = [each.fact for each in journal.events(session, "H40", received.dossier_uid)]
        stored = dossiers.dossier(session, "H40", received.dossier_code)
    assert told[1] == FeeCollected(
        moment=1,
        fee=50000,
        levy=10000,
        receipt_number="0000123",
        internal_receipt="PT-3/2026-00001",
    )
    assert (stored.money.fee_paid, stored.money.levy_paid) == (50000, 10000)


def test_a_quote_is_the_promise_that_is_given(desk: Desk) -> None:
    with desk.database.reading() as session:
        quote = quote_promise(session, reception(), now=NOW, desk=desk.context)
    assert quote.promise is not None
    assert quote.promise.due_at == receive(desk).return_due_at


def test_a_clerks_role_is_asked_in_the_deed_itself(desk: Desk) -> None:
    nobody = replace(desk, seat=Seat(replace(desk.actor, roles=("postal_clerk",))))
    assert refused(nobody, reception()).reason is Reason.ROLE_LACKING


def test_yesterdays_numbers_go_on_when_the_clock_jumps_back_a_little(desk: Desk) -> None:
    receive(desk)
    earlier = NOW - timedelta(hours=20)
    assert receive(desk, now=earlier).dossier_code == "H40.16-261115-3001"
    assert receive(desk, now=NOW).dossier_code == "H40.16-261116-3002"
    assert receive(desk, now=earlier).dossier_code == "H40.16-261115-3002"


def test_a_clock_that_jumps_back_more_than_a_day_asks_the_supervisor(desk: Desk) -> None:
    receive(desk)
    with pytest.raises(Refusal) as refusal:
        receive(desk, now=NOW - timedelta(days=2))
    assert refusal.value.reason is Reason.CLOCK_JUMPED


def test_a_day_with_every_number_used_goes_on_with_provisional_codes(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.execute(
            text("INSERT INTO code_used VALUES ('H40', 'H40.16', '2026-11-16', 3, 600, x'00')")
        )
    received = receive(desk)
    assert received.dossier_code.startswith("TAM-H40.16-261116-")
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, "H40", received.dossier_code)
    assert stored.code_source == "provisional"


def test_online_and_post_are_channels_of_their_own(desk: Desk) -> None:
    received = receive(desk, reception(channel=Channel.POST))
    with desk.database.reading() as session:
        stored = dossiers.dossier(session, "H40", received.dossier_code)
    assert stored.channel is Channel.POST


def test_a_promise_over_a_year_without_calendar_waits_for_the_supervisor(desk: Desk) -> None:
    far = datetime(2027, 12, 29, 2, 0, tzinfo=UTC)
    with pytest.raises(Refusal) as refusal:
        receive(desk, now=far)
    assert refusal.value.reason is Reason.CALENDAR_YEAR_MISSING
