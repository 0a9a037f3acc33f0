"""A table that asks for its next page when the officer comes near its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit

from app.ui.widgets.record_table import Column, Index, Record, RecordTable

_ROWS_AHEAD = 40
"""Rows still below the current one, or below the last in sight, when the next page is asked for."""


class PagedTable(RecordTable[Record]):
    """Holds the pages read so far, never all rows.

    ``wanted`` asks for the next page, once until it comes. Letters typed on the table go on in
    the ``search`` field, where the officer means them.
    """

    wanted = Signal()

    def __init__(self, columns: Sequence[Column[Record]], name: str, search: QLineEdit) -> None:
        # Before the model is set, which already moves the current row.
        self.has_more = False
        self._is_asking = False
        super().__init__(columns, name)
        self._search = search
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionsClickable(False)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)

    @property
    def rows(self) -> int:
        """How many rows are read so far."""
        return self._model.rowCount()

    def show_page(self, records: Sequence[Record], *, has_more: bool) -> None:
        """The first page: replaces whatever was there."""
        self.has_more, self._is_asking = has_more, False
        self.show_records(records)

    def add_page(self, records: Sequence[Record], *, has_more: bool) -> None:
        """The page that was wanted."""
        self.has_more, self._is_asking = has_more, False
        self.add_records(records)

    def go_to(self, is_it: Callable[[Record], bool]) -> bool:
        """Make the first record current that is meant; whether there is one."""
        row = self._model.row_of(is_it)
        if row is not None:
            self._go_to_row(row)
        return row is not None

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Walking by keys reads ahead too."""
        super().currentChanged(current, previous)
        self._look_ahead()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk, or hand a letter on; Home and End mean the list and not the line."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.text().strip() and event.text().isprintable():
            self._search.setFocus()
            self._search.insert(event.text())
        elif plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows:
            self._go_to_row(0 if event.key() == Qt.Key.Key_Home else self.rows - 1)
        else:
            super().keyPressEvent(event)

    def remember(self) -> Callable[[], None]:
        """What undoes a scan on the table, whose letters went to the search."""
        current, typed = self.currentIndex(), self._search.text()

        def restore() -> None:
            self._search.setText(typed)
            self.setCurrentIndex(current)

        return restore

    def _go_to_row(self, row: int) -> None:
        self.setCurrentIndex(self._sorted.mapFromSource(self._model.index(row, 0)))

    @Slot()
    def _look_ahead(self) -> None:
        if not self.has_more or self._is_asking:
            return
        last_seen = max(self.rowAt(self.viewport().height() - 1), self.currentIndex().row())
        if self.rows - last_seen <= _ROWS_AHEAD:
            self._is_asking = True
            self.wanted.emit()
