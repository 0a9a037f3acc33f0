"""``motcua supersede``: the right dossier in the place of one under a wrong procedure."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_form, typed
from app.commands.opening import acting_at, approval_option, at_option, second_person, signed_in
from app.commands.printing import draw_receipt
from app.commands.rights import SECONDED
from app.config import Settings
from app.domain.codes import register_text
from app.domain.money_words import money_text
from app.domain.time_words import moment_text
from app.services.dossiers import dossier
from app.services.superseding import SupersededDossier, supersede_dossier


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("code", type=typed, metavar="MÃ", help="mã hồ sơ nhận sai thủ tục")
    parser.add_argument("--form", required=True, metavar="TỆP", help="phiếu JSON; “-” đọc đầu vào")
    parser.add_argument("--reason", required=True, type=typed, metavar="LÝ DO")
    parser.add_argument("--slip-returned", action="store_true", help="đã thu lại giấy hẹn cũ")
    parser.add_argument("--slip", type=Path, metavar="TỆP.pdf", help="ghi giấy hẹn mới ra tệp")
    at_option(parser)
    approval_option(parser)


def _run(arguments: Namespace, settings: Settings) -> Answer:
    form = read_form(arguments.form)
    with signed_in(arguments, settings) as desk:
        approval = second_person(arguments, desk)
        acting = replace(acting_at(desk, arguments.at), approval=approval)
        with desk.database.transaction() as session:
            done = supersede_dossier(
                session,
                UUID(dossier(session, desk.context.tenant, arguments.code).uid),
                form,
                arguments.reason,
                acting,
                slip_returned=arguments.slip_returned,
            )
        slip = arguments.slip
        if slip is not None:
            slip = draw_receipt(desk, done.successor.dossier_uid, slip)
    plain = {
        "superseded_uid": str(done.superseded_uid),
        "superseded_code": done.superseded_code,
        "dossier_uid": str(done.successor.dossier_uid),
        "dossier_code": done.successor.dossier_code,
        "register_book": done.successor.register.book,
        "register_number": register_text(done.successor.register.number),
        "received_at": shown(done.successor.received_at),
        "return_due_at": shown(done.successor.return_due_at),
        "money_taken": done.money_taken,
        "slip": None if slip is None else str(slip),
    }
    return Answer(plain, _told(done))


def _told(done: SupersededDossier) -> tuple[str, ...]:
    new = done.successor
    lines = [
        f"Hồ sơ {new.dossier_code} thay cho {done.superseded_code}.",
        f"Hẹn trả {moment_text(new.return_due_at)}, tính từ lần tiếp nhận đầu.",
    ]
    if done.money_taken:
        taken = money_text(done.money_taken)
        lines.append(f"Hồ sơ cũ đã thu {taken}: hãy trả lại hoặc ghi phần chênh lệch.")
    if done.slip_went_home:
        lines.append("Người nộp còn giữ giấy hẹn cũ: hãy mời đến đổi giấy.")
    return tuple(lines)


VERB = Verb("supersede", "lập hồ sơ thay thế đúng thủ tục", _options, _run, SECONDED)
