"""The recovery sheet (tờ khóa khôi phục): the key in letters and as a code, for the safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.domain.time_words import moment_text
from app.printing.barcode import Code, DotGrid, qr
from app.printing.flow import Block, gap, paginate
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, MM, REGULAR, Paper, register_fonts
from app.printing.typesetting import Line, Span, balanced, wrap

NAME = "TỜ KHÓA KHÔI PHỤC"
_LINE = 1.3
_GROUPS_A_LINE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoverySheet:
    """What the sheet says; ``steps`` are the sentences of what to do after a fire."""

    office: str
    desk: int
    recovery: str
    mark: str
    signer: str
    printed_at: datetime
    steps: tuple[str, ...]


def draw(sheet: RecoverySheet, *, dots_per_inch: int = 600) -> bytes:
    """One page of A5."""
    register_fonts()
    grid, form = DotGrid(dots_per_inch), FORMATS[Paper.A5]
    width = form.text_width
    blocks = [
        *_text(width, NAME, 15, bold=True, centre=True),
        *_text(width, sheet.office, 10, centre=True),
        *_text(
            width, f"Quầy {sheet.desk} · in lúc {moment_text(sheet.printed_at)}", 9, centre=True
        ),
        gap(4 * MM),
        *_text(width, f"Ký hiệu khóa: {sheet.mark}", 11, bold=True, centre=True),
        gap(2 * MM),
        *(
            block
            for line in _lines(sheet.recovery)
            for block in _text(width, line, 14, bold=True, centre=True)
        ),
        gap(2 * MM),
        *_code(width, qr(sheet.recovery, grid, room=34 * MM)),
        gap(2 * MM),
        *_text(width, f"Khóa ký (để so với phiếu tiếp quản): {sheet.signer}", 9, centre=True),
        gap(3 * MM),
        *(block for step in sheet.steps for block in _text(width, step, 9)),
    ]
    imprint = Imprint(
        title="Tờ khóa khôi phục",
        author=sheet.office,
        code=sheet.mark,
        issued_at=sheet.printed_at,
    )
    return bind([paginate(blocks, form.text_height)], imprint, paper=Paper.A5, grid=grid)


def _lines(recovery: str) -> Sequence[str]:
    groups = recovery.split("-")
    starts = range(0, len(groups), _GROUPS_A_LINE)
    return ["  ".join(groups[start : start + _GROUPS_A_LINE]) for start in starts]


def _text(
    width: float, words: str, size: float, *, bold: bool = False, centre: bool = False
) -> list[Block]:
    spans = [Span(words, size, BOLD if bold else REGULAR)]
    lines = balanced(spans, width) if centre else wrap(spans, width)
    return [_line(line, (width - line.width) / 2 if centre else 0.0) for line in lines]


def _line(line: Line, indent: float) -> Block:
    return Block(
        line.size * _LINE,
        lambda canvas, left, top: line.paint(canvas, left + indent, top - 0.12 * line.size),
    )


def _code(width: float, code: Code) -> list[Block]:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        code.paint(canvas, left + (width - code.width) / 2, top)

    return [Block(code.height + 1 * MM, paint)]
