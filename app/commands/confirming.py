"""``motcua confirm numbering|clock|calendar``: what only a supervisor may let pass."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb
from app.commands.opening import opened
from app.config import Settings
from app.services.calendars import agree_to_year
from app.services.clock import confirm_clock
from app.services.desk import OpenSession
from app.services.restoring import allow_numbering


def _reason_options(parser: ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, metavar="LÝ DO")


def _calendar_options(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="NĂM")
    _reason_options(parser)


def _deed(settings: Settings, do: Callable[[OpenSession, Desk], None], said: str) -> Answer:
    with opened(settings) as desk, desk.database.transaction() as session:
        do(session, desk)
    return Answer({"confirmed": True}, (said,))


def _numbering(arguments: Namespace, settings: Settings) -> Answer:
    def allow(session: OpenSession, desk: Desk) -> None:
        allow_numbering(
            session, arguments.reason, now=desk.now(), desk=desk.context, actor=desk.actor
        )

    return _deed(settings, allow, "Quầy được cấp số lại; hôm nay dùng dải dự phòng.")


def _clock(arguments: Namespace, settings: Settings) -> Answer:
    def confirm(session: OpenSession, desk: Desk) -> None:
        confirm_clock(
            session, arguments.reason, now=desk.now(), desk=desk.context, actor=desk.actor
        )

    return _deed(settings, confirm, "Đã xác nhận đồng hồ máy.")


def _calendar(arguments: Namespace, settings: Settings) -> Answer:
    def agree(session: OpenSession, desk: Desk) -> None:
        agree_to_year(
            session,
            arguments.year,
            arguments.reason,
            now=desk.now(),
            desk=desk.context,
            actor=desk.actor,
        )

    return _deed(settings, agree, f"Năm {arguments.year} tính theo thứ Bảy, Chủ nhật.")


VERBS = (
    Verb("confirm numbering", "cho cấp số lại sau khôi phục", _reason_options, _numbering),
    Verb("confirm clock", "xác nhận đồng hồ máy đúng", _reason_options, _clock),
    Verb("confirm calendar", "chấp nhận năm chưa có lịch nghỉ", _calendar_options, _calendar),
)
