"""The sheets of an opening and a closing, read back from the PDF."""

from __future__ import annotations

import pypdfium2 as pdfium
from deeds_at_desk import acting, received

from app.bootstrap import Desk
from app.papers.day_sheets import day_sheet_pdf
from app.services.office_day import OfficeDay, close_day, open_day


def pages(desk: Desk, day: OfficeDay) -> list[str]:
    content = day_sheet_pdf(day, desk=desk.context, signed_by="Nguyễn Thị Ví Dụ")
    document = pdfium.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def test_both_sheets_fit_a_page_and_say_what_is_open(desk: Desk) -> None:
    with desk.database.transaction() as session:
        (first,) = pages(desk, open_day(session, acting(desk)))
    assert "PHIẾU MỞ NGÀY" in first
    received(desk)
    with desk.database.transaction() as session:
        day = close_day(session, acting(desk), cash_counted=5000, reason="Máy in hỏng")
        (second,) = pages(desk, day)
    assert "PHIẾU KẾT NGÀY" in second
    assert "bàn giao, hoặc ghi lý do" in second
    assert "5.000 đồng" in second
    assert "lý do: Máy in hỏng" in second
