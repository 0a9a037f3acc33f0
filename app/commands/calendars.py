"""``motcua calendar show YEAR``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.bootstrap import known_calendar
from app.commands.answer import Answer, Verb
from app.config import Settings
from app.services.calendars import describe


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("year", type=int, metavar="NĂM")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    described = describe(known_calendar(settings), arguments.year)
    days = described.get("days", [])
    lines = [f"Lịch năm {arguments.year}: {described['working_days']} ngày làm việc."]
    if not described["known"]:
        lines.append("Chưa có lịch nghỉ của năm này; chỉ trừ thứ Bảy, Chủ nhật.")
    for day in days:
        kind = "làm việc" if day["working"] else "nghỉ"
        doubt = "" if day["confirmed"] else " (chờ thông báo)"
        lines.append(f"{day['on']}  {kind}  {day.get('note', '')}{doubt}".rstrip())
    return Answer(described, tuple(lines))


VERB = Verb("calendar show", "lịch nghỉ và làm bù của một năm", _options, _run)
