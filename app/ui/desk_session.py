"""One run of the window: opens the desk behind it, routes scans, keeps the foot true, closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import Doors, OpenDesk
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.printer import default_and_all
from app.ui.scanner import Scanner
from app.ui.screens.receive import ReceiveScreen
from app.ui.slip_desk import SCREEN_RESOLUTION, SlipDesk
from app.ui.theme import Theme
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.custody import Custody
    from app.domain.events import Event
    from app.domain.procedure_search import CatalogueIndex
    from app.printing.raster import Picture
    from app.services.desk import Actor
    from app.services.desk_status import DeskStatus
    from app.ui.citizen_monitor import CitizenMonitor
    from app.ui.clock_watch import ClockWatch
    from app.ui.desk_lock import DeskLock
    from app.ui.dialogs.lost_key import LostKeyDialog
    from app.ui.dossier_ways import DossierWays
    from app.ui.first_start import FirstStart
    from app.ui.paper_day import PaperDay
    from app.ui.pulse import Pulse
    from app.ui.scan_router import ScanRouter
    from app.ui.scan_station import ScanStation
    from app.ui.trail import TrailReading
    from app.ui.widgets.choices import Choice

_MINUTE = 60_000
_ERASED = "personal_data.erased"
_SHOWN_PROCEDURES = 20


class DeskSession(QObject):
    """Holds window, lanes and desk together; what the first picture does not need comes after it.

    ``ready`` follows when procedures can be found; ``asked`` the questions of a first start;
    ``not_opened`` when the desk says no.
    """

    ready = Signal()
    asked = Signal()
    not_opened = Signal(object)

    def __init__(self, doors: Doors, theme: Theme, scanner: Scanner) -> None:
        super().__init__()
        self._doors = doors
        self._theme = theme
        self._preferences = Preferences(doors.preferences)
        self.background = Background()
        self.window = MainWindow(theme)
        messages = self.window.messages
        self.slips = SlipDesk(self.background, messages, self._preferences)
        self.desk: OpenDesk | None = None
        self._is_closed = False
        self.first_start: FirstStart | None = None
        self.lost_key: LostKeyDialog | None = None
        self._officer: Actor | None = None
        self._index: CatalogueIndex | None = None
        self._favourites: tuple[str, ...] = ()
        self._scanner = scanner
        self._workplace = Workplace(self.background, messages, theme, self._preferences, self.slips)
        self.keeping = self._workplace.keeping
        self.window.furnish(self._workplace)
        # Dressing the finished window once takes half as long as dressing each widget as it comes.
        theme.show(self._preferences.appearance)
        self.receive = self._receive_screen()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._connect()

    @cached_property
    def dossiers(self) -> DossierWays:
        """The ways between the list, the page and the form."""
        from app.ui.dossier_ways import DossierWays

        return DossierWays(self.window, self.receive, self.background, self._workplace.ways)

    @cached_property
    def _router(self) -> ScanRouter:
        from app.ui.scan_router import ScanRouter

        return ScanRouter(self.window, self.receive, self.dossiers)

    @cached_property
    def scans(self) -> ScanStation:
        """Where every scan arrives."""
        from app.ui.scan_station import ScanStation

        station = ScanStation(self._scanner, self._router, self._workplace, self.lock)
        self._router.badge.connect(self.lock.take_badge)
        self.lock.refused_scan.connect(station.complain)
        self.lock.took_badge.connect(station.praise)
        return station

    @cached_property
    def lock(self) -> DeskLock:
        """Who sits at the desk, and what covers it while nobody does."""
        from app.ui.desk_lock import DeskLock

        lock = DeskLock(self.window, self._workplace)
        lock.seated.connect(self._seat)
        return lock

    @cached_property
    def monitor(self) -> CitizenMonitor:
        """The window that is turned to the citizen."""
        from app.ui.citizen_monitor import CitizenMonitor

        return CitizenMonitor(self.window, self.receive, self._theme, self._preferences)

    @cached_property
    def papers(self) -> PaperDay:
        """The day's dossiers without paper."""
        from app.ui.paper_day import PaperDay

        return PaperDay(self.window, self._workplace)

    @cached_property
    def clock(self) -> ClockWatch:
        """What doubts the machine's clock."""
        from app.ui.clock_watch import ClockWatch

        watch = ClockWatch(self._workplace, self.window)
        self.window.put_notice(watch.notice)
        return watch

    @cached_property
    def trail(self) -> TrailReading:
        """The deeds of a day."""
        from app.ui.trail import TrailReading

        return TrailReading(self.window, self._workplace)

    @cached_property
    def _pulse(self) -> Pulse:
        from app.ui.pulse import Pulse

        pulse = Pulse(self.background)
        pulse.moved.connect(self._recorded_elsewhere)
        return pulse

    def begin(self) -> None:
        """Open the desk, or ask the questions of the first start; after the first picture."""
        if self._doors.is_set_up:
            self.background.open(
                partial(self._doors.open, self.background.publish),
                then=self._opened,
                refused=self._refused,
            )
            return
        from app.ui.first_start import FirstStart

        self.first_start = FirstStart(self.window, self.background, self._doors)
        self.first_start.done.connect(self._opened)
        self.first_start.given_up.connect(self.window.close)
        self.first_start.ask()
        self.asked.emit()

    def close(self) -> None:
        """Wait for what is being saved, then give the desk back; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._minute.stop()
        if self.desk is not None:
            self._pulse.stop()
            self.keeping.stop()
            self.monitor.close()
            self.scans.stop()
            self.lock.stop()
        else:
            self._scanner.stop()
        self.background.close()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _connect(self) -> None:
        messages = self.window.messages
        self.background.failed.connect(messages.crash)
        self.background.failed.connect(self._doors.report)
        self.background.refused.connect(self._doors.report)
        self.background.refused.connect(messages.refuse)
        self.background.busy_changed.connect(self.receive.set_busy)
        self.background.recorded.connect(self._refresh)
        self.background.recorded.connect(self._wipe)
        self.receive.quick_keys.pinned.connect(self._refresh)
        self.window.painted.connect(self.begin)
        self.window.searched.connect(self._search)
        self.window.closing.connect(self.receive.keeper.keep)
        self.window.closing.connect(self.close)
        self.slips.previewed.connect(self._preview)
        self.slips.stood.connect(self.window.status.say_print)
        self._minute.timeout.connect(self._refresh)
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Ctrl+P", self._print_again),
            ("Ctrl+Shift+P", self._preview_slip),
            ("F5", self._refresh),
        )
        for key, act in acts:
            QShortcut(key, self.window.work).activated.connect(act)

    @Slot(str)
    def _search(self, typed: str) -> None:
        self._router.search(typed)

    @Slot()
    def _print_again(self) -> None:
        """The slip of the dossier that is shown, else the last one of the desk."""
        if not self.window.screen_shown.print_again():
            self.slips.print_again()

    @Slot()
    def _preview_slip(self) -> None:
        if not self.window.screen_shown.preview_slip():
            self.slips.preview_last()

    def _receive_screen(self) -> ReceiveScreen:
        return next(each for each in self.window.screens if isinstance(each, ReceiveScreen))

    @Slot(object)
    def _opened(self, desk: OpenDesk) -> None:
        self.desk = desk
        if desk.context.is_training:
            self._theme.show(self._theme.appearance, training=True)
        self.window.show_training(training=desk.context.is_training)
        self.scans.begin()
        self.lock.open_desk(desk)
        self._read_catalogue(desk)
        self.background.errand(desk.wipe_erased)

    @Slot(object)
    def _seat(self, actor: Actor) -> None:
        """Somebody sat down: the first one begins the work, another one goes on with it."""
        desk = self.desk
        if desk is None:
            return
        if self._officer is None:
            self._begin_work(desk)
        elif self._officer.uid != actor.uid:
            self.receive.parking.give_way(self._officer.full_name)
            self.window.status.open_desk(desk)
        self._officer = actor
        self.window.show_places(actor.roles)

    def _begin_work(self, desk: OpenDesk) -> None:
        self.window.status.open_desk(desk)
        self.slips.open_desk(desk)
        self.dossiers.open_desk(desk)
        self.monitor.open_desk(desk)
        self.papers.open_desk(desk)
        self.trail.open_desk(desk)
        self.clock.open_desk(desk)
        self.window.open_desk(desk)
        self._minute.start()
        self._pulse.begin(desk.context.tenant)
        self._keep_copies(desk)
        self._refresh()

    def _keep_copies(self, desk: OpenDesk) -> None:
        """From now on; training data is worth no backup."""
        if self._doors.keeper is None or desk.context.is_training:
            return
        from app.ui.closing import Closing

        self.keeping.stood.connect(self._show_copies)
        self.window.may_close = Closing(self.window, self.keeping).may_close
        self.keeping.begin(self.background, self._doors.keeper(desk))

    @Slot(object)
    def _show_copies(self, custody: Custody) -> None:
        from app.domain.custody_words import foot_words

        self.window.status.show_copies(*foot_words(custody))

    @Slot(object)
    def _wipe(self, events: tuple[Event, ...]) -> None:
        """An erasure is wiped from index and log beside the work of the desk."""
        if self.desk is not None and any(each.kind == _ERASED for each in events):
            self.background.errand(self.desk.wipe_erased)

    @Slot()
    def _recorded_elsewhere(self) -> None:
        self.background.recorded.emit(())

    def _refused(self, refusal: Refusal) -> None:
        self.window.messages.refuse(refusal)
        self.window.status.say_trouble(refusal_sentence(refusal))
        self.not_opened.emit(refusal)
        if refusal.reason is Reason.KEY_MISSING and self._doors.recover is not None:
            self._ask_key()

    def _ask_key(self) -> None:
        """The key store is gone, the sheet is in the safe."""
        from app.ui.dialogs.lost_key import LostKeyDialog

        dialog = self.lost_key = LostKeyDialog(self.window)
        dialog.answered.connect(self._recover)
        dialog.open()

    @Slot(str)
    def _recover(self, text: str) -> None:
        recover, dialog = self._doors.recover, self.lost_key
        if recover is not None and dialog is not None:
            self.background.copy(recover, text, then=self._recovered, refused=dialog.refuse)

    def _recovered(self, _: object) -> None:
        if self.lost_key is not None:
            self.lost_key.accept()
        self.window.messages.clear()
        self.begin()

    def _read_catalogue(self, desk: OpenDesk) -> None:
        from app.services.catalogue_search import catalogue_index

        self.background.query(
            catalogue_index,
            desk=desk.context,
            on=local_date(desk.now()),
            then=self._offer_catalogue,
        )

    def _offer_catalogue(self, index: CatalogueIndex) -> None:
        self._index = index
        self.receive.offer_catalogue(self._find)
        self.ready.emit()

    def _find(self, typed: str) -> Sequence[Choice]:
        from app.ui.widgets.choices import Choice

        if self._index is None:
            return ()
        found = self._index.search(typed, limit=_SHOWN_PROCEDURES, favourites=self._favourites)
        return [
            Choice(
                each.name, _detail(each.code, each.sector, receivable=each.is_receivable), each.code
            )
            for each in found
        ]

    @Slot()
    def _refresh(self, _events: object = None) -> None:
        """Date, foot and favourites, read anew."""
        from app.services.catalogue_search import favourites
        from app.services.desk_status import desk_status

        if self.desk is None:
            return
        now, context = self.desk.now(), self.desk.context
        self.window.show_day(local_date(now))
        self.background.query(desk_status, desk=context, now=now, then=self._show_status)
        self.background.query(favourites, desk=context, then=self._keep_favourites)
        self.background.errand(default_and_all, then=self._show_printer)

    def _show_status(self, status: DeskStatus) -> None:
        self.window.status.show_status(status)

    def _keep_favourites(self, codes: tuple[str, ...]) -> None:
        self._favourites = codes

    def _show_printer(self, printers: tuple[str, tuple[str, ...]]) -> None:
        default, names = printers
        # Training never prints by itself on the machine's printer; a real desk does at once.
        if default and not self._preferences.printer and not self._is_training:
            self._preferences.printer = default
        chosen = self._preferences.printer
        self.window.status.show_printer(chosen, found=chosen in names)

    @property
    def _is_training(self) -> bool:
        return self.desk is None or self.desk.context.is_training

    @Slot(object, str)
    def _preview(self, pdf: bytes, title: str) -> None:
        self.background.errand(_pictures, pdf, then=partial(self._show_preview, pdf, title))

    def _show_preview(self, pdf: bytes, title: str, pages: tuple[Picture, ...]) -> None:
        from app.ui.dialogs.preview import PreviewDialog

        PreviewDialog(self.window, title, pdf, pages).open()


def _pictures(pdf: bytes) -> tuple[Picture, ...]:
    from app.printing.raster import pictures

    return pictures(pdf, dots_per_inch=SCREEN_RESOLUTION)


def _detail(code: str, sector: str | None, *, receivable: bool) -> str:
    parts = [code, sector or "", "" if receivable else "chưa đủ dữ kiện để tiếp nhận"]
    return " · ".join(each for each in parts if each)
