"""What stands in the receive form as a form of the domain, and refusals brought to their fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.refused_fields import field_of
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.reception import ReceptionForm


class StatedForm(QObject):
    """Reads the form by ``read``; what cannot be read is said where it stands."""

    def __init__(
        self, workplace: Workplace, panels: ReceptionPanels, read: Callable[[], Draft]
    ) -> None:
        super().__init__(panels)
        self._messages = workplace.messages
        self._panels = panels
        self._read = read
        self._desk: OpenDesk | None = None

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def form(self) -> ReceptionForm | None:
        """What the officer states; nothing without a desk, or once a field is complained about."""
        from app.ui.reception_draft import form_of

        if self._desk is None:
            return None
        self._messages.clear()
        try:
            return form_of(self._read(), today=local_date(self._desk.now()))
        except Refusal as refusal:
            self.refuse(refusal)
            return None

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """At its field where it has one, else across the form."""
        key = field_of(refusal)
        if key is not None and self._panels.complain(key, refusal_sentence(refusal)):
            return
        if refusal.reason is Reason.PAPERS_MISSING:
            self._messages.warn(f"{refusal_sentence(refusal)} (Ctrl+B)")
            self._panels.go_to(self._panels.papers.view)
        else:
            self._messages.refuse(refusal)
