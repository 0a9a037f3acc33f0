"""The foot of the window: whose desk, the line, catalogue, calendar, printer. It never lies."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from app.domain.line_words import line_words, met_words
from app.ui.desk_at_work import OpenDesk
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.layouts import ElidedLabel, label, mark, row

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.desk_status import DeskStatus
    from app.services.line_standing import LineStanding

_LONG_SILENCE = timedelta(minutes=30)
"""After that the centre counts as not reachable, and what waits is told in another tone."""


class StatusLine(QFrame):
    """Until the desk is open it says so; afterwards only what was read is said."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self._theme = theme
        self._desk = ElidedLabel("Đang mở dữ liệu…", "strong")
        # Room decides how much is shown; it never holds the window wide.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line_icon, self._line = QLabel(), label("")
        self._catalogue = label("")
        self._calendar = label("")
        self._copies = label("")
        self._copies.hide()
        self._printer_icon, self._printer = QLabel(), label("")
        self._print_is_told = False
        self._is_up = False
        self._trouble = ""
        self._row = row(
            self._desk,
            row(self._line_icon, self._line, gap="tight"),
            self._copies,
            self._catalogue,
            self._calendar,
            row(self._printer_icon, self._printer, gap="tight"),
            gap="cell",
        )
        edge, line = space("page"), space("tight")
        self._row.setContentsMargins(edge, line, edge, line)
        self._row.setStretch(0, 1)
        self.setLayout(self._row)
        theme.changed.connect(self._draw_icons)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In a narrow window the ages give way first, then the printer."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Who sits here and how safe the day's work is come before the ages."""
        words = [self._desk, self._line, self._catalogue, self._calendar, self._printer]
        words += [] if self._copies.isHidden() else [self._copies]
        wanted = sum(each.sizeHint().width() for each in words)
        icons = 2 * (length("small_icon") + space("tight"))
        gaps = (len(words) - 1) * space("cell") + 2 * space("page") + icons
        roomy = self.width() >= max(length("status_roomy"), wanted + gaps)
        for each in (self._catalogue, self._calendar):
            each.setVisible(roomy)
        for picture in (self._printer_icon, self._printer):
            picture.setVisible(self.width() >= length("status_middle"))
        # At once: until the next turn longer words would stand cut in the room of shorter ones.
        self._row.activate()

    def open_desk(self, desk: OpenDesk) -> None:
        """Whose desk this is, and who sits at it."""
        context = desk.context
        words = f"{context.office_name} · Quầy {context.number} · {desk.actor.full_name}"
        self._desk.setText(words)

    def say_trouble(self, sentence: str) -> None:
        """The desk could not be opened."""
        self._desk.setText(sentence)
        mark(self._desk, "tone", "bad")

    def note_trouble(self, told: str, sentence: str) -> None:
        """Why the last round with the centre failed: in few words, and whole for the pointer."""
        self._trouble = told
        self._line.setToolTip(sentence)
        self._line.setAccessibleDescription(sentence)

    def show_status(self, status: DeskStatus, now: datetime) -> None:
        """What was just read from the database."""
        self._show_line(status.line, now)
        if status.catalogue_on is None:
            self._catalogue.setText("Chưa có danh mục")
        else:
            self._catalogue.setText(f"Danh mục {status.catalogue_on:%d/%m/%Y}")
        mark(self._catalogue, "tone", "" if status.catalogue_on else "warn")
        until = status.calendar_until
        self._calendar.setText(f"Lịch đến hết {until}" if until else "Chưa có lịch năm nay")
        mark(self._calendar, "tone", "" if until else "warn")
        self._fit()

    def _show_line(self, line: LineStanding, now: datetime) -> None:
        words = line_words(
            is_enrolled=line.is_enrolled,
            waiting=line.waiting,
            flagged=line.flagged,
            met=met_words(line.met_at, now),
            trouble=self._trouble,
        )
        self._line.setText(words)
        self._line.setAccessibleName(words)
        # Either way: after the clock was put back the last meeting lies ahead.
        old = line.met_at is not None and abs(now - line.met_at) > _LONG_SILENCE
        waits = bool(line.waiting) and (old or bool(self._trouble))
        mark(self._line, "tone", "warn" if line.flagged or waits else "")
        is_met = line.met_at is not None and not old
        self._is_up = line.is_enrolled and is_met and not self._trouble
        self._draw_icons()

    def show_copies(self, words: str, tone: str) -> None:
        """How old the last backup is, and whether the stick holds everything."""
        self._copies.setText(words)
        self._copies.setVisible(bool(words))
        self._copies.setAccessibleName(words)
        mark(self._copies, "tone", tone)
        self._fit()

    def show_printer(self, name: str, *, found: bool) -> None:
        """The chosen printer, and whether the machine knows it."""
        if self._print_is_told and name:
            return
        words = f"Máy in: {name}" if name else "Chưa chọn máy in"
        self._printer.setText(words if found or not name else f"{words} (không thấy)")
        mark(self._printer, "tone", "" if name and found else "warn")
        self._fit()

    def say_print(self, words: str, tone: str) -> None:
        """How the last print stands; from then on that is what there is to say of the printer."""
        self._print_is_told = True
        self._printer.setText(words)
        self._printer.setAccessibleName(words)
        mark(self._printer, "tone", tone)
        self._fit()

    def _draw_icons(self) -> None:
        side = length("small_icon")
        self._line_icon.setPixmap(
            self._theme.icon("online" if self._is_up else "offline").pixmap(side)
        )
        self._printer_icon.setPixmap(self._theme.icon("printer").pixmap(side))
