"""Questions about dossiers as FTS5 expressions: groups of alternatives that must all be met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from app.domain.dossier_query import OVERDUE_STATES, DaySpan, DossierQuery
from app.domain.typing_slips import SHORTEST_WITH_SLIP, one_slip_away
from app.models.search import (
    EVERY,
    DayBounds,
    desk_word,
    due_month_word,
    due_word,
    is_tail,
    procedure_word,
    received_month_word,
    received_word,
    sector_word,
    seer_word,
    state_word,
    tail_word,
)

_MOST_WORDS = 64
_MOST_CORRECTED, _LONGEST_CORRECTED = 6, 16
_DAY = timedelta(1)
_NOTHING = '"__none"'
DayWord = Callable[[date], str]


def match_of(queries: Iterable[DossierQuery], bounds: DayBounds | None = None) -> str:
    """The expression that a dossier fits when it meets every query.

    ``bounds`` keep spans of days short; without any dossier there are none.
    """
    groups = [group for query in queries for group in (*_words(query), *_filters(query, bounds))]
    return _all(groups)


def due_span(queries: Iterable[DossierQuery], bounds: DayBounds) -> tuple[date, date]:
    """First and last day on which something that fits can be promised."""
    first, last = bounds.due
    for query in queries:
        if query.due:
            first = max(first, min(span.first or first for span in query.due))
            last = min(last, max(span.last or last for span in query.due))
        if query.overdue_on is not None:
            last = min(last, query.overdue_on - _DAY)
    return first, last


def match_with_a_slip(
    queries: Iterable[DossierQuery], bounds: DayBounds | None = None
) -> str | None:
    """The same with one letter of one word wrong, missing, doubled or swapped.

    ``None`` where no word can be recognised by the rest of its letters, or there are too many.
    """
    queries = tuple(queries)
    plain = [word for each in queries for word in (*each.words, each.beginning) if word]
    if len(plain) > _MOST_CORRECTED:
        return None
    kept = [group for each in queries for group in _filters(each, bounds)]
    words = [group for each in queries for group in _words(each)]
    slips = [
        _all([*(group for group in words if group not in _alone(word)), _any(one_slip_away(word))])
        for word in plain
        if SHORTEST_WITH_SLIP <= len(word) <= _LONGEST_CORRECTED
        and word.isascii()
        and word.isalpha()
    ]
    return _all([_either(slips), *kept]) if slips else None


def and_any(match: str, words: Iterable[str]) -> str:
    """Narrowed to what stands under one of these facets."""
    return f"({match}) AND {_any(words)}"


def _words(query: DossierQuery) -> list[str]:
    if len(query.words) > _MOST_WORDS:
        return [_NOTHING]
    groups = [_found_as(word) for word in query.words]
    groups += [f'"{phrase}"' for phrase in query.phrases]
    if query.beginning is not None:
        groups.append(_beginning_as(query.beginning))
    return groups


def _alone(word: str) -> tuple[str, str]:
    return _found_as(word), _beginning_as(word)


def _found_as(word: str) -> str:
    return f'("{word}" OR "{tail_word(word)}"*)' if is_tail(word) else f'"{word}"'


def _beginning_as(word: str) -> str:
    return f'("{word}"* OR "{tail_word(word)}"*)' if is_tail(word) else f'"{word}"*'


def _filters(query: DossierQuery, bounds: DayBounds | None) -> Iterator[str]:
    chosen = (
        [state_word(each) for each in query.states],
        [desk_word(each) for each in query.desks],
        [procedure_word(each) for each in query.procedures],
        [sector_word(each) for each in query.sectors],
        [seer_word(each) for each in query.seers],
    )
    yield from (_any(words) for words in chosen if words)
    if bounds is None:
        return
    if query.received:
        yield _any(_days(query.received, bounds.received, received_word, received_month_word))
    if query.due:
        yield _any(_days(query.due, bounds.due, due_word, due_month_word))
    if query.overdue_on is not None:
        # What is promised later spans months, what was promised before spans years.
        later = _days((DaySpan(query.overdue_on),), bounds.due, due_word, due_month_word)
        yield f"({_any(state_word(each) for each in OVERDUE_STATES)} NOT {_any(later)})"


def _days(
    spans: Iterable[DaySpan], bounds: tuple[date, date], day: DayWord, month: DayWord
) -> list[str]:
    """Whole months as months, the rest as days; nothing outside what there is."""
    words: dict[str, None] = {}
    for span in spans:
        first = max(span.first or bounds[0], bounds[0])
        last = min(span.last or bounds[1], bounds[1])
        while first <= last:
            end = _end_of_month(first)
            if first.day == 1 and (end <= last or last == bounds[1]):
                words[month(first)] = None
                first = end + _DAY
            else:
                words[day(first)] = None
                first += _DAY
    return list(words)


def _end_of_month(on: date) -> date:
    return (on.replace(day=28) + timedelta(4)).replace(day=1) - _DAY


def _any(words: Iterable[str]) -> str:
    found = " OR ".join(f'"{word}"' for word in sorted(words))
    return f"({found})" if found else _NOTHING


def _either(expressions: Iterable[str]) -> str:
    return "(" + " OR ".join(f"({each})" for each in expressions) + ")"


def _all(groups: Iterable[str]) -> str:
    return " AND ".join(groups) or f'"{EVERY}"'
