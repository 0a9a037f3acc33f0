"""The likely next deeds as buttons in one row; what does not fit is found by the last button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.widgets.layouts import row


class DeedRow(QWidget):
    """Buttons for deeds, the likeliest first, and one that leads to all of them."""

    def __init__(self, buttons: Sequence[QPushButton], every: QPushButton) -> None:
        super().__init__()
        # What does not fit is hidden, so the row never holds the window wide.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._buttons = tuple(buttons)
        self._every = every
        self._words: tuple[str, ...] = ()
        self._row = row(*buttons, every, None, gap="near")
        self.setLayout(self._row)

    def offer(self, words: Sequence[str], *, has_more: bool) -> None:
        """Name the buttons; those without a name are hidden."""
        self._words = tuple(words[: len(self._buttons)])
        for at, (button, said) in enumerate(zip(self._buttons, self._words, strict=False)):
            button.setText(f"{said}  Alt+{at + 1}")
            button.setAccessibleName(said)
        self._every.setVisible(has_more)
        self.setVisible(bool(self._words) or has_more)
        self._fit()

    def offered(self) -> tuple[str, ...]:
        """The words on the buttons that can be seen."""
        return tuple(each.accessibleName() for each in self._buttons if not each.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._every.sizeHint().width()
        for at, button in enumerate(self._buttons):
            room -= button.sizeHint().width() + self._row.spacing()
            button.setVisible(at < len(self._words) and room >= 0)
