"""``motcua confirm numbering|clock|calendar``: what only a supervisor may let pass."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from app.commands.answer import Answer, Verb
from app.commands.opening import approval_option, second_person, signed_in
from app.commands.rights import SECONDED, SUPERVISORS
from app.config import Settings
from app.services.calendars import agree_to_year
from app.services.clock import confirm_clock
from app.services.restoring import allow_numbering


def _reason_options(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, metavar="LÝ DO")


def _seconded_options(parser: ArgumentParser) -> None:
    _reason_options(parser)
    approval_option(parser)


def _calendar_options(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="NĂM")
    _reason_options(parser)


def _seconded(
    do: Callable[..., None], arguments: Namespace, settings: Settings, said: str
) -> Answer:
    with signed_in(arguments, settings) as desk:
        approval = second_person(arguments, desk)
        who = {"desk": desk.context, "actor": desk.actor, "approval": approval}
        with desk.database.transaction() as session:
            do(session, arguments.reason, now=desk.now(), **who)
    approved = {} if approval is None else {"approved_by": approval.full_name}
    return Answer({"confirmed": True, **approved}, (said,))


def _numbering(arguments: Namespace, settings: Settings) -> Answer:
    said = "Quầy được cấp số lại; hôm nay dùng dải số từ 601 của quầy."
    return _seconded(allow_numbering, arguments, settings, said)


def _clock(arguments: Namespace, settings: Settings) -> Answer:
    return _seconded(confirm_clock, arguments, settings, "Đã xác nhận đồng hồ máy.")


def _calendar(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.transaction() as session:
        agree_to_year(
            session,
            arguments.year,
            arguments.reason,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )
    said = f"Năm {arguments.year} tính theo thứ Bảy, Chủ nhật."
    return Answer({"confirmed": True}, (said,))


VERBS = (
    Verb(
        "confirm numbering", "cho cấp số lại sau khôi phục", _seconded_options, _numbering, SECONDED
    ),
    Verb("confirm clock", "xác nhận đồng hồ máy đúng", _seconded_options, _clock, SECONDED),
    Verb(
        "confirm calendar",
        "chấp nhận năm chưa có lịch nghỉ",
        _calendar_options,
        _calendar,
        SUPERVISORS,
    ),
)
