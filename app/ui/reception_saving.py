"""Saving what stands in the receive form: one command, then the slip, then the next citizen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.draft_keeper import DraftKeeper
from app.ui.duplicate_watch import DuplicateWatch
from app.ui.keep import SAVE_KEYS, Keep
from app.ui.stated_form import StatedForm
from app.ui.vietnamese_dates import moment_words
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.reception import ReceptionForm
    from app.services.on_the_spot import SettledAtOnce
    from app.services.receiving import ReceivedDossier
    from app.ui.dialogs.at_once import AtOnceDialog


class ReceptionSaving(QObject):
    """``wanted`` follows a key that saves, with what it keeps, ``at_once`` the one that gives the
    result out in the same act; ``emptied`` brings that back when
    the form is free for the next citizen; ``received`` follows every saved dossier."""

    wanted = Signal(object)
    at_once = Signal()
    emptied = Signal(object)
    received = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        panels: ReceptionPanels,
        stated: StatedForm,
        keeper: DraftKeeper,
        duplicates: DuplicateWatch,
    ) -> None:
        super().__init__(panels)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._panels = panels
        self._stated = stated
        self._keeper = keeper
        self._duplicates = duplicates
        panels.promise.save.clicked.connect(self._want)
        panels.promise.at_once.clicked.connect(self.at_once)

    def listen(self, screen: QWidget) -> None:
        """Take the keys of saving, on one screen."""
        for key, keep in SAVE_KEYS.items():
            QShortcut(key, screen).activated.connect(partial(self._want_keeping, keep))

    def save(self, desk: OpenDesk, form: ReceptionForm, keep: Keep) -> None:
        """Receive the form and forget its draft, both or neither."""
        from app.services.receiving_drafts import receive_draft

        self._background.command(
            receive_draft,
            self._keeper.uid,
            self._duplicates.with_decision(form),
            **stamp(desk),
            then=partial(self._saved, keep),
            refused=self._stated.refuse,
        )

    def settle(self, desk: OpenDesk, form: ReceptionForm) -> None:
        """Ask what is handed over at once, then receive the form and give that out."""
        from app.services.on_the_spot import published_results

        self._background.query(
            published_results,
            form,
            now=desk.now(),
            desk=desk.context,
            then=partial(self._ask_result, desk, form),
            refused=self._stated.refuse,
        )

    def _ask_result(self, desk: OpenDesk, form: ReceptionForm, published: tuple[str, ...]) -> None:
        from app.ui.dialogs.at_once import AtOnceDialog

        money = form.money
        owes = not money.paid and money.fee + money.levy > 0
        dialog = AtOnceDialog(self._panels.window(), published, owes=owes)
        dialog.stated.connect(partial(self._settle, desk, form, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _settle(
        self, desk: OpenDesk, form: ReceptionForm, dialog: AtOnceDialog, given: Any
    ) -> None:
        from app.services.receiving_drafts import settle_draft

        self._background.command(
            settle_draft,
            self._keeper.uid,
            self._duplicates.with_decision(form),
            given,
            **stamp(desk),
            then=partial(self._settled, dialog),
            refused=dialog.complain,
        )

    def _settled(self, dialog: AtOnceDialog, settled: SettledAtOnce) -> None:
        dialog.accept()
        dossier = settled.received
        self._messages.tell(f"Đã nhận và trả ngay {dossier.dossier_code}")
        applicant = self._panels.applicant.fields.text("full_name")
        self._keeper.start_anew()
        self.emptied.emit(Keep.NOTHING)
        self._panels.promise.show_settled(dossier.dossier_code, applicant)
        self._slips.print_papers(dossier.dossier_uid, dossier.dossier_code, settled.papers)

    @Slot()
    def _want(self) -> None:
        self._want_keeping(Keep.NOTHING)

    def _want_keeping(self, keep: Keep) -> None:
        if self._panels.promise.save.isEnabled():
            self.wanted.emit(keep)

    def _saved(self, keep: Keep, dossier: ReceivedDossier) -> None:
        due = moment_words(dossier.return_due_at)
        self._messages.tell(f"Đã nhận {dossier.dossier_code} · hẹn trả {due}")
        applicant = self._panels.applicant.fields.text("full_name")
        self._keeper.start_anew()
        self.emptied.emit(keep)
        promise = self._panels.promise
        promise.show_received(dossier.dossier_code, applicant, dossier.return_due_at)
        self._slips.print_received(dossier.dossier_uid, dossier.dossier_code, dossier.papers)
        self.received.emit(dossier)
