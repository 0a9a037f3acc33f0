"""The date and the button that saves, where their own panel is scrolled out of sight."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from app.ui.tokens import space
from app.ui.widgets.layouts import label, row
from app.ui.widgets.promise_panel import PromisePanel
from app.ui.widgets.reception_panels import ReceptionPanels


class SaveBar(QFrame):
    """Below a form that is higher than the window; hidden while the panel itself can be seen."""

    def __init__(self, panels: ReceptionPanels) -> None:
        super().__init__()
        self.setObjectName("savebar")
        self._panels = panels
        self._promise: PromisePanel = panels.promise
        self.date = label("", "heading")
        self.button = QPushButton()
        self.button.setProperty("role", "main")
        # Its key is written on it; Tab leads to the button that it stands for.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._promise.save.click)
        line = row(label("Hẹn trả", "muted"), self.date, None, self.button, margin="tight")
        self.setLayout(line)
        self.hide()
        self._promise.changed.connect(self._draw)
        panels.moved.connect(self._look)

    @Slot()
    def _look(self) -> None:
        # Counted without itself, else it would stay because it came.
        own = 0 if self.isHidden() else self.height() + space("near")
        is_wanted = not self._panels.shows_saving(own)
        if is_wanted == self.isHidden():
            self.setVisible(is_wanted)
            self._draw()

    @Slot()
    def _draw(self) -> None:
        if self.isHidden():
            return
        self.date.setText(self._promise.date.text())
        self.button.setText(self._promise.save.text())
        self.button.setAccessibleName(self._promise.save.accessibleName())
        self.button.setEnabled(self._promise.save.isEnabled())
