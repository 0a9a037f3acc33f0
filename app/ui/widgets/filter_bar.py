"""Narrowing a list of dossiers: one chip each for state, sector, desk, days; filters by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.dossier_filter import ANY, DUE, RECEIVED, Filter, tidied
from app.ui.tokens import length
from app.ui.widgets.fields import choice, fill, line, offer, offer_again, value_of
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import column, key_button, mark, row, turn
from app.ui.widgets.today_panel import STATES

_STATES = (("", "Mọi trạng thái"), *((value, words) for value, (words, _) in STATES.items()))
_DESKS = (("", "Mọi quầy"), *((str(each), f"Quầy {each}") for each in range(1, 9)))
_SECTORS = (("", "Mọi lĩnh vực"),)
_CHIPS = {
    "state": ("Trạng thái", "Alt+T", _STATES),
    "sector": ("Lĩnh vực", "Alt+V", _SECTORS),
    "desk": ("Quầy", "Alt+Q", _DESKS),
    "received": ("Ngày nhận", "Alt+N", RECEIVED),
    "due": ("Hạn trả", "Alt+H", DUE),
}
_OWN = "own"
"""The filter as it stands is none of those that have a name."""


class FilterBar(QWidget):
    """Chips walked by Tab, set by arrow keys; ``edited`` follows every change by the officer.

    ``taken`` brings a filter chosen by name; ``keep_asked`` and ``drop_asked`` are for the screen,
    which knows where names are kept.
    """

    edited = Signal()
    taken = Signal(object)
    keep_asked = Signal()
    drop_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._named: tuple[tuple[str, Filter], ...] = ()
        self.named = choice(((_OWN, "Bộ lọc"),))
        self.named.setAccessibleName("Bộ lọc đã đặt tên")
        self.named.setObjectName("named")
        self.named.currentIndexChanged.connect(self._take)
        QShortcut("Alt+B", self).activated.connect(self.named.setFocus)
        self._chips = {key: self._chip(key) for key in _CHIPS}
        self.since, self.until = line("Từ 01/11/2026"), line("Đến 15/11/2026")
        for field, name in ((self.since, "Nhận từ ngày"), (self.until, "Nhận đến ngày")):
            field.setAccessibleName(name)
            field.textChanged.connect(self._edit)
        self.keep = key_button("Lưu bộ lọc", "Ctrl+S")
        self.drop = key_button("Bỏ bộ lọc này", "Ctrl+Shift+S")
        self.reset = key_button("Xóa lọc", "Ctrl+0")
        self.keep.clicked.connect(self.keep_asked)
        self.drop.clicked.connect(self.drop_asked)
        self.reset.clicked.connect(self._reset)
        first, second = (self.named, *self._chips.values())[:3], tuple(self._chips.values())[2:]
        self._whole = row(row(*first, gap="near"), row(*second, gap="near"), gap="near")
        ends = Flow(self.since, self.until, None, self.reset, self.drop, self.keep)
        self.setLayout(column(self._whole, ends, gap="tight"))
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In two rows where it is narrow: half a word on each chip would tell nothing."""
        super().resizeEvent(event)
        turn(self._whole, narrow=event.size().width() < length("middle_form"))

    def __getitem__(self, key: str) -> QComboBox:
        return self._chips[key]

    def values(self) -> Filter:
        """What is chosen, without what is any."""
        chosen = {key: value_of(each) for key, each in self._chips.items()}
        return tidied({**chosen, "since": self.since.text(), "until": self.until.text()})

    def load(self, chosen: Mapping[str, str]) -> None:
        """Set every chip; sends nothing."""
        for key, each in self._chips.items():
            value = chosen.get(key, "")
            if value and each.findData(value) < 0:
                each.addItem(value, value)
            with QSignalBlocker(each):
                fill(each, value)
        for field, key in ((self.since, "since"), (self.until, "until")):
            with QSignalBlocker(field):
                field.setText(chosen.get(key, ""))
        self._show_parts()

    def offer_sectors(self, sectors: Iterable[str]) -> None:
        """The sectors of dossiers that there are."""
        offer_again(self._chips["sector"], (*_SECTORS, *((each, each) for each in sectors)))

    def offer_named(self, named: Sequence[tuple[str, Filter]]) -> None:
        """The filters that have a name; the officer's own below those of every desk."""
        self._named = tuple(named)
        offer(self.named, ((_OWN, "Bộ lọc"), *((name, name) for name, _ in self._named)))

    def show_name(self, chosen: Mapping[str, str], *, droppable: Sequence[str]) -> None:
        """Show under which name the present filter is known, if any."""
        name = next((name for name, each in self._named if each == chosen), _OWN)
        with QSignalBlocker(self.named):
            fill(self.named, name)
        self.drop.setVisible(name in droppable)
        self.keep.setVisible(name == _OWN)
        self.reset.setVisible(dict(chosen) != ANY)

    def _chip(self, key: str) -> QComboBox:
        words, shortcut, options = _CHIPS[key]
        chip = choice(options)
        chip.setAccessibleName(words)
        chip.setObjectName(f"chip_{key}")
        chip.setToolTip(f"{words} ({shortcut})")
        chip.currentIndexChanged.connect(self._edit)
        QShortcut(shortcut, self).activated.connect(chip.setFocus)
        return chip

    @Slot()
    def _edit(self) -> None:
        self._show_parts()
        self.edited.emit()

    @Slot()
    def _take(self) -> None:
        name = value_of(self.named)
        chosen = dict(self._named).get(name)
        if chosen is not None:
            self.taken.emit(chosen)

    @Slot()
    def _reset(self) -> None:
        self.taken.emit(ANY)

    def _show_parts(self) -> None:
        for each in self._chips.values():
            mark(each, "chosen", bool(value_of(each)))
        is_range = value_of(self._chips["received"]) == "range"
        for field in (self.since, self.until):
            field.setVisible(is_range)
