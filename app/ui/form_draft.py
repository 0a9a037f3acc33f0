"""What stands in the receive form, as one plain value that fills it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.ui.draft import Draft
from app.ui.procedure_facts import ProcedureFacts
from app.ui.widgets.reception_panels import ReceptionPanels

_VISIT = "visit_number"


class DraftPart(Protocol):
    """What belongs to a reception beside the panels: a slip of the pad, a filing, an item."""

    def draft(self) -> Draft:
        """What it adds to the draft."""

    def load(self, draft: Draft) -> None:
        """Take that from a draft; asks for nothing."""


class FormDraft:
    """Reads the form and fills it; ``parts`` are heard after the panels."""

    def __init__(
        self, panels: ReceptionPanels, facts: ProcedureFacts, parts: Sequence[DraftPart]
    ) -> None:
        self._panels = panels
        self._facts = facts
        self._parts = tuple(parts)
        self._visit_number = ""

    def read(self) -> Draft:
        """Everything that ``fill`` takes back."""
        draft: Draft = {**self._panels.draft(), _VISIT: self._visit_number}
        for each in self._parts:
            draft |= each.draft()
        return draft

    def fill(self, draft: Draft) -> None:
        """Fill the form; the procedure is read, nothing is saved."""
        self.put(draft)
        if draft.get("procedure_code"):
            self._facts.choose(str(draft["procedure_code"]), draft)
        elif draft.get("procedure_text"):
            self._panels.procedure.put_typed(str(draft["procedure_text"]))

    def put(self, draft: Draft) -> None:
        """Fill all but the procedure; asks for nothing."""
        self._facts.forget()
        self._visit_number = str(draft.get(_VISIT, ""))
        with self._panels.laid_once():
            self._panels.load(draft)
            for each in self._parts:
                each.load(draft)
