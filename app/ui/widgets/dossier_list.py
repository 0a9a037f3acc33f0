"""The list of dossiers: a search that reads like a clerk, chips, the total, pages while walking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from app.domain.moments import local
from app.ui.dossier_filter import Filter, tidied
from app.ui.theme import Theme
from app.ui.widgets.filter_bar import FilterBar
from app.ui.widgets.layouts import Card, column, label, row
from app.ui.widgets.paged_table import PagedTable
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column
from app.ui.widgets.today_panel import state_tone, state_words

if TYPE_CHECKING:
    from app.services.dossiers import DossierLine

_PAUSE_MILLISECONDS = 120
"""Between the last letter and the search: shorter than a clerk waits, longer than between keys."""

_LEFT_COLUMN, _STATE_COLUMN = 5, 6
Left = Callable[[Any], tuple[str, str]]
"""What is left of the promise of a line, in words; with a tone where it is urgent."""


class SearchField(QLineEdit):
    """Text is looked for while it is typed; Down and Enter lead into the list."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down walks into the list, Esc empties."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class DossierList(QWidget):
    """``asked`` follows every change of what is looked for; ``chosen`` opens a dossier."""

    asked = Signal()
    wanted = Signal()
    chosen = Signal(object)

    def __init__(self, theme: Theme, left: Left) -> None:
        super().__init__()
        self.search = SearchField()
        _dress(self.search)
        self.understood = label("", "small")
        self.total = label("", "heading")
        self.filters = FilterBar()
        self.table: PagedTable[DossierLine] = PagedTable(
            _columns(left), "Danh sách hồ sơ", self.search
        )
        chips = ChipDelegate(theme, state_tone, self.table)
        self.table.setItemDelegateForColumn(_STATE_COLUMN, chips)
        urgent = ChipDelegate(theme, lambda line: left(line)[1], self.table)
        self.table.setItemDelegateForColumn(_LEFT_COLUMN, urgent)
        self._empty = label("", "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MILLISECONDS)
        self._lay_out()
        self._connect()

    def values(self) -> Filter:
        """Everything that narrows the list."""
        return tidied({**self.filters.values(), "typed": self.search.text()})

    def load(self, chosen: Filter) -> None:
        """Narrow the list to a filter; sends nothing."""
        with QSignalBlocker(self.search):
            self.search.setText(chosen.get("typed", ""))
        self._pause.stop()
        self.filters.load(chosen)

    def show_lines(self, lines: Sequence[DossierLine], *, has_more: bool) -> None:
        """The first page of what was found."""
        self.table.show_page(lines, has_more=has_more)
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        if not lines:
            self._empty.setText(_nothing_found(self.values()))

    def say_understood(self, words: str) -> None:
        """How the typed words were read."""
        self.understood.setText(words)
        self.understood.setVisible(bool(words))

    def say_total(self, text: str) -> None:
        """How many dossiers there are."""
        self.total.setText(text)

    def take_keyboard(self) -> None:
        """Typing begins in the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._wait)
        self.search.returnPressed.connect(self._search_or_open)
        self.search.entered.connect(self._enter_list)
        self._pause.timeout.connect(self.asked)
        self.filters.edited.connect(self.asked)
        self.table.wanted.connect(self.wanted)
        self.table.chosen.connect(self.chosen)
        # On the list alone: in the search field Esc empties it.
        leave = QShortcut("Esc", self.table)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.take_keyboard)

    def _lay_out(self) -> None:
        card = Card("Danh sách hồ sơ", headed=False)
        top = row(self.search, self.total, gap="card")
        top.setStretch(0, 1)
        card.put(top, self.understood, self.filters, self._empty, self.table)
        self.understood.hide()
        self._empty.hide()
        self.setLayout(column(card, gap="none"))

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _search_or_open(self) -> None:
        """Enter searches at once; when that was done already, it opens the first dossier."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit()
        elif self.table.current_record() is not None:
            self.chosen.emit(self.table.current_record())

    @Slot()
    def _enter_list(self) -> None:
        if self.table.isVisible():
            self.table.setFocus()


def _columns(left: Left) -> tuple[Column[DossierLine], ...]:
    return (
        Column("Mã hồ sơ", lambda line: line.dossier_code, share=38, is_name=True),
        Column("Người nộp", lambda line: line.applicant or "(đã xóa)", share=40),
        Column("Thủ tục", lambda line: line.procedure_name, share=42, from_width="middle_form"),
        Column("Hẹn trả", _due_on, share=24, from_width="wide_form"),
        Column("Đang ở", lambda line: line.place, share=27, from_width="wide_form"),
        Column("Còn lại", lambda line: left(line)[0], share=26),
        Column("Trạng thái", state_words, share=29),
    )


def _due_on(line: DossierLine) -> str:
    return f"{local(line.return_due_at):%d/%m/%Y}"


def _dress(search: QLineEdit) -> None:
    search.setPlaceholderText(
        "Tên không dấu, đuôi mã, số điện thoại, “hôm qua”, “quá hạn”… hoặc quét mã"
    )
    search.setObjectName("search")
    search.setAccessibleName("Tìm trong danh sách hồ sơ")


def _nothing_found(chosen: Filter) -> str:
    if not chosen:
        return "Chưa có hồ sơ nào. F2: tiếp nhận hồ sơ."
    if set(chosen) == {"typed"}:
        return (
            f"Không tìm thấy hồ sơ nào với “{chosen['typed']}”. "
            "Hãy thử ít chữ hơn, 4 số cuối của mã, hoặc quét mã trên giấy hẹn."
        )
    return "Không có hồ sơ nào hợp với bộ lọc. Ctrl+0: xóa lọc."
