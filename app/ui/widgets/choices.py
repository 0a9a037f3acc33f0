"""A list that drops from a field inside the window, walked while the field keeps the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QListView

from app.domain.light_dataclass import dataclass
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.paper_cell import TwoLineDelegate

Index = QModelIndex | QPersistentModelIndex
_DETAIL_ROLE = Qt.ItemDataRole.UserRole
_CHOICE_ROLE = Qt.ItemDataRole.UserRole + 1
_MOST_ROWS = 7


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: a name, a quiet line, and what it stands for."""

    name: str
    detail: str
    value: Any


class _ChoiceModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        self.beginResetModel()
        self._choices = tuple(choices)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self._choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{choice.name}, {choice.detail}"
            case _ if role == _DETAIL_ROLE:
                return choice.detail
            case _ if role == _CHOICE_ROLE:
                return choice
        return None


class Choices(QListView):
    """Offers what ``find`` finds for the text of a field.

    It is a child of the window and no pop-up of its own, so that every key still passes the one
    window that the scanner's filter watches.
    """

    chosen = Signal(object)

    def __init__(
        self, field: QLineEdit, find: Callable[[str], Sequence[Choice]], theme: Theme
    ) -> None:
        super().__init__(field.window())
        self.setObjectName("choices")
        self.setAccessibleName("Danh sách gợi ý")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(TwoLineDelegate(theme, self, _DETAIL_ROLE))
        self._field = field
        self._find = find
        self._choices = _ChoiceModel(self)
        self.setModel(self._choices)
        self.clicked.connect(self._take)
        self._offered = ""
        field.textEdited.connect(self.offer)
        field.textChanged.connect(self._hide_unless_typed)
        field.installEventFilter(self)
        self.hide()

    @Slot(str)
    def offer(self, text: str) -> None:
        """Show what is found; nothing found hides the list."""
        self._offered = text
        found = self._find(text)
        self._choices.show(found)
        if not found or not self._field.isEnabled():
            self.hide()
            return
        self.setCurrentIndex(self._choices.index(0))
        self._drop()

    @Slot(str)
    def _hide_unless_typed(self, text: str) -> None:
        if text != self._offered:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Walk and choose by the field's own keys."""
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut:
                self.hide()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if self.isHidden():
            if event.key() == Qt.Key.Key_Down:
                self.offer(self._field.text() if self._field.isModified() else "")
                return True
            return False
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        match event.key():
            case Qt.Key.Key_Down:
                self._step(+1)
            case Qt.Key.Key_Up:
                self._step(-1)
            case Qt.Key.Key_PageDown:
                self._step(+_MOST_ROWS)
            case Qt.Key.Key_PageUp:
                self._step(-_MOST_ROWS)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain:
                self._take(self.currentIndex())
            case Qt.Key.Key_Escape:
                self.hide()
            case _:
                return False
        return True

    def _step(self, by: int) -> None:
        last = self._choices.rowCount() - 1
        at = min(max(self.currentIndex().row() + by, 0), last)
        self.setCurrentIndex(self._choices.index(at))

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        choice = index.data(_CHOICE_ROLE)
        self.hide()
        if choice is not None:
            self.chosen.emit(choice.value)

    def _drop(self) -> None:
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        under = self._field.mapTo(window, QPoint(0, self._field.height() + space("hair")))
        rows = min(self._choices.rowCount(), _MOST_ROWS)
        height = rows * length("popup_row") + space("card")
        room = window.height() - under.y() - space("near")
        self.setGeometry(under.x(), under.y(), self._field.width(), min(height, room))
        self.show()
        self.raise_()
