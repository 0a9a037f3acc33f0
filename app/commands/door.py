"""``motcua guide``, ``refuse`` and ``visit``: what happens at the door without a dossier."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_form
from app.commands.opening import opened, write_file
from app.config import Settings
from app.papers.door_slips import door_slip_pdf
from app.printing.style import Paper
from app.services import visits
from app.services.slip_printing import record_door_slip_printed
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
    parser.add_argument("number", metavar="SỐ", help="số lượt tiếp trên phiếu")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi phiếu ra tệp")


def _guide(arguments: Namespace, settings: Settings) -> Answer:
    form = read_form(arguments.form)
    with opened(settings) as desk:
        with desk.database.transaction() as session:
            found = visits.guide_visit(
                session,
                form,
                (),
                arguments.reason,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
        return _answer(desk, found, arguments.slip)


def _refuse(arguments: Namespace, settings: Settings) -> Answer:
    form = read_form(arguments.form)
    with opened(settings) as desk:
        with desk.database.transaction() as session:
            found = visits.refuse_visit(
                session,
                form,
                arguments.reason,
                now=desk.now(),
                desk=desk.context,
                actor=desk.actor,
            )
        return _answer(desk, found, arguments.slip)


def _visit(arguments: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        with desk.database.reading() as session:
            found = visits.visit(session, arguments.number, desk=desk.context)
        return _answer(desk, found, arguments.slip)


def _answer(desk: Desk, visit: Visit, slip: Path | None) -> Answer:
    if slip is not None:
        _draw(desk, visit, slip)
    names = {paper.ordinal: paper.name for paper in visit.procedure.papers or ()}
    lacking = [
        {"ordinal": each.ordinal, "name": names.get(each.ordinal, ""), "remark": each.remark}
        for each in visit.lacking
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
        "slip": None if slip is None else str(slip),
    }
    said = (f"Lượt tiếp {visit.number}.", *(f"- {each['name']}" for each in lacking))
    return Answer(plain, said)


def _draw(desk: Desk, visit: Visit, path: Path) -> None:
    with desk.database.reading() as session:
        write_file(path, door_slip_pdf(session, visit.number, desk=desk.context))
    with desk.database.transaction() as session:
        record_door_slip_printed(
            session,
            "refusal" if visit.kind == "visit.refused" else "supplement",
            paper=Paper.A5.value,
            printer="pdf",
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )


VERBS = (
    Verb("guide", "hướng dẫn một lần, đầy đủ: phiếu yêu cầu bổ sung", _guide_options, _guide),
    Verb("refuse", "từ chối tiếp nhận có lý do: phiếu từ chối", _refuse_options, _refuse),
    Verb("visit", "xem lại một lượt tiếp theo số trên phiếu", _visit_options, _visit),
)
