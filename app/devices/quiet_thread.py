"""A thread that stands back: long copies must not take the processor from whoever waits."""

from __future__ import annotations

import contextlib
import os
import sys
import threading

_NICENESS = 15


def stand_back() -> None:
    """Let every other thread of the machine go first; where that cannot be said, nothing happens.

    On Windows the disk is asked later as well.
    """
    if sys.platform == "win32":
        import ctypes

        background_begin = 0x00010000
        kernel = ctypes.windll.kernel32
        kernel.SetThreadPriority(kernel.GetCurrentThread(), background_begin)
    elif sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICENESS)
