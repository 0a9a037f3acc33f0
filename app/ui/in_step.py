"""Keeps the open desk in step with its centre: after each deed, with patience when it is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRandomGenerator, QTimer, Signal, Slot

from app.domain.errors import Reason, Refusal
from app.domain.line_words import trouble_words
from app.domain.words import refusal_sentence

if TYPE_CHECKING:
    from app.ui.background import Background, Refused, Then
    from app.ui.desk_at_work import Rounds

_SECOND = 1_000
_GATHERING = 300
"""Milliseconds in which deeds gather before they are sent together."""

_IDLE = 30
"""Seconds between two looks at what other desks did, while the centre answers."""

_FIRST_WAIT, _LONGEST_WAIT = 5, 60
"""Seconds until the next try after one failure, and after many; nobody waits long for a line."""

_LONGEST_REFUSED = 300
"""The same where the centre itself said no, which a line that is up again does not mend."""

_REFUSED_BY_CENTRE = frozenset({Reason.CENTRE_DECLINED, Reason.DESK_REVOKED, Reason.DESK_FORGOTTEN})
_MENDED_BY_ENROLMENT = frozenset(
    {
        Reason.CENTRE_CERTIFICATE,
        Reason.CENTRE_CERTIFICATE_OVER,
        Reason.CENTRE_CERTIFICATE_HOST,
        Reason.CENTRE_NOT_SECURED,
        Reason.CENTRE_SECURED,
        Reason.DESK_REVOKED,
        Reason.DESK_FORGOTTEN,
    }
)
"""Another address, certificate or code helps, all of which are given at an enrolment."""

_JITTER = 20
"""Percent by which waits differ, so that a whole province does not come back at once."""


class InStep(QObject):
    """``stood`` follows each round, whatever came of it; ``trouble`` says why the last one failed.

    ``told`` is the same in few words, for the foot of the window.

    Rounds run in a lane of their own, one at a time. Offline is what the answers say, never what
    the operating system believes of the network.
    """

    stood = Signal()
    busy_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._background: Background | None = None
        self._rounds: Rounds | None = None
        self._is_busy = self._is_hearing = False
        self._failures = 0
        self._wanted_again = False
        self.trouble = self.told = ""
        self.wants_enrolment = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.talk)

    def begin(self, background: Background, rounds: Rounds) -> None:
        """The desk is open."""
        self._background, self._rounds = background, rounds
        background.recorded.connect(self._recorded)
        self._timer.start(_SECOND)

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()
        if self._rounds is not None:
            self._rounds.hang_up()
        self._rounds = None

    @property
    def is_begun(self) -> bool:
        """Whether there is anybody who could talk to a centre: not while training."""
        return self._rounds is not None

    @property
    def is_busy(self) -> bool:
        """Whether a round is under way."""
        return self._is_busy

    @Slot()
    def talk(self) -> None:
        """One round now; while one is under way, one more after it."""
        if self._background is None or self._rounds is None:
            return
        if self._is_busy:
            self._wanted_again = True
            return
        self._set_busy(busy=True)
        self._background.talk(self._rounds, then=self._agreed, refused=self._failed)

    @Slot()
    def look_again(self) -> None:
        """Somebody looks: a line that was down is tried at once."""
        if self.trouble:
            self.talk()

    def enrol(self, stated: tuple[object, ...], *, then: Then, refused: Refused) -> None:
        """Ask the centre to know this desk, then talk with it at once."""
        if self._background is None or self._rounds is None:
            return

        def enrolled(answer: object) -> None:
            then(answer)
            self.talk()

        self._background.talk(self._rounds.enrol, *stated, then=enrolled, refused=refused)

    def _agreed(self, _result: object) -> None:
        self._failures = 0
        self._note(None)
        self._ended(_IDLE)
        self._hear()

    def _hear(self) -> None:
        """Wait for what others do, beside the rounds, which look by themselves now and then."""
        if self._background is None or self._rounds is None or self._is_hearing:
            return
        self._is_hearing = True
        self._background.hear(self._rounds.news, then=self._heard, refused=self._deaf)

    def _heard(self, is_new: object) -> None:
        self._is_hearing = False
        if self._is_busy or self.trouble:
            return  # the round under way brings it, and hears on
        if is_new:
            self._timer.start(_GATHERING)
        else:
            self._hear()

    def _deaf(self, _refusal: Refusal) -> None:
        self._is_hearing = False

    def _failed(self, refusal: Refusal) -> None:
        if refusal.reason is Reason.CENTRE_UNKNOWN:
            # A desk that stands alone has nobody to talk to until somebody enrols it.
            self._note(None)
            self._ended(_LONGEST_WAIT)
            return
        self._note(refusal)
        is_refused = refusal.reason in _REFUSED_BY_CENTRE
        longest = _LONGEST_REFUSED if is_refused else _LONGEST_WAIT
        wait = min(_FIRST_WAIT * 2**self._failures, longest)
        self._failures = min(self._failures + 1, 10)
        asked = refusal.values.get("seconds", 0)
        self._ended(wait, asked if isinstance(asked, int) else 0)

    def _note(self, refusal: Refusal | None) -> None:
        self.trouble = "" if refusal is None else refusal_sentence(refusal)
        self.told = "" if refusal is None else trouble_words(refusal.reason)
        self.wants_enrolment = refusal is not None and refusal.reason in _MENDED_BY_ENROLMENT

    def _ended(self, seconds: int, asked: int = 0) -> None:
        """``asked`` is how long the centre wants to be left alone: nobody comes before."""
        self._set_busy(busy=False)
        soon = self._wanted_again and not self.trouble
        self._wanted_again = False
        wait = asked * _SECOND + _jittered(seconds * _SECOND)
        self._timer.start(_GATHERING if soon else wait)
        self.stood.emit()

    @Slot(object)
    def _recorded(self, events: Any) -> None:
        """A deed goes out at once where the line is up; else it waits for the next try."""
        if not events or self.trouble:
            return
        if self._is_busy:
            self._wanted_again = True
        else:
            self._timer.start(_GATHERING)

    def _set_busy(self, *, busy: bool) -> None:
        self._is_busy = busy
        self.busy_changed.emit(busy)


def _jittered(milliseconds: int) -> int:
    span = milliseconds * _JITTER // 100
    return milliseconds - span + QRandomGenerator.global_().bounded(2 * span + 1)
