"""The officer's own filters of the list of dossiers, kept under names that say what they do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.moments import local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.dossier_filter import READY_MADE, Filter, filter_of, name_of, search_of, spoken
from app.ui.widgets.dossier_list import DossierList
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.saved_filters import SavedFilter


class KeptFilters(QObject):
    """Offers the filters that every desk has and those of this one; keeps and drops them.

    A kept filter shows its days as words: *hôm qua* is another day tomorrow.
    """

    def __init__(self, shown: DossierList, workplace: Workplace) -> None:
        super().__init__(shown)
        self._list = shown
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self._own: tuple[tuple[str, Filter], ...] = ()
        shown.filters.keep_asked.connect(self._keep)
        shown.filters.drop_asked.connect(self._drop)
        self._offer()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: read what is kept there."""
        self._desk = desk
        self._read()

    def show_name(self) -> None:
        """Say under which name the present filter is known."""
        own = [name for name, _ in self._own]
        self._list.filters.show_name(self._list.values(), droppable=own)

    @Slot()
    def _keep(self) -> None:
        from app.services.saved_filters import save_filter

        chosen = self._list.values()
        if self._desk is None or not chosen:
            return
        now = self._desk.now()
        try:
            search = search_of(spoken(chosen), local_date(now))
        except ValueError:
            return
        self._background.command(
            save_filter,
            name_of(chosen),
            search,
            now=now,
            desk=self._desk.context,
            then=self._kept,
        )

    def _kept(self, saved: SavedFilter) -> None:
        self._messages.tell(f"Đã lưu bộ lọc “{saved.name}”. Alt+B để chọn lại.")
        self._own = (*self._own, (saved.name, filter_of(saved.search)))
        self._list.filters.taken.emit(filter_of(saved.search))
        self._read()

    @Slot()
    def _drop(self) -> None:
        from app.services.saved_filters import drop_filter

        chosen = self._list.values()
        name = next((name for name, each in self._own if each == chosen), None)
        if self._desk is not None and name is not None:
            self._background.command(
                drop_filter, name, desk=self._desk.context, then=partial(self._dropped, name)
            )

    def _dropped(self, name: str, _: object) -> None:
        self._messages.tell(f"Đã bỏ bộ lọc “{name}”.")
        self._read()

    def _read(self) -> None:
        from app.services.saved_filters import saved_filters

        if self._desk is not None:
            self._background.query(saved_filters, desk=self._desk.context, then=self._show)

    def _show(self, kept: Sequence[SavedFilter]) -> None:
        self._own = tuple((each.name, filter_of(each.search)) for each in kept)
        self._offer()

    def _offer(self) -> None:
        self._list.filters.offer_named((*READY_MADE, *self._own))
        self.show_name()
