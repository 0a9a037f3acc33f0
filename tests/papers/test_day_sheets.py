"""The sheets of an opening and a closing, read back from the PDF."""

from __future__ import annotations

import pypdfium2 as pdfium
from deeds_at_desk import acting, received
from desks import NOW

from app.bootstrap import Desk
from app.domain import wording_slots as slots
from app.papers.day_sheets import day_sheet_pdf
from app.services.office_day import OfficeDay, close_day, open_day
from app.services.wording import WordingForm, change_wording


def pages(desk: Desk, day: OfficeDay) -> list[str]:
    with desk.database.reading() as session:
        content = day_sheet_pdf(session, day, desk=desk.context, signed_by="Nguyễn Thị Ví Dụ")
    document = pdfium.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_both_sheets_fit_a_page_and_say_what_is_open(desk: Desk) -> None:
    with desk.database.transaction() as session:
        opened = open_day(session, acting(desk))
    (first,) = pages(desk, opened)
    assert "PHIẾU MỞ NGÀY" in first
    received(desk)
    with desk.database.transaction() as session:
        day = close_day(session, acting(desk), cash_counted=5000, reason="Máy in hỏng")
    (second,) = pages(desk, day)
    assert "PHIẾU KẾT NGÀY" in second
    assert "bàn giao, hoặc ghi lý do" in second
    assert "5.000 đồng" in second
    assert "lý do: Máy in hỏng" in second


def test_a_sheet_bears_the_name_that_the_office_has_on_its_papers(desk: Desk) -> None:
    with desk.database.transaction() as session:
        form = WordingForm(texts={slots.UNIT.key: "Trung tâm Mẫu, cơ sở 2"})
        change_wording(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    with desk.database.transaction() as session:
        opened = open_day(session, acting(desk))
    (sheet,) = pages(desk, opened)
    assert "TRUNG TÂM MẪU, CƠ SỞ 2" in sheet
