"""One run of the window: what works in it once the desk is open, and how it closes."""

from __future__ import annotations

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShortcut

from app.ui.background import Background
from app.ui.beside_work import BesideWork
from app.ui.desk_at_work import Doors, OpenDesk
from app.ui.desk_door import DeskDoor
from app.ui.foot_reading import FootReading
from app.ui.main_window import MainWindow
from app.ui.preferences import Preferences
from app.ui.procedure_finder import ProcedureFinder
from app.ui.scanner import Scanner
from app.ui.screens.receive import ReceiveScreen
from app.ui.slip_desk import SlipDesk
from app.ui.slip_keys import SlipKeys
from app.ui.theme import Theme
from app.ui.turns import Turns
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.events import Event
    from app.services.desk import Actor
    from app.ui.citizen_monitor import CitizenMonitor
    from app.ui.clock_watch import ClockWatch
    from app.ui.desk_lock import DeskLock
    from app.ui.dossier_ways import DossierWays
    from app.ui.key_sheets import KeySheetWatch
    from app.ui.lost_desk import LostDesk
    from app.ui.money_on import MoneyOn
    from app.ui.paper_day import PaperDay
    from app.ui.pulse import Pulse
    from app.ui.scan_router import ScanRouter
    from app.ui.scan_station import ScanStation
    from app.ui.trail import TrailReading

_ERASED = "personal_data.erased"


class DeskSession(QObject):
    """Holds window, lanes and desk together; what the first picture does not need comes after it.

    ``ready`` follows when procedures can be found.
    """

    ready = Signal()

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
        self._officer: Actor | None = None
        self._scanner = scanner
        self._workplace = Workplace(self.background, messages, theme, self._preferences, self.slips)
        self.keeping = self._workplace.keeping
        self.window.furnish(self._workplace)
        # Dressing the finished window once takes half as long as dressing each widget as it comes.
        theme.show(self._preferences.appearance)
        self.receive = self._receive_screen()
        self.door = DeskDoor(doors, self.window, self.background, theme)
        self._finder = ProcedureFinder(self.background, self)
        self._foot = FootReading(self.window, self._workplace, self._preferences, self._finder)
        self._slip_keys = SlipKeys(self.window, self.slips, self.background)
        self._beside = BesideWork(doors, self.window, self._workplace)
        self._opening = Turns(0, self)
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

        monitor = CitizenMonitor(self.window, self.receive, self._theme, self._preferences)
        monitor.follow(self._workplace.ways)
        return monitor

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
    def lost_desk(self) -> LostDesk:
        """Who lets a restored machine number, and who issues permits."""
        from app.ui.lost_desk import LostDesk

        lost = LostDesk(self._workplace, self.window)
        self.window.put_notice(lost.notice)
        self._router.permit.connect(lost.take_permit)
        return lost

    @cached_property
    def key_sheet(self) -> KeySheetWatch:
        """What asks for the recovery sheet that nobody has."""
        from app.ui.key_sheets import KeySheetWatch

        watch = KeySheetWatch(self._workplace, self.window)
        self.window.put_notice(watch.notice)
        return watch

    @cached_property
    def trail(self) -> TrailReading:
        """The deeds of a day."""
        from app.ui.trail import TrailReading

        return TrailReading(self.window, self._workplace)

    @cached_property
    def money(self) -> MoneyOn:
        """What was taken for the agencies."""
        from app.ui.money_on import MoneyOn

        return MoneyOn(self.window, self._workplace)

    @cached_property
    def _pulse(self) -> Pulse:
        from app.ui.pulse import Pulse

        pulse = Pulse(self.background)
        pulse.moved.connect(self._recorded_elsewhere)
        return pulse

    def close(self) -> None:
        """Wait for what is being saved, then give the desk back; a second time does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        self._opening.stop()
        self._foot.stop()
        if self.desk is not None:
            self._pulse.stop()
            self.keeping.stop()
            self._workplace.in_step.stop()
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
        self.background.recorded.connect(self._wipe)
        self.receive.quick_keys.pinned.connect(self._foot.refresh)
        self.window.painted.connect(self.door.begin)
        self.door.opened.connect(self._opened)
        self.window.searched.connect(self._search)
        self.window.closing.connect(self.receive.keeper.keep)
        self.window.closing.connect(self.close)
        QShortcut("F5", self.window.work).activated.connect(self._read_again)

    @Slot()
    def _read_again(self) -> None:
        self._foot.refresh()
        self._workplace.in_step.look_again()
        self.window.screen_shown.again()

    @Slot(str)
    def _search(self, typed: str) -> None:
        self._router.search(typed)

    def _receive_screen(self) -> ReceiveScreen:
        return next(each for each in self.window.screens if isinstance(each, ReceiveScreen))

    @Slot(object)
    def _opened(self, desk: OpenDesk) -> None:
        self.desk = desk
        if desk.context.is_training:
            self._theme.show(self._theme.appearance, training=True)
        self.window.show_training(training=desk.context.is_training)
        self._finder.open_desk(desk)
        self._opening.begin(
            (
                partial(import_module, "app.ui.desk_lock"),
                lambda: self.lock,
                self._begin_scans,
                lambda: self._let_in(desk),
            )
        )

    def _let_in(self, desk: OpenDesk) -> None:
        """Whoever comes to the desk: asked for a PIN, or seated at once."""
        self.lock.open_desk(desk)
        self._finder.when_ready(self._offer_catalogue)

    def _begin_scans(self) -> None:
        self.scans.begin()

    @Slot(object)
    def _seat(self, actor: Actor) -> None:
        """Somebody sat down: the first one begins the work, another one goes on with it."""
        desk = self.desk
        if desk is None:
            return
        if self._officer is None:
            self._begin_work(desk)
        elif self._officer.uid != actor.uid:
            # A correction is one officer's decision: whoever comes next begins their own.
            self.receive.correction.give_up()
            self.receive.parking.give_way(self._officer.full_name)
            self.window.status.open_desk(desk)
        self._officer = actor
        self.window.show_places(actor.roles)

    def _begin_work(self, desk: OpenDesk) -> None:
        """The places of work at once, what stands beside them each in a turn of its own."""
        self.window.status.open_desk(desk)
        self.slips.open_desk(desk)
        self.window.open_desk(desk)
        self._opening.begin(
            (
                lambda: self.dossiers.open_desk(desk),
                lambda: self.monitor.open_desk(desk),
                lambda: self.papers.open_desk(desk),
                lambda: self.trail.open_desk(desk),
                lambda: self.money.open_desk(desk),
                lambda: self.clock.open_desk(desk),
                lambda: self.lost_desk.open_desk(desk),
                lambda: self._pulse.begin(desk.context.tenant),
                lambda: self._finder.when_ready(partial(self._foot.open_desk, desk)),
                lambda: self._finder.when_ready(partial(self._begin_beside, desk)),
            )
        )

    def _begin_beside(self, desk: OpenDesk) -> None:
        """Training data is worth no backup, and goes nowhere."""
        if desk.context.is_training:
            return
        if self._doors.keeper is not None:
            self.key_sheet.open_desk(desk)
            self.keeping.stood.connect(self._foot.show_copies)
        self._beside.begin(desk)

    @Slot(object)
    def _wipe(self, events: tuple[Event, ...]) -> None:
        """An erasure is wiped from index and log beside the work of the desk."""
        if self.desk is not None and any(each.kind == _ERASED for each in events):
            self.background.errand(self.desk.wipe_erased)

    @Slot()
    def _recorded_elsewhere(self) -> None:
        self.background.recorded.emit(())

    @Slot()
    def _offer_catalogue(self) -> None:
        self.receive.offer_catalogue(self._finder.find)
        if self.desk is not None:
            self.background.errand(self.desk.wipe_erased)
        self.ready.emit()
