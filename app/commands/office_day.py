"""``motcua day``: the day opened and closed, on a sheet each."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import acting_at, signed_in, write_file
from app.commands.rights import READERS
from app.config import Settings
from app.custody.backing_up import custody
from app.domain.office_day import Machine, day_text, machine_of
from app.domain.queues import QUEUE_TITLES, QueueKind
from app.papers.day_sheets import day_sheet_pdf
from app.services.office_day import OfficeDay, close_day, look_at_closing, look_at_opening, open_day


def _open_options(parser: ArgumentParser) -> None:
    parser.add_argument("--look", action="store_true", help="chỉ xem, không ghi")
    parser.add_argument("--out", type=Path, metavar="TỆP.pdf", help="phiếu để ký")


def _close_options(parser: ArgumentParser) -> None:
    _open_options(parser)
    parser.add_argument("--cash", type=int, metavar="ĐỒNG", help="tiền mặt đếm được")
    parser.add_argument("--reason", type=typed, metavar="LÝ DO", help="vì sao khóa khi còn việc")


def _open(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        machine = _machine(desk)
        if arguments.look:
            with desk.database.reading() as session:
                day = look_at_opening(session, now=desk.now(), desk=desk.context, machine=machine)
        else:
            with desk.database.transaction() as session:
                day = open_day(session, acting_at(desk), machine=machine)
        return _answered(arguments, desk, day)


def _close(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        if arguments.look:
            with desk.database.reading() as session:
                day = look_at_closing(
                    session, now=desk.now(), desk=desk.context, cash_counted=arguments.cash
                )
        else:
            with desk.database.transaction() as session:
                day = close_day(
                    session,
                    acting_at(desk),
                    cash_counted=arguments.cash,
                    reason=arguments.reason,
                )
        return _answered(arguments, desk, day)


def _machine(desk: Desk) -> Machine:
    """The copies of this machine; its printers are known to the window alone."""
    return machine_of(custody(desk).ledger)


def _answered(arguments: Namespace, desk: Desk, day: OfficeDay) -> Answer:
    if arguments.out is not None:
        who = desk.actor.full_name
        with desk.database.reading() as session:
            pdf = day_sheet_pdf(session, day, desk=desk.context, signed_by=who)
        write_file(arguments.out, pdf)
    plain: dict[str, Any] = {**shown(day), "left_open": day.left_open}
    return Answer(plain, tuple(_lines(day)))


def _lines(day: OfficeDay) -> list[str]:
    said = []
    for each in day.lines:
        label, value, remark = day_text(each)
        said.append(f"{label}: {value}" + (f"  ({remark})" if remark else ""))
    return said + [f"{QUEUE_TITLES[QueueKind(each.key)]}: {each.figure}" for each in day.queues]


VERBS = (
    Verb("day open", "mở ngày làm việc", _open_options, _open, READERS),
    Verb("day close", "khóa ngày làm việc", _close_options, _close, READERS),
)
