"""The trial page (trang in thử): every letter, both codes, and rulers, on any paper."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from reportlab.pdfgen.canvas import Canvas

from app.domain.time_words import moment_text
from app.printing.barcode import Code, DotGrid, code_128, qr
from app.printing.flow import Block, gap, paginate
from app.printing.roll import TEXT_WIDTH, RollSlip, draw_roll
from app.printing.sheet import Imprint, bind
from app.printing.style import BOLD, FORMATS, MM, REGULAR, ROLL, ROLL_BOLD, Paper, register_fonts
from app.printing.typesetting import Line, Span, balanced, wrap

NAME = "TRANG IN THỬ"
BAR_TEXT = "INTHU-0123456789"
QR_TEXT = "Trang in thử: Đặng Thị Ngọc Huyền, số 0123456789, ấ ầ ẩ ẫ ậ ư ớ ợ đ"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_LINE = 1.3
_BAR_HEIGHT = 11 * MM


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPage:
    """What the page says of the printer under trial."""

    printer: str
    printed_at: datetime
    office: str = ""


@dataclass(frozen=True, slots=True)
class _Sheet:
    width: float
    plain: str
    bold: str
    grid: DotGrid


def vietnamese_letters() -> tuple[str, ...]:
    """The letters of Vietnamese in their order, small ones, each vowel with its six tones."""
    return tuple(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)


def draw(page: TrialPage, *, paper: Paper, dots_per_inch: int) -> bytes:
    """One page for the paper; the codes' modules and the comb are whole dots of the printer."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    imprint = Imprint(
        title=NAME.capitalize(), author=page.office, code=BAR_TEXT, issued_at=page.printed_at
    )
    if paper is Paper.ROLL_80:
        blocks = _blocks(page, paper, _Sheet(TEXT_WIDTH, ROLL, ROLL_BOLD, grid))
        return draw_roll([RollSlip(blocks, imprint)], dots_per_inch=dots_per_inch)
    form = FORMATS[paper]
    blocks = _blocks(page, paper, _Sheet(form.text_width, REGULAR, BOLD, grid))
    copies = [paginate(blocks, form.text_height)] * form.copies
    return bind(copies, imprint, paper=paper, grid=grid)


def _blocks(page: TrialPage, paper: Paper, sheet: _Sheet) -> list[Block]:
    letters = " ".join(vietnamese_letters())
    capitals = letters.upper()
    return [
        *_text(sheet, NAME, 14, bold=True, centre=True),
        *_text(sheet, page.office, 9, centre=True),
        *_text(sheet, f"Máy in: {page.printer}", 10),
        *_text(sheet, f"Giấy: {_PAPERS[paper]}; {sheet.grid.dots_per_inch} điểm/inch", 10),
        *_text(sheet, f"In lúc {moment_text(page.printed_at)}", 10),
        gap(2 * MM),
        *_text(sheet, f"{letters} đ", 10),
        *_text(sheet, f"{capitals} Đ", 9, bold=True),
        *_text(sheet, "0123456789  –  “ ” …  ₫  1.234.567 đồng", 10),
        gap(2 * MM),
        *_code(sheet, code_128(BAR_TEXT, sheet.grid, room=sheet.width, height=_BAR_HEIGHT)),
        *_text(sheet, BAR_TEXT, 9, centre=True),
        *_code(sheet, qr(QR_TEXT, sheet.grid, room=30 * MM)),
        *_text(sheet, "Quét thử hai mã trên bằng máy quét của quầy: phải đọc được cả hai.", 8.5),
        gap(2 * MM),
        _ruler(sheet),
        *_text(
            sheet, "Đặt thước lên vạch: từ 0 đến 6 phải đúng 6 cm; lệch là máy in co giãn.", 8.5
        ),
        gap(1.5 * MM),
        _comb(sheet),
        *_text(sheet, "Lược 1, 2, 3 điểm: vạch phải rời nhau, không đứt.", 8.5),
    ]


_PAPERS = {
    Paper.A5: "A5",
    Paper.A4X2: "A4 ngang, hai bản cắt đôi",
    Paper.A4: "A4",
    Paper.ROLL_80: "cuộn nhiệt 80 mm",
}


def _text(
    sheet: _Sheet, words: str, size: float, *, bold: bool = False, centre: bool = False
) -> list[Block]:
    spans = [Span(words, size, sheet.bold if bold else sheet.plain)]
    lines = balanced(spans, sheet.width) if centre else wrap(spans, sheet.width)
    return [_line(line, (sheet.width - line.width) / 2 if centre else 0.0) for line in lines]


def _line(line: Line, indent: float) -> Block:
    return Block(
        line.size * _LINE,
        lambda canvas, left, top: line.paint(canvas, left + indent, top - 0.12 * line.size),
    )


def _code(sheet: _Sheet, code: Code) -> list[Block]:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        code.paint(canvas, left + (sheet.width - code.width) / 2, top)

    return [Block(code.height + 1 * MM, paint)]


def _ruler(sheet: _Sheet) -> Block:
    """A scale of six centimetres, a mark for every millimetre."""

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(0.5)
        canvas.setFont(sheet.plain, 8)
        base = top - 9 * MM
        canvas.line(left, base, left + 60 * MM, base)
        for mark in range(61):
            tall = 5 * MM if mark % 10 == 0 else 3.4 * MM if mark % 5 == 0 else 2 * MM
            x = left + mark * MM
            canvas.line(x, base, x, base + tall)
            if mark % 10 == 0:
                canvas.drawString(x + 0.6 * MM, base + 5.2 * MM, str(mark // 10))

    return Block(10 * MM, paint)


def _comb(sheet: _Sheet) -> Block:
    """Bars one, two and three dots wide, as far apart as they are wide."""

    def paint(canvas: Canvas, left: float, top: float) -> None:
        dot = sheet.grid.dot
        height = 4 * MM
        x = sheet.grid.snap(left)
        for width in (1, 2, 3):
            for bar in range(16):
                start = x + bar * 2 * width * dot
                canvas.rect(start, top - height, width * dot, height, stroke=0, fill=1)
            x = sheet.grid.snap(x + 16 * MM)

    return Block(5 * MM, paint)
