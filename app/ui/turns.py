"""Long work in the GUI thread, one step in each turn of the event loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Step = Callable[[], object]


class Turns(QObject):
    """Takes steps one after another, ``pause`` milliseconds apart; ``done`` follows the last.

    Between two steps keys and pictures have their turn.
    """

    done = Signal()

    def __init__(self, pause: int, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Step] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterable[Step]) -> None:
        """Take these steps, from the next turn on."""
        self._steps = iter(steps)
        self._timer.start()

    @Slot()
    def stop(self) -> None:
        """Take none of those that are left."""
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is None:
            self._timer.stop()
            self.done.emit()
        else:
            step()
