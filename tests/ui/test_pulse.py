from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.ui.pulse import Pulse


class Lanes(QObject):
    """Answers every question at once with the journal's end."""

    recorded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.end = 5

    def query(self, _use_case: object, _tenant: str, *, then: Callable[[Any], None]) -> None:
        then(self.end)


def pulse_of(lanes: Lanes) -> tuple[Pulse, list[bool]]:
    heard: list[bool] = []
    pulse = Pulse(lanes)  # type: ignore[arg-type]
    pulse.moved.connect(lambda: heard.append(True))
    pulse.ask()
    return pulse, heard


def test_a_deed_of_another_process_is_noticed_once(qapp: object) -> None:
    lanes = Lanes()
    pulse, heard = pulse_of(lanes)
    pulse.ask()
    assert heard == []
    lanes.end = 6
    pulse.ask()
    pulse.ask()
    assert heard == [True]


def test_the_windows_own_deed_is_no_news(qapp: object) -> None:
    lanes = Lanes()
    pulse, heard = pulse_of(lanes)
    lanes.end = 6
    lanes.recorded.emit(())
    pulse.ask()
    assert heard == []
