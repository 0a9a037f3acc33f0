"""A scan while a dialog is open: taken by it, let through to the window, or held with a sentence.

Nothing is ever typed into the dialog by a scan, and no question is answered by one.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.ui.messages import Banner
from app.ui.theme import Theme
from app.ui.tokens import space

_SHOWN_MILLISECONDS = 8000


@runtime_checkable
class TakesScans(Protocol):
    """A dialog that is about scanning."""

    def take_scan(self, scanned: str) -> bool:
        """Act on a scan; whether it was of use here, as it is then heard."""


@runtime_checkable
class GivesWay(Protocol):
    """A dialog that only shows something: a scan closes it and is acted on in the window."""

    @property
    def gives_way(self) -> bool:
        """Whether nothing that was typed into it would be lost."""

    def close(self) -> bool:
        """Close it."""


def dialog_in_the_way() -> QWidget | None:
    """The question that waits for an answer, if there is one; what gives way is closed."""
    while True:
        dialog = QApplication.activeModalWidget()
        if dialog is None or not (
            isinstance(dialog, GivesWay) and dialog.gives_way and dialog.close()
        ):
            return dialog


class HeldScan(Banner):
    """A sentence across the head of a dialog, which goes by itself."""

    def __init__(self, dialog: QWidget, theme: Theme) -> None:
        super().__init__(theme)
        self.setParent(dialog)
        self._dialog = dialog
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        if isinstance(dialog, QDialog):
            dialog.finished.connect(self.deleteLater)

    def warn(self, sentence: str) -> None:
        """Show a sentence over the head of the dialog, and leave the keyboard where it is."""
        self.say(sentence, "warn")
        edge = space("tight")
        width = self._dialog.width() - 2 * edge
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry(edge, edge, width, height)
        self.raise_()
        self._timer.start()


def hold(dialog: QWidget, sentence: str, theme: Theme) -> None:
    """Say in the dialog why its scan was not acted on."""
    held = dialog.findChildren(HeldScan)
    notice = held[0] if held else HeldScan(dialog, theme)
    notice.warn(sentence)
