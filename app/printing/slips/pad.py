"""The blank receipt slip (Mẫu 01) of the paper pad, to be written by hand in a power cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from reportlab.pdfgen.canvas import Canvas

from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.issue import Copy, Issue, draw_issues
from app.printing.papers_table import TableColumn, table
from app.printing.pieces import Column, Signature, label_line, notes, signatures
from app.printing.style import BOX, MM, REGULAR, RULE, Paper
from app.printing.typesetting import Span, fit

NAME = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
_COPIES = ("Liên 1: Lưu", "Liên 2: Giao người nộp")
_LINE = 7.2 * MM
"""Room of one line of handwriting; a little less where a long heading takes it."""

_PAPERS, _ROW = 5, 12.5
"""Rows of the table, and the size of its numbers, which makes them tall enough to write in."""
_MOMENT = "……… giờ ……… phút, ngày ……… tháng ……… năm …………"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSlip:
    """One slip of the pad: only its heading is known, everything else is written by hand."""

    heading: Heading
    issued_at: datetime
    foot_notes: tuple[str, ...] = ()
    training: bool = False


def draw(
    slips: Sequence[BlankSlip], *, paper: Paper = Paper.A4X2, dots_per_inch: int = 600
) -> bytes:
    """The pad as PDF: both copies of each slip, side by side on A4 or one after the other on A5."""
    issues = [
        (
            Issue(
                heading=slip.heading, name=NAME, issued_at=slip.issued_at, training=slip.training
            ),
            [Copy((copy, "phiếu dự phòng, viết tay"), partial(_body, slip)) for copy in _COPIES],
        )
        for slip in slips
    ]
    return draw_issues(issues, paper=paper, dots_per_inch=dots_per_inch)


def _body(slip: BlankSlip, column: Column) -> list[Block]:
    return [
        _blank(column, "Tiếp nhận hồ sơ của"),
        _blanks(column, "Số CCCD/Hộ chiếu", "Số điện thoại"),
        _blank(column, "Địa chỉ"),
        _blank(column, "Nội dung yêu cầu giải quyết"),
        _blank(column, ""),
        gap(1 * MM),
        *label_line(column, "1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ"),
        *_papers(column),
        _blanks(column, "2. Số lượng hồ sơ (bộ)", "3. Thời hạn giải quyết"),
        _moment(column, "4. Thời gian nhận hồ sơ"),
        gap(1.2 * MM),
        *label_line(column, "5. Thời gian trả kết quả"),
        _promise(column),
        _blank(column, "6. Đăng ký nhận kết quả tại"),
        _blanks(column, "Phí, lệ phí", "Biên lai số"),
        gap(0, stretch=3 * MM),
        *signatures(column, [Signature("NGƯỜI NỘP HỒ SƠ"), Signature("NGƯỜI TIẾP NHẬN HỒ SƠ")]),
        *notes(column, slip.foot_notes),
    ]


def _room(column: Column) -> float:
    return _LINE * min(1.0, column.type.factor)


def _blank(column: Column, label: str) -> Block:
    return _written(column, [(label, 0.0, column.width)])


def _blanks(column: Column, first: str, second: str) -> Block:
    half = column.width / 2
    return _written(column, [(first, 0.0, half - 2 * MM), (second, half, half)])


def _written(column: Column, fields: Sequence[tuple[str, float, float]]) -> Block:
    """Labels, each with dots to write on up to the end of its width."""
    size, tall = column.type.body, _room(column)
    lines = [
        (fit(f"{label}:" if label else "", font=REGULAR, size=size, width=width), start, width)
        for label, start, width in fields
    ]

    def paint(canvas: Canvas, left: float, top: float) -> None:
        base = top - tall + 1.6 * MM
        for line, start, width in lines:
            line.paint(canvas, left + start, base + 0.92 * size)
            canvas.saveState()
            canvas.setLineWidth(RULE)
            canvas.setLineCap(1)
            canvas.setDash(0.01, 2.2)
            after = line.width + 0.3 * size if line.width else 0.0
            canvas.line(left + start + after, base, left + start + width, base)
            canvas.restoreState()

    return Block(tall, paint)


def _papers(column: Column) -> list[Block]:
    columns = [
        TableColumn("TT", 8 * MM),
        TableColumn("Thành phần hồ sơ", column.width - 49 * MM, centred=False),
        TableColumn("Bản chính", 11.5 * MM),
        TableColumn("Bản chứng thực", 18 * MM),
        TableColumn("Bản sao", 11.5 * MM),
    ]
    size = _ROW * min(1.0, column.type.factor)
    rows = [
        [[Span(str(number), size)], *([Span("", size)] for _ in range(4))]
        for number in range(1, _PAPERS + 1)
    ]
    return [gap(0.6 * MM), *table(column, columns, rows), gap(0.4 * MM)]


def _moment(column: Column, label: str) -> Block:
    size, tall = column.type.body, _room(column)
    line = fit(f"{label}: {_MOMENT}", font=REGULAR, size=size, width=column.width)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        line.paint(canvas, left, top - tall + 1.6 * MM + 0.92 * size)

    return Block(tall, paint)


def _promise(column: Column) -> Block:
    line = fit(_MOMENT, font=REGULAR, size=column.type.body * 1.15, width=column.width - 6 * MM)
    box = 10.5 * MM

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(BOX)
        canvas.rect(left, top - 1.2 * MM - box, column.width, box)
        inner = left + (column.width - line.width) / 2
        line.paint(canvas, inner, top - 1.2 * MM - box * 0.5)

    return Block(box + 2.2 * MM, paint, glued=True)
