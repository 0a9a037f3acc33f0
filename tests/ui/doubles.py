"""Stand-ins for the lanes and the voice of the window, for tests of screens without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.services.desk import Actor, DeskContext
from app.services.seat import Seat


@dataclass
class Asked:
    """One piece of work that was handed over."""

    kind: str
    name: str
    args: tuple[Any, ...]
    named: dict[str, Any]
    then: Callable[[Any], None] | None
    refused: Callable[[Refusal], None] | None

    def answer(self, value: Any = None) -> None:
        assert self.then is not None
        self.then(value)


class FakeBackground(QObject):
    """Keeps what was asked; answers at once where ``answers`` knows the use case by name."""

    recorded = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        self.answers: dict[str, Callable[..., Any]] = {}

    def command(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("command", use_case, args, named)

    def keep(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("keep", use_case, args, named)

    def query(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("query", use_case, args, named)

    def errand(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("errand", use_case, args, named)

    def prove(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("prove", use_case, args, named)

    def copy(self, use_case: Any, *args: Any, **named: Any) -> None:
        self._take("copy", use_case, args, named)

    def of(self, name: str) -> list[Asked]:
        return [each for each in self.asked if each.name == name]

    def _take(self, kind: str, use_case: Any, args: Any, named: dict[str, Any]) -> None:
        then, refused = named.pop("then", None), named.pop("refused", None)
        asked = Asked(
            kind, getattr(use_case, "func", use_case).__name__, args, named, then, refused
        )
        self.asked.append(asked)
        if asked.name in self.answers:
            try:
                value = self.answers[asked.name](*args, **named)
            except Refusal as refusal:
                (refused or self.refused.emit)(refusal)
            else:
                if then is not None:
                    then(value)


class Recorder(QObject):
    """Hears what the officer would be told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, str]] = []

    def tell(self, sentence: str) -> None:
        self.told.append(("tell", sentence))

    def warn(self, sentence: str) -> None:
        self.told.append(("warn", sentence))

    def inform(self, sentence: str) -> None:
        self.told.append(("inform", sentence))

    def refuse(self, refusal: Refusal) -> None:
        self.told.append(("refuse", refusal.reason.value))

    def clear(self) -> None:
        self.told.append(("clear", ""))

    def last(self) -> tuple[str, str]:
        return next(each for each in reversed(self.told) if each[0] != "clear")


class FakeSlips(QObject):
    """Remembers which slips were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.receipts: list[str] = []
        self.beside: list[str] = []
        self.visits: list[tuple[str, bool]] = []
        self.previews: list[str] = []
        self.forms: list[Any] = []

    def print_receipt(self, uid: Any, code: str) -> None:
        self.receipts.append(code)

    def print_received(self, uid: Any, code: str, beside: Iterable[str]) -> None:
        self.receipts.append(code)
        self.beside.extend(beside)

    def print_visit(self, number: str, *, is_refusal: bool) -> None:
        self.visits.append((number, is_refusal))

    def preview_form(self, form: Any) -> None:
        self.forms.append(form)

    def preview(self, uid: Any, code: str) -> None:
        self.previews.append(code)


@dataclass(frozen=True)
class FakeDesk:
    """An open desk without a database."""

    context: DeskContext
    seat: Seat
    now: Callable[[], datetime]

    @property
    def actor(self) -> Actor:
        return self.seat.actor


@dataclass
class FakeDatabase:
    """Hands out sessions that are plain names, and counts what was committed."""

    committed: list[str] = field(default_factory=list)

    @contextmanager
    def transaction(self) -> Iterator[str]:
        yield "writing"
        self.committed.append("writing")

    @contextmanager
    def reading(self) -> Iterator[str]:
        yield "reading"
