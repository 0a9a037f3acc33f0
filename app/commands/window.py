"""The window: what ``motcua`` does without a verb."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.config import Settings, read_settings
from app.devices.desk_files import is_set_up
from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import Doors, FirstOpening, Keeper

if TYPE_CHECKING:
    from app.bootstrap import Desk
    from app.domain.custody import RestoreAnswers
    from app.domain.events import Event
    from app.services.setup import SetUpForm
    from app.sync.round import Rounds

Listener = Callable[["tuple[Event, ...]"], None]


def show(data: Path | None) -> int:
    """Open the window; returns the exit code."""
    try:
        _check_screen()
        ways_in = doors(read_settings(data))
    except Refusal as refusal:
        print(refusal_sentence(refusal), file=sys.stderr)
        return 1
    from app.ui.start import run_window

    return run_window(ways_in)


def _check_screen() -> None:
    """Qt would abort without a screen, with words that help nobody."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(each) for each in named):
        raise Refusal(Reason.SCREEN_MISSING)


def _report(settings: Settings, error: Exception) -> None:
    from app.devices.logbook import Logbook

    log = Logbook(settings.logs)
    if isinstance(error, Refusal):
        log.refusal(error, __name__)
    else:
        log.fault(error, __name__)


def doors(settings: Settings) -> Doors:
    """The ways in for the window.

    What they open is imported when they are opened, in a lane: SQLAlchemy alone would double
    the time to the first picture.
    """
    return Doors(
        is_set_up=is_set_up(settings),
        open=partial(_open, settings),
        set_up=partial(_set_up, settings),
        preferences=settings.state / "window.ini",
        restore=partial(_restore, settings),
        keeper=_keeper,
        recover=partial(_recover, settings),
        rounds=_rounds,
        report=partial(_report, settings),
    )


def _open(settings: Settings, listener: Listener) -> Desk:
    from app.bootstrap import open_window
    from app.ui.ahead import load_for_working

    load_for_working()
    return open_window(settings, listener)


def _set_up(settings: Settings, form: SetUpForm, listener: Listener) -> FirstOpening:
    from app.bootstrap import set_up_window
    from app.custody.keeper import first_sheet

    made = set_up_window(settings, form, listener)
    if not made.recovery:
        return FirstOpening(desk=made.desk, recovery="")
    sheet = first_sheet(made.desk)
    return FirstOpening(desk=made.desk, recovery=made.recovery, sheet=sheet.pdf, mark=sheet.mark)


def _restore(settings: Settings, answers: RestoreAnswers, listener: Listener) -> FirstOpening:
    from app.bootstrap import open_window
    from app.custody.keeper import restore_here

    restore_here(settings, answers)
    return FirstOpening(desk=open_window(settings, listener), recovery="")


def _keeper(desk: Desk) -> Keeper:
    from app.custody.keeper import Keeper as KeeperOfDesk

    return KeeperOfDesk(desk)


def _rounds(desk: Desk) -> Rounds:
    from app.commands.syncing import rounds_of

    return rounds_of(desk)


def _recover(settings: Settings, text: str) -> None:
    from app.custody.rekeying import recover_key

    recover_key(settings, text)
