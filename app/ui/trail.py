"""Ctrl+Shift+H: the trail of a day, read, looked at as a paper, printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.main_window import MainWindow
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.trail import Trail
    from app.ui.dialogs.trail import TrailDialog

_TITLE = "Nhật ký công việc"


class TrailReading(QObject):
    """Brings the trail to the screen and to paper."""

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self._shown: Trail | None = None
        self.dialog: TrailDialog | None = None
        workplace.background.recorded.connect(self.refresh)
        QShortcut("Ctrl+Shift+H", window).activated.connect(self.show)

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    @Slot()
    def show(self) -> None:
        """Open the trail of today."""
        from app.ui.dialogs.trail import TrailDialog

        if self._desk is None or self.dialog is not None:
            return
        self.dialog = TrailDialog(self._window, local_date(self._desk.now()))
        self.dialog.asked.connect(self.refresh)
        self.dialog.print_wanted.connect(self._print)
        self.dialog.look_wanted.connect(self._look)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self.refresh()

    @Slot()
    def refresh(self, *_: object) -> None:
        """Read the trail anew, while somebody looks at it."""
        from app.services.trail import TrailAsked, trail

        if self._desk is None or self.dialog is None:
            return
        asked = TrailAsked(*self.dialog.chosen())
        self._workplace.background.query(
            trail,
            asked,
            desk=self._desk.context,
            actor=self._desk.actor,
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

    @Slot()
    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
            self._shown = None
