"""Fields of a form: one grid of labels and inputs, read and filled by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.ui.tokens import space
from app.ui.widgets.layouts import column, label, mark, row, turn

KEEPS_SCANS = "keepsScans"
"""Property of a line that is meant to be scanned into."""

Input = QLineEdit | QComboBox | QPlainTextEdit | QCheckBox


def value_of(widget: Input) -> str:
    """What stands in an input, as text; a ticked box is ``"1"``, an empty one ``""``."""
    match widget:
        case QLineEdit():
            return widget.text()
        case QComboBox():
            return str(widget.currentData() or "")
        case QPlainTextEdit():
            return widget.toPlainText()
        case QCheckBox():
            return "1" if widget.isChecked() else ""


def fill(widget: Input, value: str) -> None:
    """Put a value back; the inverse of ``value_of``."""
    match widget:
        case QLineEdit():
            widget.setText(value)
            widget.setCursorPosition(0)
        case QComboBox():
            widget.setCurrentIndex(max(0, widget.findData(value)))
        case QPlainTextEdit():
            widget.setPlainText(value)
        case QCheckBox():
            widget.setChecked(bool(value))


def line(placeholder: str = "") -> QLineEdit:
    """A line to type in."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return edit


def scannable(edit: QLineEdit) -> QLineEdit:
    """A line for a code that no pattern tells from typing: scanned into it, it stays there."""
    edit.setProperty(KEEPS_SCANS, True)  # noqa: FBT003 - Qt's signature
    return edit


def choice(options: Iterable[tuple[str, str]]) -> QComboBox:
    """A choice of (value, words); the keyboard walks it without opening."""
    combo = QComboBox()
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    combo.setMinimumContentsLength(1)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    offer(combo, options)
    return combo


def offer(combo: QComboBox, options: Iterable[tuple[str, str]]) -> None:
    """Replace the options of a choice, silently."""
    with QSignalBlocker(combo):
        combo.clear()
        for value, words in options:
            combo.addItem(words, value)


def offer_again(combo: QComboBox, options: Iterable[tuple[str, str]]) -> None:
    """Replace the options of a choice, silently; what was chosen stays if it is there."""
    chosen = value_of(combo)
    offer(combo, options)
    with QSignalBlocker(combo):
        fill(combo, chosen)


class Fields(QWidget):
    """Inputs by key, with a line below each for what is wrong with it.

    ``edited`` is sent when the officer changes something, never when values are loaded.
    """

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._inputs: dict[str, Input] = {}
        self._complaints: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._loading = False

    def __getitem__(self, key: str) -> Input:
        return self._inputs[key]

    def __contains__(self, key: object) -> bool:
        return key in self._inputs

    def values(self) -> dict[str, str]:
        """Every input by key, as it stands."""
        return {key: value_of(each) for key, each in self._inputs.items()}

    def text(self, key: str) -> str:
        """One input, trimmed."""
        return value_of(self._inputs[key]).strip()

    def load(self, values: Mapping[str, str]) -> None:
        """Fill every input; what ``values`` lacks becomes empty. Sends no ``edited``."""
        self._loading = True
        for key, each in self._inputs.items():
            fill(each, values.get(key, ""))
        self._loading = False
        self.clear_complaints()

    def put(self, key: str, value: str) -> None:
        """Fill one input, as if the officer had typed it."""
        fill(self._inputs[key], value)

    def show_line(self, key: str, *, shown: bool) -> None:
        """Show or hide one line with its label."""
        self._inputs[key].setVisible(shown)
        if key in self._labels:
            self._labels[key].setVisible(shown)
        if not shown:
            self._complaints[key].hide()

    def follow(self, before: QWidget) -> None:
        """Come right behind another widget by Tab: what is built late would come last."""
        for each in self._inputs.values():
            QWidget.setTabOrder(before, each)
            before = each

    def complain(self, key: str, sentence: str, tone: str = "error") -> None:
        """Say below an input what is wrong with it; an empty sentence takes it back."""
        complaint = self._complaints[key]
        complaint.setText(sentence)
        if sentence:  # what is hidden need not be dressed
            mark(complaint, "tone", tone)
        complaint.setVisible(bool(sentence))
        mark(self._inputs[key], "wrong", bool(sentence) and tone == "error")
        self._inputs[key].setAccessibleDescription(sentence)

    def clear_complaints(self) -> None:
        """Take back everything that was said."""
        for key in self._inputs:
            self.complain(key, "")

    def _keep(self, key: str, words: str, field: Input) -> QLabel:
        complaint = label("", "error", wraps=True)
        complaint.hide()
        field.setAccessibleName(words.replace("&", "").rstrip(" *"))
        field.setObjectName(field.objectName() or key)
        self._inputs[key] = field
        self._complaints[key] = complaint
        self._listen(field, partial(self._changed, key))
        return complaint

    def _label(self, key: str, words: str, field: Input) -> QLabel:
        name = label(words, "label")
        name.setTextFormat(Qt.TextFormat.AutoText)
        name.setBuddy(field)
        self._labels[key] = name
        return name

    def _changed(self, key: str, *_: object) -> None:
        if not self._loading:
            self.edited.emit(key)

    @staticmethod
    def _listen(field: Input, changed: Callable[..., None]) -> None:
        match field:
            case QLineEdit():
                field.textChanged.connect(changed)
            case QComboBox():
                field.currentIndexChanged.connect(changed)
            case QPlainTextEdit():
                field.textChanged.connect(changed)
            case QCheckBox():
                field.toggled.connect(changed)


class FieldGrid(Fields):
    """Labels left, inputs right; ``shares`` are the widths of the two inputs of a pair."""

    def __init__(self, shares: tuple[int, int] = (5, 4)) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space("near"))
        self._grid.setVerticalSpacing(space("tight"))
        for at, share in enumerate(shares, start=1):
            self._grid.setColumnStretch(at, share)

    def add(self, key: str, words: str, field: Input) -> None:
        """One line: ``words`` with ``&`` before its access key, and the input."""
        at = self._grid.rowCount()
        self._grid.addWidget(self._label(key, words, field), at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(field, at, 1, 1, 2)
        self._grid.addWidget(self._keep(key, words, field), at + 1, 1, 1, 2)

    def line_up(self, other: FieldGrid) -> None:
        """Begin the inputs where those of a grid above begin."""
        widths = [each.sizeHint().width() for each in other._labels.values()]
        self._grid.setColumnMinimumWidth(0, max(widths, default=0))

    def add_pair(self, first: tuple[str, str, Input], second: tuple[str, str, Input]) -> None:
        """Two inputs on one line; only the first has its label shown."""
        at = self._grid.rowCount()
        self._grid.addWidget(self._label(*first), at, 0, Qt.AlignmentFlag.AlignTop)
        for step, each in enumerate((first, second), start=1):
            self._grid.addWidget(each[2], at, step)
            self._grid.addWidget(self._keep(*each), at + step, 1, 1, 2)


_NOTE_SHARE = 4


class FieldStrip(Fields):
    """Labels and inputs in one row, for a few short values; in two where it is folded."""

    def __init__(self) -> None:
        super().__init__()
        self._row, self._second = row(gap="near"), row(gap="near")
        self._whole = row(self._row, self._second, gap="near")
        self._below = column(gap="none")
        self.setLayout(column(self._whole, self._below, gap="none"))

    def add(self, key: str, words: str, field: Input, share: int = 1) -> None:
        """One input at the end of the row; a box has its words beside itself."""
        if not isinstance(field, QCheckBox):
            self._row.addWidget(self._label(key, words, field))
        self._row.addWidget(field, share)
        self._below.addWidget(self._keep(key, words, field))
        self._share(share)

    def part(self) -> None:
        """What is added from now on goes below the rest where the strip is folded."""
        self._row = self._second

    def fold(self, *, narrow: bool) -> None:
        """In one row, or in two where it is narrow."""
        turn(self._whole, narrow=narrow)

    def end_with(self, note: QWidget, button: QWidget) -> None:
        """What belongs to the row and is no input: a note that takes the room left, a button."""
        self._row.addWidget(note, _NOTE_SHARE)
        self._row.addWidget(button)
        self._share(_NOTE_SHARE)

    def _share(self, share: int) -> None:
        at = self._whole.indexOf(self._row)
        self._whole.setStretch(at, self._whole.stretch(at) + share)
