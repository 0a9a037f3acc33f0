"""Dates as the head of a Vietnamese page writes them."""

from __future__ import annotations

from datetime import date, datetime

from app.domain.moments import local

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def long_date(on: date) -> str:
    """``Thứ Bảy, ngày 21 tháng 11 năm 2026``; months below 3 with a zero, as offices write."""
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"{WEEKDAYS[on.weekday()]}, ngày {on.day:02d} tháng {month} năm {on.year}"


def moment_words(moment: datetime) -> str:
    """``16:00 ngày 26/11/2026``."""
    return f"{local(moment):%H:%M ngày %d/%m/%Y}"
