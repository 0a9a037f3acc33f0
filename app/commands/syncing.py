"""``motcua enrol`` and ``sync``: this desk and its centre."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import Desk
from app.commands.answer import Answer, Verb, no_options, shown
from app.commands.calendars import moved_line
from app.commands.opening import opened, signed_in
from app.commands.rights import MANAGERS
from app.config import Settings
from app.devices.witness import Witness

if TYPE_CHECKING:
    from app.sync.round import Rounds


def _enrol_options(parser: ArgumentParser) -> None:
    parser.add_argument("url", metavar="ĐỊA_CHỈ", help="địa chỉ trung tâm, dạng https://...")
    parser.add_argument("code", metavar="MÃ", help="mã ghi danh dùng một lần, 16 chữ")
    parser.add_argument(
        "--certificate", type=Path, metavar="TỆP.pem", help="chứng thư của trung tâm tự ký"
    )


def _enrol(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk:
        enrolled = rounds_of(desk).enrol(arguments.url, arguments.code, arguments.certificate)
        number = desk.context.number
    plain = {"office": enrolled.office, "office_name": enrolled.office_name, "desk": number}
    return Answer(plain, (f"Quầy {number} đã ghi danh với trung tâm cho {enrolled.office_name}.",))


def rounds_of(desk: Desk) -> Rounds:
    """Rounds of an open desk with its centre."""
    from app.sync.round import Rounds
    from app.sync.talk import Party

    party = Party(
        database=desk.database,
        desk=desk.context,
        witness=Witness(desk.settings.witness),
        now=desk.now,
        attachments=desk.attachments,
    )
    return Rounds(party)


def _sync(_: Namespace, settings: Settings) -> Answer:
    with opened(settings) as desk:
        done = rounds_of(desk)()
    lines = [
        f"Đã gửi {done.sent} sự kiện, nhận {done.received} sự kiện; còn chờ {done.waiting}.",
    ]
    if done.restored:
        lines.append(f"Đã trả lại trung tâm {done.restored} sự kiện mà trung tâm bị mất.")
    if done.files_sent or done.files_received:
        lines.append(f"Tệp đính kèm: gửi xong {done.files_sent}, nhận xong {done.files_received}.")
    if done.releases:
        lines.append(f"Đã nhận {done.releases} bản dữ liệu chung mới của trung tâm.")
    lines += map(moved_line, done.moved)
    if done.flagged:
        lines.append(f"Có {done.flagged} sự kiện trung tâm lưu ý cần người xem.")
    if done.new_writer:
        lines.append(
            "Máy này là bản sao hoặc vừa được khôi phục: sự kiện chưa gửi được ghi tiếp vào chuỗi "
            "mới. Hãy nhờ lãnh đạo cho cấp số lại (motcua confirm numbering)."
        )
    return Answer(shown(done), tuple(lines))


VERBS = (
    Verb("enrol", "ghi danh quầy này với trung tâm", _enrol_options, _enrol, MANAGERS),
    Verb("sync", "đồng bộ một lượt với trung tâm", no_options, _sync),
)
