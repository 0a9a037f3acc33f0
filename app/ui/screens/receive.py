"""Receive a dossier: who, what, which papers, and the date, without leaving the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut

from app.ui.batch_entry import BatchEntry
from app.ui.card_at_counter import CardAtCounter
from app.ui.correction_mode import CorrectionMode
from app.ui.desk_at_work import OpenDesk
from app.ui.door_visits import DoorVisits
from app.ui.draft import EMPTY, Draft
from app.ui.draft_keeper import DraftKeeper
from app.ui.duplicate_watch import DuplicateWatch
from app.ui.filing_entry import FilingEntry
from app.ui.form_draft import FormDraft
from app.ui.keep import Keep, kept_of
from app.ui.pad_entry import PadEntry, pad_draft
from app.ui.parking import Parking
from app.ui.post_entry import PostEntry
from app.ui.procedure_facts import ProcedureFacts
from app.ui.receive_keys import CORRECTION_KEYS, RECEIVE_KEYS, QuickKeys
from app.ui.reception_saving import ReceptionSaving
from app.ui.stated_form import StatedForm
from app.ui.today_reading import TodayReading
from app.ui.widgets.layouts import column
from app.ui.widgets.procedure_panel import Finder
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.widgets.save_bar import SaveBar
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.citizen_card import CitizenCard
    from app.domain.dossier import Dossier
    from app.domain.post import PostalItem
    from app.services.post_story import Posting


class ReceiveScreen(Screen):
    """The form, the date, and today's list.

    ``received`` follows every saved dossier, ``refreshed`` every reading of today's list.
    """

    keys: Keys = RECEIVE_KEYS
    received = Signal(object)
    refreshed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._ways = workplace.ways
        self._desk: OpenDesk | None = None
        self.panels = ReceptionPanels(workplace.theme)
        self.facts = ProcedureFacts(workplace.background, self.panels)
        self.stated = StatedForm(workplace, self.panels, self.draft)
        self.filing = FilingEntry(workplace, self.panels)
        self.post = PostEntry(workplace, self.panels)
        self.door = DoorVisits(workplace, self.panels, self.stated, self.filing)
        self.keeper = DraftKeeper(workplace.background, self._typed, self)
        self.parking = Parking(workplace, self.keeper, self._typed, self)
        self.duplicates = DuplicateWatch(workplace, self._typed, self)
        self.correcting = CorrectionMode(workplace, self.panels, self.facts, self.parking)
        self.correction = self.correcting.correction
        self.cards = CardAtCounter(workplace, self.panels, self.parking)
        self.pad = PadEntry(workplace, self.panels)
        self.saving = ReceptionSaving(
            workplace, self.panels, self.stated, self.keeper, self.duplicates
        )
        parts = (self.pad, self.filing, self.post, self.duplicates)
        self._form = FormDraft(self.panels, self.facts, parts)
        self.today = TodayReading(workplace, self.panels.today)
        self.batch = BatchEntry(workplace, self.stated, self)
        self.quick_keys = QuickKeys(workplace, self.panels, self)
        strips = (
            *(self.correcting.strip, self.parking.strip),
            *(self.pad.notice, self.filing.notice, self.post.notice),
        )
        rest = (self.duplicates.notice, self.panels, SaveBar(self.panels))
        self.setLayout(column(*strips, *rest))
        self._connect()
        self._form.put(EMPTY)
        self.panels.procedure.wait_for_catalogue()
        self.set_busy(True)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: today's list, and the form may be saved from now on."""
        self._desk = desk
        for each in (self.facts, self.stated, self.keeper, self.parking, self.duplicates):
            each.open_desk(desk)
        for part in (self.correcting, self.door, self.pad, self.filing):
            part.open_desk(desk)
        for key in (self.batch, self.quick_keys):
            key.open_desk(desk)
        self.panels.papers.view.use_clock(desk.now)
        self.today.open_desk(desk)
        self.set_busy(False)

    def offer_catalogue(self, find: Finder) -> None:
        """Procedures can be found from now on."""
        self.panels.procedure.offer_catalogue(find)

    def go_in(self) -> None:
        """The keyboard goes to where a reception begins."""
        self.panels.go_to(self.panels.procedure.search)

    def take_card(self, card: CitizenCard) -> None:
        """A citizen card was scanned."""
        self.cards.take(card)

    def choose_procedure(self, code: str) -> None:
        """The QR of a procedure was scanned: what is typed stays, the procedure is chosen."""
        self.facts.choose(code)

    def reopen_visit(self, number: str) -> None:
        """The slip of an earlier visit came back."""
        self.door.reopen(number)

    def open_filing(self, uid: UUID) -> None:
        """An online filing is looked at, to be received or answered otherwise."""
        self.filing.open(uid)

    def open_item(self, item: PostalItem, posting: Posting | None) -> None:
        """An item of the post was opened: what is in it is received."""
        self.post.fill(item, posting)

    def key_in(self, code: str) -> None:
        """A slip of the paper pad was scanned: its dossier is keyed in under its own code."""
        if self.pad.code != code:
            self.correction.give_up()
            self.parking.give_way()
            self.load_draft(pad_draft(code))
        self.pad.go_in()

    def correct(self, dossier: Dossier) -> None:
        """Put a stored dossier right in this form; what was typed before is parked."""
        self.correcting.correct(dossier)

    def preview_slip(self) -> bool:
        """Look at the slip before saving, once the form is about somebody."""
        typed = self.panels.applicant.fields.text("full_name") or self.panels.papers.documents()
        if self._desk is None or not self.panels.procedure.code or not typed:
            return False
        form = self.stated.form()
        if form is not None:
            self._slips.preview_form(form)
        return True

    def draft(self) -> Draft:
        """What is in the form, as one plain value that ``load_draft`` takes back."""
        return self._form.read()

    def _typed(self) -> Draft | None:
        """The reception that is typed; a correction is none."""
        return self.draft() if self.correction.dossier is None else None

    def load_draft(self, draft: Draft) -> None:
        """Fill the form; asks for nothing and saves nothing."""
        self._form.fill(draft)

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """While a command runs, or before the desk is open, nothing can be saved."""
        self.panels.promise.set_busy(busy or self._desk is None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter walks from field to field; saving has keys of its own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
            return
        super().keyPressEvent(event)

    def _connect(self) -> None:
        panels = self.panels
        self.facts.shown.connect(self._go_on)
        for looked_at in (panels.applicant.edited, panels.procedure.edited, self.facts.quoted):
            looked_at.connect(self.duplicates.look)
        self.duplicates.same.connect(self._take_for_same)
        self.parking.loaded.connect(self._recall)
        self.parking.emptied.connect(self._start_anew)
        self.facts.refused.connect(self.stated.refuse)
        self.facts.quoted.connect(self.pad.compare)
        self.door.reopened.connect(self._reopen)
        self.door.ended.connect(self._start_anew)
        self.filing.filled.connect(self._reopen)
        self.post.filled.connect(self._begin_item)
        self.filing.ended.connect(self._start_anew)
        panels.papers.edited.connect(self._messages.clear)
        self.correcting.filled.connect(self._fill_correction)
        self.correcting.ended.connect(self._end_correction)
        self.correction.refused.connect(self.stated.refuse)
        panels.today.left.connect(self.go_in)
        self.today.read.connect(self.refreshed)
        panels.promise.clear.clicked.connect(self._clear)
        self.saving.listen(self)
        self.saving.wanted.connect(self._save)
        self.saving.at_once.connect(self._settle)
        self.saving.emptied.connect(self._after)
        self.saving.received.connect(self.received)
        QShortcut("Ctrl+R", self).activated.connect(self.correcting.correct_latest)

    @Slot()
    def _go_on(self) -> None:
        """After choosing a procedure the keyboard goes to what is still open."""
        if self.panels.procedure.search.hasFocus():
            self.panels.go_to(self.panels.first_empty())

    @Slot(object)
    def _save(self, keep: Keep) -> None:
        form = self.stated.form()
        if self._desk is None or form is None:
            return
        if self.correction.dossier is not None:
            self.correction.save(self._desk, form)
        else:
            self.saving.save(self._desk, form, keep)

    @Slot()
    def _settle(self) -> None:
        form = self.stated.form()
        if self._desk is not None and form is not None and self.correction.dossier is None:
            self.saving.settle(self._desk, form)

    @Slot(object)
    def _after(self, keep: Keep) -> None:
        if self.post.draft():
            self.post.remember(self.panels.procedure.code)
        kept = kept_of(self.draft(), self.panels.applicant.draft(), keep) | self.post.kept(keep)
        self.load_draft(kept)
        self.cards.leave(kept)
        if keep is Keep.PROCEDURE:
            self.panels.go_to(self.panels.applicant.fields["identity_number"])
        elif keep is Keep.BOTH:
            self.panels.go_to(self.panels.papers.view)
        else:
            self.go_in()

    @Slot(object)
    def _fill_correction(self, draft: Draft) -> None:
        self._form.put(EMPTY)
        self._say_keys(CORRECTION_KEYS)
        self.load_draft(draft)
        self.go_in()

    def _say_keys(self, keys: Keys) -> None:
        self.keys = keys
        self.keys_changed.emit()

    @Slot()
    def _end_correction(self) -> None:
        self._say_keys(type(self).keys)
        self._start_anew()

    @Slot(object)
    def _reopen(self, draft: Draft) -> None:
        self.correction.give_up()
        self.parking.make_room()
        self._recall(draft)

    @Slot(object)
    def _begin_item(self, draft: Draft) -> None:
        self._reopen(draft)
        self.cards.expect(draft)

    @Slot()
    def _clear(self) -> None:
        if self.correction.dossier is not None:
            self.correction.give_up()
            return
        self.parking.remember_cleared()
        self._start_anew()
        self._messages.inform("Đã làm mới biểu mẫu. Ctrl+Shift+N: lấy lại những gì vừa xóa.")

    @Slot()
    def _start_anew(self) -> None:
        self.keeper.start_anew()
        self._form.put(EMPTY)
        self.go_in()

    @Slot(object)
    def _recall(self, draft: Draft) -> None:
        self.correction.give_up()
        self.load_draft(draft)
        self.panels.go_to(self.panels.first_open_of(draft))

    @Slot(object)
    def _take_for_same(self, uid: UUID) -> None:
        """The officer saw that this request is here already: its page instead of a second one."""
        self._clear()
        self._messages.inform(
            "Hồ sơ này đã được nhận trước đó. Lấy lại những gì vừa gõ: F2, rồi Ctrl+Shift+N."
        )
        self._ways.page_wanted.emit(uid)
