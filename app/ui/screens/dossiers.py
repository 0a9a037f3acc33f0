"""Dossiers: found as a clerk looks for them, opened one after another, put right from there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.dossier_filter import Filter, name_of
from app.ui.dossier_finder import DossierFinder, Found
from app.ui.dossier_words import may_print, standing_words
from app.ui.kept_filters import KeptFilters
from app.ui.sheet_deeds import SheetDeeds
from app.ui.turns import Step
from app.ui.widgets.dossier_list import DossierList
from app.ui.widgets.dossier_sheet import DossierSheet
from app.ui.widgets.layouts import column, dressing, put_page, turn_to
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.dossier_rules import DeedKind
    from app.services.dossier_view import DossierView
    from app.services.dossiers import DossierLine

_LIST_KEYS: Keys = (
    ("↓", "vào danh sách"),
    ("Enter", "mở hồ sơ"),
    ("Alt+B", "bộ lọc"),
    ("Alt+T V Q N H", "trạng thái, lĩnh vực, quầy, ngày nhận, hạn"),
    ("Ctrl+0", "xóa lọc"),
    ("Ctrl+S", "lưu bộ lọc"),
    ("F2", "tiếp nhận"),
)
_PAGE_KEYS: Keys = (
    ("Esc", "về danh sách"),
    ("Ctrl+J", "việc làm được lúc này"),
    ("Alt+1…4", "việc hay làm"),
    ("PgUp PgDn", "hồ sơ trước, sau"),
    ("↑ ↓", "cuộn trang"),
    ("Ctrl+D", "đính kèm, số hóa"),
    ("Ctrl+P", "in lại"),
    ("Ctrl+R", "sửa"),
    ("Ctrl+Del", "hủy"),
    ("Ctrl+C", "chép mã"),
)


class DossiersScreen(Screen):
    """The list, and on it the page of one dossier.

    ``listed`` follows every list that was read, ``opened`` every page.
    """

    keys: Keys = _LIST_KEYS
    has_search = True
    listed = Signal()
    opened = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self._page: DossierView | None = None
        self._wanted: UUID | None = None
        self._note = ""
        self._deed: DeedKind | None = None
        self._beside: tuple[UUID | None, UUID | None] = (None, None)
        self.finder = DossierFinder(workplace.background, self)
        self.list = DossierList(workplace.theme, self.finder.left)
        self._pages = QStackedWidget()
        self.setLayout(column(self._pages, gap="none"))
        self.kept = KeptFilters(self.list, workplace)
        self._connect()

    @cached_property
    def sheet(self) -> DossierSheet:
        """The page; half of what this place costs, and wanted later than the list."""
        sheet = DossierSheet(self._workplace.theme)
        sheet.back.clicked.connect(self._leave_page)
        sheet.previous.clicked.connect(self._go_back)
        sheet.next.clicked.connect(self._go_on)
        for key, button in (("Alt+Left", sheet.previous), ("Alt+Right", sheet.next)):
            QShortcut(key, sheet).activated.connect(button.click)
        return sheet

    @cached_property
    def _deeds(self) -> SheetDeeds:
        deeds = SheetDeeds(self._workplace, self.sheet)
        deeds.done.connect(self.refresh)
        if self._desk is not None:
            deeds.open_desk(self._desk)
        return deeds

    def ahead(self) -> Iterable[Step]:
        """The list laid out, then the page built and laid out."""
        yield partial(put_page, self._pages, self.list)
        yield lambda: self.sheet
        yield lambda: self._deeds
        yield lambda: put_page(self._pages, self.sheet)
        yield from dressing(self)

    @property
    def scrolls_itself(self) -> bool:
        """The page of a dossier does."""
        return self._page is not None

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.finder.open_desk(desk)
        self.kept.open_desk(desk)
        self._background.recorded.connect(self.refresh)
        self.finder.find(self.list.values())

    def go_in(self) -> None:
        """The keyboard goes to the search, or to the page that is open."""
        if self._page is not None:
            self.sheet.take_keyboard()
        else:
            turn_to(self._pages, self.list)
            self.list.take_keyboard()

    def go_to_search(self) -> None:
        """Leave the page, if one is open, for the search."""
        self._show_list()
        self.list.take_keyboard()

    def look_for(self, typed: str) -> None:
        """Look for something that was typed elsewhere."""
        self.narrow({"typed": typed.strip()} if typed.strip() else {})

    @Slot(object)
    def narrow(self, chosen: Filter) -> None:
        """Show the list narrowed to a filter."""
        self._show_list()
        self.list.load(chosen)
        self._ask()

    @Slot(object)
    def show_dossier(self, uid: UUID, note: str = "", deed: DeedKind | None = None) -> None:
        """Open the page of a dossier, from wherever it was asked for; ``note`` stands on it.

        ``deed`` is begun there at once, where it is allowed.
        """
        from app.services.dossier_view import dossier_view

        if self._desk is None:
            return
        self._wanted = uid
        self._note = note
        self._deed = deed
        self._background.query(
            dossier_view, uid, **stamp(self._desk), then=partial(self._show_page, uid)
        )

    def print_again(self) -> bool:
        """Print the slip of the page that is open; ``False`` when none is."""
        return self._page is not None and self._deeds.print_again()

    def preview_slip(self) -> bool:
        """Show the slip of the page that is open; ``False`` when none is."""
        return self._page is not None and self._deeds.preview_slip()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read what is shown anew; the officer stays where they are."""
        self.finder.find(self.list.values(), rows=self.list.table.rows)
        if self._page is not None:
            self.show_dossier(UUID(self._page.dossier.uid), self._note)

    def _connect(self) -> None:
        self.finder.found.connect(self._show_found)
        self.finder.more.connect(self._show_more)
        self.finder.counted.connect(self.list.say_total)
        self.finder.sectors.connect(self.list.filters.offer_sectors)
        self.finder.neighbours.connect(self._show_neighbours)
        self.finder.wrong.connect(self._messages.warn)
        self.list.asked.connect(self._ask)
        self.list.wanted.connect(self.finder.find_more)
        self.list.chosen.connect(self._open)
        self.list.filters.taken.connect(self.narrow)

    @Slot()
    def _ask(self) -> None:
        chosen = self.list.values()
        self._messages.clear()
        self.kept.show_name()
        self.finder.find(chosen)

    def _show_found(self, found: Found) -> None:
        kept = self.list.table.current_record() if found.is_refresh else None
        self.list.show_lines(found.lines, has_more=found.has_more)
        self.list.say_understood(found.understood)
        if kept is not None:
            self.list.table.go_to(lambda each: each.dossier_uid == kept.dossier_uid)
        self._say_place()
        self.listed.emit()

    def _show_more(self, found: Found) -> None:
        self.list.table.add_page(found.lines, has_more=found.has_more)
        self._say_place()
        self.listed.emit()

    @Slot(object)
    def _open(self, line: DossierLine) -> None:
        self.show_dossier(line.dossier_uid)

    def _show_page(self, uid: UUID, page: DossierView) -> None:
        if uid != self._wanted:
            return
        was_shown = self._page is not None
        if self._page is None or self._page.dossier.uid != page.dossier.uid:
            self._beside = (None, None)
        self._page = page
        self._deeds.concern(page.dossier, page.allowed)
        self.sheet.show_page(page)
        self.sheet.allow(page.allowed, may_print=may_print(page))
        self.sheet.notice.say(*((self._note, "warn") if self._note else standing_words(page)))
        turn_to(self._pages, self.sheet)
        self._say_place()
        self._say_keys(_PAGE_KEYS)
        if not was_shown:
            self.sheet.take_keyboard()
        self.sheet.erase.setVisible(page.may_erase)
        if page.wants_note:
            self._note_look(uid)
        self.opened.emit()
        deed, self._deed = self._deed, None
        if deed is not None:
            self._deeds.begin(deed)

    def _note_look(self, uid: UUID) -> None:
        """A look at what another desk received leaves a line in its history."""
        from app.services.seeing import note_look

        if self._desk is not None:
            self._background.command(note_look, uid, **stamp(self._desk))

    def _say_place(self) -> None:
        """Where the open dossier stands in the list, whose filter stays as it is."""
        if self._page is None:
            return
        uid, table = UUID(self._page.dossier.uid), self.list.table
        words = self.list.total.text() or "danh sách"
        if table.go_to(lambda each: each.dossier_uid == uid):
            words = f"Hồ sơ {table.currentIndex().row() + 1} trong {words}"
        name = name_of(self.list.values())
        previous, following = self._beside
        self.sheet.say_place(
            f"{words} · {name}" if name else words,
            previous=previous is not None,
            following=following is not None,
        )
        if self._beside == (None, None):
            self.finder.find_neighbours(uid)

    def _show_neighbours(self, uid: UUID, previous: UUID | None, following: UUID | None) -> None:
        if self._page is not None and UUID(self._page.dossier.uid) == uid:
            self._beside = (previous, following)
            if self._beside != (None, None):
                self._say_place()

    @Slot()
    def _go_back(self) -> None:
        if self._beside[0] is not None:
            self.show_dossier(self._beside[0])

    @Slot()
    def _go_on(self) -> None:
        if self._beside[1] is not None:
            self.show_dossier(self._beside[1])

    @Slot()
    def _leave_page(self) -> None:
        self._show_list()
        if self.list.table.isHidden():
            self.list.take_keyboard()
        else:
            self.list.table.setFocus()

    def _show_list(self) -> None:
        if self._page is not None:
            self._deeds.concern(None)
        self._page = None
        self._wanted = None
        turn_to(self._pages, self.list)
        self._say_keys(_LIST_KEYS)

    def _say_keys(self, keys: Keys) -> None:
        self.keys = keys
        self.keys_changed.emit()
