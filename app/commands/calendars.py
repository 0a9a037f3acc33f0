"""``motcua calendar show YEAR`` and ``calendar import FILE``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.bootstrap import known_calendar
from app.commands.answer import Answer, Verb, shown
from app.commands.forms import read_plain
from app.commands.opening import signed_in
from app.commands.rights import SUPERVISORS
from app.config import Settings
from app.domain.calendar import calendar_year
from app.domain.moments import local
from app.services.calendar_change import MovedPromise, moved_promises
from app.services.calendars import describe, publish_calendar
from app.services.desk import SUPERVISOR
from app.services.journal import Deed


def _year_options(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="NĂM")


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="lịch một năm, dạng như resources/calendars")
    parser.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")


def _show(arguments: Namespace, settings: Settings) -> Answer:
    described = describe(known_calendar(settings), arguments.year)
    lines = [f"Lịch năm {arguments.year}: {described['working_days']} ngày làm việc."]
    if not described["known"]:
        lines.append("Chưa có lịch nghỉ của năm này; chỉ trừ thứ Bảy, Chủ nhật.")
    for day in described.get("days", []):
        kind = "làm việc" if day["working"] else "nghỉ"
        doubt = "" if day["confirmed"] else " (chờ thông báo)"
        lines.append(f"{day['on']}  {kind}  {day.get('note', '')}{doubt}".rstrip())
    return Answer(described, tuple(lines))


def _import(arguments: Namespace, settings: Settings) -> Answer:
    year = calendar_year(read_plain(arguments.file))
    with signed_in(arguments, settings) as desk:
        tenant = desk.context.tenant
        author = desk.actor.author(desk.context, SUPERVISOR)
        with desk.database.transaction() as session:
            moved = moved_promises(session, tenant, year)
            if not arguments.dry_run:
                publish_calendar(session, Deed(author=author, now=desk.now()), year)
    plain = {"year": year.year, "published": not arguments.dry_run, "moved": shown(moved)}
    head = f"Lịch năm {year.year}: {len(moved)} ngày hẹn đã in sẽ lệch; ngày trên giấy giữ nguyên."
    return Answer(plain, (head, *map(moved_line, moved)))


def moved_line(moved: MovedPromise) -> str:
    """A promise that stays as printed, what another calendar makes of it, and what to do."""
    later = moved.counted_at > moved.promised_at
    duty = "cần xin lỗi và hẹn lại" if later else "báo cơ quan giải quyết"
    given, counted = local(moved.promised_at), local(moved.counted_at)
    return f"{moved.dossier_code}: {given:%d/%m/%Y} → {counted:%d/%m/%Y}, {duty}"


VERBS = (
    Verb("calendar show", "lịch nghỉ và làm bù của một năm", _year_options, _show),
    Verb(
        "calendar import",
        "nhập lịch một năm, kể ra ngày hẹn bị lệch",
        _import_options,
        _import,
        SUPERVISORS,
    ),
)
