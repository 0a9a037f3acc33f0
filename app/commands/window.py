"""The window: what ``motcua`` does without a verb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings, read_settings
from app.ui.desk_at_work import Doors, FirstOpening

if TYPE_CHECKING:
    from app.bootstrap import Desk
    from app.domain.events import Event
    from app.services.setup import SetUpForm

Listener = Callable[["tuple[Event, ...]"], None]


def show(data: Path | None) -> int:
    """Open the window; returns the exit code."""
    from app.ui.start import run_window

    return run_window(doors(read_settings(data)))


def doors(settings: Settings) -> Doors:
    """The ways in for the window.

    What they open is imported when they are opened, in a lane: SQLAlchemy alone would double
    the time to the first picture.
    """

    def open_desk(listener: Listener) -> Desk:
        from app.bootstrap import open_window

        return open_window(settings, listener)

    def set_up(form: SetUpForm, listener: Listener) -> FirstOpening:
        from app.bootstrap import set_up_window

        made = set_up_window(settings, form, listener)
        return FirstOpening(desk=made.desk, recovery=made.recovery)

    return Doors(
        is_set_up=settings.identity.exists() and settings.database.exists(),
        open=open_desk,
        set_up=set_up,
        preferences=settings.state / "window.ini",
    )
