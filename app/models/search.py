"""Search over dossiers: the only SQL that speaks SQLite's dialect.

The text is folded in Python before it is indexed, because FTS5 does not fold đ. What lists filter
by stands in the same index as words that nobody can type: one intersection answers names, states,
desks and days together, and stays fast when each of them alone is common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.typed_words import folded_words
from app.models.database import run
from app.models.prepared import Prepared

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE dossier_search USING fts5("
    "words, content='', contentless_delete=1, prefix='1 2 3 4', "
    "tokenize=\"unicode61 tokenchars '_'\")",
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('secure-delete', 1)",
)
"""Statements that make the index; erased words are wiped from its pages by ``merge_step``."""

SHORTEST_TAIL = 3
"""Signs; a shorter end of a number says nothing."""

_PUT = Prepared(
    text("INSERT OR REPLACE INTO dossier_search(rowid, words) VALUES (:number, :words)")
)
_MERGE = text("INSERT INTO dossier_search(dossier_search, rank) VALUES ('merge', :pages)")
_CHANGES = text("SELECT total_changes()")
_PAGES_A_STEP = 100
"""Small enough that a reception waits no longer than a blink for a step."""
_CLEAR = text("DELETE FROM dossier_search")
_OLDER = text(
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH :match AND rowid < :number "
    "ORDER BY rowid DESC LIMIT :limit"
)
_NEWER = text(
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH :match AND rowid > :number "
    "ORDER BY rowid LIMIT :limit"
)
_COUNT = text(
    "SELECT count(*) FROM (SELECT 1 FROM dossier_search WHERE dossier_search MATCH :match "
    "LIMIT :limit)"
)
_BOUNDS = text(
    "SELECT (SELECT min(received_on) FROM dossier WHERE tenant = :of), "
    "(SELECT max(received_on) FROM dossier WHERE tenant = :of), "
    "(SELECT min(due_on) FROM dossier WHERE tenant = :of), "
    "(SELECT max(due_on) FROM dossier WHERE tenant = :of)"
)
# A cross join keeps SQLite from walking all dossiers by due date to save itself a small sort.
_DUE_DAYS = text(
    "SELECT due_on, number FROM json_each(:numbers) AS asked CROSS JOIN dossier "
    "WHERE tenant = :of AND number = asked.value ORDER BY due_on, number"
)
BEYOND_ALL = 2**62
"""A number that no dossier reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a list of dossiers can be narrowed by."""

    state: str
    desk: int | None
    procedure_code: str
    sector: str | None
    received_on: date
    due_on: date
    seers: tuple[str, ...] = ()

    def words(self) -> tuple[str, ...]:
        """The facets as words of the index."""
        found = (
            EVERY,
            state_word(self.state),
            None if self.desk is None else desk_word(self.desk),
            procedure_word(self.procedure_code),
            None if self.sector is None else sector_word(self.sector),
            received_word(self.received_on),
            received_month_word(self.received_on),
            due_word(self.due_on),
            due_month_word(self.due_on),
            *(seer_word(each) for each in self.seers),
        )
        return tuple(each for each in found if each is not None)


EVERY = "__e"
"""Stands with every dossier, so that a list without any filter is a search too."""


def state_word(state: str) -> str:
    """Facet of a state."""
    return f"__s{state}"


def desk_word(desk: int) -> str:
    """Facet of the desk that received."""
    return f"__q{desk}"


def procedure_word(code: str) -> str:
    """Facet of a procedure."""
    return f"__p{_joined(code)}"


def sector_word(sector: str) -> str:
    """Facet of a sector."""
    return f"__l{_joined(sector)}"


def received_word(on: date) -> str:
    """Facet of a day of reception."""
    return f"__r{on:%Y%m%d}"


def received_month_word(on: date) -> str:
    """Facet of a month of reception: a long span is asked for in months."""
    return f"__m{on:%Y%m}"


def due_word(on: date) -> str:
    """Facet of a promised day."""
    return f"__h{on:%Y%m%d}"


def due_month_word(on: date) -> str:
    """Facet of the month of a promise."""
    return f"__t{on:%Y%m}"


def seer_word(seer: str) -> str:
    """Facet of somebody who sees no more than their own."""
    return f"__v{seer}"


def tail_word(digits: str) -> str:
    """A number from its end, so that its tail is found as a beginning."""
    return f"_{digits[::-1]}"


@dataclass(frozen=True, slots=True)
class DayBounds:
    """First and last day of reception and of promise among all dossiers."""

    received: tuple[date, date]
    due: tuple[date, date]


def index_words(session: Session, numbered: Sequence[tuple[int, str]]) -> None:
    """Make dossiers findable by the words that ``indexed_words`` gave, by their numbers."""
    _PUT.write(session, *({"number": number, "words": words} for number, words in numbered))


def indexed_words(texts: Iterable[str | None], facets: Facets) -> str:
    """What stands in the index for one dossier: texts, the tails of their numbers, its facets."""
    words = [word for each in texts if each for word in folded_words(each)]
    tails = [tail_word(word) for word in words if is_tail(word)]
    return " ".join((*words, *tails, *facets.words()))


def is_tail(word: str) -> bool:
    """Whether a word is, or ends, a number that people know by its last digits."""
    return len(word) >= SHORTEST_TAIL and any(each.isdecimal() for each in word)


def clear_index(session: Session) -> None:
    """Empty the index, before a rebuild."""
    run(session, _CLEAR)


def merge_step(session: Session, *, first: bool) -> bool:
    """Bring the index a step nearer to one without words of what left it; ``False`` at the end.

    An index without content of its own only marks what is deleted; the words themselves go when
    its parts are merged.
    """
    before: int = run(session, _CHANGES).scalar_one()
    run(session, _MERGE, {"pages": -_PAGES_A_STEP if first else _PAGES_A_STEP})
    after: int = run(session, _CHANGES).scalar_one()
    return after - before > 1


def older(session: Session, match: str, number: int, limit: int) -> list[int]:
    """Numbers below ``number`` that match, the newest first."""
    found = run(session, _OLDER, {"match": match, "number": number, "limit": limit})
    return [row[0] for row in found]


def newer(session: Session, match: str, number: int, limit: int) -> list[int]:
    """Numbers above ``number`` that match, the oldest first."""
    found = run(session, _NEWER, {"match": match, "number": number, "limit": limit})
    return [row[0] for row in found]


def count(session: Session, match: str, limit: int) -> int:
    """How many match, counted no further than ``limit``."""
    found: int = run(session, _COUNT, {"match": match, "limit": limit}).scalar_one()
    return found


def due_days(session: Session, tenant: str, numbers: Sequence[int]) -> list[tuple[date, int]]:
    """When each of these dossiers was promised, with its number, in that order."""
    rows = run(session, _DUE_DAYS, {"of": tenant, "numbers": str(list(numbers))}) if numbers else ()
    return [(date.fromisoformat(due_on), number) for due_on, number in rows]


def day_bounds(session: Session, tenant: str) -> DayBounds | None:
    """Between which days all dossiers lie; ``None`` while there are none."""
    row = run(session, _BOUNDS, {"of": tenant}).one()
    days = [date.fromisoformat(each) for each in row if each is not None]
    return DayBounds((days[0], days[1]), (days[2], days[3])) if days else None


@lru_cache(maxsize=4096)
def _joined(plain: str) -> str:
    return "_".join(folded_words(plain))
