"""``motcua publish DIR``: procedures and answered feedback as plain pages for the office's site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb
from app.commands.opening import signed_in, write_file
from app.commands.rights import PUBLISHERS
from app.config import Settings
from app.domain.moments import local, local_date
from app.domain.public_address import PROCEDURE_FOLDER, is_page_name
from app.exchange.public_pages import INDEX, PublicAnswer, PublicOffice, public_pages
from app.services.published import public_procedures, published_feedback


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="thư mục ghi ra")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    folder: Path = arguments.folder.absolute()
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        context, now = desk.context, desk.now()
        procedures = public_procedures(session, desk=context, on=local_date(now))
        answers = tuple(
            PublicAnswer(
                about=each.about,
                question=each.question,
                answer=each.answer,
                answered_on=local(each.answered_at).date(),
            )
            for each in published_feedback(session, desk=context)
        )
        pages = public_pages(_office(desk), procedures, answers)
    for path, page in pages.items():
        write_file(folder / path, page)
    gone = _take_away(folder, set(pages))
    plain = {
        "index": str(folder / INDEX),
        "procedures": len(procedures),
        "answers": len(answers),
        "taken_away": gone,
    }
    told = f"{len(procedures)} thủ tục, {len(answers)} phản ánh đã trả lời: {folder / INDEX}"
    return Answer(plain, (told, *(f"Đã bỏ trang không còn áp dụng: {each}" for each in gone)))


def _office(desk: Desk) -> PublicOffice:
    context = desk.context
    return PublicOffice(
        name=context.office_name,
        parent_body=context.parent_name or "",
        contact=context.contact_line or "",
        written_at=desk.now(),
    )


def _take_away(folder: Path, written: set[str]) -> list[str]:
    """Remove pages of procedures that are not in force any more, and nothing else."""
    pages = sorted((folder / PROCEDURE_FOLDER).glob("*.html"))
    old = [
        each
        for each in pages
        if is_page_name(each.name) and f"{PROCEDURE_FOLDER}/{each.name}" not in written
    ]
    for each in old:
        each.unlink()
    return [each.name for each in old]


VERB = Verb(
    "publish", "ghi trang công khai: thủ tục, phản ánh đã trả lời", _options, _run, PUBLISHERS
)
"""Nothing personal leaves by it: procedures in force, and answers made public by a supervisor."""
