"""The receive form while a dossier is corrected: filled, its date said while typing, left."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.ui.correction import Correction
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.parking import Parking
from app.ui.procedure_facts import ProcedureFacts
from app.ui.widgets.correction_strip import CorrectionStrip
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.services.correcting import CorrectedDossier
    from app.services.correction_quote import CorrectionQuote


class CorrectionMode(QObject):
    """Brings the form into a correction and out of it again.

    ``filled`` brings the draft of the dossier for the form, ``ended`` follows when a reception may
    be typed again.
    """

    filled = Signal(object)
    ended = Signal()

    def __init__(
        self,
        workplace: Workplace,
        panels: ReceptionPanels,
        facts: ProcedureFacts,
        parking: Parking,
    ) -> None:
        super().__init__(panels)
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._panels = panels
        self._facts = facts
        self._parking = parking
        self._desk: OpenDesk | None = None
        self._asked = 0
        self.strip = CorrectionStrip(workplace.theme)
        self.correction = Correction(workplace, self.strip)
        self.correction.filled.connect(self._fill)
        self.correction.saved.connect(self._saved)
        self.correction.ended.connect(self._end)
        self.correction.replaced.connect(self._ways.page_wanted)
        facts.quoted.connect(self._quote)
        self.strip.fields.edited.connect(self._edited)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def correct(self, dossier: Dossier) -> None:
        """Put a stored dossier right; what was typed before is parked."""
        self._parking.remember_interrupted()
        self.correction.begin(dossier)

    @Slot()
    def correct_latest(self) -> None:
        """“I picked the wrong procedure”: correct the current row of today's list."""
        line = self._panels.today.table.current_record()
        if self._desk is None or self.correction.dossier is not None:
            return
        if line is None:
            self._messages.inform("Hôm nay chưa nhận hồ sơ nào để sửa. F3: tìm hồ sơ khác.")
        else:
            self._parking.remember_interrupted()
            self.correction.fetch(self._desk, line.dossier_uid)

    @Slot(object)
    def _fill(self, draft: Draft) -> None:
        dossier = self.correction.dossier
        self._parking.set_aside()
        self._facts.count_from(None if dossier is None else dossier.received_at)
        self._panels.promise.set_correcting(correcting=True, replacing=self.correction.is_replacing)
        self.filled.emit(draft)

    @Slot(object, str)
    def _saved(self, corrected: CorrectedDossier, applicant: str) -> None:
        code, due_at = corrected.dossier_code, corrected.return_due_at
        self._panels.promise.show_received(code, applicant, due_at, "Đã sửa")
        self._ways.back_wanted.emit(corrected.dossier_uid)

    @Slot()
    def _end(self) -> None:
        self._asked += 1
        self._facts.count_from(None)
        with self._panels.laid_once():
            self._panels.promise.set_correcting(correcting=False)
            self.ended.emit()

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "slip_returned":
            self._quote()

    @Slot()
    def _quote(self) -> None:
        """Ask which date a save right now would promise: the citizen may hold another on paper."""
        from app.domain.correction_rules import form_as_received
        from app.services.correction_quote import quote_correction

        dossier, stated = self.correction.dossier, self._facts.stated()
        if self._desk is None or dossier is None or stated is None or self.correction.is_replacing:
            return
        self._asked += 1
        deciding = {name: getattr(stated, name) for name in _DECIDING}
        self._background.query(
            quote_correction,
            UUID(dossier.uid),
            replace(form_as_received(dossier), **deciding),
            slip_returned=bool(self.strip.fields.text("slip_returned")),
            now=self._desk.now(),
            desk=self._desk.context,
            then=partial(self._show, self._asked, dossier),
            refused=_said_already,
        )

    def _show(self, asked: int, dossier: Dossier, quote: CorrectionQuote) -> None:
        from app.domain.correction_words import kept_date_sentence, new_date_sentence
        from app.domain.dossier import holds_paper

        if asked != self._asked or self._desk is None:
            return
        promised, counted = quote.return_due_at, quote.counted_due_at
        if counted is None:
            known = dossier.promise.return_due_at
            said = new_date_sentence(known, promised, slip_was_out=dossier.slip_is_out)
        else:
            held = holds_paper(dossier, returned=True, at=self._desk.now())
            said = kept_date_sentence(promised, counted, can_take_back=not held)
        self._panels.promise.show_corrected(promised, said, is_kept=counted is not None)


_DECIDING = ("procedure_code", "case", "channel", "stated_due")


def _said_already(_refusal: Refusal) -> None:
    """Where no date can be counted the promise itself says why."""
