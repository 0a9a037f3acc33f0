"""What a file would bring, row by row, before anything of it is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.filing_words import STANDING_WORDS
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from app.domain.filing_words import ImportLine

_TONES = {"new": "good", "completes": "good", "known": "quiet", "faulty": "bad"}
_STANDING = 1


class ImportPreviewDialog(QDialog):
    """Ctrl+Enter takes in what is sound; rows that are faulty stay out, named.

    ``note`` tells how the file was read, for instance which heading was taken for what; ``named``
    heads the column of what each row is about.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        lines: Sequence[ImportLine],
        note: str = "",
        *,
        named: str = "Mã hồ sơ",
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xem trước khi nhập")
        self.table = _table(theme, lines, named)
        agree = key_button("Nhập các dòng được", "Ctrl+Return", "main")
        agree.setText("Nhập các dòng được  Ctrl+Enter")
        agree.setEnabled(any(_TONES[line.standing] == "good" for line in lines))
        agree.clicked.connect(self.accept)
        back = QPushButton("Bỏ qua  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        whole = column(
            label(f"{len(lines)} dòng: {_counted(lines)}", "heading", wraps=True),
            *([label(note, "small", wraps=True)] if note else []),
            self.table,
            row(None, back, agree),
            gap="cell",
            margin="card",
        )
        whole.setStretch(2 if note else 1, 1)
        self.setLayout(whole)
        size = QSize(min(parent.width(), length("wide_form")), parent.height() * 3 // 5)
        self.resize(size)
        self.table.setFocus()


def _table(theme: Theme, lines: Sequence[ImportLine], named: str) -> RecordTable[ImportLine]:
    columns: tuple[Column[ImportLine], ...] = (
        Column(named, lambda line: line.code or "(không có)", share=22),
        Column("Sẽ", lambda line: STANDING_WORDS[line.standing], share=14),
        Column("Vì sao", lambda line: line.why, share=44),
        Column("Ở đâu", lambda line: line.place, share=20, from_width="middle_form"),
    )
    table: RecordTable[ImportLine] = RecordTable(columns, "Các dòng trong tệp")
    chips = ChipDelegate(theme, lambda line: _TONES[line.standing], table)
    table.setItemDelegateForColumn(_STANDING, chips)
    table.show_records(lines)
    return table


def _counted(lines: Sequence[ImportLine]) -> str:
    """How many lines stand how, as far as there are any."""
    counts = Counter(line.standing for line in lines)
    return " · ".join(
        f"{words.lower()}: {counts[name]}" for name, words in STANDING_WORDS.items() if counts[name]
    )
