"""Bar codes and QR codes as vectors whose modules are whole dots of the printer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from barcode.codex import Code128
from reportlab.pdfgen.canvas import Canvas

from app.printing.qr_matrix import qr_matrix
from app.printing.style import MM

FINEST, COARSEST = 0.25 * MM, 0.345 * MM
"""Bounds of a module's width: what counter scanners read for sure, what is still handy."""

_LINEAR_QUIET, _SQUARE_QUIET = 10, 4
"""Modules that stay white around a Code 128 and a QR (ISO 15417, ISO 18004)."""

_DARK = re.compile("1+")

Run = tuple[int, int, int]
"""A dark stretch: first module, row, number of modules."""


@dataclass(frozen=True, slots=True)
class DotGrid:
    """The dots of one printer; codes are drawn on it so that nothing is rounded in printing."""

    dots_per_inch: int

    @property
    def dot(self) -> float:
        """Width of a dot."""
        return 72 / self.dots_per_inch

    def snap(self, length: float) -> float:
        """The nearest length of whole dots."""
        return round(length / self.dot) * self.dot

    def module(self, modules: int, room: float) -> int:
        """Dots of a module: as many as ``room`` holds, within what scanners like."""
        finest = max(1, round(FINEST / self.dot))
        coarsest = max(finest, int(COARSEST / self.dot + 1e-6))
        fitting = int(room / self.dot + 1e-6) // modules
        return min(max(finest, fitting), coarsest)


@dataclass(frozen=True)
class Code:
    """A code ready to be drawn: dark runs in modules, and its measure in whole dots."""

    runs: tuple[Run, ...]
    columns: int
    rows: int
    module: int
    row_dots: int
    quiet: int
    grid: DotGrid

    @property
    def width(self) -> float:
        """Width with the quiet zones."""
        return (self.columns + 2 * self.quiet) * self.module * self.grid.dot

    @property
    def height(self) -> float:
        """Height; with the quiet zones where the code is square."""
        dots = self.rows * self.row_dots
        return (dots + (2 * self.quiet * self.module if self.rows > 1 else 0)) * self.grid.dot

    @cached_property
    def _path(self) -> str:
        module, tall, top = self.module, self.row_dots, self.rows
        return "\n".join(
            f"{start * module} {(top - 1 - row) * tall} {count * module} {tall} re"
            for start, row, count in self.runs
        )

    def paint(self, canvas: Canvas, left: float, top: float) -> None:
        """Draw on a white ground with the quiet zone's corner at (``left``, ``top``)."""
        dot, quiet = self.grid.dot, self.quiet * self.module
        x = round(left / dot)
        bottom = round(top / dot) - round(self.height / dot)
        above = quiet if self.rows > 1 else 0
        width, height = round(self.width / dot), round(self.height / dot)
        canvas.addLiteral(
            f"q {dot:.9f} 0 0 {dot:.9f} {x * dot:.6f} {bottom * dot:.6f} cm\n"
            f"1 g 0 0 {width} {height} re f\n"
            f"1 0 0 1 {quiet} {above} cm 0 g\n{self._path}\nf Q"
        )


def code_128(text: str, grid: DotGrid, *, room: float, height: float) -> Code:
    """A Code 128 at most ``room`` wide where that leaves readable modules.

    Raises ``ValueError`` for text outside ASCII, which the symbology cannot say.
    """
    if not text.isascii() or not text.isprintable():
        raise ValueError(f"Code 128 holds ASCII only: {text!r}")
    modules = Code128(text).build()[0]
    columns = len(modules)
    return Code(
        runs=tuple(_dark_runs(modules, row=0)),
        columns=columns,
        rows=1,
        module=grid.module(columns + 2 * _LINEAR_QUIET, room),
        row_dots=round(height / grid.dot),
        quiet=_LINEAR_QUIET,
        grid=grid,
    )


def qr(text: str, grid: DotGrid, *, room: float, least: float = 0.0) -> Code:
    """A QR of TCVN 7322 (ISO/IEC 18004), error correction M.

    At most ``room`` wide if it can; about ``least`` wide where its usual modules give less.
    """
    matrix = qr_matrix(text)
    size = len(matrix)
    across = size + 2 * _SQUARE_QUIET
    module = max(grid.module(across, room), int(least / (across * grid.dot)))
    runs = (run for row, line in enumerate(matrix) for run in _dark_runs(line, row=row))
    return Code(
        runs=tuple(runs),
        columns=size,
        rows=size,
        module=module,
        row_dots=module,
        quiet=_SQUARE_QUIET,
        grid=grid,
    )


def _dark_runs(line: str, *, row: int) -> Iterator[Run]:
    for dark in _DARK.finditer(line):
        yield dark.start(), row, dark.end() - dark.start()
