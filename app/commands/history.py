"""``motcua history``: what happened, in sentences: to a dossier, by an officer, on a day."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_day, typed
from app.commands.opening import signed_in, write_file
from app.commands.rights import SEERS
from app.config import Settings
from app.domain.moments import local, local_date
from app.papers.trail import trail_pdf
from app.services import history
from app.services.desk import OpenSession, staff_named
from app.services.history import HistoryLine
from app.services.seeing import seen_dossier
from app.services.trail import TrailAsked, trail


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", type=typed, metavar="MÃ", help="mã hồ sơ")
    parser.add_argument(
        "--officer", type=typed, metavar="HỌ TÊN", help="việc của một cán bộ trong ngày"
    )
    parser.add_argument(
        "--out", type=Path, metavar="TỆP.pdf", help="ghi thành bảng in được, khổ A4"
    )
    parser.add_argument(
        "--on", type=typed, metavar="NGÀY", help="ngày dạng 2026-11-16; bỏ trống là hôm nay"
    )


def _run(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        with desk.database.reading() as session:
            told, subject = _told(arguments, session, desk)
        who: dict[str, Any] = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
        if arguments.out is not None:
            write_file(arguments.out, trail_pdf(told, subject, **who))
    lines = tuple(map(_line, told)) or ("Chưa có việc nào.",)
    if arguments.out is None:
        return Answer(shown(told), lines)
    plain = {"file": str(arguments.out), "lines": shown(told)}
    return Answer(plain, (f"Đã ghi {len(told)} việc vào {arguments.out}.",))


def _told(
    arguments: Namespace, session: OpenSession, desk: Desk
) -> tuple[tuple[HistoryLine, ...], str]:
    """The lines that were asked for, and what they are of."""
    context, actor = desk.context, desk.actor
    if arguments.code is not None:
        found = seen_dossier(session, arguments.code, desk=context, actor=actor)
        lines = history.dossier_history(session, UUID(found.uid), desk=context)
        return lines, f"hồ sơ {found.code}"
    on = local_date(desk.now()) if arguments.on is None else read_day(arguments.on)
    officer = None
    if arguments.officer is not None:
        officer = staff_named(session, context.tenant, arguments.officer).uid
    read = trail(session, TrailAsked(on, officer), desk=context, actor=actor)
    return read.lines, read.subject


def _line(line: HistoryLine) -> str:
    place = f"{line.role}, quầy {line.desk}" if line.desk is not None else line.role
    code = "" if line.dossier_code is None else f"{line.dossier_code}  "
    return f"{local(line.at):%d/%m/%Y %H:%M}  {code}{line.who} ({place}): {line.sentence}"


VERB = Verb("history", "xem lịch sử bằng câu chữ", _options, _run, SEERS)
