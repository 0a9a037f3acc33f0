"""The fields of one paper's words: a line, a paragraph or a choice for each slot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCompleter, QPlainTextEdit, QWidget

from app.domain.errors import Refusal
from app.domain.form_words import capital
from app.domain.wording import Slot
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, Input, choice, line

_LONG = 200
"""Letters above which one line is no room to write in."""

_MOST_ROWS, _ROWS_OF_ONE = 4, 3
_FRAME = 12


class WordingFields(FieldGrid):
    """What the office says on one paper; each text is checked as it is typed."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        super().__init__()
        self.slots: Mapping[str, Slot] = {each.key: each for each in slots}
        for key, slot in self.slots.items():
            self.add(key, slot.label, _input(slot))
            self[key].setToolTip(slot.hint)

    def check(self) -> bool:
        """Say below each text what is wrong with it; whether none is."""
        wrong = {key: _complaint(slot, self.values()[key]) for key, slot in self.slots.items()}
        for key, sentence in wrong.items():
            self.complain(key, sentence)
        return not any(wrong.values())

    def complaints(self) -> tuple[QWidget, ...]:
        """What is said below the texts that are wrong, the last first."""
        shown = (self._complaints[key] for key in self.slots)
        return tuple(reversed([each for each in shown if each.text()]))

    def changed_from(self, known: Mapping[str, str]) -> dict[str, str]:
        """The texts that are others than these."""
        return {key: text for key, text in self.values().items() if text != known[key]}


def _complaint(slot: Slot, text: str) -> str:
    try:
        slot.tidied(text)
    except Refusal as refusal:
        return refusal_sentence(refusal)
    return ""


def _input(slot: Slot) -> Input:
    if slot.choices:
        return choice(slot.choices)
    if slot.most_lines > 1 or slot.most_letters > _LONG:
        return _paragraph(slot)
    edit = line(capital(slot.hint))
    if slot.suggestions:
        completer = QCompleter(list(slot.suggestions), edit)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        edit.setCompleter(completer)
    return edit


def _paragraph(slot: Slot) -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setPlaceholderText(capital(slot.hint))
    rows = min(_MOST_ROWS, max(slot.most_lines, _ROWS_OF_ONE))
    edit.setFixedHeight(QFontMetrics(edit.font()).lineSpacing() * rows + 2 * _FRAME)
    return edit
