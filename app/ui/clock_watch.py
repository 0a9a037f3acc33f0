"""Asks across the window when the machine's clock seems to have jumped, until it is confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.second_person import SecondPerson
from app.ui.widgets.notice import Notice
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.clock_doubt import ClockDoubt
    from app.services.clock import ClockSeen

_MINUTE = 60_000
_TOLD_EVERYWHERE = timedelta(minutes=30)
"""A clock that is less far from the centre's is told on the page of the line alone."""


class ClockWatch(QObject):
    """``looked`` follows every look at the clock."""

    looked = Signal()

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._background = workplace.background
        self._messages, self._in_step = workplace.messages, workplace.in_step
        self._window = window
        self._second = SecondPerson(workplace, window)
        self._desk: OpenDesk | None = None
        self._doubt: ClockDoubt | None = None
        confirm = self._confirm = QPushButton("Xác nhận đồng hồ  Ctrl+Shift+X")
        confirm.setAccessibleName("Xác nhận đồng hồ")
        confirm.setProperty("role", "link")
        confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        confirm.clicked.connect(self.confirm)
        self.notice = Notice(workplace.theme, confirm)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.look)
        QShortcut("Ctrl+Shift+X", window).activated.connect(self.confirm)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: look now, once a minute, and whenever the centre was met."""
        self._desk = desk
        self._in_step.stood.connect(self.look)
        self.look()
        self._minute.start()

    @Slot()
    def look(self) -> None:
        """Hold the clock against the journal."""
        from app.services.clock import clock_seen

        if self._desk is not None:
            self._background.query(
                clock_seen, now=self._desk.now(), desk=self._desk.context, then=self._show
            )

    @Slot()
    def confirm(self) -> None:
        """A supervisor says, with a reason, that the clock is right."""
        from app.services.clock import confirm_clock
        from app.ui.dialogs.reasons import ClockDialog

        if self._desk is None or self._doubt is None:
            return
        reason = ClockDialog.ask(self._window, self.notice.sentence)
        if reason is not None:
            self._second.do(self._desk, confirm_clock, reason, then=self._confirmed)

    def _confirmed(self, _done: object) -> None:
        self._messages.clear()
        self._messages.tell("Đã xác nhận đồng hồ máy")
        self.look()

    def _show(self, seen: ClockSeen) -> None:
        from app.domain.clock_doubt import doubt_sentence
        from app.domain.line_words import offset_words

        self._doubt = seen.doubt
        doubted = "" if seen.doubt is None else doubt_sentence(seen.doubt)
        self._confirm.setVisible(bool(doubted))
        told = offset_words(seen.offset, above=_TOLD_EVERYWHERE)
        sentence = " ".join(filter(None, (doubted, told)))
        # Said anew every minute it would be dressed anew every minute.
        if sentence != self.notice.sentence:
            self.notice.say(sentence, "warn")
        self.looked.emit()
