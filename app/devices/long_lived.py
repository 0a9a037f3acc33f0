"""What lives as long as the process: Python's collector need not visit it over and over."""

from __future__ import annotations

import gc

_YOUNG = 10_000
"""So many new objects between two looks; a page of a thousand events makes ten times as many."""


def keep_for_good() -> None:
    """What lives now lives to the end: look at it never again, and at the rest less often.

    For a process that does one kind of work over and over, once it is ready for it. The window has
    a collector of its own (``app/ui/collector.py``).
    """
    gc.freeze()
    gc.set_threshold(_YOUNG)
