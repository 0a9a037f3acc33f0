"""Rules that are set together: shown as they are, changed by one button, recorded as one deed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.fields import FieldGrid
from app.ui.widgets.layouts import Card, label, row
from app.ui.workplace import Workplace


class RulesCard(Card):
    """Whoever is one brings its ``fields``, reads the rules, and states them.

    ``told`` is said when they are set; ``field_of`` names the field that a refusal is about.
    """

    told = ""
    field_of: ClassVar[Mapping[Reason, str]] = {}

    def __init__(
        self, workplace: Workplace, heading: str, words: str, fields: FieldGrid, act: str
    ) -> None:
        super().__init__(heading)
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.fields = fields
        self.change = QPushButton(act)
        self.change.clicked.connect(self._change)
        self.put(label(words, "muted", wraps=True), self.fields, row(None, self.change))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        # The fields were added behind the button that states them.
        self.setTabOrder(self.fields[[*self.fields.values()][-1]], self.change)
        self.refresh()

    @Slot()
    def refresh(self, _done: object = None) -> None:
        """Show the rules as they are."""
        if self._desk is not None:
            self._read(self._desk)

    def _read(self, desk: OpenDesk) -> None:
        """Ask for the rules, and load what comes."""
        raise NotImplementedError

    def _state(self, desk: OpenDesk) -> tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]:
        """The use case that sets what stands in the fields, with its arguments."""
        raise NotImplementedError

    @Slot()
    def _change(self) -> None:
        if self._desk is None:
            return
        self.fields.clear_complaints()
        use_case, rules, around = self._state(self._desk)
        self._workplace.background.command(
            use_case, *rules, **around, then=self._changed, refused=self._refuse
        )

    def _changed(self, _done: object) -> None:
        self._workplace.messages.tell(self.told)
        self.refresh()

    def _refuse(self, refusal: Refusal) -> None:
        key = self.field_of.get(refusal.reason)
        if key is None:
            self._workplace.messages.refuse(refusal)
        else:
            self.fields.complain(key, refusal_sentence(refusal))
            self.fields[key].setFocus()


def whole_number(typed: str) -> int:
    """What was typed; what is no number is 0, which no rule allows."""
    return int(typed) if typed.isdecimal() else 0
