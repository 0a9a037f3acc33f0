"""A part of the form that is folded away until it is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.widgets.layouts import column


class Section(QWidget):
    """A line that opens and closes what stands below it, by click or by Space."""

    def __init__(self, heading: str, content: QWidget) -> None:
        super().__init__()
        self._heading = heading
        self._content = content
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._show)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setLayout(column(self.button, content, gap="hair"))
        self._show(False)

    def open_when(self, needed: bool) -> None:  # noqa: FBT001 - a predicate's answer
        """Open when something stands inside; close when nothing does."""
        self.button.setChecked(needed)

    @Slot(bool)
    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._content.setVisible(shown)
        self.button.setText(f"{'–' if shown else '+'}  {self._heading}")
        self.button.setAccessibleName(self._heading)
