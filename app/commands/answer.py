"""What a verb answers: plain values for ``--json``, sentences for people, an exit code."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.config import Settings
from app.domain.moments import to_local_text
from app.domain.records import to_plain


@dataclass(frozen=True, slots=True)
class Answer:
    """``plain`` goes out as JSON, ``lines`` to people."""

    plain: Any
    lines: tuple[str, ...] = ()
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of the command line: its name, what it does, its options, and how it is run.

    ``roles`` are those of which one is needed; none for what a machine may run by itself, because
    it changes nothing that counts and shows nobody's data.
    """

    name: str
    help: str
    options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Settings], Answer]
    roles: tuple[str, ...] = ()


def shown(value: Any) -> Any:
    """Plain JSON values with moments on the clock of Viet Nam."""
    return to_plain(value, to_local_text)


def no_options(parser: ArgumentParser) -> None:
    """A verb without options of its own."""
