"""The sheet after an outage: which desks are in, what each did, what is left to look at."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2 as pdfium
from deeds_at_desk import acting, received
from desks import NOW
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.bootstrap import Desk
from app.domain.handouts import handout_title
from app.domain.moments import local_date
from app.domain.printers import SlipKind
from app.models.sync import DeskSeenRow, EnrolmentRow, FlagRow
from app.papers.handouts import handout_pdf
from app.services import journal
from app.services.outage_sheet import OutageSheet, outage_sheet
from app.services.outages import OutageForm, record_outage

HOUR = timedelta(hours=1)
TODAY = local_date(NOW)
TENANT = "H40"


def known_at_a_centre(session: Session) -> None:
    """The centre told of desk 3, of desk 1 an hour ago, and of desk 2 that never handed in."""
    enrolled = {"url": "https://x", "public": b"", "secret": b"", "centre_public": b""}
    met = {"enrolled_at": NOW, "met_at": NOW}
    session.execute(insert(EnrolmentRow), [{"tenant": TENANT, **enrolled, **met}])
    rows = [
        {"tenant": TENANT, "desk": desk, "whole_at": at}
        for desk, at in ((1, NOW - timedelta(days=1)), (2, None), (3, NOW))
    ]
    session.execute(insert(DeskSeenRow), rows)


def worked(desk: Desk) -> OutageSheet:
    uid = received(desk, NOW + HOUR)
    with desk.database.transaction() as session:
        known_at_a_centre(session)
        outage = OutageForm(
            system="Cổng DVC", began_at=NOW, ended_at=NOW + 2 * HOUR, source="Sở báo"
        )
        record_outage(session, outage, acting(desk, NOW + 3 * HOUR))
        (event, *_) = journal.events(session, TENANT, uid)
        flag = {"tenant": TENANT, "uid": event.uid, "reason": "code_taken", "noted_at": NOW}
        session.execute(insert(FlagRow), [flag])
    with desk.database.reading() as session:
        return outage_sheet(session, (TODAY, TODAY), now=NOW + 3 * HOUR, desk=desk.context)


def test_every_desk_that_is_expected_stands_with_what_it_did_and_what_is_flagged(
    desk: Desk,
) -> None:
    sheet = worked(desk)
    counted = {each.desk: (each.events, each.flagged) for each in sheet.desks}
    assert counted.keys() == {1, 2, 3}
    with desk.database.reading() as session:
        ours = [e for e in journal.events(session, TENANT) if local_date(e.occurred_at) == TODAY]
    assert counted == {1: (0, 0), 2: (0, 0), 3: (len([e for e in ours if e.author.desk]), 1)}
    assert [each.desk for each in sheet.missing] == [1, 2]
    assert [(each.fact.receptions, each.owed) for each in sheet.outages] == [(1, 1)]
    assert sheet.waiting > 0


def test_the_sheet_is_a_paper_of_one_page_for_the_days_asked_about(desk: Desk) -> None:
    sheet = worked(desk)
    with desk.database.reading() as session:
        content = handout_pdf(
            session,
            handout_title(SlipKind.OUTAGE_SHEET, f"{TODAY:%d/%m/%Y}"),
            kind=SlipKind.OUTAGE_SHEET,
            at=NOW + 3 * HOUR,
            desk=desk.context,
        )
    (page,) = pdfium.PdfDocument(content)
    said = " ".join(page.get_textpage().get_text_range().split())
    assert "PHIẾU SAU MẤT MẠNG" in said
    assert "1 trên 3 quầy đã về đủ" in said
    assert "Quầy 2: 0 sự kiện" in said
    assert "chưa gửi lần nào" in said
    assert f"Quầy 3: {sheet.desks[2].events} sự kiện (1 sự kiện cần xem)" in said
    assert "theo Sở báo; còn 1 phải nhập" in said
