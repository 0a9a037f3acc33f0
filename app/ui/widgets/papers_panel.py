"""What the citizen laid on the counter, ticked and counted against the published list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from app.ui.draft import Draft
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.layouts import Card, ElidedLabel, key_button, label
from app.ui.widgets.paper_model import COUNTS, NAME, ORIGINALS, Index, PaperLine, PaperModel

if TYPE_CHECKING:
    from app.domain.procedure import RequiredDocument
    from app.domain.reception import SubmittedDocument

_LATER_COUNTS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class PapersView(QTableView):
    """The list by keyboard: Space ticks, digits and + - count, Left and Right choose the count.

    N says that a paper is not asked for, K that the State holds it: K again, in the next database.
    """

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("papers")
        self.setAccessibleName("Thành phần hồ sơ")
        self.papers = PaperModel(self)
        self.setModel(self.papers)
        self._theme = theme
        self._is_dressed = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column in COUNTS:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, length("count_column"))
        self._typed_at: tuple[int, int] | None = None
        self._now: Callable[[], datetime] | None = None

    def use_clock(self, now: Callable[[], datetime]) -> None:
        """The desk is open: from now on a look-up can be dated."""
        self._now = now

    def show_papers(
        self, papers: Sequence[RequiredDocument], handed_in: Iterable[SubmittedDocument]
    ) -> None:
        """Replace the list, silently."""
        if papers:
            self._dress()
        self.papers.show(papers, handed_in)
        self._typed_at = None
        self._grow()
        if papers:
            self._go_to(0, NAME)

    def _dress(self) -> None:
        # Late, since an empty form is painted without it.
        if not self._is_dressed:
            from app.ui.widgets.paper_cell import TwoLineDelegate

            self._is_dressed = True
            self.setItemDelegateForColumn(NAME, TwoLineDelegate(self._theme, self))

    def _grow(self) -> None:
        """As high as the list, up to a limit; beyond that it scrolls."""
        self.resizeRowsToContents()
        whole = self.verticalHeader().length() + self.horizontalHeader().height()
        self.setMinimumHeight(min(whole + space("tight"), length("papers_height")))

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Names break anew at the new width."""
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Count by keys; everything else walks as in any table."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if not (plain and self.currentIndex().isValid() and self._count(event)):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a name ticks it, on a number makes it one or none."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() is not Qt.MouseButton.LeftButton:
            return
        if index.column() == NAME:
            self._toggle(index.row())
        else:
            name = COUNTS[index.column()]
            line = self.papers.lines[index.row()]
            self._put(index.row(), line.with_handed_in(**{name: 0 if _of(line, name) else 1}))

    def remember(self) -> Callable[[], None]:
        """What undoes counting from now on: a scan types digits."""
        handed_in = [line.handed_in for line in self.papers.lines]
        papers = [line.paper for line in self.papers.lines]
        current = self.currentIndex().row(), self.currentIndex().column()

        def restore() -> None:
            self.show_papers(papers, handed_in)
            self._go_to(*current)
            self.edited.emit()

        return restore

    def tick_all(self) -> None:
        """Every paper at its published numbers, except those stated not to be asked for."""
        for at, line in enumerate(self.papers.lines):
            if not line.handed_in.not_applicable:
                self.papers.set_line(at, line.at_published_numbers())
        self.edited.emit()

    def _count(self, event: QKeyEvent) -> bool:
        at, column = self.currentIndex().row(), self.currentIndex().column()
        key, typed = Qt.Key(event.key()), event.text()
        if key == Qt.Key.Key_Space:
            self._toggle(at)
        elif typed.isascii() and typed.isdigit():
            self._type_digit(at, column, int(typed))
        elif key in _LATER_COUNTS:
            name = COUNTS.get(column, COUNTS[ORIGINALS])
            line = self.papers.lines[at]
            self._put(at, line.with_handed_in(**{name: _of(line, name) + _LATER_COUNTS[key]}))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._put(at, self.papers.lines[at].empty())
        elif key == Qt.Key.Key_N:
            self._put(at, self.papers.lines[at].not_applicable())
        elif key == Qt.Key.Key_K and self._now is not None:
            self._put(at, self.papers.lines[at].next_look_up(self._now()))
        else:
            return False
        return True

    def _type_digit(self, at: int, column: int, digit: int) -> None:
        """A first digit replaces the number, a second one in the same cell appends to it."""
        column = ORIGINALS if column == NAME else column
        line, name = self.papers.lines[at], COUNTS[column]
        appended = self._typed_at == (at, column)
        number = _of(line, name) * 10 + digit if appended else digit
        self._go_to(at, column)
        self._put(at, line.with_handed_in(**{name: number}))
        self._typed_at = (at, column)

    def _toggle(self, at: int) -> None:
        line = self.papers.lines[at]
        self._put(at, line.empty() if line.is_met else line.at_published_numbers())

    def _put(self, at: int, line: PaperLine) -> None:
        self._typed_at = None
        self.papers.set_line(at, line)
        self.edited.emit()

    def _go_to(self, at: int, column: int) -> None:
        self.selectionModel().setCurrentIndex(
            self.papers.index(at, column), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """A number typed after moving starts anew."""
        super().currentChanged(current, previous)
        self._typed_at = None


class PapersPanel(Card):
    """Thành phần hồ sơ: only papers of the published list, never one more."""

    edited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("Thành phần hồ sơ")
        self.view = PapersView(theme)
        self.view.edited.connect(self._changed)
        self._tick_all = key_button("Đủ tất cả", "Ctrl+T", "link")
        self._tick_all.clicked.connect(self._tick_everything)
        self._empty = label(
            "Chọn thủ tục để thấy danh mục giấy tờ đã công bố.", "muted", wraps=True
        )
        self._hint = ElidedLabel(
            "Dấu cách: đánh dấu · + −: số bản · N: miễn · K: Nhà nước đã có", "small"
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.put_in_head(self._tick_all)
        self.put(self._empty, self.view, self._hint)
        self._kept: tuple[SubmittedDocument, ...] = ()
        self.show_papers(None)

    def show_papers(self, papers: Sequence[RequiredDocument] | None, why: str = "") -> None:
        """Show the list of a procedure and case; ``why`` says why there is none."""
        self.view.show_papers(papers or (), (*self._kept, *self.documents()))
        self._kept = ()
        known = bool(papers)
        self._empty.setText(why or "Chọn thủ tục để thấy danh mục giấy tờ đã công bố.")
        self._empty.setVisible(not known)
        for each in (self.view, self._hint, self._tick_all):
            each.setVisible(known)
        self._summarise()

    def documents(self) -> tuple[SubmittedDocument, ...]:
        """What was handed in, looked up or stated not to be asked for."""
        return tuple(
            line.handed_in
            for line in self.view.papers.lines
            if line.is_met or line.handed_in.not_applicable
        )

    def lacking(self) -> tuple[RequiredDocument, ...]:
        """Papers that still have to be brought."""
        return tuple(line.paper for line in self.view.papers.lines if line.is_lacking)

    def draft(self) -> Draft:
        """The documents as plain values."""
        from app.domain.records import to_plain

        return {"documents": [to_plain(each) for each in (*self.documents(), *self._kept)]}

    def load(self, draft: Draft) -> None:
        """Keep what a draft says until the list of its procedure is shown."""
        self._kept = ()
        self.view.show_papers((), ())
        self.show_papers(None)
        self._kept = _documents_of(draft)

    @Slot()
    def _tick_everything(self) -> None:
        self.view.tick_all()

    @Slot()
    def _changed(self) -> None:
        self._summarise()
        self.edited.emit()

    def _summarise(self) -> None:
        lines = self.view.papers.lines
        lacking = sum(line.is_lacking for line in lines)
        if not lines:
            self.say_aside("")
        elif lacking:
            self.say_aside(f"còn thiếu {lacking} giấy tờ", "warn")
        else:
            self.say_aside("đã đủ giấy tờ", "good")


def _of(line: PaperLine, name: str) -> int:
    number: int = getattr(line.handed_in, name)
    return number


def _documents_of(draft: Draft) -> tuple[SubmittedDocument, ...]:
    if not draft["documents"]:
        return ()
    from app.domain.reception import SubmittedDocument
    from app.domain.records import from_plain

    return tuple(from_plain(SubmittedDocument, each) for each in draft["documents"])
