"""What the verbs about reports share: the days that were named, a report as lines of text."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime

from app.commands.forms import read_day, typed
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.report_period import PERIOD_RULES, Period, read_period
from app.domain.report_shape import Report, numbered, report_foot, shown


def period_options(parser: ArgumentParser) -> None:
    """The options that name the days of a report."""
    rules = ", ".join(each.key for each in PERIOD_RULES)
    parser.add_argument("--from", dest="since", type=typed, metavar="NGÀY")
    parser.add_argument("--to", dest="until", type=typed, metavar="NGÀY")
    parser.add_argument(
        "--period", type=typed, metavar="KỲ", help=f"thay cho hai ngày, như month/2026/11: {rules}"
    )


def period_of(arguments: Namespace, now: datetime) -> Period:
    """The days that were named; the first of them alone leaves the other at today.

    Raises ``Refusal``: ``FIELD_MISSING`` for none, ``FIELD_WRONG``, ``PERIOD_WRONG``.
    """
    if arguments.period is not None:
        return read_period(arguments.period)
    last = local_date(now) if arguments.until is None else read_day(arguments.until)
    if arguments.since is None:
        raise Refusal(Reason.FIELD_MISSING, field="--from hoặc --period")
    return Period(read_day(arguments.since), last)


def report_lines(report: Report) -> list[str]:
    """A report as one reads it in a terminal; lists of persons show their cells all the same."""
    said = [report.title, report.asked.period.words]
    named = [each for each in report.columns if each.is_number or not report.lists_persons]
    said.append("  ".join(f"{each.heading} [{each.key}]" for each in named))
    for ordinal, row in numbered(report):
        cells = (shown(each, value) for each, value in zip(report.columns, row.values, strict=True))
        said.append(f"{'' if ordinal is None else ordinal:>4}  {'  '.join(cells)}  ({row.key})")
    if report.total:
        cells = (shown(*each) for each in zip(report.columns, report.total, strict=True))
        said.append(f"Cộng  {'  '.join(cells)}")
    return [*said, *report_foot(report)]
