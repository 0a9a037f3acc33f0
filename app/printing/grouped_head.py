"""The heading of a wide table: columns under the name that they share, and their numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from app.printing.flow import Block
from app.printing.pieces import Column
from app.printing.style import BOLD, ITALIC, MM, THIN
from app.printing.typesetting import Line, Span, wrap

_PAD_X, _PAD_Y = 0.8 * MM, 0.7 * MM


@dataclass(frozen=True, slots=True)
class Headed:
    """A column: its heading, its width, the name above it and its number on the official form."""

    heading: str
    width: float
    group: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class _Box:
    """A ruled cell: where it stands from the left and from the top, and what is written in it."""

    left: float
    top: float
    width: float
    height: float
    lines: Sequence[Line]

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        x, y = left + self.left, top - self.top
        canvas.rect(x, y - self.height, self.width, self.height)
        y -= (self.height - _high(self.lines)) / 2
        for line in self.lines:
            line.paint(canvas, x + (self.width - line.width) / 2, y)
            y -= line.height


def grouped_head(column: Column, named: Sequence[Headed]) -> Block:
    """One block of two levels, and a third with numbers where any column has one."""
    size = column.type.small
    headings = [_words(each.heading, each.width, size) for each in named]
    groups = {run[0]: _words(name, _wide(run), size) for name, run in _runs(named) if name}
    upper = max((_tall(lines) for lines in groups.values()), default=0.0)
    under = [_tall(lines) for each, lines in zip(named, headings, strict=True) if each.group]
    alone = [_tall(lines) for each, lines in zip(named, headings, strict=True) if not each.group]
    whole = max([upper + max(under, default=0.0), *alone])
    boxes: list[_Box] = []
    left = 0.0
    for each, lines in zip(named, headings, strict=True):
        above = upper if each.group else 0.0
        boxes.append(_Box(left, above, each.width, whole - above, lines))
        if each in groups:
            run = next(run for _, run in _runs(named) if run[0] is each)
            boxes.append(_Box(left, 0.0, _wide(run), upper, groups[each]))
        left += each.width
    numbers = list(_numbers(named, whole, size))
    height = whole + (numbers[0].height if numbers else 0.0)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(THIN)
        for box in (*boxes, *numbers):
            box.paint(canvas, left, top)

    return Block(height, paint)


def _runs(named: Sequence[Headed]) -> Iterator[tuple[str, list[Headed]]]:
    """Neighbours that share a name; those without one stand alone all the same."""
    return ((name, list(run)) for name, run in groupby(named, lambda each: each.group))


def _numbers(named: Sequence[Headed], top: float, size: float) -> Iterator[_Box]:
    if not any(each.number for each in named):
        return
    lines = [wrap([Span(each.number, size * 0.9, ITALIC)], each.width) for each in named]
    height = max(map(_tall, lines))
    left = 0.0
    for each, number in zip(named, lines, strict=True):
        yield _Box(left, top, each.width, height, number)
        left += each.width


def _words(words: str, width: float, size: float) -> Sequence[Line]:
    return wrap([Span(words, size, BOLD)], width - 2 * _PAD_X)


def _wide(run: Sequence[Headed]) -> float:
    return sum(each.width for each in run)


def _high(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)


def _tall(lines: Sequence[Line]) -> float:
    return _high(lines) + 2 * _PAD_Y
