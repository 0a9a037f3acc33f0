from __future__ import annotations

from deeds_at_desk import received
from desks import NOW
from piles import AGENCY, accept, close, take_back

from app.bootstrap import Desk
from app.domain.printers import Paper, PrinterChoice, SlipKind
from app.papers.hand_over_sheet import hand_over_sheet, hand_over_sheet_pdf
from app.papers.letterhead import Letterhead
from app.printing.slips.hand_over import HandOverSheet
from app.services import print_jobs
from app.services.hand_over_sheets import sheet
from app.services.print_jobs import PrintOrder
from app.services.wording import wordings


def built(desk: Desk, code: str) -> HandOverSheet:
    with desk.database.reading() as session:
        found = sheet(session, code, desk=desk.context)
        words = wordings(session, desk.context).at(found.head.closed_at)
        return hand_over_sheet(found, Letterhead(desk=desk.context, wording=words))


def sent(desk: Desk, code: str) -> int:
    """Send the sheet to a printer; which copy it was."""
    choice = PrinterChoice(printer="Laser", paper=Paper.A4)
    order = PrintOrder(slip=SlipKind.HAND_OVER, title=code, choice=choice)
    with desk.database.transaction() as session:
        job = print_jobs.ask_print(session, order, now=NOW, desk=desk.context)
        return print_jobs.mark_sent(
            session, job.uid, now=NOW, desk=desk.context, actor=desk.actor
        ).copy


def pdf(desk: Desk, code: str) -> bytes:
    with desk.database.reading() as session:
        return hand_over_sheet_pdf(session, code, desk=desk.context)


def test_the_sheet_on_paper_is_the_sheet_that_was_closed(desk: Desk) -> None:
    uids = [received(desk) for _ in range(3)]
    drawn = built(desk, close(desk, list(reversed(uids))).code)
    assert drawn.heading.qr_text == drawn.heading.code == "BG-H40.16-261116-3001"
    assert drawn.heading.slip_number == "3001/BG-TTPVHCC"
    assert (drawn.giver, drawn.receiver) == ("Quầy 3", AGENCY.name)
    assert [row.code[-4:] for row in drawn.rows] == ["3003", "3002", "3001"]
    assert drawn.rows[0].applicant == "Trần Thị Mẫu"
    assert (drawn.giver_name, drawn.receiver_name) == ("Nguyễn Thị Ví Dụ", "")
    assert drawn.counted == ""


def test_a_signed_sheet_tells_what_came_and_what_did_not(desk: Desk) -> None:
    here, missing, beside = (received(desk) for _ in range(3))
    code = close(desk, [here, missing]).code
    accept(desk, code, [here, beside])
    drawn = built(desk, code)
    assert drawn.counted.startswith("2 hồ sơ; thiếu 1; thừa 1; lúc ")
    assert drawn.receiver_name == "Lê Văn Mẫu"
    assert [row.remark for row in drawn.rows] == ["", "không có, ở bên giao", ""]


def test_a_sheet_that_was_taken_back_says_that_it_counts_no_more(desk: Desk) -> None:
    code = close(desk, [received(desk)]).code
    take_back(desk, code)
    assert "không còn hiệu lực" in built(desk, code).counted


def test_a_sheet_printed_again_is_marked(desk: Desk) -> None:
    code = close(desk, [received(desk)]).code
    first = pdf(desk, code)
    assert sent(desk, code) == 1
    again = pdf(desk, code)
    assert sent(desk, code) == 2
    assert first != again
    assert pdf(desk, close(desk, [received(desk)]).code).startswith(b"%PDF")
