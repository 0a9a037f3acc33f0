"""A table of procedures: headings recognised by their folded words, rows read one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import Reason, Refusal
from app.domain.procedure import Decision, LegalBasis, Procedure, Result
from app.domain.procedure_code import parse_code
from app.domain.procedure_version import doubt
from app.domain.text import one_line
from app.exchange.read_catalogue import ReadCatalogue, SkippedRow, row_wrong, skipped_row, unique
from app.exchange.table_cells import day, fees, limits, lines, papers
from app.exchange.table_files import Cell, Table, heading_words

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "ma thu tuc",
        "ma thu tuc hanh chinh",
        "ma tthc",
        "ma so tthc",
        "ma so thu tuc",
        "ma so",
        "ma qg",
        "ma quoc gia",
        "ma so ho so tthc",
        "ma",
    ),
    "name": (
        "ten thu tuc",
        "ten thu tuc hanh chinh",
        "ten tthc",
        "thu tuc hanh chinh",
        "ten",
        "thu tuc",
        "ten goi",
    ),
    "sector": ("linh vuc", "ten linh vuc", "linh vuc thuc hien"),
    "limit": (
        "thoi han giai quyet",
        "thoi gian giai quyet",
        "thoi han",
        "thoi gian thuc hien",
        "thoi gian",
        "thoi han thuc hien",
        "thoi han theo quy dinh",
    ),
    "unit": ("don vi tinh", "don vi thoi gian", "don vi", "dvt"),
    "shortened": (
        "thoi han rut ngan",
        "thoi gian rut ngan",
        "thoi han sau rut ngan",
        "thoi gian sau khi cat giam",
        "thoi han sau cat giam",
    ),
    "papers": ("thanh phan ho so", "giay to", "giay to phai nop", "ho so gom", "ho so"),
    "fee": ("phi", "muc phi", "muc thu phi"),
    "levy": ("le phi", "muc le phi", "muc thu le phi"),
    "money": ("phi le phi", "phi va le phi", "muc phi le phi"),
    "agency": (
        "co quan thuc hien",
        "co quan giai quyet",
        "co quan co tham quyen",
        "co quan tham quyen",
        "don vi giai quyet",
    ),
    "phone": ("dien thoai", "so dien thoai", "dien thoai co quan giai quyet"),
    "promulgated_by": ("co quan ban hanh", "co quan cong bo", "bo nganh"),
    "level": ("cap thuc hien", "cap", "cap giai quyet"),
    "online_level": ("muc do", "muc do dvc", "muc do cung cap dich vu cong truc tuyen"),
    "result": ("ket qua", "ket qua thuc hien", "ket qua giai quyet"),
    "basis": ("can cu phap ly", "can cu"),
    "decision": ("quyet dinh cong bo", "so quyet dinh", "quyet dinh", "so quyet dinh cong bo"),
    "decided_on": ("ngay quyet dinh", "ngay ban hanh", "ngay cong bo"),
    "valid_from": ("ngay hieu luc", "hieu luc tu", "ngay co hieu luc"),
    "valid_to": ("ngay het hieu luc", "het hieu luc", "hieu luc den"),
    "note": ("ghi chu",),
}
_FIELD_OF = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
_SEARCHED_ROWS = 15
"""Rows above the headings hold the name of the office and the title of the list."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One row by field names."""

    cells: Mapping[str, Cell]

    def text(self, name: str) -> str | None:
        """One line of text, or ``None``."""
        cell = self.cells.get(name)
        return one_line(cell.text) or None if cell else None

    def block(self, name: str) -> str | None:
        """Text with its line ends, or ``None``."""
        cell = self.cells.get(name)
        return cell.text.strip() or None if cell else None


def read_table(table: Table) -> ReadCatalogue:
    """Read the rows below the headings.

    Raises ``Refusal`` (``CATALOGUE_HEADINGS_MISSING``) where code and name have no column.
    """
    headings, body = _split(table)
    procedures: dict[str, Procedure] = {}
    skipped: list[SkippedRow] = []
    for number, cells in body:
        row = _Row({name: cells[at] for at, name in headings.items() if at < len(cells)})
        place = f"{table.place}, dòng {number}"
        if not _is_entry(row):
            continue
        try:
            procedure = _procedure(row, table.place, place)
            if procedure.code in procedures:
                raise Refusal(Reason.PROCEDURE_CODE_TWICE, code=procedure.code)
        except Refusal as refusal:
            skipped.append(skipped_row(row.text("code"), place, refusal))
        else:
            procedures[procedure.code] = procedure
    return ReadCatalogue(
        procedures=tuple(procedures.values()), skipped=tuple(skipped), converted=table.converted
    )


def _split(table: Table) -> tuple[dict[int, str], tuple[tuple[int, tuple[Cell, ...]], ...]]:
    for index, (_, row) in enumerate(table.rows[:_SEARCHED_ROWS]):
        headings: dict[int, str] = {}
        for at, cell in enumerate(row):
            name = _FIELD_OF.get(heading_words(cell.text))
            if name is not None and name not in headings.values():
                headings[at] = name
        if {"code", "name"} <= set(headings.values()):
            return headings, table.rows[index + 1 :]
    raise Refusal(Reason.CATALOGUE_HEADINGS_MISSING, path=table.place)


def _is_entry(row: _Row) -> bool:
    """Not a group title, a row of column numbers ("1 2 3") or a total."""
    code, name = row.text("code"), row.text("name")
    if code is None:
        return False
    return not (code.strip("()").isdigit() and (name or "").strip("()").isdigit())


def _procedure(row: _Row, file: str, place: str) -> Procedure:
    code = parse_code(_code(row))
    name = row.text("name")
    if name is None:
        raise Refusal(Reason.PROCEDURE_NAME_MISSING, code=code.national)
    limit = limits(row.text("limit"), row.text("unit"), row.text("shortened"))
    listed = papers(row.block("papers"))
    sums = fees(row.text("fee"), row.text("levy"), row.text("money"))
    doubts = [doubt("limits", reason) for reason in limit.doubts]
    remark = row.text("note")
    return Procedure(
        code=code.national,
        local_suffix=code.suffix,
        name=name,
        sector=row.text("sector"),
        levels=unique(part for part in _parts(row.text("level")) if part),
        promulgated_by=row.text("promulgated_by"),
        settling_agency=row.text("agency"),
        settling_phone=row.text("phone"),
        online_level=row.text("online_level"),
        limits=limit.limits,
        papers=listed,
        fees=sums,
        results=tuple(Result(name=each) for each in lines(row.block("result"))),
        legal_basis=tuple(LegalBasis(name=each) for each in lines(row.block("basis"))),
        decision=_decision(row, place),
        valid_from=_day(row, "valid_from", place),
        valid_to=_day(row, "valid_to", place),
        source=f"Tệp {file}",
        notes=(remark,) if remark else (),
        to_confirm=tuple(doubts),
    )


def _code(row: _Row) -> str:
    """The code as text; six decimals restore the noughts that a number cell has lost."""
    cell = row.cells["code"]
    return cell.text if cell.number is None else f"{cell.number:.6f}"


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").replace(",", ";").split(";")]


def _decision(row: _Row, place: str) -> Decision | None:
    number = row.text("decision")
    return Decision(number=number, on=_day(row, "decided_on", place)) if number else None


def _day(row: _Row, name: str, place: str) -> date | None:
    text = row.text(name)
    if text is None:
        return None
    found = day(text)
    if found is None:
        raise row_wrong(place, text)
    return found
