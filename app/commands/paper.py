"""``motcua pad``, ``papers-of-day`` and ``test-page``: paper around the receptions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, typed
from app.commands.opening import opened, signed_in, write_file
from app.commands.printing import open_route
from app.commands.rights import CLERKS, READERS
from app.config import Settings
from app.devices.desk_files import is_set_up
from app.devices.machine_clock import machine_now
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.printers import Paper, Route, printer_address
from app.papers.pad import pad_pdf
from app.papers.trial_page import trial_page_pdf
from app.services.paper_pad import PadSlip, print_pad
from app.services.papers_of_day import PapersOfDay, papers_of_day
from app.services.print_jobs import JobState, PrintJob
from app.ui.print_routes import put_on_paper, resolution_on

_JOB_WORDS = {
    JobState.ASKED: "chưa in",
    JobState.SENT: "đã gửi máy in, chưa rõ đã ra giấy",
}


def _pad_options(parser: ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=20, metavar="N", help="số phiếu, mặc định 20")
    parser.add_argument("--on", type=typed, metavar="NGÀY", help="ngày trong mã, mặc định hôm nay")
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi ra tệp")
    parser.add_argument("--print", dest="printer", metavar="MÁY IN", help="in ra máy in")
    papers = [Paper.A4X2.value, Paper.A5.value]
    parser.add_argument("--paper", choices=papers, default=Paper.A4X2.value)


def _pad(arguments: Namespace, settings: Settings) -> Answer:
    on = None if arguments.on is None else read_day(arguments.on)
    paper = Paper(arguments.paper)
    printer, dots = _pad_printer(arguments.printer)
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            slips = print_pad(
                session,
                arguments.count,
                on,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
        out = arguments.out
        if out is None and arguments.printer is None:
            out = Path(f"phieu-du-phong-{slips[0].code}.pdf")
        if out is not None:
            write_file(out, _pad_drawn(desk, slips, paper, None))
        if printer is not None:
            put_on_paper(_pad_drawn(desk, slips, paper, dots), printer, title=slips[0].code)
    codes = [slip.code for slip in slips]
    plain = {
        "codes": codes,
        "dossier_uids": [str(slip.dossier_uid) for slip in slips],
        "paper": paper.value,
        "pad": None if out is None else str(out),
        "printer": arguments.printer,
    }
    return Answer(plain, (f"{len(codes)} phiếu dự phòng, từ {codes[0]} đến {codes[-1]}.",))


def _pad_printer(named: str | None) -> tuple[str | None, int | None]:
    """The printer, asked before a number is given out; the roll is not written on by hand."""
    if named is None:
        return None, None
    if printer_address(named).route is not Route.DRIVER:
        raise Refusal(Reason.PAD_NEEDS_SHEETS, printer=named)
    printer = str(open_route(named))
    return printer, resolution_on(printer)


def _pad_drawn(desk: Desk, slips: tuple[PadSlip, ...], paper: Paper, dots: int | None) -> bytes:
    how: dict[str, Any] = {"paper": paper, "dots_per_inch": dots}
    with desk.database.reading() as session:
        return pad_pdf(session, slips, printed_at=desk.now(), desk=desk.context, **how)


def _day_options(parser: ArgumentParser) -> None:
    parser.add_argument("--on", type=typed, metavar="NGÀY", help="mặc định hôm nay")


def _papers_of_day(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        on = local_date(desk.now()) if arguments.on is None else read_day(arguments.on)
        found = papers_of_day(session, on, desk=desk.context)
    lines = (
        *(
            f"Chưa có giấy: {each.dossier_code}  {each.applicant or ''}"
            for each in found.without_paper
        ),
        *(f"{_JOB_WORDS[job.state].capitalize()}: {job.order.title}" for job in found.unconfirmed),
    )
    return Answer(_plain_papers(found, on), lines or ("Giấy trong ngày đã ra đủ.",))


def _plain_papers(found: PapersOfDay, on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "without_paper": [
            {**shown(each), "dossier_uid": str(each.dossier_uid)} for each in found.without_paper
        ],
        "unconfirmed": [_plain_job(job) for job in found.unconfirmed],
    }


def _plain_job(job: PrintJob) -> dict[str, Any]:
    order = job.order
    return {
        "slip": order.slip.value,
        "title": order.title,
        "state": job.state.value,
        "copy": job.copy,
        "printer": order.choice.printer,
        "paper": order.choice.paper.value,
        "asked_at": shown(job.asked_at),
        "sent_at": shown(job.sent_at),
        "problem": job.problem,
    }


def _trial_options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi ra tệp")
    parser.add_argument("--print", dest="printer", metavar="MÁY IN", help="in ra máy in")
    papers = [paper.value for paper in Paper if not paper.is_envelope]
    parser.add_argument("--paper", choices=papers, default=Paper.A5.value)


def _trial_page(arguments: Namespace, settings: Settings) -> Answer:
    paper = Paper(arguments.paper)
    out = arguments.out or (None if arguments.printer else Path("trang-in-thu.pdf"))
    office, now = _office(settings)
    if out is not None:
        pdf = trial_page_pdf("tệp PDF", office=office, printed_at=now, paper=paper)
        write_file(out, pdf)
    if arguments.printer is not None:
        address = open_route(arguments.printer)
        printer, paper = str(address), address.paper(paper)
        pdf = trial_page_pdf(
            printer,
            office=office,
            printed_at=now,
            paper=paper,
            dots_per_inch=resolution_on(printer),
        )
        put_on_paper(pdf, printer, title="Trang in thử")
    named = None if out is None else str(out)
    plain = {"page": named, "printer": arguments.printer, "paper": paper.value}
    return Answer(plain, (f"Trang in thử: {named or arguments.printer}",))


def _office(settings: Settings) -> tuple[str, datetime]:
    """Who prints, and when; a printer may be tried before the desk is set up."""
    if not is_set_up(settings):
        return "", machine_now()
    with opened(settings) as desk:
        return desk.context.office_name, desk.now()


VERBS = (
    Verb("pad", "in phiếu tiếp nhận dự phòng cho lúc mất điện", _pad_options, _pad, CLERKS),
    Verb("papers-of-day", "giấy còn thiếu trong ngày", _day_options, _papers_of_day, READERS),
    Verb("test-page", "in trang thử máy in", _trial_options, _trial_page),
)
