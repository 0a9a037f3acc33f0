"""``python motcua_at.py MOMENT VERB ...``: the command line in a process of its own at a moment."""

from __future__ import annotations

import sys

import pytest
from clocks import set_clock

from app.commands.main import main

if __name__ == "__main__":
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, sys.argv[1])
        sys.exit(main(sys.argv[2:]))
