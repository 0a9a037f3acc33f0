"""What is done with the dossiers of a pile beside handing them over: results, one deed on all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.dossier_rules import DeedKind
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.pile_page import PilePage
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from datetime import datetime

    from app.services.deed_proposals import DeedSheet
    from app.services.deeds import ManyDone
    from app.services.dossier_deeds import Acting
    from app.ui.dialogs.deed import DeedDialog

_MOST_TOLD = 3
"""So many reasons are told at once; the others stand on the lines of the pile."""


class PileDeeds(QObject):
    """``result_stated`` brings a dossier and the result that comes with it; ``done`` follows a
    deed on all."""

    result_stated = Signal(object, object)
    done = Signal()

    def __init__(self, page: PilePage, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._theme = workplace.theme
        self._desk: OpenDesk | None = None

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def ask_result(self, uid: UUID) -> None:
        """What the agency gives with one dossier."""
        from app.services.deed_proposals import deed_sheet

        if self._desk is not None:
            self._background.query(
                deed_sheet,
                uid,
                DeedKind.RECEIVE_RESULT,
                **stamp(self._desk),
                then=self._open_result,
                refused=self._messages.refuse,
            )

    def ask(self, uids: tuple[UUID, ...]) -> None:
        """Offer the deeds that can be done on all of a pile in one act."""
        from app.services.many_deeds import deeds_for_many

        if self._desk is not None and uids:
            self._background.query(
                deeds_for_many, uids, acting(self._desk), then=partial(self._offer, uids)
            )

    def _open_result(self, sheet: DeedSheet) -> None:
        dialog = self._dialog(sheet)
        dialog.stated.connect(partial(self._state_result, UUID(sheet.dossier.uid), dialog))
        dialog.open()

    def _state_result(self, uid: UUID, dialog: DeedDialog, form: Any, _at: object) -> None:
        dialog.accept()
        self.result_stated.emit(uid, form)

    def _offer(self, uids: tuple[UUID, ...], deeds: tuple[DeedKind, ...]) -> None:
        from app.ui.dialogs.deed_menu import DeedMenuDialog

        if not deeds:
            self._messages.inform("Lúc này không có việc nào làm chung được cho các hồ sơ này.")
            return
        menu = DeedMenuDialog(self._page.window(), f"Tập {len(uids)} hồ sơ", deeds)
        menu.chosen.connect(partial(self._begin, uids))
        menu.finished.connect(menu.deleteLater)
        menu.open()

    def _begin(self, uids: tuple[UUID, ...], kind: DeedKind) -> None:
        from app.services.many_deeds import sheet_for_many

        if self._desk is not None:
            self._background.query(
                sheet_for_many,
                uids,
                kind,
                acting(self._desk),
                then=partial(self._open, uids),
                refused=self._messages.refuse,
            )

    def _open(self, uids: tuple[UUID, ...], sheet: DeedSheet) -> None:
        dialog = self._dialog(sheet)
        dialog.stated.connect(partial(self._do, uids, dialog))
        dialog.open()

    def _dialog(self, sheet: DeedSheet) -> DeedDialog:
        from app.domain.moments import local_date
        from app.ui.dialogs.deed import DeedDialog

        if self._desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        today = local_date(self._desk.now())
        dialog = DeedDialog(self._page.window(), self._theme, sheet, today)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _do(
        self, uids: tuple[UUID, ...], dialog: DeedDialog, form: Any, at: datetime | None
    ) -> None:
        from app.services.deeds import do_deeds

        if self._desk is not None:
            self._background.command(
                do_deeds,
                uids,
                dialog.sheet.kind,
                form,
                acting(self._desk, at),
                then=partial(self._done, dialog),
                refused=dialog.refuse,
            )

    def _done(self, dialog: DeedDialog, many: ManyDone) -> None:
        from app.domain.deed_words import DEED_WORDS

        dialog.accept()
        self._messages.tell(f"Đã {DEED_WORDS[dialog.sheet.kind.value]}: {len(many.done)} hồ sơ")
        for each in many.done:
            if each.papers:
                self._slips.print_papers(each.dossier_uid, each.dossier_code, each.papers)
        if many.left_out:
            told = " ".join(each.sentence for each in many.left_out[:_MOST_TOLD])
            self._messages.warn(f"Để lại {len(many.left_out)} hồ sơ. {told}")
        self.done.emit()


def acting(desk: OpenDesk, at: datetime | None = None) -> Acting:
    """Who acts here and now; ``at`` is when it is stated to have happened."""
    from app.services.dossier_deeds import Acting

    return Acting(**stamp(desk), at=at)
