"""Giấy tiếp nhận theo lô: dossiers of one applicant on one paper, each with a bar code of its own.

Every line is what a single receipt slip says that differs: code, person, promise (Mẫu 01).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from app.domain.moments import local
from app.printing.barcode import Code, DotGrid, code_128
from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issue, remarks
from app.printing.party import Party, written_out
from app.printing.pieces import Column, Signature, field, field_pair, signatures
from app.printing.style import BOLD, MM, THIN, Paper
from app.printing.typesetting import Line, Span, wrap

NAME = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ THEO LÔ"
_NUMBER, _CODE = 9 * MM, 66 * MM
_DUE = 27 * MM
_BAR = 6 * MM
_PAD = 1.1 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSlipRow:
    """One dossier of the batch."""

    code: str
    subject: str
    detail: str
    return_due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSlip:
    """Everything on the paper; ``money`` is what was paid for all, in words where there is any."""

    heading: Heading
    name: str = NAME
    applicant: Party
    organisation: str
    procedure: str
    received_at: datetime
    rows: tuple[BatchSlipRow, ...]
    money: str
    clerk_name: str
    reprint: bool = False
    training: bool = False


def draw(slip: BatchSlip, *, paper: Paper = Paper.A4, dots_per_inch: int = 600) -> bytes:
    """The paper as PDF, one copy for the applicant."""
    issue = Issue(
        heading=slip.heading, name=slip.name, issued_at=slip.received_at, training=slip.training
    )
    grid = DotGrid(dots_per_inch)
    bars = tuple(code_128(row.code, grid, room=_CODE, height=_BAR) for row in slip.rows)
    copy = Copy(remarks(reprint=slip.reprint), partial(_body, slip, bars))
    return draw_issue(issue, [copy], paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: BatchSlip, bars: Sequence[Code], column: Column) -> list[Block]:
    owner = [*field(column, "Tổ chức", slip.organisation)] if slip.organisation else []
    ending = [
        gap(1.6 * MM),
        *field(column, "Tổng số", f"{len(slip.rows)} hồ sơ", strong=True),
        *(field(column, "Đã thu", slip.money) if slip.money else ()),
        *signatures(
            column,
            [
                Signature("NGƯỜI NỘP HỒ SƠ", name=slip.applicant.name),
                Signature("NGƯỜI TIẾP NHẬN", name=slip.clerk_name),
            ],
        ),
    ]
    return [
        *field_pair(
            column,
            ("Người nộp", slip.applicant.name),
            (slip.applicant.identity_label or "Giấy tờ", slip.applicant.identity_number),
        ),
        *owner,
        *field(column, "Thủ tục", slip.procedure),
        *field(column, "Nhận lúc", written_out(slip.received_at)),
        gap(1.6 * MM),
        *_table(slip, bars, column),
        *(replace(block, glued=True) for block in ending),
    ]


def _table(slip: BatchSlip, bars: Sequence[Code], column: Column) -> list[Block]:
    small, body = column.type.small, column.type.body * 0.9
    widths = (_NUMBER, _CODE, column.width - _NUMBER - _CODE - _DUE, _DUE)
    heads = ("TT", "Mã hồ sơ", "Người được giải quyết", "Hẹn trả")
    head = _row(
        widths, [_wrapped(text, small, BOLD, width) for text, width in _pairs(heads, widths)]
    )
    rows = [
        _row(
            widths,
            [
                _wrapped(str(number), body, None, widths[0]),
                _wrapped(row.code, body, BOLD, widths[1]),
                [
                    *_wrapped(row.subject, body, None, widths[2]),
                    *_wrapped(row.detail, small, None, widths[2]),
                ],
                _wrapped(f"{local(row.return_due_at):%H:%M %d/%m/%Y}", body, None, widths[3]),
            ],
            bar,
        )
        for number, (row, bar) in enumerate(zip(slip.rows, bars, strict=True), start=1)
    ]
    return [head, *(replace(each, head=head) for each in rows)]


def _pairs(texts: Sequence[str], widths: Sequence[float]) -> list[tuple[str, float]]:
    return list(zip(texts, widths, strict=True))


def _wrapped(text: str, size: float, font: str | None, width: float) -> list[Line]:
    span = Span(text, size) if font is None else Span(text, size, font)
    return wrap([span], width - 2 * _PAD) if text else []


def _row(
    widths: Sequence[float], cells: Sequence[Sequence[Line]], bar: Code | None = None
) -> Block:
    """Text in every cell; the bar code stands under the code it says, on white."""
    heights = [sum(line.height for line in lines) for lines in cells]
    if bar is not None:
        heights[1] += bar.height + 0.6 * MM
    height = max(heights) + 2 * _PAD

    def paint(canvas: Canvas, left: float, top: float) -> None:
        x = left
        for at, (width, lines) in enumerate(zip(widths, cells, strict=True)):
            y = top - (height - heights[at]) / 2
            for line in lines:
                line.paint(canvas, x + _PAD, y)
                y -= line.height
            if bar is not None and at == 1:
                margin = bar.quiet * bar.module * bar.grid.dot
                bar.paint(canvas, x + max(_PAD, margin) - margin, y - 0.6 * MM)
            x += width
        canvas.setLineWidth(THIN)
        canvas.line(left, top - height, x, top - height)

    return Block(height, paint)
