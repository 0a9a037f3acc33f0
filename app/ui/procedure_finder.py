"""Finds procedures by what is typed, in the catalogue of the day, pinned and usual ones first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.moments import local_date
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk

if TYPE_CHECKING:
    from app.domain.procedure_search import CatalogueIndex
    from app.ui.widgets.choices import Choice

_SHOWN = 20


class ProcedureFinder(QObject):
    """``ready`` follows when the catalogue of an opened desk was read for the first time."""

    ready = Signal()

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._index: CatalogueIndex | None = None
        self._favourites: tuple[str, ...] = ()
        self._desk: OpenDesk | None = None
        self._mark: tuple[object, ...] | None = None

    def when_ready(self, act: Callable[[], None]) -> None:
        """Do it as soon as procedures can be found: what takes a lane for long comes after that."""
        if self._index is None:
            self.ready.connect(act)
        else:
            act()

    def open_desk(self, desk: OpenDesk) -> None:
        """Read the catalogue in the lane."""
        self._desk = desk
        self._look()

    def refresh(self, desk: OpenDesk) -> None:
        """Read anew which procedures come first, and the catalogue where it is another by now."""
        from app.services.catalogue_search import favourites

        self._background.query(favourites, desk=desk.context, then=self._prefer)
        if self._mark is not None:
            self._look()

    def find(self, typed: str) -> Sequence[Choice]:
        """What the list offers for a text; nothing before the catalogue was read."""
        from app.ui.widgets.choices import Choice

        if self._index is None:
            return ()
        found = self._index.search(typed, limit=_SHOWN, favourites=self._favourites)
        return [
            Choice(
                each.name, _detail(each.code, each.sector, receivable=each.is_receivable), each.code
            )
            for each in found
        ]

    def _look(self) -> None:
        """Whether the catalogue moved: by hand, by the centre, or because a day began."""
        from app.services.catalogue_search import catalogue_mark

        if self._desk is not None:
            on = local_date(self._desk.now())
            self._background.query(
                catalogue_mark, desk=self._desk.context, on=on, then=self._noticed
            )

    def _noticed(self, mark: tuple[object, ...]) -> None:
        from app.services.catalogue_search import catalogue_index

        if self._desk is None or mark == self._mark:
            return
        self._mark = mark
        on = local_date(self._desk.now())
        self._background.query(catalogue_index, desk=self._desk.context, on=on, then=self._keep)

    def _keep(self, index: CatalogueIndex) -> None:
        is_first, self._index = self._index is None, index
        if is_first:
            self.ready.emit()

    def _prefer(self, codes: tuple[str, ...]) -> None:
        self._favourites = codes


def _detail(code: str, sector: str | None, *, receivable: bool) -> str:
    parts = [code, sector or "", "" if receivable else "chưa đủ dữ kiện để tiếp nhận"]
    return " · ".join(each for each in parts if each)
