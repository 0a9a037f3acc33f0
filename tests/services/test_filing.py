from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from deeds_at_desk import acting, stored
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.filing import FilingForm, FilingState
from app.domain.procedure import Channel
from app.services import upkeep
from app.services.filing import (
    filing_by_code,
    filing_by_uid,
    filings,
    form_of_filing,
    record_filing,
)
from app.services.filing_answers import (
    complete_filing,
    filing_came_back,
    refuse_filing,
    request_filing_supplement,
    withdraw_filing,
)
from app.services.receiving import receive_dossier

CODE = "G22.99-261116-0007"
FORM = FilingForm(
    code=CODE,
    system="Cổng Dịch vụ công quốc gia",
    filed_at=NOW - timedelta(hours=1),
    form=reception(channel=Channel.ONLINE),
)


def file_online(desk: Desk, form: FilingForm = FORM) -> UUID:
    with desk.database.transaction() as session:
        return record_filing(session, form, acting(desk))


def reason_of(desk: Desk, form: FilingForm) -> Reason:
    with pytest.raises(Refusal) as refused:
        file_online(desk, form)
    return refused.value.reason


def test_a_filing_waits_for_its_answer_eight_working_hours(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.reading() as session:
        (line,) = filings(session, "H40")
        assert filing_by_code(session, "H40", CODE.lower()).uid == str(uid)
    assert (line.dossier_uid, line.code) == (uid, CODE)
    assert line.answer_due_at == datetime(2026, 11, 17, 1, 30, tzinfo=UTC)


def test_received_it_is_a_dossier_under_the_portals_code(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        form = form_of_filing(filing_by_uid(session, "H40", uid))
        received = receive_dossier(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    dossier = stored(desk, uid)
    assert received.dossier_uid == uid
    assert (dossier.code, dossier.code_source, dossier.channel) == (CODE, "portal", Channel.ONLINE)
    assert dossier.state is DossierState.RECEIVED
    assert len(dossier.heads) == 1
    with desk.database.reading() as session:
        assert filings(session, "H40") == ()
        assert filing_by_uid(session, "H40", uid).state is FilingState.RECEIVED
        assert upkeep.verify(session, "H40") == ()


def test_it_is_refused_or_completed_once(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        asked = request_filing_supplement(session, uid, "Bản sao giấy báo tử", acting(desk))
        assert asked.state is FilingState.SUPPLEMENT_ASKED
        assert refuse_filing(session, uid, "Sai thẩm quyền", acting(desk)).state is (
            FilingState.REFUSED
        )
    with pytest.raises(Refusal) as refused, desk.database.transaction() as session:
        refuse_filing(session, uid, "Lần nữa", acting(desk))
    assert refused.value.reason is Reason.FILING_ANSWERED


def test_a_code_that_is_here_is_not_filed_twice(desk: Desk) -> None:
    file_online(desk)
    assert reason_of(desk, FORM) is Reason.FILING_KNOWN


def test_what_cannot_have_been_filed_is_refused(desk: Desk) -> None:
    ahead = FilingForm(code=CODE, system="C", filed_at=NOW + timedelta(1), form=FORM.form)
    assert reason_of(desk, ahead) is Reason.FUTURE_RECEPTION
    unknown = FilingForm(
        code=CODE, system="C", filed_at=NOW, form=reception(procedure_code="9.999999")
    )
    assert reason_of(desk, unknown) is Reason.PROCEDURE_UNKNOWN


def test_filings_are_folded_again_from_the_journal(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        before = filing_by_uid(session, "H40", uid)
        upkeep.rebuild(session, "H40")
        assert filing_by_uid(session, "H40", uid) == before


def test_completed_the_new_statement_takes_the_place_of_the_old(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        request_filing_supplement(session, uid, "Bản sao giấy báo tử", acting(desk))
    back_at = NOW + timedelta(days=1)
    stated = reception(channel=Channel.ONLINE, abstract="Kèm giấy báo tử")
    back = replace(FORM, filed_at=back_at, form=stated)
    with desk.database.transaction() as session:
        done = complete_filing(session, uid, back, acting(desk, back_at))
    assert (done.state, done.completed_at) == (FilingState.WAITING, back_at)
    assert done.answer_due_at == datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
    assert done.answered_at == NOW
    assert form_of_filing(done).abstract == "Kèm giấy báo tử"
    with desk.database.transaction() as session:
        upkeep.rebuild(session, "H40")
        assert filing_by_uid(session, "H40", uid) == done


def test_nothing_is_completed_that_was_not_asked_for_and_not_asked_twice(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        with pytest.raises(Refusal) as early:
            complete_filing(session, uid, FORM, acting(desk))
        request_filing_supplement(session, uid, "Giấy báo tử", acting(desk))
        with pytest.raises(Refusal) as twice:
            request_filing_supplement(session, uid, "Thêm nữa", acting(desk))
        with pytest.raises(Refusal) as other:
            form = replace(FORM, form=reception(procedure_code="1.001699"))
            complete_filing(session, uid, form, acting(desk))
    assert early.value.reason is Reason.FILING_NOT_ASKED
    assert twice.value.reason is Reason.FILING_WAITS_FOR_CITIZEN
    assert other.value.reason is Reason.FILING_OTHER_PROCEDURE


def test_a_citizen_takes_a_filing_back_before_it_is_received(desk: Desk) -> None:
    uid = file_online(desk)
    with desk.database.transaction() as session:
        gone = withdraw_filing(session, uid, "Nộp nhầm", acting(desk))
    assert gone.state is FilingState.WITHDRAWN
    with pytest.raises(Refusal) as refused, desk.database.transaction() as session:
        receive_dossier(session, form_of_filing(gone), now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.FILING_ANSWERED


def test_the_list_names_who_filed_and_for_what(desk: Desk) -> None:
    file_online(desk)
    with desk.database.reading() as session:
        (line,) = filings(session, "H40")
    assert line.applicant == "Trần Thị Mẫu"
    assert line.procedure_name


def test_what_came_back_on_the_portal_is_answered_anew_from_what_was_stated(desk: Desk) -> None:
    with desk.database.transaction() as session:
        uid = record_filing(session, FORM, acting(desk))
        with pytest.raises(Refusal) as too_early:
            filing_came_back(session, uid, NOW, acting(desk))
        request_filing_supplement(session, uid, "Bản sao giấy báo tử", acting(desk))
        with pytest.raises(Refusal) as ahead:
            filing_came_back(session, uid, NOW + timedelta(hours=1), acting(desk))
        filing = filing_came_back(session, uid, NOW, acting(desk))
    assert too_early.value.reason is Reason.FILING_NOT_ASKED
    assert ahead.value.reason is Reason.FILING_TIME_WRONG
    assert filing.state is FilingState.WAITING
    assert filing.completed_at == NOW
    assert form_of_filing(filing).applicant == FORM.form.applicant
