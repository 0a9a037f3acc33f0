"""Who sits at the desk: signing in, locking by key and by idleness, quick change of officer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QDialog

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.dialogs_away import bring_dialogs_back, put_dialogs_away
from app.ui.idle_watch import IdleWatch
from app.ui.lock_page import LockPage
from app.ui.main_window import MainWindow
from app.ui.pin_recovery import PinRecovery
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.desk import Actor
    from app.services.seat import SeatRules
    from app.services.sign_in import Proof, SignedIn

_NO_PIN = "Chưa đặt mã PIN nên chưa khóa quầy được. Hãy đặt mã PIN trong Thiết lập, rồi bấm Ctrl+L."


class DeskLock(QObject):
    """Covers the window while nobody, or nobody proven, sits at the desk.

    ``seated`` brings whoever sat down and was not sitting there before; ``refused_scan`` follows a
    scan that a locked desk does not act on, ``took_badge`` one that it does.
    """

    seated = Signal(object)
    refused_scan = Signal()
    took_badge = Signal()

    def __init__(self, window: MainWindow, workplace: Workplace) -> None:
        super().__init__(window)
        self._window = window
        self._workplace = workplace
        self._background = workplace.background
        self._desk: OpenDesk | None = None
        self._rules: SeatRules | None = None
        self._sitting: Actor | None = None
        self._put_away: list[QDialog] = []
        self.page = LockPage()
        self.page.tried.connect(self._try)
        self.page.renewed.connect(self._renew)
        self.page.forgotten.connect(self._forget)
        self._recovery = PinRecovery(self.page, workplace.background)
        self._recovery.admitted.connect(self._come_in)
        application = QCoreApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - a window has one
        self.idle = IdleWatch(application, self)
        self.idle.idle.connect(self._lock_idle)
        QShortcut("F1", self.page).activated.connect(self._show_help)
        QShortcut("Ctrl+L", window.work).activated.connect(self.lock)
        self._background.recorded.connect(self.refresh)

    @property
    def is_locked(self) -> bool:
        """Whether the page covers the window."""
        return self._window.is_covered

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: let in who needs no PIN, ask everybody else."""
        self._desk = desk
        self._recovery.open_desk(desk)
        if desk.seat.taken:
            self._sitting = desk.actor
            self.seated.emit(desk.actor)
        else:
            self._cover()
        self.refresh()

    def stop(self) -> None:
        """The window goes."""
        self.idle.stop()

    @Slot()
    def lock(self) -> None:
        """Cover everything; what is typed stays as it is."""
        if self._rules is None or self._sitting is None or self.is_locked:
            return
        if not self._rules.locks_for(self._sitting) and len(self._rules.sitters) < 2:
            self._workplace.messages.inform(_NO_PIN)
            return
        self._cover()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Who may sit here, read anew."""
        from app.services.seat import seat_rules

        if self._desk is not None:
            desk = self._desk
            self._background.query(seat_rules, desk.context, desk.now(), then=self._show_rules)

    def take_scan(self, scanned: str) -> None:
        """A badge names or admits its owner; a locked desk acts on nothing else."""
        from app.domain.scan import ScanKind, kind_of_scan

        self.idle.stir()
        if kind_of_scan(scanned) is ScanKind.BADGE:
            self.take_badge(scanned)
        else:
            self.page.say("Quầy đang khóa nên chưa nhận mã vừa quét. Hãy mở quầy rồi quét lại.")
            self.refused_scan.emit()

    @Slot(str)
    def take_badge(self, badge: str) -> None:
        """Let the owner of a badge sit down, with a PIN where the office wants one."""
        from app.services.sign_in import Proof

        self._prove(Proof(badge=badge), self._admit, self._refuse_badge)

    @Slot()
    def _show_help(self) -> None:
        from app.ui.dialogs.help import HelpDialog
        from app.ui.help_pages import help_page

        keys = (("Enter", "mở quầy"), ("F1", "trợ giúp"))
        HelpDialog(self._window, "Đăng nhập và khóa quầy", help_page("lock", keys)).open()

    @Slot()
    def _lock_idle(self) -> None:
        sitting, rules = self._sitting, self._rules
        if sitting is not None and rules is not None and rules.locks_for(sitting):
            self.lock()

    def _show_rules(self, rules: SeatRules) -> None:
        is_new = self._rules is None or self._rules.lock_after != rules.lock_after
        self._rules = rules
        if self._desk is not None and is_new:
            self.idle.begin(self._desk.now, rules.lock_after)
        sitting = self._sitting
        self.page.offer(rules.sitters, "" if sitting is None else str(sitting.uid))
        if self._desk is None or sitting is None:
            return
        still = next((each for each in rules.sitters if each.uid == sitting.uid), None)
        if still is None:
            self._cover()
        elif (still.roles, still.full_name) != (sitting.roles, sitting.full_name):
            self._sit(replace(sitting, roles=still.roles, full_name=still.full_name))

    def _cover(self) -> None:
        if self._desk is None or self.is_locked:
            return
        context = self._desk.context
        self.page.show_desk(
            f"{context.office_name} · Quầy {context.number}", was_open=self._sitting is not None
        )
        self.page.say("")
        self._put_away = put_dialogs_away()
        self._window.cover(self.page)
        self._window.activateWindow()
        self.page.ask()

    @Slot(str, str)
    def _try(self, officer: str, secret: str) -> None:
        from app.services.sign_in import Proof

        self._prove(Proof(officer=officer, secret=secret or None))

    @Slot(str, str, str)
    def _renew(self, officer: str, secret: str, new_secret: str) -> None:
        from app.services.sign_in import Proof

        self._prove(Proof(officer=officer, secret=secret, new_secret=new_secret))

    def _admit(self, found: SignedIn) -> None:
        self.took_badge.emit()
        self._come_in(found)

    def _refuse_badge(self, refusal: Refusal) -> None:
        is_known = refusal.reason is Reason.PIN_NEEDED
        (self.took_badge if is_known else self.refused_scan).emit()
        self._refuse(refusal)

    def _prove(
        self,
        proof: Proof,
        then: Callable[[SignedIn], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        from app.services.sign_in import sign_in

        if self._desk is None:
            return
        self.page.set_busy(busy=True)
        desk = self._desk
        self._background.prove(
            sign_in,
            desk.database,
            proof,
            now=desk.now(),
            desk=desk.context,
            then=then or self._come_in,
            refused=refused or self._refuse,
        )

    def _refuse(self, refusal: Refusal) -> None:
        self.page.set_busy(busy=False)
        if refusal.reason is Reason.PIN_MUST_CHANGE:
            self.page.ask_new()
            return
        named = str(refusal.values.get("officer", ""))
        if refusal.reason is Reason.PIN_NEEDED and named and not self.is_locked:
            if self._sitting is not None and str(self._sitting.uid) == named:
                self._workplace.messages.tell("Bạn đang ngồi quầy này. Ctrl+L: khóa quầy")
                return
            self._cover()
        if not self.is_locked:
            self._workplace.messages.refuse(refusal)
            return
        self.page.ask(named)
        seconds = int(refusal.values.get("seconds", 0) or 0)  # type: ignore[call-overload]
        if refusal.reason is Reason.PIN_NEEDED:
            self.page.say(refusal_sentence(refusal), "muted")
        elif seconds:
            self.page.wait(seconds)
        else:
            self.page.say(refusal_sentence(refusal))

    @Slot(object)
    def _come_in(self, found: SignedIn) -> None:
        self.page.set_busy(busy=False)
        self.page.say("")
        before, self._sitting = self._sitting, found.actor
        is_same = before is not None and before.uid == found.actor.uid
        if self.is_locked:
            self._window.uncover()
        bring_dialogs_back(self._put_away, wanted=is_same)
        self._put_away = []
        self.idle.stir()
        self._sit(found.actor, is_same=is_same)
        if found.failures:
            self._workplace.messages.inform(
                f"Từ lần đăng nhập trước có {found.failures} lần nhập sai mã PIN của bạn. "
                "Nếu không phải bạn, hãy báo lãnh đạo và đổi mã."
            )

    def _sit(self, actor: Actor, *, is_same: bool = False) -> None:
        if self._desk is None:
            return
        self._sitting = actor
        self._desk.seat.take(actor)
        if not is_same:
            self.seated.emit(actor)

    @Slot(str)
    def _forget(self, officer: str) -> None:
        if self._rules is not None:
            name = next(e.full_name for e in self._rules.sitters if str(e.uid) == officer)
            self._recovery.begin(officer, name)
