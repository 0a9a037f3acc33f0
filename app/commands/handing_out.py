"""``motcua handout NAME``: papers without a dossier, as a file or on paper."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening import signed_in, write_file
from app.commands.printing import open_route
from app.commands.rights import READERS
from app.config import Settings
from app.domain.handouts import HANDOUT_WORDS, handout_kind, handout_title
from app.domain.printers import Paper, SlipKind
from app.domain.text import fold
from app.papers.dossier_labels import labels_about
from app.papers.handouts import handout_pdf
from app.ui.print_routes import put_on_paper, resolution_on

_MOST_OF_A_NAME = 60
"""Letters of a file's name: what a paper is about may be forty dossiers."""


def _options(parser: ArgumentParser) -> None:
    names = "; ".join(f"{kind.value}: {words}" for kind, words in HANDOUT_WORDS.items())
    parser.add_argument("name", type=typed, metavar="TÊN", help=names)
    parser.add_argument(
        "about",
        type=typed,
        nargs="*",
        metavar="VỀ",
        help="mã thủ tục (rồi trường hợp), lĩnh vực, tên cán bộ, hoặc các mã hồ sơ",
    )
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="ghi ra tệp")
    parser.add_argument("--print", dest="printer", metavar="MÁY IN", help="in ra máy in")
    papers = [paper.value for paper in Paper]
    parser.add_argument("--paper", choices=papers, help="khổ giấy, mặc định khổ thường của giấy")
    parser.add_argument(
        "--used", type=int, default=0, metavar="N", help="số nhãn đã bóc ở tờ nhãn đầu"
    )


def _run(arguments: Namespace, settings: Settings) -> Answer:
    kind = handout_kind(arguments.name)
    title = handout_title(kind, _about(kind, arguments))
    paper = Paper(arguments.paper) if arguments.paper in kind.papers else kind.papers[0]
    with signed_in(arguments, settings) as desk:
        draw = partial(_drawn, desk, title, kind)
        out = arguments.out or (None if arguments.printer else _file(title))
        if out is not None:
            out = write_file(out, draw(paper, paper.usual_resolution))
        if arguments.printer is not None:
            address = open_route(arguments.printer)
            printer, paper = str(address), _fitting(kind, address.paper(paper))
            put_on_paper(draw(paper, resolution_on(printer)), printer, title=title)
    named = None if out is None else str(out)
    plain = {"title": title, "out": named, "printer": arguments.printer, "paper": paper.value}
    return Answer(plain, (f"{title}: {named or arguments.printer}",))


def _about(kind: SlipKind, arguments: Namespace) -> str:
    if kind is SlipKind.LABELS:
        return labels_about(tuple(arguments.about), arguments.used)
    return " ".join(arguments.about)


def _drawn(desk: Desk, title: str, kind: SlipKind, paper: Paper, dots: int) -> bytes:
    with desk.database.reading() as session:
        return handout_pdf(
            session,
            title,
            kind=kind,
            at=desk.now(),
            desk=desk.context,
            paper=paper,
            dots_per_inch=dots,
        )


def _fitting(kind: SlipKind, paper: Paper) -> Paper:
    """What lies in the printer, where the paper is drawn on it, else the paper's usual size."""
    return paper if paper in kind.papers else kind.papers[0]


def _file(title: str) -> Path:
    name = "-".join(fold(title).replace(":", " ").replace(",", " ").replace("/", " ").split())
    return Path(f"{name[:_MOST_OF_A_NAME]}.pdf")


VERB = Verb("handout", "giấy không thuộc hồ sơ nào: niêm yết, nhãn, biển", _options, _run, READERS)
