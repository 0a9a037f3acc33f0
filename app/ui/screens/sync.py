"""The line to the centre: what waits, what somebody should look at, and the keys that cure it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton

from app.domain.clock_doubt import offset_now
from app.domain.errors import Refusal
from app.domain.line_words import (
    age_words,
    done_words,
    line_words,
    met_words,
    offset_words,
    whole_words,
)
from app.domain.moments import local_date
from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.domain.words import refusal_sentence
from app.ui.carrying import IN_KEY, OUT_KEY, Carrying
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.enrolling import ALONE, ENROL_KEY, Enrolling
from app.ui.tray_words import EMPTY, help_with, state_of
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Card, column, key_button, label
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.services.attendance import Completeness
    from app.services.line_standing import LineStanding
    from app.services.line_tray import TrayLine
    from app.services.outage_sheet import DeskAfter

_KEYS: Keys = (
    ("F5", "đồng bộ ngay"),
    ("Enter", "mở, so việc trái nhau"),
    ("Ctrl+B", "đã xem xong"),
    (OUT_KEY, "ghi ra USB"),
    ("Ctrl+N", "ghi hệ thống ngừng"),
    ("Ctrl+P", "in phiếu"),
)
_ENROLMENT: Keys = ((ENROL_KEY, "ghi danh quầy"),)
_OF_CHIEFS: Keys = ((IN_KEY, "nhận từ USB"),)
_STATE = 4


class SyncScreen(Screen):
    """How the line stands, and the tray with everything that is not settled.

    ``shown`` follows a reading.
    """

    keys: Keys = _KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._in_step = workplace.in_step
        self._slips = workplace.slips
        self._since: date | None = None
        self._desk: OpenDesk | None = None
        self._is_enrolled = False
        columns: tuple[Column[TrayLine], ...] = (
            Column("Việc", lambda each: each.sentence, share=42),
            Column("Đã chờ", self._age, lambda each: each.since, share=10),
            Column("Cán bộ", lambda each: each.who, share=16, from_width="wide_form"),
            Column("Ai xem", lambda each: each.owner, share=14, from_width="middle_form"),
            Column("Trạng thái", lambda each: self._state(each)[0], share=18),
        )
        self.standing, self.whole = label("", wraps=True), label("", "muted", wraps=True)
        self._said_whole = self._said_done = ""
        self.trouble = label("", "error", wraps=True)
        # F5 is the window's: it asks the place that is shown.
        self.now = QPushButton("Đồng bộ ngay  F5")
        self.now.setProperty("role", "main")
        self.now.setAccessibleName("Đồng bộ ngay")
        self.outage = key_button("Ghi hệ thống ngừng", "Ctrl+N")
        self.sheet = key_button("In phiếu sau mất mạng", "Ctrl+P")
        self.table: RecordTable[TrayLine] = RecordTable(columns, "Khay đồng bộ")
        chips = ChipDelegate(workplace.theme, lambda each: self._state(each)[1], self.table)
        self.table.setItemDelegateForColumn(_STATE, chips)
        self.words = label(EMPTY, wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.settle = key_button("Đã xem xong", "Ctrl+B")
        line = Card("Đồng bộ với trung tâm")
        self.enrolling, self.carrying = Enrolling(self, workplace), Carrying(self, workplace)
        keys = Flow(self.outage, self.sheet, None, self.enrolling.button, self.now)
        line.put(self.standing, self.whole, self.trouble, keys)
        self._tray = Card("Khay đồng bộ")
        ways = Flow(self.carrying.out, self.carrying.take, None, self.settle)
        self._tray.put(self.table, self.words, ways)
        whole = column(line, self._tray, gap="cell")
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.trouble.hide()
        self.now.clicked.connect(self._in_step.talk)
        self.outage.clicked.connect(self._state_outage)
        self.sheet.clicked.connect(self._print_sheet)
        self.settle.clicked.connect(self._settle)
        self._in_step.stood.connect(self.refresh)
        self._in_step.busy_changed.connect(self._busy)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.chosen.connect(self._open)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self.refresh()

    def again(self) -> None:
        """F5: a round with the centre at once, or right after the one that is under way."""
        self._in_step.talk()

    def go_in(self) -> None:
        """The keyboard goes into the tray."""
        self._in_step.look_again()
        self.refresh()
        self.table.setFocus()

    @Slot()
    @Slot(object)
    def refresh(self, _events: object = None) -> None:
        """Read everything anew."""
        from app.services.attendance import completeness
        from app.services.line_standing import line_standing
        from app.services.line_tray import tray
        from app.services.outage_sheet import desks_after

        if self._desk is None:
            return
        desk, now = self._desk.context, self._desk.now()
        self._background.query(line_standing, desk=desk, then=self._show_standing)
        self._background.query(completeness, now=now, desk=desk, then=self._show_whole)
        days = (local_date(now), local_date(now))
        self._background.query(desks_after, days, now=now, desk=desk, then=self._show_done)
        self._background.query(tray, desk=desk, then=self._show_tray)

    def _show_standing(self, line: LineStanding) -> None:
        if self._desk is None:
            return
        met = met_words(line.met_at, self._desk.now())
        said = line_words(
            is_enrolled=line.is_enrolled, waiting=line.waiting, flagged=line.flagged, met=met
        )
        accepted = f" · trung tâm đã báo nhận {line.accepted} sự kiện của quầy này"
        self.standing.setText(f"{line.url}: {said}{accepted}." if line.is_enrolled else ALONE)
        offset = offset_now(line.met_at, line.clock_offset, self._desk.now())
        trouble = " ".join(filter(None, (self._in_step.trouble, offset_words(offset))))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self._is_enrolled = line.is_enrolled
        self._busy(self._in_step.is_busy)
        may = self._holds(SUPERVISOR) or self._holds(ADMINISTRATOR)
        self.carrying.offer(may_take=may)
        is_offered = self.enrolling.offer(may=may, is_enrolled=line.is_enrolled)
        keys = (*(_ENROLMENT if is_offered else ()), *_KEYS, *(_OF_CHIEFS if may else ()))
        if keys != self.keys:
            self.keys = keys
            self.keys_changed.emit()

    def _show_whole(self, found: Completeness) -> None:
        if self._desk is not None:
            desks = [(each.desk, each.whole_at) for each in found.desks]
            self._said_whole = whole_words(found.until, desks, self._desk.now())
            self._tell_desks()
            met = [local_date(at) for _, at in desks if at is not None]
            self._since = min(met, default=None)

    def _show_done(self, desks: tuple[DeskAfter, ...]) -> None:
        self._said_done = done_words([(each.desk, each.events, each.flagged) for each in desks])
        self._tell_desks()

    def _tell_desks(self) -> None:
        self.whole.setText(" ".join(filter(None, (self._said_whole, self._said_done))))

    @Slot()
    def _print_sheet(self) -> None:
        """The sheet from the day on which the first desk fell behind, until today."""
        if self._desk is None:
            return
        today = local_date(self._desk.now())
        first, last = (f"{each:%d/%m/%Y}" for each in (self._since or today, today))
        self._slips.print_handout("outage_sheet", first if first == last else f"{first} - {last}")

    def _show_tray(self, lines: tuple[TrayLine, ...]) -> None:
        self.table.show_records(lines)
        self._tray.say_aside(f"{len(lines)} dòng" if lines else "")
        self._tell()
        self.shown.emit()

    @Slot()
    def _tell(self) -> None:
        chosen = self.table.current_record()
        self.settle.setEnabled(chosen is not None and chosen.state.value == "flagged")
        self.words.setText(help_with(chosen, is_enrolled=self._is_enrolled))

    def _open(self, chosen: TrayLine) -> None:
        if chosen.clash is not None:
            self._compare(chosen)
        elif chosen.dossier_uid is not None:
            self._ways.page_wanted.emit(chosen.dossier_uid)

    def _compare(self, chosen: TrayLine) -> None:
        from app.services.clashing import resolve_clash
        from app.ui.dialogs.clash import ClashDialog

        if chosen.clash is None or chosen.dossier_uid is None:
            return
        dialog = ClashDialog(self.window(), chosen.clash, may_decide=self._holds(SUPERVISOR))
        uid, code = chosen.dossier_uid, chosen.clash.code
        told = f"Đã ghi quyết định về hồ sơ {code}"
        dialog.stated.connect(partial(self._do, dialog, told, resolve_clash, uid))
        dialog.page_wanted.connect(dialog.accept)
        dialog.page_wanted.connect(partial(self._ways.page_wanted.emit, uid))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def _state_outage(self) -> None:
        from app.services.outages import record_outage
        from app.ui.dialogs.outage import OutageDialog

        if self._desk is None:
            return
        dialog = OutageDialog(self.window(), self._desk.now())
        dialog.stated.connect(partial(self._do, dialog, "Đã ghi lần ngừng", record_outage))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _do(self, dialog: Any, told: str, use_case: Any, *args: Any) -> None:
        from app.services.dossier_deeds import Acting

        if self._desk is None:
            return

        def done(_: object) -> None:
            dialog.accept()
            self._messages.tell(told)
            self.refresh()

        acting = Acting(**stamp(self._desk))
        self._background.command(use_case, *args, acting, then=done, refused=dialog.complain)

    @Slot()
    def _settle(self) -> None:
        from app.services.line_tray import settle_flag

        chosen = self.table.current_record()
        if self._desk is None or chosen is None or not self.settle.isEnabled():
            return
        self._background.command(
            settle_flag,
            chosen.event_uid,
            chosen.reason,
            **stamp(self._desk),
            then=self._settled,
            refused=lambda refusal: self._messages.tell(refusal_sentence(refusal)),
        )

    def _settled(self, _done: object) -> None:
        self._messages.tell("Đã ghi là đã xem xong")
        # No event: the foot, the supervisor's day and this page read it all the same.
        self._background.recorded.emit(())

    def _holds(self, role: str) -> bool:
        try:
            return self._desk is not None and role in self._desk.actor.roles
        except Refusal:
            return False

    @Slot(bool)
    def _busy(self, busy: bool) -> None:
        self.now.setEnabled(self._is_enrolled and not busy)
        self.table.viewport().update()

    def _age(self, each: TrayLine) -> str:
        return "" if self._desk is None else age_words(each.since, self._desk.now())

    def _state(self, each: TrayLine) -> tuple[str, str]:
        return state_of(each, is_sending=self._in_step.is_busy)
