"""Opens a window in this process and prints which modules were loaded when."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.commands.window import doors
from app.config import read_settings
from app.ui.desk_at_work import OpenDesk
from app.ui.unread_sources import leave_sources_unread


def main(folder: str) -> int:
    gc.disable()
    leave_sources_unread()
    from app.ui.start import start

    loaded: dict[str, list[str]] = {}
    ways_in = doors(read_settings(Path(folder)))

    def open_desk(listener: Callable[..., object]) -> OpenDesk:
        # The lane begins here, after the first picture and before anything that it loads.
        note("painted")
        return ways_in.open(listener)

    def note(moment: str) -> None:
        loaded.setdefault(moment, sorted(sys.modules))
        if len(loaded) == len(("painted", "found", "listed")):
            session.close()
            running.application.quit()

    running = start(replace(ways_in, open=open_desk))
    session = running.session
    session.ready.connect(lambda: note("found"))
    session.receive.refreshed.connect(lambda: note("listed"))
    running.application.exec()
    sys.stdout.write(json.dumps(loaded) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
