"""From a wish to a deed: its form with proposals, the deed, a second person where one is asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.second_person import SecondPerson
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.dossier_rules import DeedKind
    from app.services.deed_proposals import DeedSheet
    from app.services.deeds import DeedDone
    from app.ui.dialogs.deed import DeedDialog


class DeedAsking(QObject):
    """``done`` brings the deed and what it left; what was typed and given up is kept meanwhile."""

    done = Signal(object, object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._background = workplace.background
        self._parent = parent
        self._desk: OpenDesk | None = None
        self._given_up: dict[tuple[str, DeedKind], dict[str, str]] = {}
        self._second: SecondPerson | None = None
        self.dialog: DeedDialog | None = None

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def ask(self, uid: UUID, kind: DeedKind) -> None:
        """Open the form of a deed on a dossier."""
        from app.services.deed_proposals import deed_sheet

        if self._desk is not None and self.dialog is None:
            self._background.query(
                deed_sheet, uid, kind, **stamp(self._desk), then=self._open, refused=self._no_form
            )

    def _no_form(self, refusal: Refusal) -> None:
        self._workplace.messages.refuse(refusal)

    def _open(self, sheet: DeedSheet) -> None:
        from app.domain.moments import local_date
        from app.ui.dialogs.deed import DeedDialog

        if self._desk is None or self.dialog is not None:
            return
        today = local_date(self._desk.now())
        dialog = DeedDialog(self._parent.window(), self._workplace.theme, sheet, today)
        dialog.load(dialog.texts() | self._given_up.get((sheet.dossier.uid, sheet.kind), {}))
        dialog.stated.connect(partial(self._do, sheet))
        dialog.finished.connect(partial(self._closed, sheet))
        self.dialog = dialog
        self._second = SecondPerson(self._workplace, dialog)
        dialog.open()

    def _do(self, sheet: DeedSheet, form: Any, at: datetime | None) -> None:
        from app.services.stated_deeds import stated_deed

        if self._desk is None or self._second is None or self.dialog is None:
            return
        self._second.do(
            self._desk,
            stated_deed,
            UUID(sheet.dossier.uid),
            sheet.kind,
            form,
            at=at,
            then=partial(self._done, sheet),
            refused=self.dialog.refuse,
        )
        # Should a second person be asked and say no, the form may be stated again.
        self.dialog.agree.setEnabled(True)

    def _done(self, sheet: DeedSheet, done: DeedDone) -> None:
        from app.domain.deed_words import DEED_WORDS
        from app.domain.search_words import STATE_WORDS

        self._given_up.pop((sheet.dossier.uid, sheet.kind), None)
        if self.dialog is not None:
            self.dialog.accept()
        words, state = DEED_WORDS[sheet.kind.value], STATE_WORDS[done.state]
        self._workplace.messages.tell(f"Đã {words} · {done.dossier_code} {state}")
        if done.papers:
            slips = self._workplace.slips
            slips.print_papers(done.dossier_uid, done.dossier_code, done.papers)
        self.done.emit(sheet.kind, done)

    def _closed(self, sheet: DeedSheet, result: int) -> None:
        if self.dialog is None:
            return
        if not result:
            self._given_up[sheet.dossier.uid, sheet.kind] = self.dialog.texts()
        self.dialog.deleteLater()
        self.dialog = None
