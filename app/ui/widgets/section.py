"""A part of the form that is folded away until it is needed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.ui.widgets.layouts import key_button


class Section(QObject):
    """A line that opens and closes a part, by click, by Space or by its key."""

    def __init__(self, heading: str, key: str, content: QWidget) -> None:
        super().__init__(content)
        self._heading = heading
        self._key = key
        self._content = content
        self.button = key_button(heading, key, "link")
        self.button.setCheckable(True)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._show)
        self._show(shown=False)

    def set_open(self, *, is_open: bool) -> None:
        """Open when something stands inside; close when nothing does."""
        self.button.setChecked(is_open)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        self._content.setVisible(shown)
        sign = "–" if shown else "+"
        self.button.setText(f"{sign}  {self._heading}  {self._key}")
