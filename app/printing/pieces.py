"""Pieces that the official papers share: fields, the table of papers, signatures, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas

from app.printing.barcode import Code
from app.printing.flow import Block, Painter, gap
from app.printing.style import BOLD, BOX, ITALIC, MM, REGULAR, RULE, Type
from app.printing.typesetting import Line, Span, balanced, fit, wrap


@dataclass(frozen=True, slots=True)
class Column:
    """Where a piece stands on the page: the width it may take and the sizes of its type."""

    width: float
    type: Type


def paragraph(column: Column, spans: Sequence[Span], *, indent: float = 0.0) -> list[Block]:
    """Lines of text, each a block; no first or last line is left alone on a page."""
    lines = wrap(spans, column.width - indent)
    last = len(lines) - 1
    return [
        Block(line.height, _at(line, indent), glued=index == 1 or (index == last and index > 0))
        for index, line in enumerate(lines)
    ]


def sentence(column: Column, words: str) -> list[Block]:
    """One sentence of the paper; nothing where the office left it out."""
    return paragraph(column, [Span(words, column.type.body)]) if words.strip() else []


def field(column: Column, label: str, value: str, *, strong: bool = False) -> list[Block]:
    """``Label: value``; dots to write on where there is no value."""
    if not value.strip():
        return [_blank_field(column, label)]
    size = column.type.body
    font = {"font": BOLD} if strong else {}
    return paragraph(column, [Span(f"{label}:", size), Span(value, size, **font)])


def field_pair(
    column: Column, first: tuple[str, str], second: tuple[str, str], *, share: float = 0.5
) -> list[Block]:
    """Two short fields on one line, or under each other where they are long."""
    left = replace(column, width=column.width * share - 3 * MM)
    right = replace(column, width=column.width * (1 - share))
    (one, *more), (other, *rest) = field(left, *first), field(right, *second)
    if more or rest:
        return [*field(column, *first), *field(column, *second)]

    def paint(canvas: Canvas, x: float, top: float) -> None:
        one.paint(canvas, x, top)
        other.paint(canvas, x + column.width * share, top)

    return [Block(one.height, paint)]


def label_line(column: Column, label: str) -> list[Block]:
    """A label that is followed by more than text."""
    return paragraph(column, [Span(f"{label}:", column.type.body)])


def numbered(column: Column, texts: Iterable[str], *, first: int = 1) -> list[Block]:
    """``1. …``, ``2. …``: demands of the office, one below the other."""
    return [
        block
        for number, text in enumerate(texts, start=first)
        for block in paragraph(column, [Span(f"{number}. {text}", column.type.body)], indent=3 * MM)
    ]


def contact(column: Column, label: str, name: str, phone: str) -> list[Block]:
    """Whom to ask, with the telephone, to be written where the office has set none."""
    return field(column, label, f"{name}, số điện thoại {phone or _TO_WRITE}" if name else name)


_TO_WRITE = "………………"


def _blank_field(column: Column, label: str) -> Block:
    size = column.type.body
    line = fit(f"{label}: ", font=REGULAR, size=size, width=column.width)
    start = line.width + size * 0.3

    def paint(canvas: Canvas, left: float, top: float) -> None:
        line.paint(canvas, left, top)
        canvas.saveState()
        canvas.setLineWidth(RULE)
        canvas.setLineCap(1)
        canvas.setDash(0.01, 2.2)
        base = top - size
        canvas.line(left + start, base, left + column.width, base)
        canvas.restoreState()

    return Block(line.height, paint)


def centred(column: Column, spans: Sequence[Span]) -> list[Block]:
    """Centred lines of about one length that stay together."""
    lines = balanced(spans, column.width)
    return [
        Block(line.height, _at(line, (column.width - line.width) / 2), glued=index > 0)
        for index, line in enumerate(lines)
    ]


def title(column: Column, name: str, remarks: Iterable[str]) -> list[Block]:
    """The paper's name with its remarks (which copy, a replacement, a reprint) below."""
    said = "; ".join(remark for remark in remarks if remark)
    blocks = centred(column, [Span(name, column.type.title, BOLD)])
    if said:
        blocks += centred(column, [Span(f"({said})", column.type.small + 0.6, ITALIC)])
    return [replace(block, glued=index > 0) for index, block in enumerate(blocks)]


def promise(column: Column, text: str) -> Block:
    """The return date in its box."""
    line = fit(text, font=BOLD, size=column.type.promise, width=column.width - 5 * MM)
    box = line.size * 1.62
    above, below = 1.2 * MM, 1.4 * MM

    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(BOX)
        canvas.rect(left, top - above - box, column.width, box)
        inner = top - above - (box - line.size) / 2 + 0.04 * line.size
        line.paint(canvas, left + (column.width - line.width) / 2, inner)

    return Block(above + box + below, paint, glued=True)


@dataclass(frozen=True, slots=True)
class Signature:
    """One who signs: in what capacity, how, and the name where it is known.

    ``in_place_of`` stands above: ``KT. GIÁM ĐỐC`` where a deputy signs for the head.
    """

    capacity: str
    manner: str = "(Ký và ghi rõ họ tên)"
    name: str = ""
    in_place_of: str = ""


SIGNING_ROOM = 11.5 * MM


@dataclass(frozen=True, slots=True)
class Middle:
    """Room between two signatures, and the code that may stand there."""

    room: float = 0.0
    code: Code | None = None


def signatures(
    column: Column, signers: Sequence[Signature | None], *, middle: Middle | None = None
) -> list[Block]:
    """Signatures side by side; ``None`` leaves a place empty.

    Glued to what is above: signatures never stand alone on a page.
    """
    code = middle.code if middle else None
    room = max(middle.room if middle else 0.0, code.width if code else 0.0)
    each = (column.width - room) / len(signers)
    size = column.type.body
    heads = _side_by_side([_capacity(signer, each, size) for signer in signers], each, room)
    names = _side_by_side([_name(signer, each, size) for signer in signers], each, room)
    signing = SIGNING_ROOM * column.type.factor
    if code:
        signing = max(signing, code.height - heads.height - names.height)
        heads = _with_code(heads, code, each + (room - code.width) / 2)
    above = gap(1.5 * MM, stretch=3 * MM)
    below = gap(signing, stretch=9 * MM)
    return [replace(block, glued=True) for block in (above, heads, below, names)]


def letter_signature(column: Column, signer: Signature, recipients: Sequence[str]) -> list[Block]:
    """Who signs a letter on the right, who gets it on the left, on one height."""
    above, heads, below, names = signatures(column, [None, signer])
    size = column.type.small
    lines = wrap([Span("Nơi nhận:", size, BOLD)], column.width / 2)
    for each in recipients:
        lines += wrap([Span(f"- {each}", size)], column.width / 2)
    tall = sum(line.height for line in lines)
    room = max(below.height, tall - heads.height - names.height)

    def paint(canvas: Canvas, left: float, top: float) -> None:
        heads.paint(canvas, left, top)
        y = top
        for line in lines:
            line.paint(canvas, left, y)
            y -= line.height

    return [above, replace(heads, paint=paint), replace(below, height=room), names]


def _with_code(block: Block, code: Code, indent: float) -> Block:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        block.paint(canvas, left, top)
        code.paint(canvas, left + indent, top)

    return replace(block, paint=paint)


def _capacity(signer: Signature | None, width: float, size: float) -> list[Line]:
    if signer is None:
        return []
    manner = [Span(signer.manner, size * 0.88, ITALIC)]
    above = balanced([Span(signer.in_place_of, size * 0.95, BOLD)], width)
    capacity = balanced([Span(signer.capacity, size * 0.95, BOLD)], width)
    return [*above, *capacity, *wrap(manner, width)]


def _name(signer: Signature | None, width: float, size: float) -> list[Line]:
    return balanced([Span(signer.name, size, BOLD)], width) if signer else []


def _side_by_side(stacks: Sequence[Sequence[Line]], width: float, room: float) -> Block:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        for index, lines in enumerate(stacks):
            _paint_centred(canvas, lines, (left + index * (width + room), top), width)

    return Block(max(sum(line.height for line in lines) for lines in stacks), paint)


def notes(column: Column, texts: Iterable[str]) -> list[Block]:
    """Foot notes under a short rule, at the foot of the last page."""
    size = column.type.note
    lines = [
        line
        for text in texts
        if text.strip()
        for line in wrap([Span(f"– {text}", size, ITALIC)], column.width)
    ]
    blocks = [_note_rule(), *(Block(line.height, _at(line, 0.0)) for line in lines)]
    return [replace(block, glued=True, sinks=True) for block in blocks] if lines else []


def _note_rule() -> Block:
    def paint(canvas: Canvas, left: float, top: float) -> None:
        canvas.setLineWidth(RULE)
        canvas.line(left, top - 2.2 * MM, left + 30 * MM, top - 2.2 * MM)

    return Block(3.2 * MM, paint)


def _at(line: Line, indent: float) -> Painter:
    return lambda canvas, left, top: line.paint(canvas, left + indent, top)


def _paint_centred(
    canvas: Canvas, lines: Sequence[Line], corner: tuple[float, float], width: float
) -> None:
    x, y = corner
    for line in lines:
        line.paint(canvas, x + (width - line.width) / 2, y)
        y -= line.height
