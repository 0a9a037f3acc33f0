"""Sổ theo dõi hồ sơ: a line a dossier, A4 lying, every book numbered by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.printing.barcode import DotGrid
from app.printing.flow import Block, Page, gap, paginate
from app.printing.heading import Heading, codes_of, heading_block
from app.printing.papers_table import TableColumn, table
from app.printing.pieces import Column, Signature, notes, signatures, title
from app.printing.sheet import Imprint, bind
from app.printing.style import A4_WIDE, MM, Type, register_fonts
from app.printing.typesetting import Span

NAME = "SỔ THEO DÕI HỒ SƠ"
_SIZE = 7.6
"""Points: forty lines of one line each fill a page, and a longer one is as tall as it must be."""

_DENSITY = Type(0.86)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One dossier in the book; absent days are written by hand."""

    number: str
    code: str
    procedure: str
    sets: int
    owner: str
    address: str
    phone: str
    agency: str
    received_on: date
    due_on: date | None
    sent_on: date | None
    back_on: date | None
    returned_on: date | None
    way: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The books of some days; ``is_old`` draws the columns of the form of 2018."""

    heading: Heading
    books: tuple[tuple[str, tuple[RegisterLine, ...]], ...]
    days: str
    drawn_at: datetime
    keeper: str
    is_old: bool = False
    foot_notes: tuple[str, ...] = ()
    training: bool = False


_COMMON = (
    TableColumn("STT", 12 * MM),
    TableColumn("Mã hồ sơ", 31 * MM),
    TableColumn("Tên thủ tục hành chính", 44 * MM, centred=False),
    TableColumn("Số bộ", 9 * MM),
    TableColumn("Tên cá nhân, tổ chức", 31 * MM, centred=False),
)
_CURRENT = (
    *_COMMON,
    TableColumn("Địa chỉ, số điện thoại", 36 * MM, centred=False),
    TableColumn("Cơ quan chủ trì giải quyết", 22 * MM, centred=False),
    *(
        TableColumn(words, 16.5 * MM)
        for words in (
            "Ngày nhận hồ sơ",
            "Ngày hẹn trả",
            "Ngày chuyển cơ quan giải quyết",
            "Ngày nhận kết quả",
            "Ngày trả kết quả",
        )
    ),
    TableColumn("Phương thức nhận, ký nhận", 19 * MM),
    TableColumn("Ghi chú", 15 * MM, centred=False),
)
_OLD = (
    *_COMMON,
    TableColumn("Địa chỉ", 38 * MM, centred=False),
    TableColumn("Số điện thoại", 20 * MM),
    *(
        TableColumn(words, 17 * MM)
        for words in ("Ngày nhận hồ sơ", "Ngày hẹn trả", "Ngày nhận kết quả")
    ),
    TableColumn("Bên giao (ký tên)", 20 * MM),
    TableColumn("Bên nhận (ký tên)", 20 * MM),
    TableColumn("Ghi chú", 24 * MM, centred=False),
)


def draw(register: Register, *, dots_per_inch: int = 600) -> bytes:
    """The books as PDF, each beginning on a page of its own."""
    register_fonts()
    grid = DotGrid(dots_per_inch)
    books = register.books or (("", ()),)
    pages: list[tuple[Page, ...]] = [
        paginate(_blocks(register, book, lines, grid), A4_WIDE.text_height) for book, lines in books
    ]
    imprint = Imprint(
        title=f"{NAME.capitalize()} {register.days}",
        author=register.heading.unit,
        code=f"Sổ theo dõi hồ sơ, {register.days}",
        issued_at=register.drawn_at,
        training=register.training,
        template=register.heading.template,
    )
    return bind(pages, imprint, paper=A4_WIDE, grid=grid)


def _blocks(
    register: Register, book: str, lines: Sequence[RegisterLine], grid: DotGrid
) -> list[Block]:
    width = A4_WIDE.text_width
    column = Column(width, _DENSITY)
    said = (f"Quyển số {book}" if book else "không có hồ sơ nào", register.days)
    ending = [
        *signatures(column, [None, Signature("NGƯỜI GHI SỔ", name=register.keeper)]),
        *notes(column, register.foot_notes),
    ]
    return [
        heading_block(width, register.heading, codes_of(register.heading, grid, width)),
        *title(column, NAME, said),
        gap(1.6 * MM),
        *_table(register, lines, column),
        # Whoever keeps the book signs below its last line, never on a page of nothing else.
        *(replace(block, glued=True) for block in (gap(1 * MM), *ending)),
    ]


def _table(register: Register, lines: Sequence[RegisterLine], column: Column) -> list[Block]:
    said = _OLD if register.is_old else _CURRENT
    share = column.width / sum(each.width for each in said)
    columns = [TableColumn(each.heading, each.width * share, each.centred) for each in said]
    cells = _old_cells if register.is_old else _current_cells
    rows = [[[Span(text, _SIZE)] for text in cells(line)] for line in lines]
    return table(column, columns, rows)


def _current_cells(line: RegisterLine) -> tuple[str, ...]:
    return (
        *_common_cells(line),
        "; ".join(filter(None, (line.address, line.phone))),
        line.agency,
        _day(line.received_on),
        _day(line.due_on),
        _day(line.sent_on),
        _day(line.back_on),
        _day(line.returned_on),
        line.way,
        line.remark,
    )


def _old_cells(line: RegisterLine) -> tuple[str, ...]:
    return (
        *_common_cells(line),
        line.address,
        line.phone,
        _day(line.received_on),
        _day(line.due_on),
        _day(line.returned_on),
        "",
        "",
        line.remark,
    )


def _common_cells(line: RegisterLine) -> tuple[str, ...]:
    return (line.number, line.code, line.procedure, f"{line.sets:02d}", line.owner)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
