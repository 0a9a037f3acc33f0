"""``motcua history``: what happened, in sentences: to a dossier, by an officer, on a day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import local, local_date
from app.services import history
from app.services.desk import OpenSession, staff_named
from app.services.dossiers import dossier
from app.services.history import HistoryLine


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", type=typed, metavar="MÃ", help="mã hồ sơ")
    parser.add_argument(
        "--officer", type=typed, metavar="HỌ TÊN", help="việc của một cán bộ trong ngày"
    )
    parser.add_argument(
        "--on", type=typed, metavar="NGÀY", help="ngày dạng 2026-11-16; bỏ trống là hôm nay"
    )


def _run(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        told = _told(arguments, session, desk)
    return Answer(shown(told), tuple(map(_line, told)) or ("Chưa có việc nào.",))


def _told(arguments: Namespace, session: OpenSession, desk: Desk) -> tuple[HistoryLine, ...]:
    context = desk.context
    if arguments.code is not None:
        uid = UUID(dossier(session, context.tenant, arguments.code).uid)
        return history.dossier_history(session, uid, desk=context)
    on = local_date(desk.now()) if arguments.on is None else _day(arguments.on)
    if arguments.officer is None:
        return history.day_history(session, on, desk=context)
    officer = staff_named(session, context.tenant, arguments.officer)
    return history.officer_history(session, officer.uid, on, desk=context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(Reason.TIME_WRONG, value=text) from None


def _line(line: HistoryLine) -> str:
    place = f"{line.role}, quầy {line.desk}" if line.desk is not None else line.role
    code = "" if line.dossier_code is None else f"{line.dossier_code}  "
    return f"{local(line.at):%d/%m/%Y %H:%M}  {code}{line.who} ({place}): {line.sentence}"


VERB = Verb("history", "xem lịch sử bằng câu chữ", _options, _run, READERS)
