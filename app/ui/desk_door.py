"""Opens the desk behind the window: at once, by the questions of a first start, or by a sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import Doors
from app.ui.main_window import MainWindow
from app.ui.scans_in_dialogs import dialog_in_the_way, hold
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.dialogs.lost_key import LostKeyDialog
    from app.ui.first_start import FirstStart


class DeskDoor(QObject):
    """``opened`` brings the desk; ``asked`` follows the questions of a first start;
    ``not_opened`` when the desk says no.
    """

    opened = Signal(object)
    asked = Signal()
    not_opened = Signal(object)

    def __init__(
        self, doors: Doors, window: MainWindow, background: Background, theme: Theme
    ) -> None:
        super().__init__(window)
        self._doors = doors
        self._window = window
        self._background = background
        self._theme = theme
        self._is_open = False
        self.opened.connect(self._stop_holding)
        self.first_start: FirstStart | None = None
        self.lost_key: LostKeyDialog | None = None

    @Slot(str)
    def hold_scan(self, _scanned: str) -> None:
        """Until the desk is open nothing can be scanned: say so, in the dialog that asks."""
        if self._is_open:
            return
        refusal = Refusal(Reason.SCAN_TOO_EARLY)
        dialog = dialog_in_the_way()
        if dialog is None:
            self._window.messages.refuse(refusal)
        else:
            hold(dialog, refusal_sentence(refusal), self._theme)

    @Slot()
    def _stop_holding(self) -> None:
        self._is_open = True

    @Slot()
    def begin(self) -> None:
        """Open the desk, or ask the questions of the first start; after the first picture."""
        if self._doors.is_set_up:
            self._background.open(
                partial(self._doors.open, self._background.publish),
                then=self.opened.emit,
                refused=self._refused,
            )
            return
        from app.ui.first_start import FirstStart

        self.first_start = FirstStart(self._window, self._background, self._doors)
        self.first_start.done.connect(self.opened)
        self.first_start.given_up.connect(self._window.close)
        self.first_start.ask()
        self.asked.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._window.messages.refuse(refusal)
        self._window.status.say_trouble(refusal_sentence(refusal))
        self.not_opened.emit(refusal)
        if refusal.reason is Reason.KEY_MISSING and self._doors.recover is not None:
            self._ask_key()

    def _ask_key(self) -> None:
        """The key store is gone, the sheet is in the safe."""
        from app.ui.dialogs.lost_key import LostKeyDialog

        dialog = self.lost_key = LostKeyDialog(self._window)
        dialog.answered.connect(self._recover)
        dialog.open()

    @Slot(str)
    def _recover(self, text: str) -> None:
        recover, dialog = self._doors.recover, self.lost_key
        if recover is not None and dialog is not None:
            self._background.copy(recover, text, then=self._recovered, refused=dialog.refuse)

    def _recovered(self, _: object) -> None:
        if self.lost_key is not None:
            self.lost_key.accept()
        self._window.messages.clear()
        self.begin()
