"""``motcua guide``, ``refuse`` and ``visit``: what happens at the door without a dossier."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_form, typed
from app.commands.opening import signed_in, write_file
from app.commands.rights import CLERKS, READERS
from app.config import Settings
from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.papers.door_slips import door_slip_pdf
from app.printing.style import Paper
from app.services import visits
from app.services.slip_printing import record_office_paper_printed
from app.services.visits import Visit


def _form_options(parser: ArgumentParser) -> None:
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi phiếu ra tệp")


def _guide_options(parser: ArgumentParser) -> None:
    _form_options(parser)
    parser.add_argument("--reason", metavar="LÝ DO", help="điều cần sửa, ngoài giấy tờ còn thiếu")


def _refuse_options(parser: ArgumentParser) -> None:
    _form_options(parser)
    parser.add_argument("--reason", required=True, metavar="LÝ DO", help="lý do từ chối")


def _visit_options(parser: ArgumentParser) -> None:
    parser.add_argument("number", type=typed, metavar="SỐ", help="số lượt tiếp trên phiếu")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi phiếu ra tệp")


def _guide(arguments: Namespace, settings: Settings) -> Answer:
    said = (read_form(arguments.form), (), arguments.reason)
    return _ended(arguments, settings, visits.guide_visit, *said)


def _refuse(arguments: Namespace, settings: Settings) -> Answer:
    said = (read_form(arguments.form), arguments.reason)
    return _ended(arguments, settings, visits.refuse_visit, *said)


def _ended(
    arguments: Namespace, settings: Settings, use_case: Callable[..., Visit], *said: object
) -> Answer:
    """Record that a visit ended without a dossier, and give its slip."""
    with signed_in(arguments, settings) as desk:
        with desk.database.transaction() as session:
            found = use_case(session, *said, now=desk.now(), desk=desk.context, actor=desk.actor)
        return _given(desk, found, arguments.slip)


def _visit(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            found = visits.visit(session, arguments.number, desk=desk.context)
        if arguments.slip is not None:
            _draw(desk, found, arguments.slip)
    return _answer(found, arguments.slip)


def _given(desk: Desk, visit: Visit, slip: Path | None) -> Answer:
    """What the visit's number is, even where its slip could not be written."""
    if slip is None:
        return _answer(visit, None)
    try:
        _draw(desk, visit, slip)
    except Refusal as refusal:
        return _answer(visit, None, refusal_sentence(refusal))
    return _answer(visit, slip)


def _answer(visit: Visit, slip: Path | None, unprinted: str | None = None) -> Answer:
    names = {paper.ordinal: paper.name for paper in visit.procedure.papers or ()}
    lacking = [
        {"ordinal": each.ordinal, "name": names.get(each.ordinal, "")} for each in visit.lacking
    ]
    plain = {
        "visit_uid": str(visit.uid),
        "visit_number": visit.number,
        "kind": visit.kind,
        "occurred_at": shown(visit.occurred_at),
        "procedure_code": visit.procedure.code,
        "lacking": lacking,
        "reason": visit.reason,
        "form": shown(visit.form),
        "unprinted": unprinted,
        "slip": None if slip is None else str(slip),
    }
    said = (f"Lượt tiếp {visit.number}.", *(f"- {each['name']}" for each in lacking))
    said += (unprinted,) if unprinted else ()
    return Answer(plain, said)


def _draw(desk: Desk, visit: Visit, path: Path) -> None:
    with desk.database.reading() as session:
        write_file(path, door_slip_pdf(session, visit.number, desk=desk.context))
    with desk.database.transaction() as session:
        record_office_paper_printed(
            session,
            "refusal" if visit.kind == "visit.refused" else "supplement",
            paper=Paper.A5.value,
            printer="pdf",
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )


VERBS = (
    Verb(
        "guide", "hướng dẫn một lần, đầy đủ: phiếu yêu cầu bổ sung", _guide_options, _guide, CLERKS
    ),
    Verb("refuse", "từ chối tiếp nhận có lý do: phiếu từ chối", _refuse_options, _refuse, CLERKS),
    Verb("visit", "xem lại một lượt tiếp theo số trên phiếu", _visit_options, _visit, READERS),
)
