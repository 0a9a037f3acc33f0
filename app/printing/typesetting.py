"""Words to lines: the only place where text is measured, broken and put on the page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.domain.text import nfc
from app.printing.style import LEADING, REGULAR

_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_HARMLESS = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u1ea0-\u1ef9–—‘’“”…₫]*")
_ELLIPSIS = "…"
_TOLERANCE = 0.01
_BREAKS = "@./-_?&="
_LEAST = 0.8
"""A word too long for its line is set smaller down to this before it is cut."""

_COMPOUNDS = (
    "BỔ SUNG|CƠ QUAN|ĐÍNH CHÍNH|ĐƠN VỊ|GIA HẠN|GIẢI QUYẾT|HÀNH CHÍNH|HOÀN THIỆN|HỒ SƠ|KẾT QUẢ|"
    "KIỂM SOÁT|NHÂN DÂN|PHỤC VỤ|QUÁ TRÌNH|THÔNG BÁO|THỜI GIAN|THU HỒI|TIẾP NHẬN|TRUNG TÂM|"
    "TỪ CHỐI|ỦY BAN|VĂN BẢN|XIN LỖI|YÊU CẦU"
)
"""Words of two syllables that no heading is broken in."""

_WORD = re.compile(rf"(?:{_COMPOUNDS})(?=\b)\S*|\S+")


def printable(text: str) -> str:
    """One line of composed text: control, direction and broken characters are made harmless.

    The last border before the page: what a field holds can neither break a line of a slip nor
    turn its writing round.
    """
    if _HARMLESS.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    kept = (" " if _is_blank(each) else each for each in nfc(text) if not _is_harmful(each))
    return " ".join("".join(kept).split())


def _is_blank(character: str) -> bool:
    return character.isspace()


def _is_harmful(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) in _UNPRINTABLE


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one face; a blank parts it from its neighbours."""

    text: str
    size: float
    font: str = REGULAR


class Run(NamedTuple):
    """Text in one face at its place on a line."""

    x: float
    text: str
    font: str
    size: float


class Line(NamedTuple):
    """A broken line: its runs, its width, and the size that sets its leading."""

    runs: tuple[Run, ...]
    width: float
    size: float

    @property
    def height(self) -> float:
        """Distance to the next base line."""
        return self.size * LEADING

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """Write with the line's upper edge at ``top``."""
        base = top - 0.92 * self.size
        for run in self.runs:
            canvas.setFont(run.font, run.size)
            canvas.drawString(left + run.x, base, run.text)


class _Word(NamedTuple):
    text: str
    font: str
    size: float
    width: float
    blank: float


def wrap(spans: Sequence[Span], width: float) -> list[Line]:
    """Break spans into lines of at most ``width``; words longer than a line are cut.

    No text gives no lines.
    """
    lines: list[list[_Word]] = []
    used = width
    for word in _words(spans, width):
        if used + word.blank + word.width > width + _TOLERANCE:
            lines.append([word])
            used = word.width
        else:
            lines[-1].append(word)
            used += word.blank + word.width
    size = max((span.size for span in spans), default=0.0)
    return [_line(words, size) for words in lines]


def balanced(spans: Sequence[Span], width: float) -> list[Line]:
    """Lines of about the same length, no more of them than ``wrap`` needs: for centred text."""
    lines = wrap(spans, width)
    for share in (0.92, 0.84, 0.76, 0.68, 0.6) if len(lines) > 1 else ():
        tried = wrap(spans, width * share)
        if len(tried) > len(lines):
            break
        lines = tried
    return lines


def fit(text: str, *, font: str, size: float, width: float) -> Line:
    """One line: smaller by up to a fifth if that helps, else shortened with an ellipsis."""
    text = printable(text)
    wanted = stringWidth(text, font, size)
    size = size * min(1.0, max(0.8, width / wanted)) if wanted > width else size
    if stringWidth(text, font, size) > width + _TOLERANCE:
        while text and stringWidth(text + _ELLIPSIS, font, size) > width:
            text = text[:-1].rstrip()
        text += _ELLIPSIS
    return Line((Run(0.0, text, font, size),), stringWidth(text, font, size), size)


def _words(spans: Sequence[Span], width: float) -> Iterator[_Word]:
    for span in spans:
        font, size = span.font, span.size
        blank = stringWidth(" ", font, size)
        for text, unit in _measured(span.text, font):
            if unit * size <= width:
                yield _Word(text, font, size, unit * size, blank)
            elif " " in text:
                parts = (replace(span, text=part) for part in text.split())
                yield from (word for part in parts for word in _words([part], width))
            elif unit * size * _LEAST <= width:
                yield _Word(text, font, width / unit, width, blank)
            else:
                yield from _cut(text, span, width, blank)


@lru_cache(maxsize=1024)
def _measured(text: str, font: str) -> tuple[tuple[str, float], ...]:
    """Words and their widths at size 1: a paper is laid out at several sizes."""
    said = printable(text)
    words = _WORD.findall(said) if said.isupper() else said.split()
    return tuple((word, stringWidth(word, font, 1)) for word in words)


def _cut(text: str, span: Span, width: float, blank: float) -> Iterator[_Word]:
    font, size = span.font, span.size
    for piece in _pieces(text, span, width):
        yield _Word(piece, font, size, stringWidth(piece, font, size), blank)


def _pieces(word: str, span: Span, width: float) -> Iterator[str]:
    while word:
        cut = _fitting_length(word, span, width)
        yield word[:cut]
        word = word[cut:]


def _fitting_length(word: str, span: Span, width: float) -> int:
    """Characters that fit on a line; ends after a mark of addresses where one is near."""
    used = 0.0
    for index, character in enumerate(word):
        used += stringWidth(character, span.font, span.size)
        if used > width:
            mark = max(word.rfind(each, index // 2, index) for each in _BREAKS)
            return max(1, index if mark < 0 else mark + 1)
    return len(word)


def _line(words: Sequence[_Word], size: float) -> Line:
    runs: list[Run] = []
    x = 0.0
    for index, word in enumerate(words):
        x += word.blank if index else 0.0
        last = runs[-1] if runs else None
        if last and (last.font, last.size) == (word.font, word.size):
            runs[-1] = Run(last.x, f"{last.text} {word.text}", word.font, word.size)
        else:
            if last:
                runs[-1] = Run(last.x, f"{last.text} ", last.font, last.size)
            runs.append(Run(x, word.text, word.font, word.size))
        x += word.width
    return Line(tuple(runs), x, size)
