"""Several dossiers of one applicant: the form once, then a line for each person it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.words import refusal_sentence
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldStrip, choice, line
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from uuid import UUID

    from app.exchange.subject_rows import SubjectRow
    from app.services.batch_reception import BatchDone

_KINDS = (
    ("worker", "Người lao động"),
    ("deceased", "Người đã mất"),
    ("martyr", "Liệt sĩ"),
    ("child", "Trẻ em"),
    ("other", "Khác"),
)
_STANDING = 4
_TYPED = ("name", "number", "born", "lacking")


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A line of the table: what was typed, and what became of it."""

    typed: SubjectRow
    code: str = ""
    trouble: str = ""

    @property
    def words(self) -> str:
        """What stands in the last column."""
        return self.code or self.trouble or "chờ nhận"


class BatchDialog(QDialog):
    """Typed, pasted and scanned lines. ``wanted`` brings rows by line, ``printed`` asks for paper.

    What was received leaves nothing to do; what is faulty stays, to be mended and received later.
    """

    wanted = Signal(object)
    printed = Signal(object, str)

    def __init__(self, parent: QWidget, theme: Theme, heading: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Tiếp nhận theo lô")
        self._lines: list[BatchLine] = []
        self._edited: int | None = None
        self._batches: list[tuple[UUID, str]] = []
        self.fields = FieldStrip()
        self.kinds = FieldStrip()
        kinds = choice(_KINDS)
        kinds.setMinimumContentsLength(max(len(words) for _, words in _KINDS))
        self.kinds.add("kind", "Đố&i tượng", kinds, 1)
        self.fields.add("name", "&Họ tên", line("Gõ, quét hoặc dán"), 5)
        self.fields.add("number", "&Số", line("12 số"), 3)
        self.fields.add("born", "N&gày sinh", line("05/02/1990"), 2)
        self.fields.add("lacking", "Thiế&u giấy số", line("1, 2"), 1)
        for key in _TYPED:
            typed = self.fields[key]
            if isinstance(typed, QLineEdit):
                typed.returnPressed.connect(self._put_in)
        columns: tuple[Column[BatchLine], ...] = (
            Column("Họ tên", lambda each: each.typed.name, share=30),
            Column("Số", lambda each: each.typed.number, share=18),
            Column("Ngày sinh", lambda each: each.typed.born, share=12),
            Column("Thiếu giấy", lambda each: each.typed.lacking, share=12),
            Column("Kết quả", lambda each: each.words, share=36),
        )
        self.table: RecordTable[BatchLine] = RecordTable(columns, "Người được giải quyết")
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSortingEnabled(False)
        self.table.setItemDelegateForColumn(_STANDING, ChipDelegate(theme, _tone, self.table))
        self.table.chosen.connect(self._mend)
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        self.said = label("", "muted", wraps=True)
        self.trouble = label("", "error", wraps=True)
        self.trouble.hide()
        self.receive = key_button("Nhận cả lô", "F9", "main")
        self.receive.clicked.connect(self._receive)
        self._lay_out(heading)
        size = QSize(min(parent.width(), length("wide_form")), parent.height() * 4 // 5)
        self.resize(size)
        self._show()
        self.fields["name"].setFocus()

    def take_scan(self, scanned: str) -> bool:
        """A citizen card is one more line."""
        from app.domain.citizen_card import read_citizen_card
        from app.exchange.subject_rows import SubjectRow

        try:
            card = read_citizen_card(scanned)
        except Refusal as refusal:
            self.complain(refusal)
            return False
        born = "" if card.born_on is None else f"{card.born_on:%d/%m/%Y}"
        self.add((SubjectRow(name=card.full_name, number=card.citizen_number, born=born),))
        return True

    def add(self, rows: Sequence[SubjectRow]) -> None:
        """Further lines; one that stands there already, by its number, is not added again."""
        known = {each.typed.number for each in self._lines if each.typed.number}
        new = [each for each in rows if not each.number or each.number not in known]
        self._lines += [self._judged(BatchLine(each)) for each in new]
        self.trouble.hide()
        if len(new) < len(rows):
            self._say_trouble(f"{len(rows) - len(new)} người đã có trong lô, không thêm lần nữa.")
        self._show()

    def show_done(self, places: Sequence[int], done: BatchDone) -> None:
        """What became of the lines that were sent."""
        for place, each in zip(places, done.rows, strict=True):
            received = each.received
            visit = f" (lượt tiếp {each.visit_number})" if each.visit_number else ""
            self._lines[place] = replace(
                self._lines[place],
                code="" if received is None else received.dossier_code,
                trouble=f"{each.sentence or ''}{visit}",
            )
        self._batches += [(each.dossier_uid, each.dossier_code) for each in done.received[:1]]
        self.print_all.setEnabled(True)
        self._show()

    @Slot(object)
    def complain(self, refusal: Refusal) -> None:
        """Say why nothing was saved."""
        self._say_trouble(refusal_sentence(refusal))
        self.receive.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter belongs to the fields and the table; it closes nothing."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _lay_out(self, heading: str) -> None:
        paste = key_button("Dán từ Excel", "Ctrl+Shift+V")
        paste.clicked.connect(self._paste)
        drop = key_button("Bỏ dòng", "Ctrl+Delete")
        drop.clicked.connect(self._drop)
        self.print_all = key_button("In giấy cả lô", "Ctrl+P")
        self.print_all.setEnabled(False)
        self.print_all.clicked.connect(self._print)
        close = QPushButton("Đóng  Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        whole = column(
            label(heading, "heading", wraps=True),
            row(self.kinds, None),
            self.fields,
            self.table,
            self.trouble,
            self.said,
            row(paste, drop, None, close, self.print_all, self.receive),
            gap="cell",
            margin="card",
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    @Slot()
    def _put_in(self) -> None:
        from app.exchange.subject_rows import SubjectRow

        values = {key: self.fields.text(key) for key in _TYPED}
        if not any(values.values()):
            return
        if self._edited is None:
            self.add((SubjectRow(**values),))
        else:
            kept = self._lines[self._edited].typed.abstract
            typed = SubjectRow(**values, abstract=kept)
            self._lines[self._edited] = self._judged(BatchLine(typed))
            self._edited = None
            self._show()
        for key in values:
            self.fields.put(key, "")
        self.fields["name"].setFocus()

    @Slot(object)
    def _mend(self, chosen: BatchLine) -> None:
        """A line that is not received comes back into the fields."""
        if chosen.code:
            return
        self._edited = self._lines.index(chosen)
        for key in _TYPED:
            self.fields.put(key, getattr(chosen.typed, key))
        self.fields["name"].setFocus()

    @Slot()
    def _explain(self) -> None:
        """What is wrong with the current line, whole: its column has room for the beginning."""
        current = self.table.current_record()
        if current is not None and current.trouble:
            self._say_trouble(current.trouble)
        else:
            self.trouble.hide()

    @Slot()
    def _paste(self) -> None:
        from app.exchange.subject_rows import pasted_rows

        try:
            self.add(pasted_rows(QGuiApplication.clipboard().text()))
        except Refusal as refusal:
            self.complain(refusal)

    @Slot()
    def _drop(self) -> None:
        current = self.table.current_record()
        if current is not None and not current.code:
            self._lines.remove(current)
            self._edited = None
            self._show()

    @Slot()
    def _receive(self) -> None:
        """Send every line that can be read and is not received yet."""
        from app.domain.reception import SubjectKind
        from app.services.batch_reception import BatchRow, batch_row

        kind = SubjectKind(self.kinds.text("kind"))
        rows: dict[int, BatchRow] = {}
        for place, each in enumerate(self._lines):
            try:
                if not each.code:
                    rows[place] = batch_row(each.typed, kind)
            except Refusal:
                continue
        if not rows:
            self._say_trouble("Chưa có dòng nào nhận được. Hãy thêm người, hoặc sửa dòng có lỗi.")
            return
        self.trouble.hide()
        self.receive.setEnabled(False)
        self.wanted.emit(rows)

    @Slot()
    def _print(self) -> None:
        for uid, code in self._batches:
            self.printed.emit(uid, code)

    def _judged(self, each: BatchLine) -> BatchLine:
        from app.domain.reception import SubjectKind
        from app.services.batch_reception import batch_row

        try:
            batch_row(each.typed, SubjectKind(self.kinds.text("kind")))
        except Refusal as refusal:
            return replace(each, trouble=refusal_sentence(refusal))
        return each

    def _say_trouble(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()

    def _show(self) -> None:
        self.table.show_records(self._lines)
        received = sum(bool(each.code) for each in self._lines)
        wrong = sum(bool(each.trouble) and not each.code for each in self._lines)
        self.said.setText(
            f"{len(self._lines)} người · {received} đã nhận · {wrong} cần sửa. "
            "Enter: thêm dòng, hoặc sửa dòng đang chọn · quét căn cước liên tiếp cũng được."
        )
        self.receive.setEnabled(received < len(self._lines))


def _tone(each: BatchLine) -> str:
    if each.code:
        return "good"
    return "bad" if each.trouble else "quiet"
