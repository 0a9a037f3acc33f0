"""The desk's window as it is started at a counter, which says what happens and is watched."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from import_watch import ImportWatch
from loop_watch import LoopWatch
from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

from app.commands.window import doors
from app.config import read_settings
from app.ui.desk_at_work import Doors
from app.ui.screens.dossiers import DossiersScreen
from app.ui.start import Running, start
from app.ui.unread_sources import leave_sources_unread

OPENED_AT = datetime(2026, 11, 16, 1, tzinfo=UTC)
"""Eight o'clock in Viet Nam."""

_PACE = 12
"""Five minutes of keys and scans are an hour at a counter, where people also talk."""


def say(event: str, **values: Any) -> None:
    print(json.dumps({"event": event, **values}, default=str), flush=True)


class Voice(QObject):
    """Says what was done; ``look`` on the standard input asks how all stands, its end closes.

    ``picture FILE`` leaves a picture of what is in front.
    """

    def __init__(self, running: Running) -> None:
        super().__init__()
        self._session = session = running.session
        receive = session.receive
        session.ready.connect(lambda: say("ready"))
        receive.facts.quoted.connect(lambda: say("quoted"))
        receive.received.connect(lambda it: say("received", code=it.dossier_code))
        receive.correction.filled.connect(lambda _: say("correcting"))
        receive.correction.saved.connect(lambda it, _: say("corrected", code=it.dossier_code))
        receive.door.ended.connect(lambda: say("guided"))
        receive.keeper.kept.connect(lambda draft: say("kept", draft=draft))
        receive.duplicates.looked.connect(lambda: say("looked"))
        session.slips.printed.connect(lambda title: say("printed", title=title))
        session.slips.stood.connect(lambda words, tone: say("stood", words=words, tone=tone))
        session.background.failed.connect(lambda error: say("failed", error=repr(error)))
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        asked = sys.stdin.readline().split()
        if asked[:1] == ["look"]:
            say("seen", **self._standing())
        elif asked:
            (QApplication.activeModalWidget() or self._session.window).grab().save(asked[1])
            say("pictured")
        else:
            self._asked.setEnabled(False)
            self._session.window.close()

    def _standing(self) -> dict[str, Any]:
        window, receive = self._session.window, self._session.receive
        screen, dialog = window.screen_shown, QApplication.activeModalWidget()
        dossiers = screen if isinstance(screen, DossiersScreen) else None
        sheet = dossiers.sheet if dossiers and dossiers.sheet.isVisible() else None
        papers = self._session.papers.dialog
        return {
            "draft": receive.draft(),
            "notice": receive.duplicates.notice.isVisible(),
            "parked": len(receive.parking._parked),
            "dialog": "" if dialog is None else dialog.windowTitle(),
            "banner": window.messages.banner.sentence,
            "place": type(screen).__name__,
            "focus": type(QApplication.focusWidget()).__name__,
            "foot": window.status._line.text(),
            "date": receive.panels.promise.date.text(),
            "search": window.search.text(),
            "listed": dossiers.list.table.rows if dossiers and not sheet else None,
            "page": [sheet.code.text(), sheet.state.text()] if sheet else [],
            "papers": "" if papers is None else papers.summary.text(),
        }


def on_a_monday(ways_in: Doors, begun: float) -> Doors:
    """The same doors, on a Monday whose clock shows ``OPENED_AT`` at the moment ``begun``."""

    def now() -> datetime:
        return OPENED_AT + timedelta(seconds=(monotonic() - begun) * _PACE)

    way_in: Callable[..., Any] = ways_in.open
    return replace(ways_in, open=lambda listener: replace(way_in(listener), now=now))


def main(folder: str, told: str, begun: str) -> int:
    gc.disable()  # both as app.__main__ and app.commands.window.show do
    leave_sources_unread()
    running = start(on_a_monday(doors(read_settings(Path(folder))), float(begun)))
    voice = Voice(running)
    watch = LoopWatch(Path(told), voice)
    imports = ImportWatch(Path(told))
    running.ahead.done.connect(imports.begin)
    running.session.window.closing.connect(watch.end)
    return running.application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
