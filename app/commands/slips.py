"""``motcua slip CODE``: the receipt slip again, as a file or on paper."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from uuid import UUID

from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening import signed_in, write_file
from app.commands.printing import print_receipt
from app.commands.rights import CLERKS
from app.config import Settings
from app.papers.receipt import receipt_pdf
from app.printing.style import Paper
from app.services.dossiers import dossier
from app.services.slip_printing import record_receipt_printed

_PAPERS = [paper.value for paper in (Paper.A5, Paper.A4X2, Paper.ROLL_80)]


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ")
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi ra tệp")
    parser.add_argument("--print", dest="printer", metavar="MÁY IN", help="in ra máy in")
    parser.add_argument("--paper", choices=_PAPERS, default="a5")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    paper = Paper(arguments.paper)
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            found = dossier(session, desk.context.tenant, arguments.code)
            uid = UUID(found.uid)
            pdf = receipt_pdf(session, uid, desk=desk.context, paper=paper)
        out = arguments.out or (None if arguments.printer else Path(f"{found.code}.pdf"))
        if out is not None:
            write_file(out, pdf)
            with desk.database.transaction() as session:
                record_receipt_printed(
                    session,
                    uid,
                    paper=paper.value,
                    printer="pdf",
                    now=desk.now(),
                    desk=desk.context,
                    actor=desk.actor,
                )
        if arguments.printer is not None:
            print_receipt(desk, uid, arguments.printer, paper)
    named = None if out is None else str(out)
    return Answer(
        {"slip": named, "printer": arguments.printer, "paper": paper.value},
        (f"Giấy hẹn: {named or arguments.printer}",),
    )


VERB = Verb("slip", "xuất lại giấy tiếp nhận và hẹn trả", _options, _run, CLERKS)
