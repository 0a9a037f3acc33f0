"""Typed words against words of the trade: with their tone marks, or with none at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from app.domain.light_dataclass import dataclass
from app.domain.text import fold, nfc, sort_key

Meaning = TypeVar("Meaning")

_WORD = re.compile(r"[^\W_]+")

_AROUND = " \t,;:.!?()[]{}'`…"


@dataclass(frozen=True, slots=True)
class TypedWord:
    """One word between spaces: as typed, and folded."""

    typed: str
    folded: str

    @property
    def has_marks(self) -> bool:
        """Whether the officer typed any tone mark, hat or barred d."""
        return self.typed.casefold() != self.folded


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """Words of the trade that were recognised: how many typed words they take, what they mean.

    ``is_certain`` when at least one was typed with its own marks, or none of them has any.
    """

    length: int
    meaning: Meaning
    is_certain: bool


def folded_words(text: str) -> list[str]:
    """The words of a text as they are indexed and looked for."""
    if text.isascii():  # codes, numbers, what clerks type: nothing to decompose
        return _WORD.findall(text.lower())
    return [nfc(word) for word in _WORD.findall(fold(text))]


def typed_word(text: str) -> TypedWord:
    """A word without the punctuation around it."""
    bare = nfc(text).strip(_AROUND)
    return TypedWord(bare, fold(bare))


class Lexicon(Generic[Meaning]):
    """Phrases of the trade; the longest that fits is recognised. Immutable after it is built."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Mapping[str, Meaning]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase in sorted(phrases, key=lambda each: -len(each.split())):
            words = tuple(phrase.split())
            self._by_first.setdefault(fold(words[0]), []).append((words, phrases[phrase]))

    def find(self, words: Sequence[TypedWord], at: int) -> Found[Meaning] | None:
        """The longest phrase that begins at a word; a wrong tone mark is another word."""
        if at >= len(words):
            return None
        for phrase, meaning in self._by_first.get(words[at].folded, ()):
            typed = words[at : at + len(phrase)]
            if len(typed) == len(phrase) and all(map(_fits, typed, phrase)):
                certain = any(each.has_marks for each in typed) or phrase == _folded(phrase)
                return Found(len(phrase), meaning, certain)
        return None


def _fits(typed: TypedWord, word: str) -> bool:
    if not typed.has_marks:
        return typed.folded == fold(word)
    return _letters_and_tones(typed.typed) == _letters_and_tones(word)


def _letters_and_tones(word: str) -> str:
    """``huỷ`` and ``hủy`` are one word: the tone counts, not the letter above which it stands."""
    return sort_key(word).rpartition("\t")[0]


def _folded(phrase: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, phrase))
