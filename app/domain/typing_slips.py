"""Words that are one slip of the finger apart, found without walking over all words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from string import ascii_lowercase

SHORTEST_WITH_SLIP = 3
"""Letters; one slip in two leaves nothing to recognise."""


def is_one_slip(typed: str, meant: str) -> bool:
    """Whether two words are one letter wrong, missing, too many, or two neighbours swapped."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, other = typed[start:], meant[start:]
    return (
        rest[1:] == other[1:]
        or rest[1:] == other
        or rest == other[1:]
        or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
    )


def slip_table(words: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each word under itself and under every form with one letter gone.

    Two words one slip apart share such a form, so a look-up replaces a walk over all words.
    """
    table: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST_WITH_SLIP - 1 and not word.isdigit():
            for shape in {word, *shorter_by_one(word)}:
                table[shape].append(word)
    return {shape: tuple(each) for shape, each in table.items()}


def one_slip_away(word: str) -> frozenset[str]:
    """Every word of plain letters that is one slip away; some 50 for each letter typed."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    swapped = {first + rest[1] + rest[0] + rest[2:] for first, rest in cuts if len(rest) > 1}
    replaced = {first + each + rest[1:] for first, rest in cuts if rest for each in ascii_lowercase}
    longer = {first + each + rest for first, rest in cuts for each in ascii_lowercase}
    return frozenset(swapped | replaced | longer | set(shorter_by_one(word))) - {word}


def shorter_by_one(word: str) -> Iterator[str]:
    """The forms of a word with one letter gone."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))
