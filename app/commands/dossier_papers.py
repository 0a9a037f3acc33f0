"""``motcua papers CODE``: every paper that the deeds of a dossier call for."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from uuid import UUID

from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening import signed_in, write_file
from app.commands.rights import CLERKS
from app.config import Settings
from app.domain.paper_forms import PAPER_NAMES, paper_slug
from app.domain.printers import SlipKind
from app.papers.parts import Drawing
from app.papers.registry import due_papers, paper_kind
from app.printing.style import Paper
from app.services.dossiers import dossier


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ, hoặc nội dung mã QR")
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="thư mục ghi ra")
    names = ", ".join(each.value for each in PAPER_NAMES)
    parser.add_argument("--name", type=typed, metavar="TÊN", help=f"chỉ một giấy: {names}")
    papers = [paper.value for paper in Paper if not paper.is_envelope]
    parser.add_argument("--paper", choices=papers, help="khổ giấy, mặc định khổ thường của giấy")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    only = None if arguments.name is None else paper_kind(arguments.name)
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            found = dossier(session, desk.context.tenant, arguments.code)
            due = due_papers(session, UUID(found.uid), at=desk.now(), desk=desk.context)
        chosen = [each for each in due if only in (None, each[0])]
        written = {
            kind.value: write_file(arguments.out / f"{found.code}-{paper_slug(kind)}.pdf", pdf)
            for kind, pdf in (
                (kind, _pdf(kind, drawing, arguments.paper)) for kind, drawing in chosen
            )
        }
    lines = tuple(f"{PAPER_NAMES[SlipKind(name)].words}: {path}" for name, path in written.items())
    said = lines or ("Chưa có giấy nào.",)
    return Answer({"papers": {name: str(path) for name, path in written.items()}}, said)


def _pdf(kind: SlipKind, drawing: Drawing, wanted: str | None) -> bytes:
    """The paper on the size asked for where it is drawn on it, else on its usual one."""
    paper = Paper(wanted) if wanted in kind.papers else kind.papers[0]
    return drawing(paper, paper.usual_resolution)


VERB = Verb("papers", "ghi ra mọi giấy của một hồ sơ", _options, _run, CLERKS)
