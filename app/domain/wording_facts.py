"""What is recorded when the office changes the words on its papers."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingText:
    """One text by the key of its slot; absent ``text`` means back to the standard one."""

    key: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingPrivate:
    """The texts that name persons: who signs."""

    texts: tuple[WordingText, ...]
    salt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingChanged(Fact):
    """Words on papers were changed from a day on; papers of before keep theirs."""

    kind = "wording.changed"
    valid_from: date
    texts: tuple[WordingText, ...] = ()
    private: WordingPrivate | None = None


FACTS: tuple[type[Fact], ...] = (WordingChanged,)
