"""Labels to stick: dossiers (24 on A4) and postal items (8 on A4), or one by one on a roll."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from app.domain.time_words import moment_text
from app.printing.address import Address, address_lines
from app.printing.archival import finished
from app.printing.barcode import Code, DotGrid, code_128, qr
from app.printing.roll import WIDTH as ROLL_WIDTH
from app.printing.sheet import Imprint, describe
from app.printing.style import BOLD, MM, REGULAR, Paper, register_fonts
from app.printing.typesetting import Line, Span, fit, wrap

_SHEET = (210 * MM, 297 * MM)
_PAD_X, _PAD_Y = 4 * MM, 3 * MM
"""Printers leave a margin of up to 4 mm, and no label lies exactly under its print."""

_DENSITIES = (1.3, 1.15, 1.0, 0.92, 0.85, 0.78, 0.7, 0.62)
_MARK = "TẬP HUẤN"
_TALLEST = 120 * MM
_QR_ROOM = 13 * MM


@dataclass(frozen=True, slots=True)
class LabelFormat:
    """How labels lie on an A4 sheet, edge to edge."""

    width: float
    height: float
    columns: int
    rows: int

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows


SMALL = LabelFormat(70 * MM, 37 * MM, 3, 8)
LARGE = LabelFormat(105 * MM, 74 * MM, 2, 4)


class Label(Protocol):
    """What stands on one label: its bar code, and its lines for a width and a density."""

    @property
    def code(self) -> str:
        """The text of the bar code; without one, or outside ASCII, there is none."""

    def lines(self, width: float, factor: float) -> list[Line]:
        """Everything below the bar code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierLabel:
    """The label of a dossier's cover."""

    code: str
    applicant: str
    procedure_code: str
    procedure: str
    return_due_at: datetime

    def lines(self, width: float, factor: float) -> list[Line]:
        """Code, who, until when; the procedure's name may be shortened, its code never is."""
        size = 9 * factor
        procedure = f"{self.procedure_code} {self.procedure}"
        return [
            *wrap([Span(self.code, 1.1 * size, BOLD)], width),
            *wrap([Span(self.applicant, size, BOLD)], width),
            *wrap([Span(f"Hẹn trả: {moment_text(self.return_due_at)}", size)], width),
            fit(procedure, font=REGULAR, size=0.85 * size, width=width),
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalLabel:
    """The label of a postal item; ``code`` is its number, ``remarks`` what is to be collected."""

    code: str
    sender: Address
    receiver: Address
    remarks: tuple[str, ...] = ()

    def lines(self, width: float, factor: float) -> list[Line]:
        """Number, sender small, receiver big, remarks."""
        size = 10 * factor
        remarks = (line for each in self.remarks for line in wrap([Span(each, size)], width))
        return [
            *wrap([Span(self.code, 1.1 * size, BOLD)], width),
            *address_lines(self.sender, "Người gửi", 0.82 * size, width, BOLD),
            Line((), 0.0, 0.4 * size),
            *address_lines(self.receiver, "Người nhận", 1.15 * size, width, BOLD),
            *remarks,
        ]


def draw_labels(
    labels: Sequence[Label],
    imprint: Imprint,
    *,
    form: LabelFormat,
    paper: Paper,
    dots_per_inch: int,
    used: int = 0,
) -> bytes:
    """The labels as PDF: on sheets of which ``used`` are gone already, or one a page on a roll."""
    register_fonts()
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=_SHEET, invariant=1, lang="vi-VN", initialFontName=REGULAR)
    describe(canvas, imprint)
    grid = DotGrid(dots_per_inch)
    if paper is Paper.ROLL_80:
        for label in labels:
            _paint_on_roll(canvas, label, imprint, grid)
    else:
        _paint_sheets(canvas, list(labels), imprint, (form, used % form.count), grid)
    return finished(canvas, stream)


def _paint_sheets(
    canvas: Canvas,
    labels: Sequence[Label],
    imprint: Imprint,
    where: tuple[LabelFormat, int],
    grid: DotGrid,
) -> None:
    form, used = where
    canvas.setPageSize(tuple(grid.snap(side) - 0.0004 for side in _SHEET))
    for place, label in enumerate(labels, start=used):
        if place > used and place % form.count == 0:
            canvas.showPage()
        row, column = divmod(place % form.count, form.columns)
        corner = (column * form.width, _SHEET[1] - row * form.height)
        _paint(canvas, _built(label, form.width, form.height, imprint, grid), corner, form.width)
    canvas.showPage()


def _paint_on_roll(canvas: Canvas, label: Label, imprint: Imprint, grid: DotGrid) -> None:
    built = _built(label, ROLL_WIDTH, _TALLEST, imprint, grid)
    height = grid.snap(built.height + 2 * _PAD_Y)
    canvas.setPageSize((grid.snap(ROLL_WIDTH) - 0.0004, height - 0.0004))
    _paint(canvas, built, (0.0, height), ROLL_WIDTH)
    canvas.showPage()


@dataclass(frozen=True, slots=True)
class _Built:
    code: Code | None
    lines: list[Line]

    @property
    def height(self) -> float:
        above = self.code.height + 1 * MM if self.code else 0.0
        return above + sum(line.height for line in self.lines)


def _built(label: Label, width: float, height: float, imprint: Imprint, grid: DotGrid) -> _Built:
    """The largest type in which the whole label fits its place."""
    code = _code(label.code, width, height, grid)
    marks = _marks(imprint, width)
    built = _Built(code, marks)
    for lines in _tried(label, width - 2 * _PAD_X):
        built = _Built(code, [*marks, *lines])
        if built.height <= height - 2 * _PAD_Y:
            break
    return built


def _tried(label: Label, width: float) -> Iterator[list[Line]]:
    return (label.lines(width, factor) for factor in _DENSITIES)


def _marks(imprint: Imprint, width: float) -> list[Line]:
    return wrap([Span(_MARK, 7, BOLD)], width) if imprint.training else []


def _code(code: str, width: float, height: float, grid: DotGrid) -> Code | None:
    """The bar code, or a QR where the number is too long for one; none where there is no number.

    The quiet zone may reach into the padding.
    """
    if not code or not code.isascii() or not code.isprintable():
        return None
    tall = min(12 * MM, height * 0.24)
    bars = code_128(code, grid, room=width - 2 * MM, height=tall)
    return bars if bars.width <= width else qr(code, grid, room=_QR_ROOM)


def _paint(canvas: Canvas, built: _Built, corner: tuple[float, float], width: float) -> None:
    left, y = corner[0], corner[1] - _PAD_Y
    if built.code:
        built.code.paint(canvas, left + (width - built.code.width) / 2, y)
        y -= built.code.height + 1 * MM
    for line in built.lines:
        line.paint(canvas, left + _PAD_X, y)
        y -= line.height
