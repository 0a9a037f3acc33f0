"""A child process that is ended at the nth touch of the disk, as by a pulled plug."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ENDED, DONE = 9, 0


def ended_at_each_touch(work: Callable[[], object]) -> Iterator[int]:
    """Do it in a child that dies at its first touch of the disk, then at its second, and so on.

    After each death the caller looks at what is left and puts the stage back; ends with the child
    that got through.
    """
    nth = 1
    while _run(work, nth) == ENDED:
        yield nth
        nth += 1
    assert nth > 1, "the work touched no disk, so nothing was tried"


def _run(work: Callable[[], object], nth: int) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with pytest.MonkeyPatch.context() as patch:
                _end_at(patch, nth)
                work()
            code = DONE
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (ENDED, DONE), f"the child ended with {code}"
    return code


def _end_at(patch: pytest.MonkeyPatch, nth: int) -> None:
    touches = 0

    def counted(act: Callable[..., Any]) -> Callable[..., Any]:
        def touch(*args: Any, **named: Any) -> Any:
            nonlocal touches
            touches += 1
            if touches == nth:
                os._exit(ENDED)
            return act(*args, **named)

        return touch

    for owner, name in ((Path, "replace"), (Path, "rename"), (Path, "unlink"), (os, "fsync")):
        patch.setattr(owner, name, counted(getattr(owner, name)))
