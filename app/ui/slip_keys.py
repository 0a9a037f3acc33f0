"""The keys that print a slip again and look at it, wherever the officer is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut

from app.ui.background import Background
from app.ui.main_window import MainWindow
from app.ui.slip_desk import SCREEN_RESOLUTION, SlipDesk

if TYPE_CHECKING:
    from app.printing.raster import Picture


class SlipKeys(QObject):
    """Ctrl+P and Ctrl+Shift+P mean the dossier that is shown, else the last slip of the desk."""

    def __init__(self, window: MainWindow, slips: SlipDesk, background: Background) -> None:
        super().__init__(window)
        self._window = window
        self._slips = slips
        self._background = background
        slips.previewed.connect(self._preview)
        slips.stood.connect(window.status.say_print)
        for key, act in (("Ctrl+P", self._print_again), ("Ctrl+Shift+P", self._preview_slip)):
            QShortcut(key, window.work).activated.connect(act)

    @Slot()
    def _print_again(self) -> None:
        if not self._window.screen_shown.print_again():
            self._slips.print_again()

    @Slot()
    def _preview_slip(self) -> None:
        if not self._window.screen_shown.preview_slip():
            self._slips.preview_last()

    @Slot(object, str)
    def _preview(self, pdf: bytes, title: str) -> None:
        self._background.errand(_pictures, pdf, then=partial(self._show_preview, pdf, title))

    def _show_preview(self, pdf: bytes, title: str, pages: tuple[Picture, ...]) -> None:
        from app.ui.dialogs.preview import PreviewDialog

        PreviewDialog(self._window, title, pdf, pages).open()


def _pictures(pdf: bytes) -> tuple[Picture, ...]:
    from app.printing.raster import pictures

    return pictures(pdf, dots_per_inch=SCREEN_RESOLUTION)
