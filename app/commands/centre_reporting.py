"""``motcua server report``: reports of a province, over all that the centre took in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from functools import partial
from pathlib import Path

from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening import write_file
from app.commands.opening_centre import database_option, opened_centre
from app.commands.report_text import period_of, period_options, report_lines
from app.config import Settings
from app.domain.report_shape import GroupBy, ReportAsked, report_plain

_NAMES = {
    "ii06a": "biểu II.06a",
    "on-time-766": "tỷ lệ đúng hạn theo bộ chỉ số 766",
    "on-time-months": "tỷ lệ đúng hạn theo tháng",
    "agency-time": "thời gian giải quyết của từng cơ quan",
}
"""Named here, so that a desk without the parts of a server can list its verbs."""


def _options(parser: ArgumentParser, *, name: str) -> None:
    parser.add_argument("tenant", type=typed, metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    period_options(parser)
    parser.add_argument("--office", type=typed, metavar="MÃ", help="chỉ một đơn vị")
    parser.add_argument("--agency", type=typed, metavar="CƠ QUAN", help="chỉ một cơ quan")
    if name != "agency-time":
        ways = [each.value for each in GroupBy]
        parser.add_argument("--by", choices=ways, default=GroupBy.OFFICE.value)
    parser.add_argument("--row", type=typed, metavar="DÒNG", help="kể mã hồ sơ của một dòng")
    parser.add_argument("--column", type=typed, metavar="CỘT", help="kể mã hồ sơ của một cột")
    parser.add_argument("--out", type=Path, metavar="TỆP", help="ghi thành .xlsx hoặc .pdf")
    database_option(parser)


def _run(arguments: Namespace, settings: Settings, *, name: str) -> Answer:
    from app.reports.kinds import Around, CellAsked
    from app.reports.paper import report_file

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        from app.server.reporting import codes_behind, count_province, province

        now, tenant = centre.now(), arguments.tenant
        asked = _asked(arguments, name, centre.now())
        report = count_province(connection, asked, tenant, now)
        whose = province(connection, tenant, asked.office)
        if arguments.row is not None or arguments.column is not None:
            cell = CellAsked(row=arguments.row, column=arguments.column)
            codes = codes_behind(connection, asked, Around(now, whose), cell)
            return Answer(list(codes), codes or ("Không có hồ sơ nào.",))
    lines = report_lines(report)
    if arguments.out is not None:
        content = report_file(report, arguments.out.name, desk=whose, made_by="", at=now)
        write_file(arguments.out, content)
        lines.append(f"Đã ghi {arguments.out}.")
    return Answer(report_plain(report), tuple(lines))


def _asked(arguments: Namespace, name: str, now: datetime) -> ReportAsked:
    period, by = period_of(arguments, now), getattr(arguments, "by", None)
    return ReportAsked(
        name=name,
        first=period.first,
        last=period.last,
        by=None if by is None else GroupBy(by),
        office=arguments.office,
        agency=arguments.agency,
    )


VERBS = tuple(
    Verb(
        f"server report {name}",
        f"{words} của cả tỉnh, hay một đơn vị",
        partial(_options, name=name),
        partial(_run, name=name),
    )
    for name, words in _NAMES.items()
)
