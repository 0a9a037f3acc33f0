"""``motcua server quarantine``: events that the centre put aside, let in or left out."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from uuid import UUID

from app.commands.answer import Answer, Verb, shown
from app.commands.opening_centre import database_option, opened_centre
from app.config import Settings
from app.domain.moments import local

_WORDS = {
    "unreadable": "không đọc được",
    "other_province": "của tỉnh khác",
    "other_office": "ghi tên đơn vị khác",
    "of_centre": "chỉ trung tâm được ghi",
    "private_altered": "phần cá nhân đã bị sửa",
    "other_bytes": "trùng số với sự kiện khác",
}


def _tenant_option(parser: ArgumentParser) -> None:
    parser.add_argument("tenant", metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    database_option(parser)


def _event_options(parser: ArgumentParser) -> None:
    parser.add_argument("tenant", metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    parser.add_argument("uid", type=UUID, metavar="MÃ", help="mã của sự kiện")
    database_option(parser)


def _list(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import quarantine

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        found = quarantine.put_aside(connection, arguments.tenant)
    plain = [
        {
            "uid": str(each.uid),
            "reason": each.reason,
            "writer": None if each.writer is None else str(each.writer),
            "noted_at": shown(each.noted_at),
        }
        for each in found
    ]
    lines = tuple(
        f"{each.uid}  {local(each.noted_at):%d/%m/%Y %H:%M}  {_WORDS.get(each.reason, each.reason)}"
        for each in found
    )
    return Answer(plain, lines or ("Không có sự kiện nào bị để riêng.",))


def _release(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import quarantine

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        quarantine.release(centre, connection, arguments.tenant, arguments.uid)
    return Answer({"released": True}, ("Đã nhận sự kiện; các quầy có khi đồng bộ.",))


def _reject(arguments: Namespace, settings: Settings) -> Answer:
    from app.server import quarantine

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        quarantine.reject(centre, connection, arguments.tenant, arguments.uid)
    return Answer({"released": False}, ("Đã để sự kiện này ra ngoài; bản gốc vẫn được giữ.",))


VERBS = (
    Verb("server quarantine list", "sự kiện bị để riêng", _tenant_option, _list),
    Verb("server quarantine release", "nhận một sự kiện để riêng", _event_options, _release),
    Verb("server quarantine reject", "không nhận sự kiện này", _event_options, _reject),
)
