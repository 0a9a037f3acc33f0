"""``motcua server report``: II.06a of a province, over all that the centre took in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from app.commands.answer import Answer, Verb
from app.commands.forms import typed
from app.commands.opening_centre import database_option, opened_centre
from app.commands.report_text import period_of, period_options, report_lines
from app.config import Settings
from app.domain.report_shape import GroupBy, ReportAsked, report_plain


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("tenant", type=typed, metavar="TỈNH", help="mã tỉnh, ví dụ H40")
    period_options(parser)
    parser.add_argument("--office", type=typed, metavar="MÃ", help="chỉ một đơn vị")
    ways = [each.value for each in GroupBy]
    parser.add_argument("--by", choices=ways, default=GroupBy.OFFICE.value)
    parser.add_argument("--row", type=typed, metavar="DÒNG", help="kể mã hồ sơ của một dòng")
    parser.add_argument("--column", type=typed, metavar="CỘT", help="kể mã hồ sơ của một cột")
    database_option(parser)


def _run(arguments: Namespace, settings: Settings) -> Answer:
    from app.reports.kinds import Around, CellAsked

    with opened_centre(arguments, settings) as centre, centre.transaction() as connection:
        from app.server.reporting import Province, codes_behind, count_province

        now = centre.now()
        period = period_of(arguments, now)
        asked = ReportAsked(
            name="ii06a",
            first=period.first,
            last=period.last,
            by=GroupBy(arguments.by),
            office=arguments.office,
        )
        report = count_province(connection, asked, arguments.tenant, now)
        if arguments.row is None and arguments.column is None:
            return Answer(report_plain(report), tuple(report_lines(report)))
        cell = CellAsked(row=arguments.row, column=arguments.column)
        codes = codes_behind(connection, asked, Around(now, Province(arguments.tenant)), cell)
    return Answer(list(codes), codes or ("Không có hồ sơ nào.",))


VERBS = (Verb("server report", "biểu II.06a của cả tỉnh, hay một đơn vị", _options, _run),)
