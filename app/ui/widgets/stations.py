"""The line of stations: one row for each stage, stations that go on at once side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from app.ui.dossier_life_words import station_words
from app.ui.tokens import length, space
from app.ui.widgets.layouts import column, label, mark, row

if TYPE_CHECKING:
    from app.services.stations import Stage, Station


class StationLine(QWidget):
    """Shows stages from above; what runs stands out, what is to come is quiet."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Quá trình giải quyết")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(space("tight"))
        self._boxes: list[_Box] = []
        self._shown: tuple[Stage, ...] = ()

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Replace the line."""
        if tuple(stages) == self._shown:
            return
        self._shown = tuple(stages)
        widest = max((len(each) for each in stages), default=1)
        many = [(at, stage, beside) for at, stage in enumerate(stages) for beside in stage]
        while len(self._boxes) < len(many):
            self._boxes.append(_Box())
        for box in self._boxes:
            self._grid.removeWidget(box)
            box.setVisible(False)
        for box, (at, stage, station) in zip(self._boxes, many, strict=False):
            place = stage.index(station)
            # A station alone takes the whole row.
            span = widest if len(stage) == 1 else 1
            self._grid.addWidget(box, at, place, 1, span)
            box.show_station(station)
            box.setVisible(True)
        self.setAccessibleDescription("\n".join(self.lines()))

    def lines(self) -> tuple[str, ...]:
        """What is shown, station by station."""
        return tuple(each.words() for each in self._boxes if not each.isHidden())


class _Box(QFrame):
    """One station: what is done, by whom, and how it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("station")
        self._work = label("", "text", wraps=True)
        self._unit = label("", "small", wraps=True)
        self._chip = QLabel()
        self._chip.setObjectName("chip")
        self._when = label("", "small")
        for each in (self._work, self._unit):
            each.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(length("station"))
        head = row(self._work, self._chip, gap="near")
        head.setStretch(0, 1)
        below = row(self._unit, self._when, gap="near")
        below.setStretch(0, 1)
        self.setLayout(column(head, below, gap="none", margin="tight"))

    def show_station(self, station: Station) -> None:
        """Show one station."""
        words, tone, when = station_words(station)
        self._work.setText(station.work[:1].upper() + station.work[1:])
        self._unit.setText(station.unit)
        self._chip.setText(words)
        self._when.setText(when)
        mark(self._chip, "kind", tone)
        mark(self, "kind", tone)

    def words(self) -> str:
        """Everything that it says, on one line."""
        texts = (each.text() for each in (self._work, self._unit, self._chip, self._when))
        return " · ".join(filter(None, texts))
