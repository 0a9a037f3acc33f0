"""``motcua due-date``: the promise for a limit, counted and explained."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from decimal import Decimal, DivisionByZero, InvalidOperation

from app.bootstrap import known_calendar
from app.commands.answer import Answer, Verb, shown
from app.config import Settings
from app.domain.errors import Reason, Refusal
from app.domain.moments import from_text
from app.domain.procedure import Channel, CutOff, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.trace_words import trace_sentences, warning_sentences

_UNITS = [unit.value for unit in LimitUnit if unit is not LimitUnit.OTHER]

_MOST_DIGITS = 6
_LEAST = Decimal("0.001")


def _options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--limit", required=True, metavar="SỐ", help="thời hạn, ví dụ 10, 1.5 hoặc 1/4"
    )
    parser.add_argument("--unit", required=True, choices=_UNITS, help="đơn vị của thời hạn")
    parser.add_argument("--received", required=True, metavar="LÚC", help="2026-02-13T09:00")
    parser.add_argument("--cutoff", choices=[each.value for each in CutOff], help="mốc 15:00")
    parser.add_argument("--channel", choices=[each.value for each in Channel], help="cách nộp")


def _run(arguments: Namespace, settings: Settings) -> Answer:
    counted = promise(
        from_text(arguments.received),
        TimeLimit.of(_amount(arguments.limit), LimitUnit(arguments.unit)),
        known_calendar(settings),
        cut_off=CutOff(arguments.cutoff or CutOff.SAME_DAY_ONLY),
        channel=Channel(arguments.channel or Channel.COUNTER),
    )
    trace, warnings = trace_sentences(counted), warning_sentences(counted)
    plain = {"due_at": shown(counted.due_at), "trace": list(trace), "warnings": list(warnings)}
    return Answer(plain, (shown(counted.due_at), *trace, *warnings))


def _amount(text: str) -> Decimal:
    try:
        over, _, under = text.replace(",", ".").partition("/")
        amount = Decimal(over) / Decimal(under or 1)
    except (InvalidOperation, DivisionByZero):
        raise Refusal(Reason.FIELD_WRONG, field="limit", value=text) from None
    if not amount.is_finite() or amount.adjusted() > _MOST_DIGITS or 0 < abs(amount) < _LEAST:
        raise Refusal(Reason.FIELD_WRONG, field="limit", value=text)
    return amount


VERB = Verb("due-date", "tính ngày hẹn trả và giải thích", _options, _run)
