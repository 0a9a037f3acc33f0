"""Envelopes printed as a whole: sender top left, stamp top right, receiver where it is read.

Sender and receiver lie where windows are cut as well, so that the same print on a sheet folded
into a window envelope shows both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.printing.address import Address, address_lines
from app.printing.archival import finished
from app.printing.barcode import DotGrid, code_128
from app.printing.labels import PostalLabel
from app.printing.sheet import Imprint, describe
from app.printing.style import BOLD, ITALIC, MM, REGULAR, RULE, Paper, register_fonts
from app.printing.typesetting import Line, Span, wrap

_SERVICE = "Bưu chính công ích: kết quả giải quyết thủ tục hành chính"
_STAMP = "Nơi dán tem, đóng dấu ngày"
_MARK = "TẬP HUẤN"
_MARGIN = 10 * MM
_STAMP_BOX = (34 * MM, 22 * MM)
_BAR_HEIGHT = 11 * MM
_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)
"""Sizes tried until an address fits its place; nothing of it is ever shortened."""


@dataclass(frozen=True, slots=True)
class _Envelope:
    """Measures: the envelope, and the upper left corner and width of what is read."""

    width: float
    height: float
    across: float
    down: float

    @property
    def receiver_width(self) -> float:
        return self.width - self.across - _MARGIN

    @property
    def receiver_height(self) -> float:
        return self.height - self.down - _MARGIN

    @property
    def sender_width(self) -> float:
        return self.width - 2 * _MARGIN - _STAMP_BOX[0] - 6 * MM


_ENVELOPES = {
    Paper.DL: _Envelope(220 * MM, 110 * MM, 104 * MM, 46 * MM),
    Paper.C5: _Envelope(229 * MM, 162 * MM, 108 * MM, 74 * MM),
}


def draw_envelopes(
    labels: Sequence[PostalLabel], imprint: Imprint, *, paper: Paper, dots_per_inch: int
) -> bytes:
    """One envelope a page as PDF, on ``Paper.DL`` or ``Paper.C5``."""
    register_fonts()
    form, grid = _ENVELOPES[paper], DotGrid(dots_per_inch)
    size = (grid.snap(form.width) - 0.0004, grid.snap(form.height) - 0.0004)
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1, lang="vi-VN", initialFontName=REGULAR)
    describe(canvas, imprint)
    for label in labels:
        _paint(canvas, label, imprint, form, grid)
        canvas.showPage()
    return finished(canvas, stream)


def _paint(
    canvas: Canvas, label: PostalLabel, imprint: Imprint, form: _Envelope, grid: DotGrid
) -> None:
    room = form.height - form.down - _MARGIN
    top = form.height - _MARGIN
    sender = _sized(label.sender, "Người gửi", 10, (form.sender_width, top - room - 2 * MM))
    _stack(canvas, sender, _MARGIN, top)
    _paint_stamp(canvas, form)
    receiver = _sized(label.receiver, "Kính gửi", 14, (form.receiver_width, form.receiver_height))
    _stack(canvas, receiver, form.across, form.height - form.down)
    said = [Span(_SERVICE, 8.5, ITALIC)]
    left_width = form.across - _MARGIN - 8 * MM
    lines = [line for each in label.remarks for line in wrap([Span(each, 11, BOLD)], left_width)]
    lines += wrap([Span(_MARK, 9, BOLD)], left_width) if imprint.training else []
    lines += wrap(said, left_width)
    number = wrap([Span(label.code, 11, BOLD)], left_width)
    bars = code_128(label.code, grid, room=left_width, height=_BAR_HEIGHT)
    tall = sum(line.height for line in (*lines, *number)) + bars.height + 3 * MM
    y = _stack(canvas, lines, _MARGIN, _MARGIN + tall)
    quiet = bars.quiet * bars.module * grid.dot
    bars.paint(canvas, _MARGIN - quiet, y - 1.5 * MM)
    _stack(canvas, number, _MARGIN, y - bars.height - 2.5 * MM)


def _sized(address: Address, label: str, size: float, room: tuple[float, float]) -> list[Line]:
    width, height = room
    lines: list[Line] = []
    for share in _SHARES:
        lines = address_lines(address, label, size * share, width, BOLD)
        if sum(line.height for line in lines) <= height:
            break
    return lines


def _stack(canvas: Canvas, lines: Sequence[Line], left: float, top: float) -> float:
    for line in lines:
        line.paint(canvas, left, top)
        top -= line.height
    return top


def _paint_stamp(canvas: Canvas, form: _Envelope) -> None:
    wide, tall = _STAMP_BOX
    left, bottom = form.width - _MARGIN - wide, form.height - _MARGIN - tall
    canvas.saveState()
    canvas.setLineWidth(RULE)
    canvas.setDash(2, 2)
    canvas.rect(left, bottom, wide, tall, stroke=1, fill=0)
    canvas.restoreState()
    lines = wrap([Span(_STAMP, 7.5, ITALIC)], wide - 4 * MM)
    _stack(canvas, lines, left + 2 * MM, bottom + tall - 2 * MM)
