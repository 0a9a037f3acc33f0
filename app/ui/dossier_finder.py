"""Asks for the list of dossiers page by page; late answers to an older question are dropped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.deadlines import lateness, time_left
from app.domain.dossier_query import OVERDUE_STATES
from app.domain.light_dataclass import dataclass
from app.domain.moments import local_date
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.dossier_filter import Filter, search_of
from app.ui.dossier_words import short_left

if TYPE_CHECKING:
    from app.domain.calendar import Calendar
    from app.domain.dossier_query import BoundedCount, DossierSearch, PageKey
    from app.services.dossier_search import Neighbours, Page
    from app.services.dossiers import DossierLine

PAGE_ROWS = 100
"""Some four screens: a page is read in milliseconds, and walked in a minute."""

_MOST_REFRESHED = 500
_WRONG_DAY = "Không đọc được ngày đã gõ. Hãy ghi dạng 05/11/2026, hoặc để trống."


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the list; ``understood`` says how the typed words were read."""

    lines: Sequence[DossierLine]
    has_more: bool
    understood: str = ""
    is_refresh: bool = False


class DossierFinder(QObject):
    """``found`` brings the first page, ``more`` a further one, ``counted`` the total in words.

    ``neighbours`` brings the uid of a dossier, and those before and after it or ``None``.
    """

    found = Signal(object)
    more = Signal(object)
    counted = Signal(str)
    neighbours = Signal(object, object, object)
    sectors = Signal(object)
    wrong = Signal(str)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._desk: OpenDesk | None = None
        self._calendar: Calendar | None = None
        self._search: DossierSearch | None = None
        self._next: PageKey | None = None
        self._asked = 0

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        from app.services.calendars import calendar
        from app.services.catalogue_search import sectors

        self._desk = desk
        self._background.query(sectors, desk=desk.context, then=self.sectors.emit)
        self._background.query(calendar, desk.context.tenant, then=self._keep_calendar)

    def left(self, line: DossierLine) -> tuple[str, str]:
        """What is left of a promise in working time, in words; nothing once it was kept."""
        if self._calendar is None or self._desk is None or line.state not in OVERDUE_STATES:
            return "", ""
        now = self._desk.now()
        late = lateness(line.return_due_at, now, self._calendar)
        left = time_left(line.return_due_at, now, self._calendar)
        return short_left(left, late)

    def find(self, chosen: Filter, *, rows: int = 0) -> None:
        """Ask for the list from its beginning; ``rows`` keeps as many as were read before."""
        from app.services.dossier_search import count_dossiers, find_dossiers

        if self._desk is None:
            return
        now = self._desk.now()
        try:
            self._search = search_of(chosen, local_date(now))
        except ValueError:
            self.wrong.emit(_WRONG_DAY)
            return
        self._asked += 1
        here = stamp(self._desk)
        self._background.query(
            find_dossiers,
            self._search,
            limit=min(max(rows, PAGE_ROWS), _MOST_REFRESHED),
            **here,
            then=partial(self._show, self._asked, rows > 0),
        )
        self._background.query(
            count_dossiers, self._search, **here, then=partial(self._count, self._asked)
        )

    @Slot()
    def find_more(self) -> None:
        """Ask for the page below the last one."""
        from app.services.dossier_search import find_dossiers

        if self._desk is None or self._search is None or self._next is None:
            return
        self._background.query(
            find_dossiers,
            self._search,
            after=self._next,
            limit=PAGE_ROWS,
            **stamp(self._desk),
            then=partial(self._show_more, self._asked),
        )

    def find_neighbours(self, uid: UUID) -> None:
        """Ask what stands before and after a dossier in the list that was found last."""
        from app.services.dossier_search import neighbours

        if self._desk is None or self._search is None:
            return
        self._background.query(
            neighbours,
            self._search,
            uid,
            **stamp(self._desk),
            then=partial(self._show_neighbours, uid),
        )

    def _show_neighbours(self, uid: UUID, beside: Neighbours) -> None:
        self.neighbours.emit(uid, beside.previous, beside.next)

    def _keep_calendar(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def _show(self, asked: int, is_refresh: bool, page: Page) -> None:
        if asked == self._asked:
            self._next = page.following
            self.found.emit(
                Found(page.lines, page.following is not None, _understood(page), is_refresh)
            )

    def _show_more(self, asked: int, page: Page) -> None:
        if asked == self._asked:
            self._next = page.following
            self.more.emit(Found(page.lines, page.following is not None))

    def _count(self, asked: int, count: BoundedCount) -> None:
        if asked == self._asked:
            self.counted.emit(f"{count} hồ sơ")


def _understood(page: Page) -> str:
    said = [f"“{each.typed}” là {each.meaning}" for each in page.understood]
    if page.is_corrected:
        said.append("không thấy đúng như đã gõ, đây là những tên gần giống")
    return f"Hiểu: {'; '.join(said)}." if said else ""
