"""Remarks of a fact sheet: what each one casts doubt on, and how it reads in Vietnamese."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.exchange.fact_remark_rules import RULES


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: the fields that count as unknown for it, and its sentence."""

    touches: frozenset[str]
    sentence: str


_NOT_UNDERSTOOD = Remark(
    frozenset({"limits", "papers"}), "ghi chú của nguồn chưa được kiểm tra: {text}"
)


def remarks(text: str | None) -> tuple[Remark, ...]:
    """The remarks of ``notes``, which separates them by ``|``.

    A remark that no rule knows casts doubt on limit and papers: nobody has judged it.
    """
    lines = (line.strip() for line in (text or "").split(" | "))
    return tuple(remark for line in lines if line for remark in _judged(line))


def _judged(text: str) -> tuple[Remark, ...]:
    found = [
        Remark(rule.touches, _filled(rule.sentence, match))
        for rule in RULES
        if (match := rule.pattern.search(text))
    ]
    unknown = Remark(_NOT_UNDERSTOOD.touches, _NOT_UNDERSTOOD.sentence.format(text=text))
    return tuple(found) or (unknown,)


def _filled(sentence: str, match: re.Match[str]) -> str:
    values = {name: value for name, value in match.groupdict().items() if value is not None}
    if "other" in values:
        values["days"] = values.pop("other")
    for name, value in values.items():
        values[name] = value.replace("working_day", "ngày làm việc").replace(" or ", " hoặc ")
    return sentence.format_map(values)
