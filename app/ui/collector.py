"""Collects unreachable objects in the GUI thread, and lets no lane do it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_EVERY = 500
"""Milliseconds: a lane makes less garbage between two looks than Python's own rhythm allows."""

_GENERATIONS = (2, 1, 0)


class Collector(QObject):
    """Takes the place of Python's own collector from the building of the window on.

    Whichever thread fills the first generation collects, and what it finds dies there. A Qt object
    that dies in a lane leaves its timers and events behind, and the event loop falls over them.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look)

    @Slot()
    def begin(self) -> None:
        """What lives now lives as long as the window: look at it never again, at the rest soon."""
        gc.freeze()
        self._timer.start()

    @Slot()
    def end(self) -> None:
        """Look no more, and wake nobody: an errand that outlives the window would collect it."""
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        """At Python's own thresholds, of which the oldest generation that is due counts."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in _GENERATIONS:
            if counts[generation] > thresholds[generation] > 0:
                gc.collect(generation)
                return
