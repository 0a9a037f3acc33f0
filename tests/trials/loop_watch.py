"""Watches an event loop: whenever it did not come round for long, says for how long and in what."""

from __future__ import annotations

import faulthandler
import gc
import json
import re
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread, get_ident
from time import monotonic, process_time, thread_time
from typing import IO, Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_BEAT = 0.010
"""Seconds between two beats of a loop that has nothing to do."""

_WORTH_TELLING = 0.030
_LOOK_AFTER = 0.025
_DEEP = 6
"""Frames that are kept of a thread that is looked at in passing."""

_THREAD = re.compile(r"(?:Current thread|Thread) 0x([0-9a-f]+)")
_PLACE = re.compile(r'  File "(.*)", line (\d+) in (.*)')


class LoopWatch(QObject):
    """A timer beats in the loop; a thread beside it looks at the stack when a beat is overdue.

    Every gap is written as a line with three times in milliseconds: ``wall`` that passed, ``own``
    that the loop's thread computed, ``all`` that the process computed. A gap with little of its
    own and much of all waited for another lane; one with little of both for the machine or a disk.
    """

    def __init__(self, told: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._told = told.open("a", encoding="utf-8", buffering=1)
        self._loop = get_ident()
        self._seen: dict[str, Any] = {}
        self._collected = 0.0
        self._ended = Event()
        self._last = self._times()
        self.beats = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(_BEAT * 1000))
        self._timer.timeout.connect(self._beat)
        gc.callbacks.append(self._note_collection)
        self._timer.start()
        Thread(target=self._look, daemon=True).start()

    def end(self) -> None:
        """Write how often the loop came round, and stop."""
        self._ended.set()
        self._timer.stop()
        gc.callbacks.remove(self._note_collection)
        self._told.write(json.dumps({"beats": self.beats}) + "\n")
        self._told.close()

    @Slot()
    def _beat(self) -> None:
        self.beats += 1
        now = self._times()
        wall, own, whole = (after - before for after, before in zip(now, self._last, strict=True))
        if wall - _BEAT > _WORTH_TELLING:
            milliseconds = {
                "wall": round((wall - _BEAT) * 1000, 1),
                "own": round(own * 1000, 1),
                "all": round(whole * 1000, 1),
                "collected": round(self._collected * 1000, 1),
            }
            told = {"at": round(now[0], 3), **milliseconds, **self._seen}
            self._told.write(json.dumps(told, ensure_ascii=False) + "\n")
        self._seen, self._collected = {}, 0.0
        self._last = self._times()

    def _look(self) -> None:
        with TemporaryFile("w+") as spool:
            while not self._ended.wait(_BEAT):
                overdue = monotonic() - self._last[0]
                if overdue > _LOOK_AFTER:
                    self._note_look(overdue, _stacks(spool))

    def _note_look(self, overdue: float, stacks: dict[int, list[str]]) -> None:
        """What every thread did at the first look, and the loop's own at each that follows."""
        own = stacks.pop(self._loop, [])
        if self._seen:
            self._seen["later"].append(own[-_DEEP:])
            return
        self._seen = {
            "looked_after": round(overdue * 1000, 1),
            "stack": own,
            "others": [each[-_DEEP:] for each in stacks.values()],
            "later": [],
        }

    def _note_collection(self, phase: str, _about: dict[str, int]) -> None:
        self._collected += monotonic() * (1 if phase == "stop" else -1)

    def _times(self) -> tuple[float, float, float]:
        return monotonic(), thread_time(), process_time()


def _stacks(spool: IO[str]) -> dict[int, list[str]]:
    """Where each thread is, outermost first, without a hold on any frame.

    A frame that is held keeps its variables: a painter would live on after its picture, which
    made the watched window crash.
    """
    spool.seek(0)
    spool.truncate()
    faulthandler.dump_traceback(spool)
    spool.seek(0)
    stacks: dict[int, list[str]] = {}
    places: list[str] = []
    for line in spool:
        if begun := _THREAD.match(line):
            places = stacks[int(begun[1], 16)] = []
        elif found := _PLACE.match(line):
            places.insert(0, f"{Path(found[1]).name}:{found[2]} {found[3]}")
    stacks.pop(get_ident(), None)
    return stacks
