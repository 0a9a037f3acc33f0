"""One invented fact of every kind about reports and days."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact, FreeWords
from app.domain.report_facts import (
    DayLine,
    DeskClosed,
    DeskOpened,
    IssuedRow,
    ReportIssued,
    StreamMark,
)
from app.domain.report_shape import GroupBy, ReportAsked, RowKind
from app.domain.wholeness import DeskBehind, Wholeness

ON = date(2026, 11, 20)

REPORTS: tuple[Fact, ...] = (
    ReportIssued(
        asked=ReportAsked(
            name="ii06a", first=date(2026, 9, 15), last=date(2026, 12, 14), by=GroupBy.SECTOR
        ),
        marks=(StreamMark(stream="01900000-0000-7000-8000-0000000000aa", n=4700, chain="ab" * 32),),
        streams=(StreamMark(stream="H40.16", n=9100, chain="0a" * 32),),
        columns=("received", "settled", "in_process"),
        rows=(
            IssuedRow(key="Cấp xã", figures=(12, 10, 2), kind=RowKind.GROUP),
            IssuedRow(key="Cấp xã|Hộ tịch", figures=(12, 10, 2)),
        ),
        dossiers=12,
        list_digest="cd" * 32,
        digest="ef" * 32,
        whole=Wholeness(
            until=date(2026, 12, 10),
            behind=(DeskBehind(desk=2, whole_on=date(2026, 12, 10)), DeskBehind(desk=5)),
            owed=3,
        ),
        private=FreeWords(words="Quầy 2 hỏng máy, hạn nộp báo cáo là hôm nay"),
    ),
    DeskOpened(on=ON, lines=(DayLine(key="calendar", figure=1),)),
    DeskClosed(
        on=ON,
        lines=(DayLine(key="received", figure=31), DayLine(key="unsent", figure=4, is_fine=False)),
        cash_expected=120000,
        cash_counted=110000,
        private=FreeWords(words="Mạng hỏng từ 15:00"),
    ),
)
