from __future__ import annotations

from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest

from app.domain.deed_forms import FORMS
from app.domain.form_words import CHOICE_WORDS, choices_of


def kinds_in(hint: Any) -> set[type[StrEnum]]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {hint}
    found: set[type[StrEnum]] = set()
    return found.union(*(kinds_in(each) for each in get_args(hint)))


CHOSEN = set().union(
    *(kinds_in(hint) for form in FORMS.values() for hint in get_type_hints(form).values())
)


def test_every_choice_of_a_form_has_words_and_no_other() -> None:
    assert set(CHOICE_WORDS) == CHOSEN


@pytest.mark.parametrize("kind", sorted(CHOSEN, key=lambda each: each.__name__))
def test_every_member_has_words_of_its_own(kind: type[StrEnum]) -> None:
    words = CHOICE_WORDS[kind]
    assert set(words) == set(kind)
    assert len(set(words.values())) == len(kind)
    assert [value for value, _ in choices_of(kind)] == [each.value for each in kind]
    assert all(said[0].isupper() for _, said in choices_of(kind))
