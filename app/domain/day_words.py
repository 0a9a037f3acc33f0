"""Days as a clerk says them: ``hôm qua``, ``thứ hai``, ``12/11``, ``tháng 10``, ``từ ... đến``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from app.domain.dossier_query import DaySpan
from app.domain.typed_words import Found, Lexicon, TypedWord

Days = Callable[[date], DaySpan]
"""The days meant when something is said on a given day."""

_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})()")
_FULL_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_TWO_DATES = re.compile(r"(\d{1,2}/\d{1,2}(?:/\d{2,4})?)[-–](\d{1,2}/\d{1,2}(?:/\d{2,4})?)")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_CENTURY = 2000


def _day_after(days: int) -> Days:
    return lambda today: _single(today + timedelta(days))


def _week_after(weeks: int) -> Days:
    def meant(today: date) -> DaySpan:
        monday = today + timedelta(7 * weeks - today.weekday())
        return DaySpan(monday, monday + timedelta(6))

    return meant


def _month_after(months: int) -> Days:
    def meant(today: date) -> DaySpan:
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        return _month(year, month + 1)

    return meant


def _year_after(years: int) -> Days:
    return lambda today: DaySpan(date(today.year + years, 1, 1), date(today.year + years, 12, 31))


_WEEKS: dict[str, int] = {
    "tuần này": 0,
    "tuần trước": -1,
    "tuần qua": -1,
    "tuần sau": 1,
    "tuần tới": 1,
}
_RELATIVE: Lexicon[Days] = Lexicon(
    {
        "hôm nay": _day_after(0),
        "sáng nay": _day_after(0),
        "chiều nay": _day_after(0),
        "hôm qua": _day_after(-1),
        "hôm kia": _day_after(-2),
        "ngày mai": _day_after(1),
        "ngày kia": _day_after(2),
        **{said: _week_after(weeks) for said, weeks in _WEEKS.items()},
        "tháng này": _month_after(0),
        "tháng trước": _month_after(-1),
        "tháng sau": _month_after(1),
        "tháng tới": _month_after(1),
        "năm nay": _year_after(0),
        "năm ngoái": _year_after(-1),
    }
)
_SOON = Lexicon({"mai": _day_after(1), "mốt": _day_after(2)})
"""Said of a promise only: alone, *Mai* is a name."""

_WEEK = Lexicon(_WEEKS)
_WEEKDAY = Lexicon(
    {
        said: weekday
        for weekday, names in enumerate(
            (
                ("thứ hai", "thứ 2", "t2"),
                ("thứ ba", "thứ 3", "t3"),
                ("thứ tư", "thứ 4", "t4"),
                ("thứ năm", "thứ 5", "t5"),
                ("thứ sáu", "thứ 6", "t6"),
                ("thứ bảy", "thứ bẩy", "thứ 7", "t7"),
                ("chủ nhật",),
            )
        )
        for said in names
    }
)
_DAY, _MONTH, _YEAR = Lexicon({"ngày": True}), Lexicon({"tháng": True}), Lexicon({"năm": True})
_FROM, _TO = Lexicon({"từ": True, "từ ngày": True}), Lexicon({"đến": True, "tới": True})


class DayReader:
    """Reads days out of typed words, as they are meant on a given day.

    What has no year is the last such day; a promised day is the nearest such day.
    """

    def __init__(self, words: Sequence[TypedWord], today: date) -> None:
        self._words = words
        self._today = today

    def read(self, at: int, *, promised: bool = False) -> Found[DaySpan] | None:
        """Days that begin at a word; ``None`` for anything else, impossible dates too."""
        try:
            return self._range(at, promised) or self._days(at, promised)
        except (ValueError, OverflowError):
            return None

    def _range(self, at: int, promised: bool) -> Found[DaySpan] | None:
        start = _FROM.find(self._words, at)
        first = None if start is None else self._days(at + start.length, promised)
        after = at if start is None or first is None else at + start.length + first.length
        to = _TO.find(self._words, after)
        last = None if to is None else self._days(after + to.length, promised)
        if first is None and last is None:
            return None
        span = DaySpan(
            None if first is None else first.meaning.first,
            None if last is None else last.meaning.last,
        )
        end = after if to is None or last is None else after + to.length + last.length
        return Found(end - at, span, is_certain=True)

    def _days(self, at: int, promised: bool) -> Found[DaySpan] | None:
        return (
            self._weekday(at, promised)
            or self._relative(at, promised)
            or self._dated(at, promised)
            or self._in_month(at, promised)
        )

    def _relative(self, at: int, promised: bool) -> Found[DaySpan] | None:
        found = _RELATIVE.find(self._words, at)
        if found is None and promised:
            found = _SOON.find(self._words, at)
        if found is None:
            return None
        # None of them reads as a name, whatever marks are left out.
        return Found(found.length, found.meaning(self._today), is_certain=True)

    def _weekday(self, at: int, promised: bool) -> Found[DaySpan] | None:
        found = _WEEKDAY.find(self._words, at)
        if found is None:
            return None
        week = _WEEK.find(self._words, at + found.length)
        if week is not None:
            monday = self._today + timedelta(7 * week.meaning - self._today.weekday())
            day = _single(monday + timedelta(found.meaning))
            return Found(found.length + week.length, day, is_certain=True)
        apart = (found.meaning - self._today.weekday()) % 7
        if not promised and apart:
            apart -= 7
        is_numbered = self._words[at + found.length - 1].folded[-1:].isdigit()
        day = _single(self._today + timedelta(apart))
        return Found(found.length, day, found.is_certain or is_numbered)

    def _dated(self, at: int, promised: bool) -> Found[DaySpan] | None:
        marked = 1 if _DAY.find(self._words, at) else 0
        word = self._word(at + marked)
        if both := _TWO_DATES.fullmatch(word):
            days = [self._date(each, promised) for each in both.groups()]
            return Found(marked + 1, DaySpan(*days), is_certain=True)
        if _DAY_MONTH.fullmatch(word) or _FULL_DATE.fullmatch(word):
            return Found(marked + 1, _single(self._date(word, promised)), is_certain=True)
        if marked and word.isdecimal() and len(word) <= 2:
            return self._day_of_month(at, int(word), promised)
        return None

    def _day_of_month(self, at: int, day: int, promised: bool) -> Found[DaySpan] | None:
        named = self._in_month(at + 2, promised)
        if named is not None and named.meaning.first is not None:
            on = named.meaning.first.replace(day=day)
            return Found(2 + named.length, _single(on), is_certain=True)
        firsts = (_month_after(shift)(self._today).first for shift in (-1, 0, 1))
        days = _real((each.year, each.month, day) for each in firsts if each)
        return Found(2, _single(self._nearest(days, promised)), is_certain=True)

    def _in_month(self, at: int, promised: bool) -> Found[DaySpan] | None:
        """``tháng 10``, ``tháng 10/2025``, ``tháng 10 năm 2025``, ``năm 2025``."""
        word, after = self._word(at + 1), self._year(at + 2)
        if _YEAR.find(self._words, at) and (year := self._year(at)):
            return Found(2, _year_after(year - self._today.year)(self._today), is_certain=True)
        if not _MONTH.find(self._words, at):
            return None
        if named := _MONTH_YEAR.fullmatch(word):
            return Found(2, _month(int(named[2]), int(named[1])), is_certain=True)
        if not (word.isdecimal() and len(word) <= 2):
            return None
        if after is not None:
            return Found(4, _month(after, int(word)), is_certain=True)
        years = (self._today.year + shift for shift in (-1, 0, 1))
        first = self._nearest((date(year, int(word), 1) for year in years), promised)
        return Found(2, _month(first.year, first.month), is_certain=True)

    def _year(self, at: int) -> int | None:
        word = self._word(at + 1)
        if _YEAR.find(self._words, at) and word.isdecimal() and len(word) == 4:
            return int(word)
        return None

    def _date(self, word: str, promised: bool) -> date:
        found = _FULL_DATE.fullmatch(word) or _DAY_MONTH.fullmatch(word)
        if found is None:
            raise ValueError(word)
        day, month = int(found[1]), int(found[2])
        if found[3]:
            return date(int(found[3]) + (_CENTURY if len(found[3]) == 2 else 0), month, day)
        years = (self._today.year + shift for shift in (-1, 0, 1))
        return self._nearest(_real((year, month, day) for year in years), promised)

    def _nearest(self, days: Iterable[date], promised: bool) -> date:
        """The last of them that is not ahead; of promised days, the nearest on either side."""
        if promised:
            return min(days, key=lambda day: abs(day - self._today))
        return max(day for day in days if day <= self._today)

    def _word(self, at: int) -> str:
        return self._words[at].typed if at < len(self._words) else ""


def _single(day: date) -> DaySpan:
    return DaySpan(day, day)


def _month(year: int, month: int) -> DaySpan:
    return DaySpan(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _real(days: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    """Those that the calendar has; 29 February is not in every year."""
    for year, month, day in days:
        if 1 <= day <= monthrange(year, month)[1]:
            yield date(year, month, day)
