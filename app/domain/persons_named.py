"""Whom private parts name, and whether other text names one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.light_dataclass import dataclass
from app.domain.text import fold
from app.domain.typed_words import folded_words

_NAMES = frozenset({"full_name", "name"})
_NUMBERS = frozenset({"number", "identity_number", "phone", "email", "tax_code"})
_FORM = "form"
_SHORTEST_NUMBER = 8
"""Signs; a shorter number may mean anybody."""


@dataclass(frozen=True, slots=True)
class PersonsNamed:
    """Names and numbers of some persons, folded."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    def stand_in_form(self, texts: Iterable[str]) -> bool:
        """Whether a half-typed form is about one of them.

        Their number says so; their name alone does, unless a number of somebody else stands
        beside it: names are shared.
        """
        folded = [fold(text) for text in texts]
        bare = [_bare(text) for text in folded]
        if any(number in text for number in self.numbers for text in bare):
            return True
        is_numbered = any(len(text) >= _SHORTEST_NUMBER and text.isdecimal() for text in bare)
        return not is_numbered and any(name == text for name in self.names for text in folded)

    def stand_in_search(self, texts: Iterable[str]) -> bool:
        """Whether somebody looked for one of them: all words of the name, or the number."""
        typed = " ".join(texts)
        words, bare = set(folded_words(typed)), _bare(fold(typed))
        full_names = (set(folded_words(name)) for name in self.names)
        return any(number in bare for number in self.numbers) or any(
            len(name) > 1 and name <= words for name in full_names
        )


def persons_named(private_parts: Iterable[bytes]) -> PersonsNamed:
    """Everybody whom these private parts name, whatever their kind and version."""
    pairs = [pair for part in private_parts for pair in _pairs(json.loads(part))]
    return PersonsNamed(
        names=frozenset(fold(text) for key, text in pairs if key in _NAMES and text.strip()),
        numbers=frozenset(
            _bare(fold(text))
            for key, text in pairs
            if key in _NUMBERS and len(_bare(fold(text))) >= _SHORTEST_NUMBER
        ),
    )


def _pairs(plain: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(plain, dict):
        for name, value in plain.items():
            yield from _pairs(value, name)
    elif isinstance(plain, list):
        for value in plain:
            yield from _pairs(value, key)
    elif isinstance(plain, str) and key == _FORM:
        yield from _pairs(_form(plain))
    elif isinstance(plain, str):
        yield key, plain


def _form(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _bare(text: str) -> str:
    return "".join(each for each in text if not each.isspace() and each not in ".-()")
