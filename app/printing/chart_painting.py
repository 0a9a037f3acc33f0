"""Bars, lines and grids on a canvas: how the values of a chart become ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from app.printing.chart_scale import number_text, ticks
from app.printing.style import MM
from app.printing.typesetting import Line, Span, fit, wrap

_SIZE = 8.5
_RULE, _STROKE = 0.5, 1.6
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.5, 2), (7, 2, 1.5, 2), (3, 1), (9, 3))
_NAMES = 0.26
"""Share of the width that the names at the ends of lines may take."""

_AIR = 1.4 * MM
_KEY = 2.6 * MM
_FAINTEST = 0.08
"""Share of its colour that the least count of a grid shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours (``#rrggbb``) and faces of a chart; ``hues`` in the order of the series."""

    ground: str
    ink: str
    faint: str
    rule: str
    hues: tuple[str, ...]
    font: str
    bold: str

    def hue(self, index: int) -> str:
        """The colour of a series."""
        return self.hues[index % len(self.hues)]

    def spans(self, text: str, size: float) -> list[Span]:
        """Text in the plain face."""
        return [Span(text, size, self.font)]


@dataclass(frozen=True, slots=True)
class Area:
    """Room on the page: its upper left corner, and its measures in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top - self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width


Values = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Labels, named rows of values, and where the axis ends at the latest."""

    labels: tuple[str, ...]
    rows: tuple[tuple[str, Values], ...]
    highest: float | None = None


def paint_bars(canvas: Canvas, plot: Plot, look: Look, area: Area) -> None:
    """One bar a label, from nought; several rows stacked in their order."""
    sums = [sum(row[1][index] or 0.0 for row in plot.rows) for index in range(len(plot.labels))]
    if len(plot.rows) > 1:
        area = _paint_key(canvas, [name for name, _ in plot.rows], look, area)
    axis = ticks(0.0, max(sums), whole=_whole(plot), highest=plot.highest)
    field = _paint_axes(canvas, plot.labels, axis, look, area)
    slot = field.width / len(plot.labels)
    bar = min(slot * 0.72, 16 * MM)
    per_unit = field.height / axis[-1]
    for index, total in enumerate(sums):
        left, base = field.left + index * slot + (slot - bar) / 2, field.bottom
        for row, (_, values) in enumerate(plot.rows):
            tall = (values[index] or 0.0) * per_unit
            canvas.setFillColor(look.hue(row))
            canvas.rect(left, base, bar, tall, stroke=0, fill=1)
            base += tall
        if any(values[index] is not None for _, values in plot.rows):
            _write(canvas, number_text(total), (left + bar / 2, base + 1.2), look, slot)


def paint_lines(canvas: Canvas, plot: Plot, look: Look, area: Area) -> None:
    """A line a row, told apart by colour, dashes and its name at its end; gaps stay open."""
    known = [value for _, values in plot.rows for value in values if value is not None]
    axis = ticks(min(known), max(known), whole=False, highest=plot.highest)
    names = [wrap(look.spans(name, _SIZE), area.width * _NAMES) for name, _ in plot.rows]
    beside = max((line.width for lines in names for line in lines), default=0.0)
    narrower = Area(area.left, area.top, area.width - beside - 3 * _AIR, area.height)
    field = _paint_axes(canvas, plot.labels, axis, look, narrower)
    slot, per_unit = field.width / len(plot.labels), field.height / (axis[-1] - axis[0])
    ends: list[_End] = []
    for row, (_, values) in enumerate(plot.rows):
        points = [
            None
            if value is None
            else (field.left + (index + 0.5) * slot, field.bottom + (value - axis[0]) * per_unit)
            for index, value in enumerate(values)
        ]
        _paint_line(canvas, points, look.hue(row), _DASHES[row % len(_DASHES)])
        last = next((point for point in reversed(points) if point is not None), None)
        if last is not None:
            ends.append(_End(last[1], names[row], row))
    _paint_ends(canvas, ends, look, field)


def paint_grid(canvas: Canvas, plot: Plot, look: Look, area: Area) -> None:
    """A cell for each row and label with its number, the more the darker."""
    names = [fit(name, font=look.font, size=_SIZE, width=area.width / 4) for name, _ in plot.rows]
    beside = max((line.width for line in names), default=0.0) + _AIR
    high = max((value or 0.0 for _, values in plot.rows for value in values), default=0.0) or 1.0
    head = _SIZE * 1.5
    wide = (area.width - beside) / len(plot.labels)
    tall = min((area.height - head) / len(plot.rows), 9 * MM)
    for index, label in enumerate(plot.labels):
        middle = area.left + beside + (index + 0.5) * wide
        _write(canvas, label, (middle, area.top - _SIZE), look, wide, faint=True)
    for row, (_, values) in enumerate(plot.rows):
        top = area.top - head - row * tall
        canvas.setFillColor(look.ink)
        names[row].paint(canvas, area.left, top - (tall - _SIZE) / 2)
        for index, value in enumerate(values):
            cell = Area(area.left + beside + index * wide, top, wide, tall)
            _paint_cell(canvas, value, high, look, cell)


def _paint_cell(canvas: Canvas, value: float | None, high: float, look: Look, cell: Area) -> None:
    canvas.setStrokeColor(look.rule)
    canvas.setLineWidth(_RULE)
    share = (value or 0.0) / high
    ground, dark = HexColor(look.ground), HexColor(look.hue(0))
    mixed = [
        low + (top - low) * (_FAINTEST + (1 - _FAINTEST) * share if share else 0.0)
        for low, top in zip(ground.rgb(), dark.rgb(), strict=True)
    ]
    canvas.setFillColorRGB(*mixed)
    canvas.rect(cell.left, cell.bottom, cell.width, cell.height, stroke=1, fill=1)
    if value is None:
        return
    base = cell.bottom + (cell.height - _SIZE * 0.7) / 2
    canvas.setFillColor(look.ground if share > 0.5 else look.ink)
    line = fit(number_text(value), font=look.font, size=_SIZE, width=cell.width - 1)
    line.paint(canvas, cell.left + (cell.width - line.width) / 2, base + 0.92 * line.size)


def _paint_axes(
    canvas: Canvas, labels: Sequence[str], axis: Sequence[float], look: Look, area: Area
) -> Area:
    """Rules with their numbers at the left, labels below; the field that is left for values."""
    numbers = [number_text(value) for value in axis]
    beside = max(stringWidth(text, look.font, _SIZE) for text in numbers) + _AIR
    slot = (area.width - beside) / len(labels)
    below, depth = _labels(labels, look, slot)
    field = Area(
        area.left + beside,
        area.top - 1.4 * _SIZE,
        area.width - beside,
        area.height - 1.4 * _SIZE - depth - _AIR,
    )
    canvas.setLineWidth(_RULE)
    for index, text in enumerate(numbers):
        level = (axis[index] - axis[0]) / (axis[-1] - axis[0])
        y = field.bottom + field.height * level
        canvas.setStrokeColor(look.faint if index == 0 else look.rule)
        canvas.line(field.left, y, field.right, y)
        canvas.setFillColor(look.faint)
        canvas.setFont(look.font, _SIZE)
        canvas.drawRightString(field.left - _AIR, y - 0.33 * _SIZE, text)
    canvas.setFillColor(look.ink)
    for index, lines in below:
        y = field.bottom - _AIR
        for line in lines:
            line.paint(canvas, field.left + (index + 0.5) * slot - line.width / 2, y)
            y -= line.height
    return field


def _labels(
    labels: Sequence[str], look: Look, slot: float
) -> tuple[list[tuple[int, list[Line]]], float]:
    """Labels that fit below their places, broken where that helps; else every second, third…"""
    widest = max(
        stringWidth(word, look.font, _SIZE) for label in labels for word in label.split() or [""]
    )
    every = next((step for step in range(1, len(labels)) if widest + 2 <= slot * step), len(labels))
    shown = [
        (index, wrap(look.spans(label, _SIZE), slot * every - 2))
        for index, label in enumerate(labels)
        if index % every == 0
    ]
    depth = max(sum(line.height for line in lines) for _, lines in shown)
    return shown, depth


def _paint_key(canvas: Canvas, names: Sequence[str], look: Look, area: Area) -> Area:
    """Which colour is which row; what is left of the area."""
    x, y = area.left, area.top
    for row, name in enumerate(names):
        line = fit(name, font=look.font, size=_SIZE, width=area.width / 2)
        if x > area.left and x + _KEY + _AIR + line.width > area.right:
            x, y = area.left, y - 1.4 * _SIZE
        canvas.setFillColor(look.hue(row))
        canvas.rect(x, y - _SIZE, _KEY, _KEY, stroke=0, fill=1)
        canvas.setFillColor(look.ink)
        line.paint(canvas, x + _KEY + _AIR, y)
        x += _KEY + line.width + 4 * _AIR
    used = area.top - y + 1.4 * _SIZE
    return Area(area.left, area.top - used, area.width, area.height - used)


def _paint_line(
    canvas: Canvas,
    points: Sequence[tuple[float, float] | None],
    hue: str,
    dashes: tuple[float, ...],
) -> None:
    canvas.setStrokeColor(hue)
    canvas.setFillColor(hue)
    canvas.setLineWidth(_STROKE)
    canvas.setDash(list(dashes))
    for one, other in pairwise(points):
        if one is not None and other is not None:
            canvas.line(*one, *other)
    canvas.setDash([])
    for point in points:
        if point is not None:
            canvas.circle(*point, 1.8, stroke=0, fill=1)


class _End(NamedTuple):
    """Where a line ends, what it is called, and which row it is."""

    y: float
    lines: list[Line]
    row: int

    @property
    def tall(self) -> float:
        return sum(line.height for line in self.lines)


def _paint_ends(canvas: Canvas, ends: Sequence[_End], look: Look, field: Area) -> None:
    """Names beside the ends of their lines, moved apart where they would lie on each other."""
    bottom = field.bottom
    tops: list[float] = []
    for end in (lowest_first := sorted(ends, key=lambda each: each.y)):
        top = max(end.y + 0.6 * _SIZE, bottom + end.tall)
        tops.append(top)
        bottom = top
    over = max(0.0, bottom - field.top - _SIZE)
    for end, above in zip(lowest_first, tops, strict=True):
        top = above - over
        canvas.setFillColor(look.hue(end.row))
        canvas.rect(field.right, top - 0.7 * _SIZE, _KEY, _KEY / 2, stroke=0, fill=1)
        canvas.setFillColor(look.ink)
        for line in end.lines:
            line.paint(canvas, field.right + _KEY + _AIR / 2, top)
            top -= line.height


def _write(
    canvas: Canvas,
    text: str,
    middle: tuple[float, float],
    look: Look,
    width: float,
    *,
    faint: bool = False,
) -> None:
    line = fit(text, font=look.font, size=_SIZE, width=width)
    canvas.setFillColor(look.faint if faint else look.ink)
    line.paint(canvas, middle[0] - line.width / 2, middle[1] + 0.92 * line.size)


def _whole(plot: Plot) -> bool:
    return all(float(value or 0).is_integer() for _, values in plot.rows for value in values)
