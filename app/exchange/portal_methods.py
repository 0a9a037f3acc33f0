"""Ways of filing in the portal's full record: channels, time limits, fees and levies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from app.domain.procedure import Channel, Fee, FeeKind, Limit, LimitUnit, TimeLimit
from app.domain.procedure_version import doubt
from app.domain.text import one_line
from app.exchange.read_catalogue import Fields

_CHANNELS = {"DIRECT": Channel.COUNTER, "ONLINE": Channel.ONLINE, "POSTAL": Channel.POST}
_UNITS = {
    "WORKING_DAY": LimitUnit.WORKING_DAY,
    "DAY": LimitUnit.DAY,
    "HOUR": LimitUnit.WORKING_HOUR,
    "MONTH": LimitUnit.MONTH,
    "OTHER": LimitUnit.OTHER,
}
_FEE_KINDS = {"FEE": FeeKind.FEE, "SERVICE_FEE": FeeKind.LEVY, "PRICE_LEVEL": FeeKind.SERVICE}
_LONGEST = 3650
"""Days, hours or months: no published limit comes near it, so more is a slip of the pen."""

_SMALLEST_SUM = 1000
"""No fee is below 1,000 đồng: a smaller figure is thousands or another currency."""

_SEVERAL = "Cổng ghi nhiều thời hạn cho cùng một cách nộp, chưa gắn với trường hợp nào: {limits}"
_ZERO = "Cổng ghi thời hạn bằng 0"
_UNREADABLE = "không đọc được thời hạn “{value}” của Cổng"
_UNIT_WORDS = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.DAY: "ngày",
    LimitUnit.WORKING_HOUR: "giờ",
    LimitUnit.MONTH: "tháng",
    LimitUnit.OTHER: "(khác)",
}


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """What the ways of filing say; ``None`` where they say nothing."""

    channels: tuple[Channel, ...] | None
    limits: tuple[Limit, ...] | None
    fees: tuple[Fee, ...] | None
    notes: tuple[str, ...]
    to_confirm: tuple[str, ...]


def method_facts(methods: Iterable[Fields]) -> MethodFacts:
    """Gather the ways of filing.

    Where one channel carries several limits and nothing ties them to a case, an officer could
    only guess: they stay readable as notes, and the limit counts as unknown.
    """
    by_channel: defaultdict[Channel, list[Fields]] = defaultdict(list)
    for method in methods:
        channel = _CHANNELS.get(method.text("submissionMethod") or "")
        if channel is not None:
            by_channel[channel].append(method)
    doubts: list[str] = []
    limits = {channel: _limit(rows, doubts) for channel, rows in by_channel.items()}
    if doubts:
        limits = {}
    return MethodFacts(
        channels=tuple(each for each in Channel if each in by_channel) or None,
        limits=_joined_limits(limits),
        fees=_joined_fees({channel: _fees(rows) for channel, rows in by_channel.items()}),
        notes=_notes(by_channel),
        to_confirm=tuple(dict.fromkeys(doubt("limits", reason) for reason in doubts)),
    )


def _limit(rows: list[Fields], doubts: list[str]) -> Limit | None:
    """The one limit of a channel, or ``None`` with the doubt that stands against it."""
    stated: dict[TimeLimit, str | None] = {}
    for row in rows:
        limit, words = _time_limit(row, doubts)
        if limit is not None:
            stated.setdefault(limit, words)
    if len(stated) > 1:
        doubts.append(_SEVERAL.format(limits=", ".join(_in_words(each) for each in stated)))
    if len(stated) != 1:
        return None
    ((limit, words),) = stated.items()
    return Limit(statutory=limit, note=words)


def _time_limit(row: Fields, doubts: list[str]) -> tuple[TimeLimit | None, str | None]:
    """The limit of one row, with the words that say it where its unit cannot be counted."""
    unit = _UNITS.get(row.text("processingTimeUnit") or "")
    value = row.raw("processingTime")
    if unit is None and value in (None, ""):
        return None, None
    amount = _amount(value)
    if unit is LimitUnit.OTHER or (amount is None and isinstance(value, str) and value.strip()):
        words = None if amount is not None else row.text("processingTime")
        return TimeLimit.of(amount or 0, LimitUnit.OTHER), words or row.text("description")
    if unit is None or amount is None or not 0 <= amount <= _LONGEST:
        doubts.append(_UNREADABLE.format(value=one_line(str(value)[:40])))
        return None, None
    if amount == 0:
        doubts.append(_ZERO)
        return None, None
    return TimeLimit.of(amount, unit), None


def _amount(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _in_words(limit: TimeLimit) -> str:
    amount = f"{limit.amount:f}".replace(".", ",")
    return f"{amount} {_UNIT_WORDS[limit.unit]}"


def _joined_limits(limits: Mapping[Channel, Limit | None]) -> tuple[Limit, ...] | None:
    """One limit for every channel where all agree, else one a channel."""
    known = {channel: limit for channel, limit in limits.items() if limit is not None}
    if not known:
        return None
    if len(known) == len(limits) and Channel.COUNTER in known and len(set(known.values())) == 1:
        return (known[Channel.COUNTER],)
    return tuple(
        Limit(channel=channel, statutory=known[channel].statutory, note=known[channel].note)
        for channel in Channel
        if channel in known
    )


def _fees(rows: list[Fields]) -> tuple[Fee, ...]:
    fees = (_fee(each) for row in rows for each in row.objects("fees"))
    return tuple(dict.fromkeys(fee for fee in fees if fee is not None))


def _fee(row: Fields) -> Fee | None:
    """One sum. A nought beside words is a form's default: the words are what is published."""
    kind = _FEE_KINDS.get(row.text("type") or "")
    if kind is None:
        return None
    value, words = row.raw("value"), row.text("description")
    if not isinstance(value, int) or isinstance(value, bool):
        return Fee(kind=kind, note=words) if words else None
    if value == 0:
        return Fee(kind=kind, note=words) if words else Fee(kind=kind, amount=0)
    currency = row.text("currencyName") or "đồng"
    if value < _SMALLEST_SUM or currency not in ("Việt Nam Đồng", "đồng"):
        printed = f"Cổng ghi {value} {currency}"
        return Fee(kind=kind, note=f"{printed}: {words}" if words else printed)
    return Fee(kind=kind, amount=value, note=words)


def _joined_fees(fees: Mapping[Channel, tuple[Fee, ...]]) -> tuple[Fee, ...] | None:
    """Fees of every channel where all agree, else channel by channel; silence is no answer."""
    stated = {channel: each for channel, each in fees.items() if each}
    if not stated:
        return None
    if len(stated) == len(fees) and len(set(stated.values())) == 1:
        return next(iter(stated.values()))
    return tuple(
        Fee(kind=fee.kind, amount=fee.amount, channel=channel, note=fee.note)
        for channel in Channel
        for fee in stated.get(channel, ())
    )


def _notes(by_channel: Mapping[Channel, list[Fields]]) -> tuple[str, ...]:
    """The words of each way of filing, with its limit, once each."""
    nowhere: list[str] = []
    lines = []
    for rows in by_channel.values():
        for row in rows:
            words = row.text("description")
            limit, _ = _time_limit(row, nowhere)
            if words:
                lines.append(f"{_in_words(limit)}: {words}" if limit else words)
    return tuple(dict.fromkeys(lines))
