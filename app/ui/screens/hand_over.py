"""Hand-over: a pile is scanned and gets its sheet; a sheet is counted in and signed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.pile_desk import PileDesk
from app.ui.sheet_desk import SheetDesk
from app.ui.turns import Step
from app.ui.widgets.layouts import column, dressing, put_page, turn_to
from app.ui.widgets.pile_page import PilePage
from app.ui.widgets.sheet_page import SheetPage
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.services.hand_over_sheets import SheetHead
    from app.services.handing_over import ClosedSheet

_PILE_KEYS: Keys = (
    ("quét giấy hẹn", "thêm vào tập"),
    ("quét phiếu BG", "ký nhận phiếu"),
    ("F9", "lập phiếu và in"),
    ("Alt+N", "bên nhận"),
    ("Ctrl+R", "kết quả đi kèm"),
    ("Ctrl+J", "việc cho cả tập"),
    ("Del", "bỏ dòng"),
    ("Ctrl+N", "tập mới"),
    ("Ctrl+↓", "phiếu chờ ký"),
)
_SHEET_KEYS: Keys = (
    ("quét giấy hẹn", "đếm hồ sơ"),
    ("Ctrl+T", "có đủ cả"),
    ("F9", "ký nhận"),
    ("Ctrl+U", "thu lại phiếu"),
    ("Ctrl+P", "in lại"),
    ("Esc", "quay lại"),
)


class HandOverScreen(Screen):
    """The pile, and over it the page of one sheet; scans of dossiers belong to whichever shows."""

    keys: Keys = _PILE_KEYS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.pile_page = PilePage(workplace.theme)
        self.pile = PileDesk(self.pile_page, workplace)
        self._pages = QStackedWidget()
        self.setLayout(column(self._pages, gap="none"))
        self.pile_page.chosen.connect(self._open_head)
        self.pile.closed.connect(self._follow)
        self._desk: OpenDesk | None = None

    @cached_property
    def sheet_page(self) -> SheetPage:
        """One sheet."""
        page = SheetPage(self._workplace.theme)
        page.back.clicked.connect(self.show_pile)
        return page

    @cached_property
    def sheet(self) -> SheetDesk:
        """What is done with a sheet."""
        sheet = SheetDesk(self.sheet_page, self._workplace)
        sheet.opened.connect(self._show_sheet_page)
        sheet.done.connect(self.show_pile)
        if self._desk is not None:
            sheet.open_desk(self._desk)
        return sheet

    def ahead(self) -> Iterable[Step]:
        """The pile laid out, then the page of a sheet."""
        yield partial(put_page, self._pages, self.pile_page)
        yield lambda: self.sheet
        yield lambda: put_page(self._pages, self.sheet_page)
        yield from dressing(self)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.pile.open_desk(desk)

    def go_in(self) -> None:
        """The keyboard goes to where a code is typed; the pile is as it was left."""
        self.pile.refresh()
        put_page(self._pages, self.pile_page)
        shown = self._pages.currentWidget()
        (self.pile_page if shown is self.pile_page else self.sheet_page).take_keyboard()

    def take_scan(self, scanned: str) -> bool:
        """A dossier is put on the pile, or counted against the sheet that is shown."""
        if self._pages.currentWidget() is self.pile_page:
            self.pile.add(scanned)
            return True
        if self.sheet.is_counting:
            self.sheet.tick(scanned)
            return True
        return False

    def show_sheet(self, scanned: str) -> None:
        """Open a sheet whose code was scanned anywhere."""
        self.sheet.open(scanned)

    def print_again(self) -> bool:
        """Print the sheet that is shown; ``False`` where the last paper of the desk is meant."""
        if self._pages.currentWidget() is self.pile_page:
            return False
        self.sheet.print_again()
        return True

    def preview_slip(self) -> bool:
        """Show the sheet that is open as paper."""
        if self._pages.currentWidget() is self.pile_page:
            return False
        self.sheet.preview()
        return True

    @Slot()
    def show_pile(self) -> None:
        """Back to the pile."""
        self.sheet.leave()
        self._pages.setCurrentWidget(self.pile_page)
        self._say_keys(_PILE_KEYS)
        self.pile_page.take_keyboard()

    @Slot(object)
    def _open_head(self, head: SheetHead) -> None:
        self.sheet.open(head.code)

    @Slot(object)
    def _follow(self, closed: ClosedSheet) -> None:
        """What comes to this desk was counted by scanning it: sign it now."""
        if self._desk is None:
            return
        context, receiver = self._desk.context, closed.receiver
        if receiver.is_within(context.agency_code) and receiver.desk == context.number:
            self.sheet.open(closed.code, all_there=True)

    @Slot()
    def _show_sheet_page(self) -> None:
        turn_to(self._pages, self.sheet_page)
        self._say_keys(_SHEET_KEYS)
        self.sheet_page.take_keyboard()

    def _say_keys(self, keys: Keys) -> None:
        self.keys = keys
        self.keys_changed.emit()
