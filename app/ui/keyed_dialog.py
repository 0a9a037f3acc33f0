"""A dialog that a key opens over the window, read anew while somebody looks at it."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog

from app.ui.desk_at_work import OpenDesk
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace

Shown = TypeVar("Shown", bound=QDialog)


class KeyedDialog(QObject, Generic[Shown]):
    """``make`` and ``read`` are a kind's own; ``dialog`` is there while it is open."""

    key = ""

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.dialog: Shown | None = None
        workplace.background.recorded.connect(self.refresh)
        QShortcut(self.key, window).activated.connect(self.show)

    def make(self, desk: OpenDesk) -> Shown:
        """The dialog, connected and not yet shown."""
        raise NotImplementedError

    def read(self, desk: OpenDesk, dialog: Shown) -> None:
        """Ask for what the dialog shows."""
        raise NotImplementedError

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    @Slot()
    def show(self) -> None:
        """Open the dialog, unless it is open."""
        if self._desk is None or self.dialog is not None:
            return
        self.dialog = self.make(self._desk)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self.refresh()

    @Slot()
    def refresh(self, *_: object) -> None:
        """Read anew, while somebody looks at it."""
        if self._desk is not None and self.dialog is not None:
            self.read(self._desk, self.dialog)

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
