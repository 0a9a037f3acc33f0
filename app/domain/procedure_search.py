"""Finds a procedure while it is being typed: by code, initials or words, one slip forgiven."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from app.domain.light_dataclass import dataclass
from app.domain.text import fold
from app.domain.typing_slips import SHORTEST_WITH_SLIP, is_one_slip, shorter_by_one, slip_table

_WORD = re.compile(r"[a-z0-9]+")
_DIGITS = re.compile(r"[0-9]+")
_FORMAL_OPENING = "thu tuc"
"""Half of the names begin with it and half do not: it tells nothing."""

_SHORTEST_INITIALS = 2
_SHORTEST_TAIL = 3

_CODE_DIGITS = 7
_APART = 5
_BITS_OF = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureHeading:
    """What a list of procedures shows; ``digest`` leads to the rest."""

    code: str
    name: str
    digest: str
    sector: str | None = None
    is_receivable: bool = False
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class _Form:
    """The folded forms of a heading."""

    name: str
    sector: str
    initials: str
    code: str


class CatalogueIndex:
    """The headings of a catalogue, ready to be searched at each keystroke.

    Immutable after it is built. A set of headings is an integer with a bit for each place; places
    are given so that, all else equal, the smaller one is to be shown first.
    """

    __slots__ = (
        "_all",
        "_codes",
        "_forms",
        "_headings",
        "_places",
        "_postings",
        "_slips",
        "_words",
    )

    def __init__(self, headings: Iterable[ProcedureHeading]) -> None:
        self._headings = tuple(sorted(headings, key=_dullness))
        self._forms = _forms(self._headings)
        self._places = {each.code: place for place, each in enumerate(self._headings)}
        self._all = (1 << len(self._headings)) - 1
        self._postings = _postings(self._forms)
        self._words = sorted(self._postings)
        self._slips = slip_table(self._words)
        self._codes = sorted((form.code, place) for place, form in enumerate(self._forms))

    def __len__(self) -> int:
        return len(self._headings)

    def heading(self, code: str) -> ProcedureHeading | None:
        """The heading of a code, if the catalogue has it."""
        place = self._places.get(code)
        return None if place is None else self._headings[place]

    def search(
        self, text: str, *, limit: int = 20, favourites: Sequence[str] = ()
    ) -> tuple[ProcedureHeading, ...]:
        """The best headings, best first; ``favourites`` are codes pinned and used, in order.

        Nothing typed lists the favourites. What fits as typed comes before what fits with one
        slip (a letter wrong, missing, doubled or swapped, a space forgotten), unless the typed
        words stand scattered and the corrected ones together.
        """
        words = _WORD.findall(fold(text))
        if len(words) > 2 and " ".join(words[:2]) == _FORMAL_OPENING:
            words = words[2:]
        liked = [self._places[code] for code in favourites if code in self._places]
        places = self._found(words, liked) if words else iter(liked)
        return tuple(self._headings[place] for place in islice(places, limit))

    def _found(self, words: Sequence[str], liked: Sequence[int]) -> Iterator[int]:
        """Places in their order; what comes late is sought only when it is asked for."""
        typed, code = " ".join(words), "".join(words)
        typed, code = " ".join(words), "".join(words)
        coded = self._by_code(code)
        fitting = self._fitting(words) | coded | self._by_initials(words)
        first = (place for each, place in self._codes if each == code)
        before = (first, (each for each in liked if fitting >> each & 1), _places_of(coded))
        shown = 0
        for tier in chain(before, self._tiers(fitting, typed, words)):
            for place in _liked_first(tier, liked):
                if not shown >> place & 1:
                    shown |= 1 << place
                    yield place

    def _tiers(self, fitting: int, typed: str, words: Sequence[str]) -> Iterator[Iterable[int]]:
        together, scattered = self._by_quality(fitting, typed)
        yield together
        meant, corrected = self._with_one_slip(words)
        yield corrected
        yield scattered
        yield _places_of(meant)
        yield self._by_initials_of_some(words)

    def _by_quality(self, fitting: int, typed: str) -> tuple[list[int], list[int]]:
        """Places whose name shows what was typed in one piece, best first, and all others."""
        groups: tuple[list[int], ...] = tuple([] for _ in range(_APART + 1))
        for place in _places_of(fitting):
            groups[_quality(self._forms[place], typed)].append(place)
        return [place for group in groups[:_APART] for place in group], groups[_APART]

    def _fitting(self, words: Sequence[str]) -> int:
        fitting = self._all
        for word in words:
            fitting &= self._beginning_with(word)
        return fitting

    def _beginning_with(self, prefix: str) -> int:
        fitting = 0
        for place in range(bisect_left(self._words, prefix), len(self._words)):
            word = self._words[place]
            if not word.startswith(prefix):
                break
            fitting |= self._postings[word]
        return fitting

    def _by_code(self, code: str) -> int:
        """By a code typed with or without dots, from its beginning or by its tail."""
        typed = _DIGITS.match(code)
        if typed is None:
            return 0
        digits = typed[0][:_CODE_DIGITS]
        found = []
        for code_at in range(bisect_left(self._codes, (digits, -1)), len(self._codes)):
            if not self._codes[code_at][0].startswith(digits):
                break
            found.append(self._codes[code_at][1])
        if len(digits) >= _SHORTEST_TAIL:
            found += [place for each, place in self._codes if each.endswith(digits)]
        return _bits(found)

    def _by_initials(self, words: Sequence[str]) -> int:
        if len(words) != 1 or len(words[0]) < _SHORTEST_INITIALS:
            return 0
        return _bits(place for place, form in enumerate(self._forms) if words[0] in form.initials)

    def _by_initials_of_some(self, words: Sequence[str]) -> list[int]:
        """By initials with words left out between them, the closest together first."""
        if len(words) != 1 or len(words[0]) <= _SHORTEST_INITIALS or words[0].isdigit():
            return []
        sought = re.compile(".{0,2}".join(words[0]))
        spans = (sought.search(form.initials) for form in self._forms)
        found = [(len(span[0]), place) for place, span in enumerate(spans) if span]
        return [place for _, place in sorted(found)]

    def _with_one_slip(self, words: Sequence[str]) -> tuple[int, list[int]]:
        """Whatever fits when one word was mistyped; and of it, what shows the words together."""
        fitting, together = 0, []
        for at, word in enumerate(words):
            rest = self._fitting([*words[:at], *words[at + 1 :]])
            for meant, places in self._meant_by(word):
                found = places & rest
                if found:
                    fitting |= found
                    corrected = " ".join((*words[:at], meant, *words[at + 1 :]))
                    names = ((place, self._forms[place].name) for place in _places_of(found))
                    together += [place for place, name in names if corrected in name]
        return fitting, sorted(together)

    def _meant_by(self, word: str) -> Iterator[tuple[str, int]]:
        """Words one slip away, and pairs of words run together, with the places they stand in."""
        if len(word) < SHORTEST_WITH_SLIP or word.isdigit():
            return
        shapes = {word, *shorter_by_one(word)}
        near = {each for shape in shapes for each in self._slips.get(shape, ())}
        yield from ((each, self._postings[each]) for each in near if is_one_slip(word, each))
        for cut in range(1, len(word)):
            first = self._postings.get(word[:cut])
            if first:
                yield f"{word[:cut]} {word[cut:]}", first & self._beginning_with(word[cut:])


def _dullness(heading: ProcedureHeading) -> tuple[bool, int, str]:
    """All else equal: what can be received, short names, small codes come first."""
    return not heading.is_receivable, len(heading.name), heading.code


def _forms(headings: Sequence[ProcedureHeading]) -> tuple[_Form, ...]:
    """Folded forms. Each distinct word is folded once: names share most of their words."""
    folded: dict[str, str] = {}

    def folded_words(text: str) -> str:
        words = text.split()
        for word in words:
            if word not in folded:
                folded[word] = fold(word)
        return " ".join(folded[word] for word in words)

    def form(heading: ProcedureHeading) -> _Form:
        name = " ".join(_WORD.findall(folded_words(heading.name))).removeprefix(
            f"{_FORMAL_OPENING} "
        )
        letters = "".join(word[0] for word in name.split() if word[0].isalpha())
        return _Form(
            name, folded_words(heading.sector or ""), letters, heading.code.replace(".", "")
        )

    return tuple(form(each) for each in headings)


def _postings(forms: Sequence[_Form]) -> dict[str, int]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, form in enumerate(forms):
        for word in set(_WORD.findall(f"{_FORMAL_OPENING} {form.name} {form.sector}")):
            places[word].append(place)
    return {word: _bits(each) for word, each in places.items()}


def _bits(places: Iterable[int]) -> int:
    """A set of places; by way of bytes, since each change of a long integer copies it."""
    content = bytearray()
    for place in places:
        at = place >> 3
        if at >= len(content):
            content.extend(bytes(at + 1 - len(content)))
        content[at] |= 1 << (place & 7)
    return int.from_bytes(content, "little")


def _places_of(bits: int) -> Iterator[int]:
    """The places of a set, ascending."""
    for at, byte in enumerate(bits.to_bytes((bits.bit_length() + 7) // 8, "little")):
        for bit in _BITS_OF[byte]:
            yield at * 8 + bit


def _liked_first(tier: Iterable[int], liked: Sequence[int]) -> Iterable[int]:
    places = list(tier)
    among = set(places)
    return chain((each for each in liked if each in among), places)


def _quality(form: _Form, typed: str) -> int:
    """How a name shows what was typed: whole, from its beginning, as initials, inside, apart."""
    name = form.name
    if typed in name:
        if name.startswith(typed):
            return 0 if len(name) == len(typed) else 1
        return 3
    if typed in form.initials:
        return 2 if form.initials == typed else 4
    return _APART
