"""Reports, and the beginning and end of days, as sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.fact_parts import FreeWords
from app.domain.money_words import money_text
from app.domain.report_facts import DayLine, DeskClosed, DeskOpened, ReportIssued
from app.domain.wholeness import lacking_words


def _issued(fact: ReportIssued) -> str:
    lacking = lacking_words(fact.whole)
    return (
        f"Ban hành báo cáo {fact.asked.name}, {fact.asked.period.words.lower()}: "
        f"{fact.dossiers} hồ sơ{f'; số liệu chưa đủ: {lacking}' if lacking else ''}."
        f"{_why(fact.private)}"
    )


def _opened(fact: DeskOpened) -> str:
    return f"Mở ngày làm việc {fact.on:%d/%m/%Y}{_left(fact.lines)}."


def _closed(fact: DeskClosed) -> str:
    cash = (
        "" if fact.cash_counted is None else f", tiền mặt đếm được {money_text(fact.cash_counted)}"
    )
    return f"Khóa ngày làm việc {fact.on:%d/%m/%Y}{cash}{_left(fact.lines)}.{_why(fact.private)}"


def _why(private: FreeWords | None) -> str:
    return f" Lý do: {private.words.rstrip('.')}." if private else ""


def _left(lines: tuple[DayLine, ...]) -> str:
    count = sum(not each.is_fine for each in lines)
    return f"; còn {count} mục chưa xong" if count else ""


SENTENCES: dict[type, Callable[[Any], str]] = {
    ReportIssued: _issued,
    DeskOpened: _opened,
    DeskClosed: _closed,
}
