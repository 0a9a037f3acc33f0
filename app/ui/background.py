"""The one door from screens to work: lanes of one thread each, answers on the GUI thread.

Nothing in ``app.ui`` imports services, papers or the database at module level: a screen imports
its use case inside the slot that hands it over, so that the form is painted before SQLAlchemy is
loaded. Opening the database warms those imports up in the first lane.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial, partialmethod
from operator import methodcaller
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.ui.courtesy import Courtesy
from app.ui.one_a_turn import OneATurn

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor
    from threading import Event

    from app.ui.lanes import Lanes

Then = Callable[[Any], None]
Refused = Callable[[Refusal], None]
Work = Callable[[], Any]


class Transactions(Protocol):
    """What the lanes need of a database."""

    def transaction(self) -> AbstractContextManager[Any]:
        """A session that commits at the end."""

    def reading(self) -> AbstractContextManager[Any]:
        """A session on a stable snapshot."""


Door = Callable[[Transactions], AbstractContextManager[Any]]
_WRITING: Door = methodcaller("transaction")
_READING: Door = methodcaller("reading")


class Opened(Protocol):
    """What the opening of a desk gives: its database, and whatever else the face asked for."""

    @property
    def database(self) -> Transactions:
        """The database that the lanes work on from now on."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """Which of ``Lanes``, and by which door to the database."""

    name: str
    door: Door | None = None


_COMMAND = _Lane("commands", _WRITING)
_QUERY = _Lane("queries", _READING)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who gets an answer; it stays with the GUI thread, whose widgets its functions hold."""

    then: Then | None = None
    refused: Refused | None = None
    lane: _Lane | None = None


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a lane says to the asker of a number."""

    to: int
    value: Any = None
    error: Exception | None = None


class Background(QObject):
    """Runs use cases off the GUI thread, each by the lane that it is handed to.

    ``command(use_case, *args, then=…, refused=…, **named)`` runs a deed in one transaction, and
    the others are asked alike. ``keep`` writes what is no deed: nobody waits for it, nothing is
    held back. ``query`` reads on a snapshot that waits for no writer. What opens no transaction:
    ``errand`` for printer, network and files; ``copy`` for backups, which may take minutes;
    ``talk`` for the centre, whose silence holds up neither, and ``hear`` for its news; ``prove``
    for PINs. ``listen`` is for a scanner on a serial port.

    The answer goes to ``then``. A ``Refusal`` goes to ``refused``, else to the signal of that name;
    other errors to ``failed``.

    ``recorded`` brings the events of what was committed. While questions are unanswered it gathers:
    a list is read anew once after a hundred deeds, not a hundred times, and a scan waits behind one
    reading at most.

    What the lanes bring is handed over one piece in a turn of the event loop.
    """

    recorded = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)
    _answered = Signal(object)
    _heard = Signal(object, object)
    _published = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Lanes | None = None
        self._closed = False
        self._askers: dict[int, _Asker] = {}
        self._asked = 0
        self._deaf: Event | None = None
        self._hears: Then | None = None
        self._commands_waiting = 0
        self._queries_waiting = 0
        self._untold: list[Any] = []
        self._is_untold = False
        self._arrived = OneATurn(self)
        self._courtesy = Courtesy(self)
        queued = Qt.ConnectionType.QueuedConnection
        self._answered.connect(self._deliver, queued)
        self._heard.connect(self._pass_on, queued)
        self._published.connect(self._publish, queued)

    def open(self, opening: Callable[[], Opened], *, then: Then, refused: Refused) -> None:
        """Open the database in the command lane; queries handed over before wait for it."""

        def work() -> Opened:
            opened = opening()
            self._open_lanes().database.set_result(opened.database)
            return opened

        self._submit(self._open_lanes().commands, work, _Asker(then, refused))

    def _ask(
        self,
        lane: _Lane,
        use_case: Callable[..., Any],
        *args: Any,
        then: Then | None = None,
        refused: Refused | None = None,
        **named: Any,
    ) -> None:
        work: Work = partial(use_case, *args, **named)
        if lane.door is not None:
            work = partial(self._in_session, lane.door, use_case, args, named)
        if not self._closed:
            self._count(lane, +1)
        self._submit(getattr(self._open_lanes(), lane.name), work, _Asker(then, refused, lane))

    command = partialmethod(_ask, _COMMAND)
    keep = partialmethod(_ask, _Lane("commands", _WRITING))
    query = partialmethod(_ask, _QUERY)
    errand = partialmethod(_ask, _Lane("errands"))
    copy = partialmethod(_ask, _Lane("copies"))
    talk = partialmethod(_ask, _Lane("talks"))
    hear = partialmethod(_ask, _Lane("news"))
    prove = partialmethod(_ask, _Lane("proofs"))

    def listen(self, source: Callable[[Callable[[Any], None], Event], None], then: Then) -> None:
        """Run something that speaks until its event is set; it takes the place of the last one.

        Everything that it says comes to ``then``, until another source is listened to.
        """
        from threading import Event

        self.stop_listening()
        deaf = self._deaf = Event()
        self._hears = then

        def heard(said: Any) -> None:
            self._heard.emit(deaf, said)

        self._submit(self._open_lanes().listening, partial(source, heard, deaf), _Asker())

    def stop_listening(self) -> None:
        """What was listened to falls silent."""
        if self._deaf is not None:
            self._deaf.set()

    def publish(self, events: Sequence[Any]) -> None:
        """The database's listener: called in whichever lane committed."""
        self._published.emit(events)

    def close(self) -> None:
        """Wait for the running command, drop queued queries, deliver nothing any more."""
        self._closed = True
        self.stop_listening()
        if self._lanes is not None:
            self._lanes.close()
        self._askers.clear()
        self._arrived.clear()
        self._hears = None

    def _in_session(
        self, door: Door, use_case: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]
    ) -> Any:
        with door(self._open_lanes().database.result()) as session:
            return use_case(session, *args, **named)

    def _open_lanes(self) -> Lanes:
        # At the first job and not before: the window is painted without threads.
        from app.ui.lanes import Lanes

        if self._lanes is None:
            self._lanes = Lanes(self._courtesy)
        return self._lanes

    def _submit(self, lane: ThreadPoolExecutor, work: Work, asker: _Asker) -> None:
        if self._closed:
            return
        self._asked += 1
        self._askers[self._asked] = asker
        # The lane gets a number only: were its reference to a widget the last, it died there.
        lane.submit(self._run, work, self._asked)

    def _run(self, work: Work, number: int) -> None:
        try:
            answer = _Answer(number, work())
        except Exception as error:  # noqa: BLE001 - the border: everything else is a bug to report
            answer = _Answer(number, error=error)
        if not self._closed:
            self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        if not self._closed:
            self._arrived.add(partial(self._answer, answer))

    def _answer(self, answer: _Answer) -> None:
        asker = self._askers.pop(answer.to)
        self._count(asker.lane, -1)
        try:
            self._hand_over(asker, answer)
        finally:
            self._tell()

    def _hand_over(self, asker: _Asker, answer: _Answer) -> None:
        if isinstance(answer.error, Refusal):
            (asker.refused or self.refused.emit)(answer.error)
        elif answer.error is not None:
            self.failed.emit(answer.error)
        elif asker.then is not None:
            asker.then(answer.value)

    @Slot(object, object)
    def _pass_on(self, deaf: Event, said: Any) -> None:
        # What was said before another source took over may arrive after it.
        if self._hears is not None and not self._closed and not deaf.is_set():
            self._hears(said)

    @Slot(object)
    def _publish(self, events: Sequence[Any]) -> None:
        if not self._closed:
            self._arrived.add(partial(self._gather, events))

    def _gather(self, events: Sequence[Any]) -> None:
        self._untold.extend(events)
        self._is_untold = True
        self._tell()

    def _tell(self) -> None:
        if self._is_untold and not self._queries_waiting and not self._closed:
            events, self._untold, self._is_untold = tuple(self._untold), [], False
            self.recorded.emit(events)

    def _count(self, lane: _Lane | None, change: int) -> None:
        if lane is _QUERY:
            self._queries_waiting += change
        elif lane is _COMMAND:
            was_busy = self._commands_waiting > 0
            self._commands_waiting += change
            if was_busy != (self._commands_waiting > 0):
                self.busy_changed.emit(self._commands_waiting > 0)
