"""What every reader of a catalogue gives back: procedures, and each row that it left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Procedure
from app.domain.text import one_line
from app.domain.words import refusal_sentence

_BULLET = re.compile(r"^[\s*+\-–•]+")
_COUNTED = re.compile(r"(?:Thành phần hồ sơ \d+ ?(?P<any>\(nếu có\))?:|\d{1,2}\.)\s+")
_COLON = re.compile(":")
_CONSISTING = re.compile(r",? gồm$")
_CASE_ONLY = re.compile(r"Đối với [^:]*")
_SHORT_NAME, _LONG_NAME, _LONGEST_HEAD = 20, 300, 500
"""Characters; a longer line is a name and then all the papers that may stand for it."""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that was left out: its code as printed, where it stands, why (one sentence)."""

    code: str | None
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conversion:
    """Text of an old typeface (TCVN3, VNI) that was converted: one sample, and how many."""

    encoding: str
    place: str
    before: str
    after: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read: its name without folders, and the sha256 of its bytes."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Abolition:
    """A code that the source itself marks as abolished."""

    code: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCatalogue:
    """The outcome of reading: nothing of it is in the catalogue yet.

    ``full`` says that the source lists every procedure of its kind, so that what is absent from
    it is gone.
    """

    procedures: tuple[Procedure, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    abolished: tuple[Abolition, ...] = ()
    converted: tuple[Conversion, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    full: bool = False


def skipped_row(code: object, place: str, refusal: Refusal) -> SkippedRow:
    """A row left out for a refusal."""
    printed = one_line(str(code)) if code not in (None, "") else None
    return SkippedRow(printed, place, refusal_sentence(refusal))


def row_wrong(place: str, value: object) -> Refusal:
    """What does not have the shape of its kind."""
    return Refusal(Reason.CATALOGUE_ROW_WRONG, place=place, value=one_line(str(value)[:80]))


class Fields:
    """A JSON object of somebody else's making, read without trusting its types."""

    def __init__(self, plain: Mapping[str, Any], place: str) -> None:
        self._plain = plain
        self.place = place

    def text(self, name: str) -> str | None:
        """One line of text; ``None`` when absent or empty. Raises ``Refusal`` for other types."""
        value = self._plain.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise row_wrong(f"{self.place}, {name}", value)
        return one_line(value) or None

    def flag(self, name: str) -> bool:
        """Whether the value is exactly true."""
        return self._plain.get(name) is True

    def objects(self, name: str) -> tuple[Fields, ...]:
        """A list of objects; absent counts as empty. Raises ``Refusal`` for other types."""
        value = self._plain.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
            raise row_wrong(f"{self.place}, {name}", value)
        return tuple(Fields(each, self.place) for each in value)

    def object(self, name: str) -> Fields | None:
        """An object inside, if there is one."""
        value = self._plain.get(name)
        return Fields(value, self.place) if isinstance(value, Mapping) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts without empty ones and doubles, in order."""
        value = self._plain.get(name) or []
        if not isinstance(value, list):
            raise row_wrong(f"{self.place}, {name}", value)
        lines = (one_line(each) for each in value if isinstance(each, str))
        return unique(line for line in lines if line)

    def raw(self, name: str) -> Any:
        """The value as it stands."""
        return self._plain.get(name)


def paper_name(text: str) -> tuple[str, str | None]:
    """A line of a list of papers as a name and, where it goes on to list variants, a note.

    The name has no bullet and no "Thành phần hồ sơ 1:"; "(nếu có)" stands at its end.
    """
    line = _BULLET.sub("", text)
    counted = _COUNTED.match(line)
    name = line[counted.end() :] if counted else line
    variants = None
    if len(name) > _LONG_NAME:
        heads = (
            name[: colon.start()] for colon in _COLON.finditer(name, _SHORT_NAME, _LONGEST_HEAD)
        )
        head = next((each for each in heads if not _CASE_ONLY.fullmatch(each)), name)
        name, variants = _CONSISTING.sub("", head), name[len(head) + 1 :].strip() or None
    if counted and counted["any"]:
        name = f"{name} {counted['any']}"
    return name or text, variants


def unique(lines: Iterable[str]) -> tuple[str, ...]:
    """The same lines without doubles, in order."""
    return tuple(dict.fromkeys(lines))
