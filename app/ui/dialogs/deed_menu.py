"""Every deed that is allowed on a dossier now, found by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QLineEdit, QListWidget, QWidget

from app.domain.deed_words import DEED_WORDS
from app.domain.dossier_rules import DeedKind
from app.domain.form_words import capital
from app.domain.typed_words import folded_words
from app.ui.tokens import length
from app.ui.widgets.layouts import column, label

_WALKING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class _Words(QLineEdit):
    """Typing finds; the arrows walk the list while the keyboard stays here."""

    def __init__(self, listed: QListWidget) -> None:
        super().__init__()
        self._listed = listed
        self.setObjectName("search")
        self.setPlaceholderText("Gõ vài chữ của việc cần làm, không cần dấu")
        self.setAccessibleName("Tìm việc")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Walk the list, or type."""
        if event.key() in _WALKING:
            self._listed.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


class DeedMenuDialog(QDialog):
    """``chosen`` brings the deed; a scan closes the menu and is acted on in the window."""

    gives_way = True
    chosen = Signal(object)

    def __init__(self, parent: QWidget, subject: str, deeds: Sequence[DeedKind]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Việc làm được lúc này")
        self._deeds = {capital(DEED_WORDS[each.value]): each for each in deeds}
        self.listed = QListWidget()
        self.listed.setObjectName("choices")
        self.listed.setAccessibleName("Việc làm được lúc này")
        self.listed.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.listed.itemClicked.connect(self._take)
        self.typed = _Words(self.listed)
        self.typed.textChanged.connect(self._find)
        self.typed.returnPressed.connect(self._take)
        self.setLayout(
            column(
                label(f"{subject}: việc làm được lúc này", "heading"),
                self.typed,
                self.listed,
                label("↑ ↓: chọn · Enter: làm · Esc: quay lại", "small"),
                gap="cell",
                margin="page",
            )
        )
        self.setMinimumWidth(length("dialog"))
        self._find("")
        self.typed.setFocus()

    def offered(self) -> tuple[str, ...]:
        """The words of the deeds in the list."""
        return tuple(self.listed.item(at).text() for at in range(self.listed.count()))

    @Slot(str)
    def _find(self, typed: str) -> None:
        sought = folded_words(typed)
        self.listed.clear()
        for words in self._deeds:
            known = folded_words(words)
            if all(any(each.startswith(part) for each in known) for part in sought):
                self.listed.addItem(words)
        self.listed.setCurrentRow(0)

    @Slot()
    def _take(self) -> None:
        item = self.listed.currentItem()
        if item is not None:
            kind = self._deeds[item.text()]
            self.accept()
            self.chosen.emit(kind)
