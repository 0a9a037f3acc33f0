"""Search over dossiers: the only SQL that speaks SQLite's dialect.

The text is folded in Python before it is indexed, because FTS5 does not fold đ.
"""

from __future__ import annotations

import re

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.domain.text import fold

SEARCH_TABLE = (
    "CREATE VIRTUAL TABLE dossier_search USING fts5("
    "words, content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61')",
    "INSERT INTO dossier_search(dossier_search, rank) VALUES ('secure-delete', 1)",
)
"""Statements that make the index; erased words are wiped from its pages, not only unlinked."""

_WORD = re.compile(r"[0-9a-z]+")
_SHORTEST_TAIL = 4

_PUT = text("INSERT OR REPLACE INTO dossier_search(rowid, words) VALUES (:number, :words)")
_DROP = text("DELETE FROM dossier_search WHERE rowid = :number")
_CLEAR = text("DELETE FROM dossier_search")
_FIND = text(
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH :words "
    "ORDER BY rowid DESC LIMIT :limit"
)


def index_dossier(session: Session, number: int, *texts: str | None) -> None:
    """Make a dossier findable by these texts, and by the last four digits of each number."""
    words = [word for each in texts if each for word in _WORD.findall(fold(each))]
    tails = [word[-_SHORTEST_TAIL:] for word in words if _is_long_number(word)]
    session.connection().execute(_PUT, {"number": number, "words": " ".join(words + tails)})


def forget_dossier(session: Session, number: int) -> None:
    """Take a dossier out of the index."""
    session.execute(_DROP, {"number": number})


def clear_index(session: Session) -> None:
    """Empty the index, before a rebuild."""
    session.execute(_CLEAR)


def find_numbers(session: Session, typed: str, limit: int) -> list[int]:
    """Numbers of the newest dossiers that hold every typed word, the last one as a beginning."""
    words = _WORD.findall(fold(typed))
    if not words:
        return []
    quoted = [f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*']
    found = session.connection().execute(_FIND, {"words": " ".join(quoted), "limit": limit})
    return [row[0] for row in found]


def _is_long_number(word: str) -> bool:
    return len(word) > _SHORTEST_TAIL and word.isdigit()
