"""Ctrl+Shift+H: the trail of a day, read, looked at as a paper, printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.keyed_dialog import KeyedDialog
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.trail import Trail
    from app.ui.dialogs.trail import TrailDialog

_TITLE = "Nhật ký công việc"


class TrailReading(KeyedDialog["TrailDialog"]):
    """Brings the trail to the screen and to paper."""

    key = "Ctrl+Shift+H"

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window, workplace)
        self._shown: Trail | None = None

    def make(self, desk: OpenDesk) -> TrailDialog:
        """The trail of today, not yet read."""
        from app.ui.dialogs.trail import TrailDialog

        self._shown = None
        dialog = TrailDialog(self._window, local_date(desk.now()))
        dialog.asked.connect(self.refresh)
        dialog.print_wanted.connect(self._print)
        dialog.look_wanted.connect(self._look)
        return dialog

    def read(self, desk: OpenDesk, dialog: TrailDialog) -> None:
        """Read the trail of the chosen day."""
        from app.services.trail import TrailAsked, trail

        asked = TrailAsked(*dialog.chosen())
        self._workplace.background.query(
            trail,
            asked,
            desk=desk.context,
            actor=desk.actor,
            then=partial(self._show, asked),
        )

    def _show(self, asked: object, shown: Trail) -> None:
        from app.services.trail import TrailAsked

        if self.dialog is not None and asked == TrailAsked(*self.dialog.chosen()):
            self._shown = shown
            self.dialog.show_trail(shown)

    @Slot()
    def _look(self) -> None:
        pdf = self._drawn()
        if pdf is not None:
            self._workplace.slips.previewed.emit(pdf, _TITLE)

    @Slot()
    def _print(self) -> None:
        """Where the desk prints its slips; without a printer the paper is shown instead."""
        from app.ui.print_routes import put_on_paper

        printer = self._workplace.preferences.printer
        if not printer:
            self._look()
            return
        pdf = self._drawn()
        if pdf is not None:
            self._workplace.background.errand(
                put_on_paper, pdf, printer, title=_TITLE, then=partial(self._printed, printer)
            )

    def _printed(self, printer: str, _: object) -> None:
        self._workplace.messages.tell(f"Nhật ký đã gửi máy in {printer}")

    def _drawn(self) -> bytes | None:
        from app.papers.trail import trail_pdf

        if self._desk is None or self._shown is None or not self._shown.lines:
            return None
        return trail_pdf(self._shown.lines, self._shown.subject, **stamp(self._desk))
