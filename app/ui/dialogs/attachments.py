"""Đính kèm, số hóa: each paper handed in, whether it is scanned, and the ways to have it so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from app.domain.digitisation import NOT_DIGITISED
from app.domain.form_words import capital
from app.ui.paper_files import KEPT, TO_DO, PaperFile, next_to_do
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import choice, offer
from app.ui.widgets.layouts import column, key_button, label, mark, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable

_KINDS = "Giấy tờ đã quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff)"
_MOST_PAGES = 50
_SEARCHING = (("", "Đang tìm máy quét…"),)
_NO_SCANNER = (("", "Không thấy máy quét"),)


class AttachmentsDialog(QDialog):
    """The line at hand is what a scan, a file or a reason is of; the next to do follows by itself.

    ``scan_wanted`` brings scanner and number of pages, ``file_given`` a path, ``exempt_wanted`` a
    reason, ``look_wanted`` follows Enter on a file.
    """

    scan_wanted = Signal(str, int)
    file_given = Signal(object)
    exempt_wanted = Signal(str)
    look_wanted = Signal()

    def __init__(self, parent: QWidget, theme: Theme, code: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Đính kèm, số hóa")
        self.setAcceptDrops(True)
        self._lines: tuple[PaperFile, ...] = ()
        self._may_add = self._is_busy = False
        columns: tuple[Column[PaperFile], ...] = (
            Column("Giấy tờ", lambda each: each.name, share=60),
            Column("Bản điện tử", lambda each: each.words, share=40),
        )
        self.table: RecordTable[PaperFile] = RecordTable(columns, "Giấy tờ của hồ sơ")
        chips = ChipDelegate(theme, lambda each: each.standing, self.table)
        self.table.setItemDelegateForColumn(1, chips)
        self.table.chosen.connect(self.look_wanted)
        self.table.selectionModel().currentRowChanged.connect(self._fit)
        self.left = label("", "muted")
        self.said = label("", "muted", wraps=True)
        self.said.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.scanner = choice(_SEARCHING)
        self.scanner.setAccessibleName("Máy quét")
        self.pages = choice((str(at), f"{at} trang") for at in range(1, _MOST_PAGES + 1))
        self.pages.setAccessibleName("Số trang")
        self.why = choice((value, capital(words)) for value, words in NOT_DIGITISED.items())
        self.why.setAccessibleName("Vì sao không số hóa")
        self.scan = key_button("Quét", "F9", "main")
        self.pick = key_button("Chọn tệp…", "Ctrl+O")
        self.exempt = key_button("Không số hóa", "Ctrl+U")
        self.look, self.close_ = QPushButton("Xem  Enter"), QPushButton("Đóng  Esc")
        for button in (self.look, self.close_):
            button.setAutoDefault(False)
        self._lay_out(code)
        self._connect()
        self.resize(QSize(min(parent.width(), length("wide_form")), parent.height() * 4 // 5))
        self._fit()
        self.table.setFocus()

    def show_files(self, lines: tuple[PaperFile, ...], *, may_add: bool) -> None:
        """Show how every paper stands, and go to the next that is to do."""
        at = self.table.currentIndex().row() if self._lines else 0
        self._lines, self._may_add = lines, may_add
        self.table.show_records(lines)
        self.table.setCurrentIndex(self.table.model().index(next_to_do(lines, max(0, at)), 0))
        to_do = sum(each.standing == TO_DO for each in lines)
        self.left.setText(f"còn {to_do} chưa số hóa" if to_do else "đã đủ bản điện tử")
        self._fit()

    def offer_scanners(self, scanners: Sequence[tuple[str, str]]) -> None:
        """The scanners of this machine by name and model; a file may be picked without any."""
        offer(self.scanner, scanners or _NO_SCANNER)
        self._fit()

    def say(self, words: str, tone: str = "muted") -> None:
        """One sentence on what is going on or what went wrong."""
        self.said.setText(words)
        mark(self.said, "tone", tone)

    def set_busy(self, *, busy: bool) -> None:
        """Meanwhile nothing else is begun; the window goes on."""
        self._is_busy = busy
        self._fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files may be dropped wherever one may be picked."""
        if self.pick.isEnabled() and _paths(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """The file is of the line at hand; of several only the first, as lines want one each."""
        paths = _paths(event)
        if paths and self.pick.isEnabled():
            event.acceptProposedAction()
            self.file_given.emit(paths[0])

    def _lay_out(self, code: str) -> None:
        head = row(label(f"Hồ sơ {code}: bản điện tử", "heading"), None, self.left)
        scanning = row(self.scanner, self.pages, self.scan, self.pick)
        scanning.setStretch(0, 3)
        scanning.setStretch(1, 1)
        reason = row(self.why, self.exempt)
        reason.setStretch(0, 1)
        feet = row(label("Có thể kéo tệp thả vào đây", "small"), None, self.look, self.close_)
        whole = column(
            head, self.table, self.said, scanning, reason, feet, gap="cell", margin="card"
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.scan.clicked.connect(self._scan)
        self.pick.clicked.connect(self._pick)
        self.exempt.clicked.connect(lambda: self.exempt_wanted.emit(self.why.currentData()))
        self.look.clicked.connect(self.look_wanted)
        self.close_.clicked.connect(self.accept)

    @Slot()
    def _fit(self) -> None:
        """Only what can be done with the line at hand."""
        line = self.table.current_record()
        may_add = self._may_add and not self._is_busy and line is not None
        self.scan.setEnabled(may_add and bool(self.scanner.currentData()))
        self.pick.setEnabled(may_add)
        is_open = line is not None and line.standing == TO_DO and line.ordinal is not None
        self.exempt.setEnabled(may_add and is_open)
        self.look.setEnabled(line is not None and line.standing == KEPT)

    @Slot()
    def _scan(self) -> None:
        self.scan_wanted.emit(self.scanner.currentData(), int(self.pages.currentData()))

    @Slot()
    def _pick(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Đính kèm tệp", "", _KINDS)
        if name:
            self.file_given.emit(Path(name))


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(each.toLocalFile()) for each in event.mimeData().urls() if each.isLocalFile()]
