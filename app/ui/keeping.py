"""Keeps the copies of an open desk: backs up when it is due, copies each deed, asks at closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.custody import Custody
    from app.ui.background import Background
    from app.ui.desk_at_work import Keeper

_MINUTE = 60_000
_GATHERING = 300
"""Milliseconds in which deeds gather before they are copied together."""

_QUIET = timedelta(minutes=10)
"""How long nobody did anything before a nightly backup is made on its own."""

_AGAIN = timedelta(minutes=10)
"""How long a backup that failed is not tried again on its own."""


class Keeping(QObject):
    """``stood`` follows when it was looked how the copies stand; ``busy_changed`` around a backup.

    It refuses nothing loudly by itself: what went wrong stands at the foot and in the settings.
    """

    stood = Signal(object)
    busy_changed = Signal(bool)
    made = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._background: Background | None = None
        self._keeper: Keeper | None = None
        self._last: Custody | None = None
        self._last_deed: datetime | None = None
        self._tried_at: datetime | None = None
        self._is_busy = False
        self.failure = ""
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.look)
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHERING)
        self._gathering.timeout.connect(self._copy)

    @property
    def standing(self) -> Custody | None:
        """How the copies stood when last looked at; ``None`` while nothing is kept."""
        return self._last

    def begin(self, background: Background, keeper: Keeper) -> None:
        """The desk is open."""
        self._background, self._keeper = background, keeper
        background.recorded.connect(self._recorded)
        self._minute.start()
        self._copy()

    def pause(self) -> None:
        """Do nothing more by itself; what is asked is still answered."""
        self._minute.stop()
        self._gathering.stop()

    def stop(self) -> None:
        """The window closes."""
        self.pause()
        self._keeper = None

    @Slot()
    def look(self) -> None:
        """Look how the copies stand."""
        if self._keeper is not None:
            self._ask(self._keeper.standing, then=self._stood)

    @Slot()
    def back_up(self, then: Callable[[], None] | None = None) -> None:
        """Make a backup now, unless one is being made; ``then`` follows, whatever came of it."""
        if self._keeper is None or self._is_busy:
            return
        self._set_busy(busy=True)

        def ended(said: object) -> None:
            self._set_busy(busy=False)
            self.failure = refusal_sentence(said) if isinstance(said, Refusal) else ""
            if isinstance(said, str):
                self.made.emit(said)
            self.look()
            if then is not None:
                then()

        self._ask(self._keeper.back_up, then=ended, refused=ended)

    def do(
        self,
        choose: Callable[[Keeper], Callable[..., Any]],
        *args: Any,
        then: Callable[[Any], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        """Ask the keeper for something else, and look again after it."""
        if self._keeper is None:
            return

        def ended(value: Any) -> None:
            then(value)
            self.look()

        self._ask(choose(self._keeper), *args, then=ended, refused=refused)

    def _stood(self, custody: Custody) -> None:
        self._last = custody
        self.stood.emit(custody)
        if custody.due and not self._is_busy and self._is_quiet(custody):
            self._tried_at = custody.at
            self.back_up()

    def _is_quiet(self, custody: Custody) -> bool:
        """Nobody is being served, and it was not tried in vain a moment ago."""
        deed, tried = self._last_deed, self._tried_at
        is_served = deed is not None and custody.at - deed < _QUIET
        return not is_served and (tried is None or custody.at - tried >= _AGAIN)

    @Slot(object)
    def _recorded(self, events: Any) -> None:
        if events:
            self._last_deed = max(each.recorded_at for each in events)
        if not self._gathering.isActive():
            self._gathering.start()

    @Slot()
    def _copy(self) -> None:
        if self._keeper is not None:
            self._ask(self._keeper.catch_up, then=self._copied, refused=self._copied)

    def _copied(self, _outcome: object) -> None:
        self.look()

    def _ask(
        self,
        work: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        if self._background is not None:
            self._background.copy(work, *args, then=then, refused=refused)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.busy_changed.emit(busy)
