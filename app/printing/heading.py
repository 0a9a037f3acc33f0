"""The national heading of every paper, with the QR top left and the bar code of its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import Code, DotGrid, code_128, qr
from app.printing.flow import Block
from app.printing.style import BOLD, ITALIC, MM, RULE
from app.printing.typesetting import Line, Span, balanced, wrap

_COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_QR_ROOM, _LEAST = 31.5 * MM, 16 * MM
_AFTER_QR = 0.6 * MM
_GUTTER = 2.2 * MM
_BAR_HEIGHT = 7.5 * MM
_ENDLESS = 1e6
_UNDATED = "ngày …… tháng …… năm ………"
_UNNUMBERED = "…………"
_SIZE, _LARGE = 7.9, 10.8
"""Type of the head on A5 and on A4 (there 12 points by Nghị định 30/2020/NĐ-CP, less the QR)."""

_UPRIGHT_A4 = range(150, 200)
"""Widths of text, in millimetres, that have room for the larger head."""

_BROADEST = 96 * MM
_SMALLER = (1.0, 0.95, 0.9)
"""Sizes tried before the office's name takes one line more."""

_PLACE_OPEN = "…………"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who issues a paper, where and when, and the number under which it is found again.

    ``code_label`` is "Mã hồ sơ", or "Số lượt tiếp" for what is given at the door;
    ``issued_on`` is absent where the date is written by hand; ``qr_text`` comes from
    ``app.domain.slip_code`` and is empty on a blank form that belongs to no dossier yet.
    ``template`` tells the version of the office's words, at the foot of each page.
    Without ``unit`` it is a citizen's own paper: the office stands on it nowhere.
    """

    parent_body: str
    unit: str
    slip_number: str
    code: str
    place: str
    issued_on: date | None
    qr_text: str
    code_label: str = "Mã hồ sơ"
    template: str = ""


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of one paper, built once for all its copies."""

    square: Code | None
    linear: Code | None


def codes_of(heading: Heading, grid: DotGrid, width: float) -> Codes:
    """Both codes for a text ``width`` wide; a number outside ASCII has no bar code."""
    square = qr(heading.qr_text, grid, room=_QR_ROOM, least=_LEAST) if heading.qr_text else None
    room = width - (square.width if square else 0.0) - _GUTTER
    sayable = heading.code.isascii() and heading.code.isprintable() and heading.code
    linear = code_128(heading.code, grid, room=room, height=_BAR_HEIGHT) if sayable else None
    return Codes(square, linear)


def heading_block(width: float, heading: Heading, codes: Codes) -> Block:
    """Two centred columns beside the QR, the number and its bar code below them.

    The same for every density of the page, so build it once for all of them.
    """
    size = _LARGE if round(width / MM) in _UPRIGHT_A4 else _SIZE
    square = codes.square
    quiet = square.quiet * square.module * square.grid.dot if square else 0.0
    start = square.width - quiet + _AFTER_QR if square else 0.0
    nation = _nation(heading, size)
    right = max(line.width for line in nation)
    left = min(width - start - right - _GUTTER, _BROADEST)
    body = _named(Span(heading.parent_body, size), left)
    unit = _named(Span(heading.unit, size, BOLD), left)
    numbered = [Span("Số:", size), Span(heading.slip_number or _UNNUMBERED, size)]
    number = wrap(numbered if heading.unit and (heading.slip_number or heading.code) else [], left)
    sides = max(_height(body) + _height(unit) + _height(number) + 2 * MM, _height(nation) + 2 * MM)
    said = [
        Span(f"{heading.code_label}:", max(9.6, size)),
        Span(heading.code, max(10.4, size), BOLD),
    ]
    label = wrap(said if heading.code else [], width - start)
    bars = codes.linear.height if codes.linear else 0.0

    def paint(canvas: Canvas, x: float, top: float) -> None:
        if square:
            square.paint(canvas, x - quiet, top + quiet)
        y = _paint_stack(canvas, body, (x + start, top), left)
        y = _paint_stack(canvas, unit, (x + start, y), left)
        if unit:
            _paint_rule(canvas, x + start + left / 2, y, 14 * MM)
        _paint_stack(canvas, number, (x + start, y - 2 * MM), left)
        edge = x + (width - right if heading.unit else (width - right) / 2)
        y = _paint_stack(canvas, nation[:2], (edge, top), right)
        _paint_rule(canvas, edge + right / 2, y, nation[1].width)
        _paint_stack(canvas, nation[2:], (edge, y - 2 * MM), right)
        y = _paint_stack(canvas, label, (x + start, top - sides), None)
        if codes.linear:
            margin = codes.linear.quiet * codes.linear.module * codes.linear.grid.dot
            codes.linear.paint(canvas, x + start - margin, y - 1 * MM)

    under = sides + _height(label) + 1 * MM + bars
    return Block(max(under, (square.height if square else 0.0) - quiet) + 2.4 * MM, paint)


def _named(name: Span, width: float) -> list[Line]:
    """The name in as few lines as a slightly smaller type allows."""
    tried = [balanced([replace(name, size=name.size * share)], width) for share in _SMALLER]
    return min(tried, key=len)


def _nation(heading: Heading, size: float) -> list[Line]:
    day = heading.issued_on
    on = f"ngày {day:%d} tháng {day:%m} năm {day.year}" if day else _UNDATED
    dated = Span(f"{heading.place or _PLACE_OPEN}, {on}", size + 0.5, ITALIC)
    country, motto = (
        line
        for span in (Span(_COUNTRY, size, BOLD), Span(_MOTTO, size + 0.8, BOLD))
        for line in wrap([span], _ENDLESS)
    )
    one_line = balanced([replace(dated, size=dated.size * 0.9)], country.width)
    fitting = balanced([dated], country.width)
    return [country, motto, *(one_line if len(one_line) < len(fitting) else fitting)]


def _paint_stack(
    canvas: Canvas, lines: Sequence[Line], corner: tuple[float, float], width: float | None
) -> float:
    x, y = corner
    for line in lines:
        indent = 0.0 if width is None else (width - line.width) / 2
        line.paint(canvas, x + indent, y)
        y -= line.height
    return y


def _paint_rule(canvas: Canvas, middle: float, y: float, length: float) -> None:
    canvas.setLineWidth(RULE)
    canvas.line(middle - length / 2, y - 0.6 * MM, middle + length / 2, y - 0.6 * MM)


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
