"""``python dying_round.py FOLDER POINT``: a round of a desk whose process dies at a named point."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from clocks import set_clock
from desks import SET_UP_AT, desk_settings

from app.bootstrap import open_desk
from app.devices.witness import Witness
from app.services import centre_link, following
from app.sync import pulling, pushing
from app.sync.round import run_round
from app.sync.talk import Party

DEAD = 9

POINTS: dict[str, tuple[Any, str, bool]] = {
    "token drawn, not stored": (centre_link, "draw_token", True),
    "hello answered, not stored": (centre_link, "keep_meeting", False),
    "pushed, receipt not stored": (pushing, "_keep_receipt", False),
    "receipt stored": (pushing, "_keep_receipt", True),
    "page folded, not committed": (following, "note_contested", True),
    "page committed": (pulling, "take_in", True),
}
"""Where it dies: a function, and whether after it."""


def dying(done: Callable[..., Any], *, after: bool) -> Callable[..., Any]:
    """The function that does its work first, or not, and then nothing ever again."""

    def died(*given: Any, **named: Any) -> Any:
        if after:
            done(*given, **named)
        os._exit(DEAD)

    return died


if __name__ == "__main__":
    module, name, after = POINTS[sys.argv[2]]
    setattr(module, name, dying(getattr(module, name), after=after))
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, SET_UP_AT)
        desk = open_desk(desk_settings(Path(sys.argv[1])))
        witness = Witness(desk.settings.witness)
        run_round(Party(database=desk.database, desk=desk.context, witness=witness, now=desk.now))
