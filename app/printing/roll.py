"""The thermal roll of 80 mm: one page as long as its blocks, 576 dots wide at 203 dpi.

A layout of its own and no smaller A5: a face without serifs, the codes in whole dots of the
print head, the promise big enough to be read at arm's length.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app.printing.archival import finished
from app.printing.barcode import Code, DotGrid, code_128, qr
from app.printing.flow import Block, gap
from app.printing.heading import Heading
from app.printing.papers_table import PaperLine
from app.printing.sheet import Imprint, describe
from app.printing.style import BOX, MM, ROLL, ROLL_BOLD, RULE, register_fonts
from app.printing.typesetting import Line, Span, balanced, fit, wrap

HEAD_DOTS, HEAD_DOTS_PER_INCH = 576, 203
"""Dots across the print head of an 80 mm receipt printer, and how close they stand."""

WIDTH = HEAD_DOTS / HEAD_DOTS_PER_INCH * 72
MARGIN = 1.5 * MM
_TRAINING_MARK = "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
_PREVIEW_MARK = "XEM TRƯỚC – CHƯA PHẢI GIẤY HẸN"
TEXT_WIDTH = WIDTH - 2 * MARGIN

BODY, SMALL, TITLE = 8.6, 7.4, 10.6
_LEADING = 1.24
"""Marks stand in two storeys above capitals: lines need more room than in the serif face."""

_QR_ROOM = 29 * MM
_QR_MODULE = 0.375 * MM
_BAR_HEIGHT = 11 * MM
_GUTTER = 1.5 * MM


@dataclass(frozen=True, slots=True)
class RollSlip:
    """One slip of the roll before it is drawn: its blocks and what the file says of itself."""

    blocks: Sequence[Block]
    imprint: Imprint


def draw_roll(slips: Sequence[RollSlip], *, dots_per_inch: int) -> bytes:
    """The PDF of one or more slips, a page each; every side is whole dots of the printer."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, lang="vi-VN", initialFontName=ROLL)
    describe(canvas, slips[0].imprint)
    for slip in slips:
        _paint_page(canvas, slip, grid)
    return finished(canvas, stream)


def _paint_page(canvas: Canvas, slip: RollSlip, grid: DotGrid) -> None:
    blocks = slip.blocks
    if slip.imprint.watermark:
        watermark = _PREVIEW_MARK if slip.imprint.preview else _TRAINING_MARK
        # The quiet zone of the QR reaches above its block and would wipe out the frame's foot.
        blocks = [*framed(watermark), gap(1 * MM), *blocks, gap(1 * MM), *framed(watermark)]
    blocks = [*blocks, *said(slip.imprint.template, size=SMALL, centre=True)]
    height = grid.snap(sum(block.height for block in blocks) + 3 * MARGIN)
    canvas.setPageSize((grid.snap(WIDTH) - 0.0004, height - 0.0004))
    top = height - MARGIN
    for block in blocks:
        block.paint(canvas, MARGIN, top)
        top -= block.height
    canvas.showPage()


def text(spans: Sequence[Span], *, indent: float = 0.0, centre: bool = False) -> list[Block]:
    """Lines from the left, or centred and of about the same length."""
    lines = balanced(spans, TEXT_WIDTH) if centre else wrap(spans, TEXT_WIDTH - indent)
    return [_line(line, (TEXT_WIDTH - line.width) / 2 if centre else indent) for line in lines]


def said(
    words: str, *, size: float = BODY, bold: bool = False, centre: bool = False
) -> list[Block]:
    """One sentence; nothing for an empty one."""
    face = ROLL_BOLD if bold else ROLL
    return text([Span(words, size, face)], centre=centre) if words.strip() else []


def field(label: str, value: str, *, strong: bool = False) -> list[Block]:
    """``Label: value``; nothing without a value, for a roll is not written on."""
    if not value.strip():
        return []
    face = ROLL_BOLD if strong else ROLL
    return text([Span(f"{label}:", BODY, ROLL), Span(value, BODY, face)])


def rule(*, above: float = 1.2 * MM, below: float = 1.2 * MM) -> Block:
    """A line across the roll."""

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(RULE)
        canvas.line(left, top - above, left + TEXT_WIDTH, top - above)

    return Block(above + below, paint)


def framed(words: str, *, size: float = BODY) -> list[Block]:
    """Words in a frame across the roll."""
    return [_frame([fit(words, font=ROLL_BOLD, size=size, width=TEXT_WIDTH - 3 * MM)])]


def big_promise(label: str, when: str, day: str) -> Block:
    """The return date in its frame: the biggest thing on the slip."""
    room = TEXT_WIDTH - 3 * MM
    return _frame(
        [
            fit(label, font=ROLL_BOLD, size=10, width=room),
            fit(when, font=ROLL_BOLD, size=15, width=room),
            fit(day, font=ROLL_BOLD, size=29, width=room),
        ]
    )


def heading_blocks(heading: Heading, grid: DotGrid) -> list[Block]:
    """QR top left as Thông tư 01/2023 asks, nation and unit beside it, the bar code below."""
    square = _coarse(qr(heading.qr_text, grid, room=_QR_ROOM))
    beside = TEXT_WIDTH - square.width - _GUTTER + square.quiet * square.module * grid.dot
    nation = [
        *balanced([Span("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SMALL, ROLL_BOLD)], beside),
        *balanced([Span("Độc lập - Tự do - Hạnh phúc", SMALL, ROLL)], beside),
    ]
    unit = [
        *balanced([Span(heading.parent_body, SMALL, ROLL)], beside),
        *balanced([Span(heading.unit, SMALL, ROLL_BOLD)], beside),
        *wrap([Span(f"Số: {heading.slip_number or '………'}", SMALL, ROLL)], beside),
    ]
    return [_head(square, (nation, unit), beside), *_number(heading, grid)]


def _head(square: Code, stacks: tuple[list[Line], list[Line]], beside: float) -> Block:
    quiet = square.quiet * square.module * square.grid.dot
    between = 1.4 * MM
    tall = sum(line.size * _LEADING for stack in stacks for line in stack) + between

    def paint(canvas: Canvas, left: float, top: float) -> None:
        square.paint(canvas, left - quiet, top + quiet)
        start = left + TEXT_WIDTH - beside
        y = top
        for stack in stacks:
            for line in stack:
                _write(canvas, line, start + (beside - line.width) / 2, y)
                y -= line.size * _LEADING
            y -= between

    return Block(max(square.height - 2 * quiet, tall) + 1.5 * MM, paint)


def _number(heading: Heading, grid: DotGrid) -> list[Block]:
    """The number in big type, and its bar code where the roll is wide enough for one."""
    number = text(
        [Span(f"{heading.code_label}:", BODY, ROLL), Span(heading.code, TITLE + 1, ROLL_BOLD)],
        centre=True,
    )
    if not (heading.code and heading.code.isascii() and heading.code.isprintable()):
        return number
    bars = code_128(heading.code, grid, room=TEXT_WIDTH, height=_BAR_HEIGHT)
    return [*(_centred(bars) if bars.width <= WIDTH else []), *number]


def _coarse(code: Code) -> Code:
    """Three dots a module at 203 dpi where there is room: hot heads bleed."""
    module = round(_QR_MODULE / code.grid.dot)
    wider = replace(code, module=module, row_dots=module)
    return wider if wider.width <= _QR_ROOM + 2 * MM else code


def papers_list(papers: Sequence[PaperLine]) -> list[Block]:
    """Every paper on a line of its own with its numbers in bold, for a roll has no columns."""
    blocks: list[Block] = []
    for number, paper in enumerate(papers, start=1):
        counts = ", ".join(
            f"{count} {name}"
            for count, name in (
                (paper.originals, "bản chính"),
                (paper.certified, "bản chứng thực"),
                (paper.copies, "bản sao"),
            )
            if count
        )
        spans = [Span(f"{number}. {paper.name}", SMALL + 0.6, ROLL)]
        spans += [Span(counts, SMALL + 0.6, ROLL_BOLD)] if counts else []
        spans += [Span(paper.remark, SMALL, ROLL)] if paper.remark else []
        blocks += text(spans)
    return blocks


def signatures(signers: Sequence[tuple[str, str]]) -> list[Block]:
    """Places to sign side by side: in what capacity, and the name where it is known."""
    each = TEXT_WIDTH / len(signers)
    heads = [
        balanced([Span(capacity, SMALL, ROLL_BOLD)], each - 2 * MM) if capacity else []
        for capacity, _ in signers
    ]
    names = [balanced([Span(name, SMALL + 0.4, ROLL_BOLD)], each - 2 * MM) for _, name in signers]
    return [gap(1.5 * MM), _side_by_side(heads), gap(11 * MM), _side_by_side(names)]


def notes(texts: Iterable[str]) -> list[Block]:
    """Foot notes, each with its dash."""
    spoken = [each for each in texts if each.strip()]
    lines = [block for each in spoken for block in text([Span(f"– {each}", SMALL, ROLL)])]
    return [rule(), *lines] if lines else []


def _side_by_side(stacks: Sequence[Sequence[Line]]) -> Block:
    each = TEXT_WIDTH / len(stacks)
    tall = max(sum(line.size * _LEADING for line in lines) for lines in stacks)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        for index, lines in enumerate(stacks):
            y = top
            for line in lines:
                _write(canvas, line, left + index * each + (each - line.width) / 2, y)
                y -= line.size * _LEADING

    return Block(tall, paint)


def _frame(lines: Sequence[Line]) -> Block:
    pad = 1.3 * MM
    tall = sum(line.size * _LEADING for line in lines) + 2 * pad

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(BOX)
        canvas.rect(left, top - tall, TEXT_WIDTH, tall)
        y = top - pad
        for line in lines:
            _write(canvas, line, left + (TEXT_WIDTH - line.width) / 2, y)
            y -= line.size * _LEADING

    return Block(tall + 1 * MM, paint)


def _centred(code: Code) -> list[Block]:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        code.paint(canvas, left + (TEXT_WIDTH - code.width) / 2, top)

    return [Block(code.height + 1 * MM, paint)]


def _line(line: Line, indent: float) -> Block:
    return Block(
        line.size * _LEADING,
        lambda canvas, left, top: _write(canvas, line, left + indent, top),
    )


def _write(canvas: Canvas, line: Line, left: float, top: float) -> None:
    line.paint(canvas, left, top - 0.12 * line.size)
