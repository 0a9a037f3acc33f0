from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from deeds_at_desk import acting, stored
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.filing import FilingState
from app.domain.procedure import Channel
from app.services import upkeep
from app.services.filing import (
    FilingForm,
    filing_by_code,
    filing_by_uid,
    filings,
    form_of_filing,
    record_filing,
    refuse_filing,
    request_filing_supplement,
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
