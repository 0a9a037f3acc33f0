"""The log of this machine: what the program did, never about whom; in the state folder.

One JSON line a happening, in files that are turned over by size and age. What may stand in a line
is decided by ``app.domain.log_guard``.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from app.devices.machine_clock import machine_now
from app.domain.errors import Refusal
from app.domain.fault_text import fault_text
from app.domain.log_guard import Level, Occasion, loggable
from app.domain.moments import to_text

_LARGEST = 1024 * 1024
_LONGEST = timedelta(days=31)
"""Bytes, and age of its first line, at which a file is turned over."""
_KEPT = timedelta(days=180)
_MOST_FILES = 20
_MOST_REPORTS = 50


class Logbook:
    """The log in one folder. It never disturbs the work: a line that cannot be written is lost."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = machine_now) -> None:
        self._folder = folder
        self._now = now

    def write(
        self,
        occasion: Occasion,
        source: str,
        *,
        level: Level = Level.INFORMATION,
        **values: object,
    ) -> None:
        """Add a line; ``source`` is the name of the module that writes it."""
        self.write_all(occasion, source, (values,), level=level)

    def write_all(
        self,
        occasion: Occasion,
        source: str,
        many: Iterable[Mapping[str, object]],
        *,
        level: Level = Level.INFORMATION,
    ) -> None:
        """Add a line for each of many, with one look at the file: a page is a thousand events."""
        same = {
            "at": to_text(self._now()),
            "level": level.value,
            "module": source if source.startswith("app.") else "app",
            "event": occasion.value,
        }
        told = ({name: loggable(value) for name, value in each.items()} for each in many)
        lines = "".join(json.dumps({**same, **each}) + "\n" for each in told)
        with suppress(OSError):
            self._turn_over()
            self._add(lines)

    def fault(self, error: BaseException, source: str) -> Path | None:
        """Keep the report of a fault beside the log; its file, or ``None`` where none was made."""
        report = self._folder / f"loi-{self._now():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.txt"
        self.write(Occasion.FAULT, source, level=Level.ERROR, error=type(error))
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            report.write_text(fault_text(error) + "\n", encoding="utf-8")
        except OSError:
            return None
        self._forget(self._folder.glob("loi-*.txt"), _MOST_REPORTS)
        return report

    def refusal(self, refusal: Refusal, source: str) -> None:
        """Note that the rules said no: the reason, never its values."""
        self.write(Occasion.REFUSED, source, reason=refusal.reason)

    def files(self) -> tuple[Path, ...]:
        """Logs and reports, by name."""
        return tuple(sorted((*self._folder.glob("*.log"), *self._folder.glob("loi-*.txt"))))

    @property
    def _current(self) -> Path:
        return self._folder / "motcua.log"

    def _add(self, line: str) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # One write at the end of the file: a command beside the window cannot tear a line.
        descriptor = os.open(self._current, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line.encode())
        finally:
            os.close(descriptor)

    def _turn_over(self) -> None:
        try:
            size = self._current.stat().st_size
        except FileNotFoundError:
            return
        if size < _LARGEST and not self._is_old():
            return
        self._current.rename(self._folder / f"motcua-{self._now():%Y%m%d-%H%M%S%f}.log")
        self._forget(self._folder.glob("motcua-*.log"), _MOST_FILES)

    def _is_old(self) -> bool:
        with self._current.open("rb") as file:
            first = file.readline(256)
        try:
            began = datetime.fromisoformat(json.loads(first)["at"])
        except (ValueError, KeyError, TypeError):
            return False
        return abs(self._now() - began) > _LONGEST

    def _forget(self, files: Iterable[Path], most: int) -> None:
        newest_first = sorted(files, reverse=True)
        limit = (self._now() - _KEPT).timestamp()
        for place, path in enumerate(newest_first):
            if place >= most or path.stat().st_mtime < limit:
                path.unlink(missing_ok=True)
