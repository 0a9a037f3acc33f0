"""The window: side bar, the place of work, the keys that work there, the foot that never lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QStackedWidget, QWidget
from shiboken6 import isValid

from app.ui.desk_at_work import OpenDesk
from app.ui.messages import Messages
from app.ui.navigation import PLACES
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.turns import Step
from app.ui.vietnamese_dates import long_date
from app.ui.widgets.fields import line
from app.ui.widgets.key_strip import KeyStrip
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.low_room import LowRoom
from app.ui.widgets.side_bar import SideBar
from app.ui.widgets.status_line import StatusLine
from app.ui.workplace import Screen, Workplace

_HELP = ("F1", "trợ giúp")


class MainWindow(QWidget):
    """Shows places of work; what happens behind them is the session's business.

    ``painted`` follows the first picture on screen, ``searched`` a text in the search field,
    ``closing`` comes before the window goes.
    """

    painted = Signal()
    searched = Signal(str)
    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Một Cửa · Tiếp nhận và trả kết quả")
        self.setWindowIcon(theme.icon("receive", "accent"))
        self.work = QWidget(self)
        self.messages = Messages(self.work, theme)
        self.status = StatusLine(theme)
        self._theme = theme
        self._is_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self._at = -1
        self._screens: dict[int, Screen] = {}
        self._rooms: dict[int, LowRoom] = {}
        self._built: dict[int, Screen] = {}
        self._workplace: Workplace | None = None
        self._desk: OpenDesk | None = None
        self._had_keyboard: QWidget | None = None
        self._pages = QStackedWidget()
        # A place that wants more is scrolled: a window larger than its screen would lose its foot.
        self._pages.setMinimumSize(length("place_least_width"), length("place_least_height"))
        self._side = SideBar(PLACES, theme)
        self._keys = KeyStrip()
        self._title = label("", "title")
        self._date = label("", "small")
        self.search = _search_field()
        self.search.returnPressed.connect(self._search)
        self._side.chosen.connect(self.go_to)
        self._lay_out()
        for key, act in (("Ctrl+K", self._go_to_search), ("F1", self._show_help)):
            QShortcut(key, self.work).activated.connect(act)

    def furnish(self, workplace: Workplace) -> None:
        """Open the first place of work; the others are built when they are gone to."""
        self._workplace = workplace
        self.go_to(0)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open, for every place that is built or will be."""
        self._desk = desk
        for screen in self._screens.values():
            screen.open_desk(desk)

    def put_notice(self, notice: QWidget) -> None:
        """Give a notice that concerns every place its room above them."""
        self._page.insertWidget(1, notice)

    @property
    def is_covered(self) -> bool:
        """Whether something else is shown than the places of work."""
        return self._whole.currentWidget() is not self.work

    def cover(self, page: QWidget) -> None:
        """Show a page over everything; no key of the places works under it."""
        self._had_keyboard = self.focusWidget()
        if self._whole.indexOf(page) < 0:
            self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)

    def uncover(self) -> None:
        """Go on where the keyboard was."""
        self._whole.setCurrentWidget(self.work)
        if self._had_keyboard is not None and isValid(self._had_keyboard):
            self._had_keyboard.setFocus()

    def show_places(self, roles: tuple[str, ...]) -> None:
        """Only the places that one of these roles works in; the first of them if need be."""
        self._side.show_places(roles)
        if not set(PLACES[self._at].roles) & set(roles):
            allowed = (at for at, each in enumerate(PLACES) if set(each.roles) & set(roles))
            self.go_to(next(allowed, 0))

    @property
    def screens(self) -> tuple[Screen, ...]:
        """The places of work that are built, in the order of the side bar."""
        return tuple(self._screens[at] for at in sorted(self._screens))

    @property
    def screen_shown(self) -> Screen:
        """The place that is open."""
        return self._screens[self._at]

    @Slot(int)
    def go_to(self, at: int) -> None:
        """Open a place of work."""
        self._at = at
        screen = self._screen_at(at)
        self._pages.setCurrentWidget(self._rooms[at])
        self._side.mark(at)
        self._title.setText(PLACES[at].title)
        self.search.setVisible(not screen.has_search)
        self._show_keys()
        screen.go_in()

    def prepare(self, at: int) -> Iterable[Step]:
        """What builds a place of work before it is gone to, each in a turn of its own."""
        yield partial(self._build, at)
        yield partial(self._screen_at, at)
        yield from self._screen_at(at).ahead()

    def open_place(self, at: int) -> Screen:
        """Open a place of work, unless it is open, and return it."""
        if self._at != at:
            self.go_to(at)
        return self._screens[at]

    def go_to_screen(self, screen: Screen) -> None:
        """Open the place of a screen, unless it is open."""
        if self.screen_shown is not screen:
            self.go_to(next(at for at, each in self._screens.items() if each is screen))

    def show_day(self, on: date) -> None:
        """Write the day at the top."""
        self._date.setText(long_date(on))

    def show_training(self, *, training: bool) -> None:
        """Training data shows on every screen."""
        self._side.show_training(training=training)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The first picture starts everything that is slow."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.windowHandle().focusObjectChanged.connect(self._follow)
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A narrow window keeps the icons of the side bar only."""
        super().resizeEvent(event)
        self._side.set_narrow(narrow=self.width() < length("wide_window"))
        self.messages.keep_place()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the running command end before the window goes."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """``/`` goes to the search where it is no text; a shortcut would tear it out of a scan."""
        if event.text() == "/" and not self.is_covered:
            self._go_to_search()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _show_help(self) -> None:
        from app.ui.dialogs.help import HelpDialog
        from app.ui.help_pages import help_page

        place = PLACES[self._at]
        page = help_page(place.icon, self.screen_shown.keys)
        HelpDialog(self, place.title, page).open()

    @Slot()
    def _follow(self, _focused: object = None) -> None:
        """A key may lead to what is scrolled out of sight."""
        self._rooms[self._at].follow(self.focusWidget())

    def _build(self, at: int) -> None:
        if at not in self._screens and at not in self._built and self._workplace is not None:
            self._built[at] = PLACES[at].build(self._workplace)

    def _screen_at(self, at: int) -> Screen:
        if at not in self._screens:
            self._build(at)
            screen = self._screens[at] = self._built.pop(at)
            room = self._rooms[at] = LowRoom(screen, lambda: screen.scrolls_itself)
            self._pages.addWidget(room)
            screen.keys_changed.connect(self._show_keys)
            if self._desk is not None:
                screen.open_desk(self._desk)
        return self._screens[at]

    def _lay_out(self) -> None:
        heads = column(self._title, self._date, gap="hair")
        top = row(heads, self.search, gap="card")
        top.setStretch(0, 1)
        top.setStretch(1, 1)
        page = self._page = column(
            top, self.messages.banner, self._pages, gap="cell", margin="page"
        )
        page.setStretch(2, 1)
        sides = page.contentsMargins()
        sides.setBottom(space("near"))
        page.setContentsMargins(sides)
        work = column(page, self._keys, self.status, gap="none")
        work.setStretch(0, 1)
        whole = row(self._side, work, gap="none")
        whole.setStretch(1, 1)
        self.work.setLayout(whole)
        self._whole = QStackedLayout(self)
        self._whole.addWidget(self.work)

    @Slot()
    def _show_keys(self) -> None:
        self._keys.show_keys((_HELP, *self.screen_shown.keys))

    @Slot()
    def _go_to_search(self) -> None:
        if self.screen_shown.has_search:
            self.screen_shown.go_to_search()
        else:
            self.search.setFocus()

    @Slot()
    def _search(self) -> None:
        self.searched.emit(self.search.text())


def _search_field() -> QLineEdit:
    field = line("Tìm mã hồ sơ, họ tên, số điện thoại…  Ctrl+K")
    field.setObjectName("search")
    field.setAccessibleName("Tìm hồ sơ")
    field.setMaximumWidth(length("search"))
    field.setMinimumWidth(length("search_least"))
    return field
