"""Charts for papers and for the screen: said once as values, drawn once by ReportLab."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from io import BytesIO
from itertools import cycle

from reportlab.pdfgen.canvas import Canvas

from app.printing.chart_painting import Area, Plot, paint_bars, paint_grid, paint_lines
from app.printing.chart_painting import Look as Look
from app.printing.chart_scale import number_text
from app.printing.flow import Block
from app.printing.raster import coloured_png
from app.printing.style import BOLD, MM, REGULAR, ROLL, ROLL_BOLD, register_fonts
from app.printing.typesetting import fit, wrap

ON_PAPER = Look(
    ground="#ffffff",
    ink="#000000",
    faint="#595959",
    rule="#c8c8c8",
    hues=("#3c3c3c", "#8c8c8c", "#c4c4c4", "#6a6a6a", "#a8a8a8", "#000000"),
    font=REGULAR,
    bold=BOLD,
)
"""Black and greys: an office prints on a laser printer and copies what it printed."""


class ChartKind(StrEnum):
    """The three pictures that the trade asks for."""

    BARS = "bars"
    """Counts side by side; several series are stacked, with their sum on top."""
    LINES = "lines"
    """Rates over time, a line for each series; the axis does not begin at nought."""
    GRID = "grid"
    """Counts by two things at once: a row for each series, the more the darker."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values by the chart's labels, one each; ``None`` where nothing is known."""

    name: str
    values: tuple[float | None, ...]
    alarming: bool = False
    """Shown in the last colour, which nothing else bears: what is late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart as values; ``unit`` stands with them; no axis passes ``highest`` (100 for shares)."""

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    remark: str = ""
    highest: float | None = None

    def __post_init__(self) -> None:
        for each in self.series:
            if len(each.values) != len(self.labels):
                raise ValueError(f"{each.name}: {len(each.values)} values, {len(self.labels)} due")

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw: a sentence then stands in its place."""
        return all(value is None for each in self.series for value in each.values)


def chart_block(chart: Chart, width: float, height: float = 62 * MM) -> Block:
    """The chart as a piece of a paper, in black and greys; lengths in points."""

    def paint(canvas: Canvas, left: float, top: float) -> None:
        _paint(canvas, chart, ON_PAPER, Area(left, top, width, height - 3 * MM))

    return Block(height, paint)


def chart_png(
    chart: Chart, look: Look, *, size: tuple[float, float], pixel_ratio: float = 1.0
) -> bytes:
    """The chart as PNG, ``size`` in points of ``pixel_ratio`` pixels, in a screen's colours."""
    width, height = size
    register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=(width, height), invariant=1, initialFontName=look.font)
    canvas.setFillColor(look.ground)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    _paint(canvas, chart, look, Area(0, height, width, height))
    canvas.save()
    return coloured_png(stream.getvalue(), scale=pixel_ratio)


def screen_look(ground: str, ink: str, faint: str, rule: str, hues: tuple[str, ...]) -> Look:
    """Colours (``#rrggbb``) of a theme, the alarming one last, with the screen's type."""
    return Look(
        ground=ground, ink=ink, faint=faint, rule=rule, hues=hues, font=ROLL, bold=ROLL_BOLD
    )


def chart_words(chart: Chart) -> str:
    """The chart in words, for whoever does not see it: every value under its label."""
    return f"{chart.title}. " + " ".join(_said(chart))


def _said(chart: Chart) -> Iterator[str]:
    if chart.is_empty:
        yield _NOTHING
    for each in chart.series:
        known = zip(chart.labels, each.values, strict=True)
        values = "; ".join(
            f"{label}: {number_text(value)}{_unit(chart)}"
            for label, value in known
            if value is not None
        )
        if values:
            yield f"{each.name}: {values}." if each.name else f"{values}."


_NOTHING = "Chưa có số liệu."
_TITLE, _REMARK = 10.5, 8.5


def _unit(chart: Chart) -> str:
    return f" {chart.unit}" if chart.unit else ""


def _paint(canvas: Canvas, chart: Chart, look: Look, area: Area) -> None:
    canvas.saveState()
    canvas.setFillColor(look.ink)
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    left, top = area.left, area.top
    head = fit(title, font=look.bold, size=_TITLE, width=area.width)
    head.paint(canvas, left, top)
    top -= head.height
    if chart.remark:
        canvas.setFillColor(look.faint)
        for line in wrap(look.spans(chart.remark, _REMARK), area.width):
            line.paint(canvas, left, top)
            top -= line.height
    below = Area(left, top - 2 * MM, area.width, area.height - (area.top - top) - 2 * MM)
    if chart.is_empty:
        canvas.setFillColor(look.faint)
        fit(_NOTHING, font=look.font, size=_TITLE, width=area.width).paint(
            canvas, left, below.top - below.height / 3
        )
    else:
        _PAINTERS[chart.kind](canvas, _plot(chart), _in_order(chart, look), below)
    canvas.restoreState()


def _in_order(chart: Chart, look: Look) -> Look:
    """The look whose colours are those of the series."""
    usual = cycle(look.hues[:-1])
    return replace(
        look,
        hues=tuple(look.hues[-1] if each.alarming else next(usual) for each in chart.series),
    )


def _plot(chart: Chart) -> Plot:
    rows = tuple((each.name, each.values) for each in chart.series)
    return Plot(chart.labels, rows, chart.highest)


_PAINTERS = {
    ChartKind.BARS: paint_bars,
    ChartKind.LINES: paint_lines,
    ChartKind.GRID: paint_grid,
}
