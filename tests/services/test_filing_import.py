from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from deeds_at_desk import acting
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.filing import FilingForm, FilingState
from app.domain.moments import local_date
from app.domain.procedure import Channel
from app.services import journal
from app.services.consulting import ConsultationForm, consult, consultations
from app.services.filing import filing_by_uid, form_of_filing
from app.services.filing_answers import request_filing_supplement
from app.services.filing_import import FilingFound, RowStanding, import_filings, look_at_filings

FORM = FilingForm(
    code="G22.99-261116-0007",
    system="Cổng Dịch vụ công quốc gia",
    filed_at=NOW - timedelta(hours=1),
    form=reception(channel=Channel.ONLINE, documents=()),
)


def take(desk: Desk, *forms: FilingForm, hours: int = 0) -> tuple[FilingFound, ...]:
    with desk.database.transaction() as session:
        return import_filings(session, forms, acting(desk, NOW + timedelta(hours=hours)))


def test_new_rows_are_noted_and_a_second_import_changes_nothing(desk: Desk) -> None:
    wrong = replace(FORM, code="X-1", form=reception(procedure_code="9.999999"))
    found = take(desk, FORM, wrong)
    assert [each.standing for each in found] == [RowStanding.NEW, RowStanding.FAULTY]
    with desk.database.reading() as session:
        before = journal.newest_arrival(session, "H40")
    (again,) = take(desk, FORM)
    assert again.standing is RowStanding.KNOWN
    with desk.database.reading() as session:
        assert journal.newest_arrival(session, "H40") == before


def test_what_was_asked_for_comes_back_with_another_statement(desk: Desk) -> None:
    (found,) = take(desk, FORM)
    uid = found.dossier_uid
    assert uid is not None
    with desk.database.transaction() as session:
        request_filing_supplement(session, uid, "Giấy báo tử", acting(desk))
    (same,) = take(desk, FORM, hours=1)
    assert same.standing is RowStanding.KNOWN
    stated = reception(channel=Channel.ONLINE, documents=(), abstract="Đã kèm giấy báo tử")
    (back,) = take(desk, replace(FORM, form=stated), hours=1)
    assert back.standing is RowStanding.COMPLETES
    with desk.database.reading() as session:
        filing = filing_by_uid(session, "H40", uid)
    assert filing.state is FilingState.WAITING
    assert form_of_filing(filing).abstract == "Đã kèm giấy báo tử"


def test_a_look_saves_nothing(desk: Desk) -> None:
    with desk.database.reading() as session:
        (found,) = look_at_filings(session, (FORM,), acting(desk))
    assert found.standing is RowStanding.NEW
    assert take(desk, FORM)[0].standing is RowStanding.NEW


def test_helping_to_file_online_is_a_deed_of_the_day(desk: Desk) -> None:
    form = ConsultationForm(procedure_code="1.010833", portal_code="g22.99-261116-0007")
    with desk.database.transaction() as session:
        consult(session, form, acting(desk))
    with desk.database.reading() as session:
        (given,) = consultations(session, "H40", local_date(NOW))
        assert consultations(session, "H40", local_date(NOW) + timedelta(days=1)) == ()
    assert (given.about, given.portal_code) == ("nộp hồ sơ trực tuyến", "G22.99-261116-0007")
    assert given.officer == "Nguyễn Thị Ví Dụ"
