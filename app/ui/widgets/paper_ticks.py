"""The published papers as a list to tick: Space ticks the one that the keyboard is on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from app.ui.tokens import length

if TYPE_CHECKING:
    from app.domain.procedure import RequiredDocument

_ORDINAL = Qt.ItemDataRole.UserRole
_MOST_ROWS = 5


class PaperTicks(QListWidget):
    """``edited`` follows every tick."""

    edited = Signal()

    def __init__(self, papers: Sequence[RequiredDocument], name: str) -> None:
        super().__init__()
        self.setObjectName("ticks")
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in papers:
            item = QListWidgetItem(each.name, self)
            item.setData(_ORDINAL, each.ordinal)
            item.setToolTip(each.name)
            item.setCheckState(Qt.CheckState.Unchecked)
        self.setMinimumHeight(length("table_row") * min(max(len(papers), 2), _MOST_ROWS))
        if papers:
            self.setCurrentRow(0)
        self.itemChanged.connect(self._tell)

    def ordinals(self) -> tuple[int, ...]:
        """The papers that are ticked, in published order."""
        items = (self.item(at) for at in range(self.count()))
        return tuple(
            each.data(_ORDINAL) for each in items if each.checkState() is Qt.CheckState.Checked
        )

    def tick(self, ordinals: Collection[int]) -> None:
        """Tick these and no others, silently."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's signature
        for at in range(self.count()):
            item = self.item(at)
            is_ticked = item.data(_ORDINAL) in ordinals
            item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
        self.blockSignals(False)  # noqa: FBT003 - Qt's signature

    def remember(self) -> Callable[[], None]:
        """What undoes ticking from now on: a scan types spaces."""
        ticked, current = self.ordinals(), self.currentRow()

        def restore() -> None:
            self.tick(ticked)
            self.setCurrentRow(current)

        return restore

    @Slot()
    def _tell(self, _item: object = None) -> None:
        self.edited.emit()
