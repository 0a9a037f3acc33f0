"""Reads what a clerk types to find dossiers: names, numbers, days, desks and states, in any order.

Whatever is not recognised stays a word to be found; nothing that was typed is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain import search_words
from app.domain.day_words import DayReader
from app.domain.dossier import DossierState
from app.domain.dossier_query import UNRETURNED_STATES, DaySpan, DossierQuery
from app.domain.text import nfc
from app.domain.typed_words import Found, Lexicon, TypedWord, folded_words, typed_word

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»')
_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}(?:\.\S{1,12})?")
_DESK_NUMBER = re.compile(r"[0-9]{1,2}")

_STATES: Lexicon[tuple[DossierState, ...]] = Lexicon(
    {
        "mới nhận": (DossierState.RECEIVED,),
        "đã nhận": (DossierState.RECEIVED,),
        "mới tiếp nhận": (DossierState.RECEIVED,),
        "đang giải quyết": (DossierState.IN_PROCESS,),
        "đang xử lý": (DossierState.IN_PROCESS,),
        "chờ bổ sung": (DossierState.AWAITING_SUPPLEMENT,),
        "chờ nộp phí": (DossierState.AWAITING_PAYMENT,),
        "chờ nộp tiền": (DossierState.AWAITING_PAYMENT,),
        "xin rút": (DossierState.WITHDRAWAL_ASKED,),
        "chờ trả": (DossierState.SETTLED,),
        "có kết quả": (DossierState.SETTLED,),
        "đã giải quyết": (DossierState.SETTLED,),
        "đã trả": (DossierState.RETURNED,),
        "đã trả kết quả": (DossierState.RETURNED,),
        "chưa trả": UNRETURNED_STATES,
        "đã dừng": (DossierState.STOPPED,),
        "bị từ chối": (DossierState.REFUSED,),
        "hủy": (DossierState.CANCELLED,),
        "đã hủy": (DossierState.CANCELLED,),
        "bị hủy": (DossierState.CANCELLED,),
        "đã thay thế": (DossierState.SUPERSEDED,),
    }
)
_OVERDUE = Lexicon({"quá hạn": True, "trễ hạn": True, "trễ hẹn": True})
_DUE_NOW = Lexicon({"đến hạn": True, "tới hạn": True})
_PROMISED = Lexicon({"hẹn": True, "hẹn trả": True, "hạn": True, "đến hạn": True, "tới hạn": True})
_RECEIVED = Lexicon({"nhận": True, "tiếp nhận": True, "nộp": True})
_DESK = Lexicon({"quầy": True, "quầy số": True})


@dataclass(frozen=True, slots=True)
class Understood:
    """A piece of what was typed that narrows the list, and what it was taken to mean."""

    typed: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to understand what was typed; ``understood`` is there to be shown."""

    query: DossierQuery
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkSearch:
    """What was typed, as first understood, and ``otherwise`` where it may mean a filter.

    Without tone marks *thu hai* may be a Monday or Ms Thu Hải: the name is sought first.
    """

    first: Reading
    otherwise: Reading | None = None


def read_clerk_search(typed: str, today: date) -> ClerkSearch:
    """Understand typed text on a given day; never raises."""
    first = _Reader(today, trusting=False)
    first.read(typed)
    if not first.doubted:
        return ClerkSearch(first=first.reading())
    second = _Reader(today, trusting=True)
    second.read(typed)
    return ClerkSearch(first=first.reading(), otherwise=second.reading())


@dataclass(slots=True)
class _Reader:
    """Collects the pieces; ``trusting`` takes a doubtful one as a filter."""

    today: date
    trusting: bool
    doubted: bool = False
    words: list[str] = field(default_factory=list)
    is_unfinished: bool = False
    phrases: list[str] = field(default_factory=list)
    states: list[DossierState] = field(default_factory=list)
    desks: list[int] = field(default_factory=list)
    procedures: list[str] = field(default_factory=list)
    received: list[DaySpan] = field(default_factory=list)
    due: list[DaySpan] = field(default_factory=list)
    is_overdue: bool = False
    understood: list[Understood] = field(default_factory=list)

    def read(self, typed: str) -> None:
        """Quoted names first; between them, word by word."""
        end = 0
        text = nfc(typed)
        for quoted in _QUOTED.finditer(text):
            self._read_words(text[end : quoted.start()])
            self._add_phrase(next(filter(None, quoted.groups()), ""))
            end = quoted.end()
        self._read_words(text[end:])

    def reading(self) -> Reading:
        """Everything collected so far."""
        finished = self.words[:-1] if self.is_unfinished else self.words
        query = DossierQuery(
            words=tuple(dict.fromkeys(finished)),
            beginning=self.words[-1] if self.is_unfinished else None,
            phrases=tuple(self.phrases),
            states=tuple(dict.fromkeys(self.states)),
            desks=tuple(dict.fromkeys(self.desks)),
            procedures=tuple(dict.fromkeys(self.procedures)),
            received=tuple(dict.fromkeys(self.received)),
            due=tuple(dict.fromkeys(self.due)),
            overdue_on=self.today if self.is_overdue else None,
        )
        return Reading(query=query, understood=tuple(self.understood))

    def _add_phrase(self, quoted: str) -> None:
        phrase = " ".join(folded_words(quoted))
        if phrase:
            self.phrases.append(phrase)
        self.is_unfinished = False

    def _read_words(self, text: str) -> None:
        words = [each for each in map(typed_word, text.split()) if each.typed]
        days = DayReader(words, self.today)
        at = 0
        while at < len(words):
            taken = self._filter(words, at, days)
            if taken is None:
                self._add_word(words[at])
                at += 1
                continue
            typed = " ".join(each.typed for each in words[at : at + taken.length])
            self.understood.append(Understood(typed, taken.meaning))
            self.is_unfinished = False
            at += taken.length

    def _add_word(self, word: TypedWord) -> None:
        found = folded_words(word.typed)
        if found:
            self.words += found
            self.is_unfinished = True

    def _filter(self, words: Sequence[TypedWord], at: int, days: DayReader) -> Found[str] | None:
        """The filter that begins at a word, noted, with what it means in words."""
        return (
            self._read_overdue(words, at)
            or self._read_days(words, at, days)
            or self._read_state(words, at)
            or self._read_desk(words, at)
            or self._read_procedure(words[at])
        )

    def _read_overdue(self, words: Sequence[TypedWord], at: int) -> Found[str] | None:
        found = _OVERDUE.find(words, at)
        if found is None:
            return None
        self.is_overdue = True
        return Found(found.length, search_words.OVERDUE, is_certain=True)

    def _read_days(self, words: Sequence[TypedWord], at: int, days: DayReader) -> Found[str] | None:
        for deeds, promised in ((_PROMISED, True), (_RECEIVED, False)):
            deed = deeds.find(words, at)
            said = None if deed is None else days.read(at + deed.length, promised=promised)
            if deed is not None and said is not None:
                return self._note_days(deed.length + said.length, said.meaning, promised=promised)
        if due_now := _DUE_NOW.find(words, at):
            return self._note_days(due_now.length, DaySpan(self.today, self.today), promised=True)
        alone = days.read(at)
        if alone is None or self._doubts(alone):
            return None
        return self._note_days(alone.length, alone.meaning, promised=False)

    def _note_days(self, length: int, span: DaySpan, *, promised: bool) -> Found[str]:
        (self.due if promised else self.received).append(span)
        return Found(length, search_words.days_text(span, promised=promised), is_certain=True)

    def _read_state(self, words: Sequence[TypedWord], at: int) -> Found[str] | None:
        found = _STATES.find(words, at)
        if found is None or self._doubts(found):
            return None
        self.states += found.meaning
        return Found(found.length, search_words.states_text(found.meaning), is_certain=True)

    def _read_desk(self, words: Sequence[TypedWord], at: int) -> Found[str] | None:
        found = _DESK.find(words, at)
        end = at if found is None else at + found.length
        if found is None or end >= len(words) or not _DESK_NUMBER.fullmatch(words[end].typed):
            return None
        self.desks.append(int(words[end].typed))
        meaning = search_words.desk_text(self.desks[-1])
        return Found(found.length + 1, meaning, is_certain=True)

    def _read_procedure(self, word: TypedWord) -> Found[str] | None:
        if not _PROCEDURE.fullmatch(word.typed):
            return None
        self.procedures.append(word.typed.upper())
        return Found(1, search_words.procedure_text(self.procedures[-1]), is_certain=True)

    def _doubts(self, found: Found[Any]) -> bool:
        """Whether a filter is left aside this time, since it may be somebody's name."""
        if found.is_certain:
            return False
        self.doubted = True
        return not self.trusting
