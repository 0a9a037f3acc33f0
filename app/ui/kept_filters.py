"""The officer's own filters of the list of dossiers, kept under names that say what they do."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.ui.dossier_filter import READY_MADE, Filter, name_of
from app.ui.messages import Messages
from app.ui.preferences import Preferences
from app.ui.widgets.dossier_list import DossierList


class KeptFilters(QObject):
    """Offers the filters of every desk and those kept in this window; keeps and drops them."""

    def __init__(self, shown: DossierList, preferences: Preferences, messages: Messages) -> None:
        super().__init__(shown)
        self._list = shown
        self._preferences = preferences
        self._messages = messages
        shown.filters.keep_asked.connect(self._keep)
        shown.filters.drop_asked.connect(self._drop)
        self._offer()

    def show_name(self) -> None:
        """Say under which name the present filter is known."""
        own = [name for name, _ in self._preferences.filters]
        self._list.filters.show_name(self._list.values(), droppable=own)

    @Slot()
    def _keep(self) -> None:
        chosen = self._list.values()
        if chosen:
            named: dict[str, Filter] = dict(self._preferences.filters)
            named[name_of(chosen)] = chosen
            self._preferences.filters = tuple(named.items())
            self._offer()
            self._messages.tell(f"Đã lưu bộ lọc “{name_of(chosen)}”. Alt+B để chọn lại.")

    @Slot()
    def _drop(self) -> None:
        chosen = self._list.values()
        self._preferences.filters = tuple(
            (name, each) for name, each in self._preferences.filters if each != chosen
        )
        self._offer()

    def _offer(self) -> None:
        self._list.filters.offer_named((*READY_MADE, *self._preferences.filters))
        self.show_name()
