"""The form of any deed as fields: one input for each, by its annotation and its label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import Field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from app.domain.errors import Reason, Refusal
from app.domain.form_words import capital, choices_of
from app.domain.money_words import sum_or_blank
from app.domain.words import refusal_sentence
from app.ui.deed_texts import (
    Shape,
    Texts,
    fields_of,
    form_of,
    inner_of,
    shape_of,
    text_of,
    words_of,
)
from app.ui.theme import Theme
from app.ui.widgets.fields import FieldGrid, Input, choice, line
from app.ui.widgets.layouts import column, label
from app.ui.widgets.paper_ticks import PaperTicks
from app.ui.widgets.papers_panel import PapersView

if TYPE_CHECKING:
    from app.services.deed_proposals import DeedSheet

_HINTS = {
    Shape.DAY: "Ví dụ 20/11/2026",
    Shape.MOMENT: "Ví dụ 20/11/2026 16:00",
    Shape.NUMBER: "0",
}
_LONG = 3
_HINT_SPACE = "Dấu cách: đánh dấu"
_HINT_COUNTS = "Dấu cách: đánh dấu · số + −: số bản"


_FIELD_OF = {
    Reason.SUPPLEMENT_REPEATED: "repeat_reason",
    Reason.RESCHEDULED_BEFORE: "override_reason",
    Reason.MONEY_OUTSTANDING: "unpaid_reason",
    Reason.REASON_MISSING: "reason",
    Reason.COLLECTOR_AUTHORITY_MISSING: "authority",
    Reason.AUTHORITY_NOT_CERTIFIED: "is_certified",
    Reason.SLIP_NOT_SHOWN: "proofs.slip",
    Reason.RESULT_COUNT_WRONG: "remaining",
    Reason.EXEMPTION_TOO_LARGE: "fee",
    Reason.REFUND_TOO_LARGE: "fee",
    Reason.WITHDRAWAL_NOT_ASKED: "cause",
    Reason.STEP_UNKNOWN: "key",
    Reason.STEP_RUNS: "key",
    Reason.STEP_TOO_EARLY: "key",
    Reason.SHARED_ALREADY: "office",
    Reason.AGENCY_CODE_WRONG: "office",
}
"""Beside which field a refusal is said; the others stand across the form."""


class DeedFields(QWidget):
    """Everything that a deed asks, filled with what is proposed.

    ``edited`` follows every change by the officer.
    """

    edited = Signal()

    def __init__(self, sheet: DeedSheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self._theme = theme
        self.grid = FieldGrid()
        self.ticks: PaperTicks | None = None
        self.documents: PapersView | None = None
        self._body = column(self.grid, gap="cell")
        self.setLayout(self._body)
        for field, hint in fields_of(sheet.kind):
            if field.name not in sheet.needless:
                self._add(field, hint)
        self._fill(sheet.values)
        self.grid.edited.connect(self._follow)
        self._follow()

    def form(self, today: date) -> Any:
        """What the officer states. Raises ``Refusal``, whose value ``key`` names the field."""
        self.grid.clear_complaints()
        view = self.documents
        lines = () if view is None else view.papers.lines
        return form_of(
            self._sheet.kind,
            self.grid.values(),
            today=today,
            papers=() if self.ticks is None else self.ticks.ordinals(),
            documents=tuple(each.handed_in for each in lines if each.is_met),
            without=self._sheet.needless,
        )

    def texts(self) -> Texts:
        """Everything typed, to be put back later."""
        return self.grid.values()

    def load(self, texts: Mapping[str, str]) -> None:
        """Put back what was typed before."""
        known = {key: text for key, text in texts.items() if key in self.grid}
        self.grid.load(self.grid.values() | known)
        self._follow()

    def put(self, values: Mapping[str, str]) -> bool:
        """Fill some fields as the officer would; whether the form has any of them."""
        found = {key: text for key, text in values.items() if key in self.grid}
        for key, text in found.items():
            self.grid.put(key, text)
        return bool(found)

    def refuse(self, refusal: Refusal) -> bool:
        """Say a refusal below its field; ``False`` where it belongs across the form."""
        key = str(refusal.values.get("key") or _FIELD_OF.get(refusal.reason, ""))
        return bool(key) and self.complain(key, refusal_sentence(refusal))

    def complain(self, key: str, sentence: str) -> bool:
        """Say it below a field and lead the keyboard there; ``False`` where it is not shown."""
        if key not in self.grid or self.grid[key].isHidden():
            return False
        self.grid.complain(key, sentence)
        self.grid[key].setFocus()
        return True

    def take_keyboard(self) -> None:
        """Begin at the first field that has to be filled, else at the first."""
        inputs = [self.grid[key] for key in self.grid.values() if not self.grid[key].isHidden()]
        empty = [each for each in inputs if isinstance(each, QLineEdit | QPlainTextEdit)]
        first = next((each for each in empty if not _typed(each)), None)
        target = first or next(iter(inputs), None)
        if target is not None:
            target.setFocus()

    def put_keyboard(self, key: str) -> None:
        """Give the keyboard to one field, where it is shown."""
        if key in self.grid and not self.grid[key].isHidden():
            self.grid[key].setFocus()

    def _add(self, field: Field[Any], hint: Any) -> None:
        shape, words = shape_of(field, hint), words_of(field)
        if shape is Shape.PAPERS:
            self.ticks = PaperTicks(self._sheet.papers, words)
            self.ticks.edited.connect(self.edited)
            self._add_list(words, self.ticks, _HINT_SPACE)
        elif shape is Shape.DOCUMENTS:
            self.documents = PapersView(self._theme)
            self.documents.setAccessibleName(words)
            self.documents.show_papers(self._sheet.papers, ())
            self.documents.edited.connect(self.edited)
            self._add_list(words, self.documents, _HINT_COUNTS)
        elif shape is Shape.TICKS:
            self._add_ticks(field.name, words, inner_of(hint))
        elif shape is Shape.TICK:
            self._add_tick(field.name, words)
        else:
            self.grid.add(field.name, words, self._input(field, hint, shape))

    def _add_list(self, words: str, view: QWidget, hint: str) -> None:
        if self._sheet.papers:
            self._body.addWidget(label(words, "muted"))
            self._body.addWidget(view)
            self._body.addWidget(label(hint, "small"))
        else:
            view.setParent(None)

    def _add_ticks(self, name: str, words: str, kind: Any) -> None:
        for at, (value, said) in enumerate(choices_of(kind)):
            self.grid.add(f"{name}.{value}", "" if at else words, _box(said))
            self.grid[f"{name}.{value}"].setAccessibleName(f"{words}: {said}")

    def _add_tick(self, name: str, words: str) -> None:
        self.grid.add(name, "", _box(words))
        self.grid[name].setAccessibleName(words)

    def _input(self, field: Field[Any], hint: Any, shape: Shape) -> Input:
        if shape is Shape.PICK:
            options = [(value, capital(words)) for value, words in self._sheet.options[field.name]]
            return choice(options)
        if shape is Shape.CHOICE:
            return choice(choices_of(inner_of(hint)))
        if shape is Shape.PARAGRAPH:
            edit = QPlainTextEdit()
            edit.setTabChangesFocus(True)
            edit.setProperty("lines", "2" if field.metadata["lines"] < _LONG else "4")
            edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            return edit
        typed = line(_HINTS.get(shape, ""))
        if shape is Shape.NUMBER:
            typed.editingFinished.connect(partial(_group, typed))
        return typed

    def _fill(self, values: Mapping[str, Any]) -> None:
        texts: Texts = {}
        for field, hint in fields_of(self._sheet.kind):
            value = values.get(field.name)
            if shape_of(field, hint) is Shape.TICKS:
                texts |= {f"{field.name}.{each}": "1" for each in value or ()}
            elif shape_of(field, hint) is Shape.PAPERS and self.ticks is not None:
                self.ticks.tick(value or ())
            else:
                texts[field.name] = text_of(value)
        self.grid.load(texts)

    @Slot()
    def _follow(self, _key: str = "") -> None:
        """Show the fields that have a sense beside the others."""
        values = self.grid.values()
        for field, _hint in fields_of(self._sheet.kind):
            when = field.metadata["when"]
            if when is not None and field.name in self.grid:
                chosen = values.get(when[0], "")
                self.grid.show_line(field.name, shown=chosen in map(text_of, when[1]))
        if _key:
            self.edited.emit()


def _box(words: str) -> QCheckBox:
    return QCheckBox(words)


def _typed(edit: QLineEdit | QPlainTextEdit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def _group(edit: QLineEdit) -> None:
    """Write a sum with its dots as soon as it is typed; what is no number stays."""
    digits = edit.text().replace(".", "").replace(" ", "")
    if digits.isascii() and digits.isdecimal() and len(digits) <= 15:
        edit.setText(sum_or_blank(int(digits)))
