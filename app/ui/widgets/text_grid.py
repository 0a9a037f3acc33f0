"""Lines of short texts in columns that stand below each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from app.domain.light_dataclass import dataclass
from app.ui.tokens import length, space
from app.ui.widgets.layouts import label, mark


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column: its tone, its share of the width, the name of its least width if it has one."""

    tone: str = "text"
    share: int = 0
    least: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The texts of one line, one for each column; ``tone`` colours the last one."""

    texts: tuple[str, ...]
    tone: str = ""


class TextGrid(QWidget):
    """Shows lines; a text that is too long breaks inside its column."""

    def __init__(self, columns: Sequence[TextColumn], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._labels: list[list[QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space("cell"))
        self._grid.setVerticalSpacing(space("tight"))
        for at, each in enumerate(self._columns):
            self._grid.setColumnStretch(at, each.share)
            if each.least:
                self._grid.setColumnMinimumWidth(at, length(each.least))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace all lines."""
        while len(self._labels) < len(lines):
            self._add_line()
        for at, labels in enumerate(self._labels):
            shown = at < len(lines)
            for column, (text, each) in enumerate(zip(self._columns, labels, strict=True)):
                each.setVisible(shown)
                each.setText(lines[at].texts[column] if shown else "")
                is_last = column == len(self._columns) - 1
                mark(each, "tone", (shown and is_last and lines[at].tone) or text.tone)
        self.setAccessibleDescription("\n".join(" ".join(each.texts) for each in lines))

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """What is shown, line by line."""
        shown = (each for each in self._labels if not each[0].isHidden())
        return tuple(tuple(text.text() for text in each) for each in shown)

    def _add_line(self) -> None:
        row = len(self._labels)
        labels = []
        for at, each in enumerate(self._columns):
            made = label("", each.tone, wraps=True)
            made.setWordWrap(bool(each.share))
            # Not the policy of other wrapping labels: a page is as high as its texts at its width.
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            self._grid.addWidget(made, row, at, Qt.AlignmentFlag.AlignTop)
            labels.append(made)
        self._labels.append(labels)
