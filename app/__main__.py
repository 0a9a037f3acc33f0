"""``python -m app``, the ``motcua`` command: a verb, or the window."""

from __future__ import annotations

import gc
import sys
from pathlib import Path


def main() -> int:
    """Run what the arguments ask for; returns the exit code."""
    arguments = sys.argv[1:]
    # The window must be painted before anything of the command line is imported.
    if not arguments:
        return _window(None)
    match arguments:
        case ["--data", folder]:
            return _window(Path(folder))
        case [word] if word.startswith("--data="):
            return _window(Path(word.partition("=")[2]))
    from app.commands.main import main as run_verb
    from app.devices.long_lived import keep_for_good

    keep_for_good()
    return run_verb(arguments)


def _window(data: Path | None) -> int:
    # Nothing dies while the window is built; the window wakes the collector when it stands.
    gc.disable()
    from app.ui.unread_sources import leave_sources_unread

    leave_sources_unread()
    from app.commands import window

    return window.show(data)


if __name__ == "__main__":
    sys.exit(main())
