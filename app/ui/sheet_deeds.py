"""What is done with the dossier whose page is open: its deeds, print, look, erase, copy."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShortcut

from app.ui.attaching import Attaching
from app.ui.deed_asking import DeedAsking
from app.ui.desk_at_work import OpenDesk
from app.ui.second_person import SecondPerson
from app.ui.widgets.dossier_sheet import DossierSheet
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.domain.dossier_rules import DeedKind
    from app.services.correcting import CancelledDossier


class SheetDeeds(QObject):
    """The buttons and keys of a page; without an open page they do nothing.

    ``done`` says that the dossier is another one now.
    """

    done = Signal()

    def __init__(self, workplace: Workplace, sheet: DossierSheet) -> None:
        super().__init__(sheet)
        self._workplace = workplace
        self._second = SecondPerson(workplace, sheet)
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._ways = workplace.ways
        self._sheet = sheet
        self._desk: OpenDesk | None = None
        self._dossier: Dossier | None = None
        self._allowed: Collection[DeedKind] = ()
        self.asking = DeedAsking(workplace, sheet)
        self.asking.done.connect(self.done)
        self.attaching = Attaching(workplace, sheet)
        sheet.wanted.connect(self.begin)
        sheet.every.clicked.connect(self.show_menu)
        sheet.again.clicked.connect(self.print_again)
        sheet.look.clicked.connect(self.preview_slip)
        sheet.files.clicked.connect(self.show_files)
        sheet.correct.clicked.connect(self._correct)
        sheet.cancel.clicked.connect(self._cancel)
        sheet.erase.clicked.connect(self._erase)
        QShortcut("Ctrl+C", sheet).activated.connect(self._copy_code)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.asking.open_desk(desk)
        self.attaching.open_desk(desk)

    def concern(self, dossier: Dossier | None, allowed: Collection[DeedKind] = ()) -> None:
        """This is the dossier whose page is open, if one is, and what may be done with it."""
        from app.domain.deed_order import likely_deeds, ordered_deeds
        from app.domain.deed_words import DEED_WORDS

        self._dossier, self._allowed = dossier, allowed
        if dossier is not None:
            likely = likely_deeds(dossier.state, allowed)
            offered = [(each, DEED_WORDS[each.value]) for each in likely]
            has_more = len(ordered_deeds(dossier.state, allowed)) > len(likely)
            self._sheet.offer(offered, has_more=has_more)

    @Slot(object)
    def begin(self, kind: DeedKind) -> None:
        """Begin a deed on the open dossier: its form, or the place where it is done."""
        from app.domain.dossier_rules import DeedKind

        if self._dossier is None or kind not in self._allowed:
            return
        uid = UUID(self._dossier.uid)
        if kind is DeedKind.RETURN_RESULT:
            self._ways.return_wanted.emit(uid)
        elif kind is DeedKind.ATTACH:
            self.show_files()
        elif kind is DeedKind.SUPERSEDE:
            self._correct()
        else:
            self.asking.ask(uid, kind)

    @Slot()
    def show_menu(self) -> None:
        """Offer every deed that is allowed now."""
        from app.domain.deed_order import ordered_deeds
        from app.domain.dossier_rules import DeedKind
        from app.ui.dialogs.deed_menu import DeedMenuDialog

        if self._dossier is None:
            return
        deeds = ordered_deeds(self._dossier.state, self._allowed)
        beside = [DeedKind.ATTACH]
        if DeedKind.CORRECT not in self._allowed:
            # A dossier that can still be corrected needs no successor.
            beside.append(DeedKind.SUPERSEDE)
        deeds = (*deeds, *(each for each in beside if each in self._allowed))
        if deeds:
            menu = DeedMenuDialog(self._sheet.window(), f"Hồ sơ {self._dossier.code}", deeds)
            menu.chosen.connect(self.begin)
            menu.finished.connect(menu.deleteLater)
            menu.open()

    @Slot()
    def show_files(self) -> None:
        """Show which papers are scanned; whoever may not add may look."""
        if self._dossier is not None:
            self.attaching.open(UUID(self._dossier.uid), self._dossier.code)

    @Slot()
    def print_again(self) -> bool:
        """Print the slip of the page that is open; ``False`` when that cannot be."""
        if self._dossier is None or self._sheet.again.isHidden():
            return False
        self._slips.print_receipt(UUID(self._dossier.uid), self._dossier.code)
        return True

    @Slot()
    def preview_slip(self) -> bool:
        """Show the slip of the page that is open; ``False`` when none is."""
        if self._dossier is None:
            return False
        self._slips.preview(UUID(self._dossier.uid), self._dossier.code)
        return True

    @Slot()
    def _correct(self) -> None:
        if self._dossier is not None:
            self._ways.correction_wanted.emit(self._dossier)

    @Slot()
    def _cancel(self) -> None:
        from app.services.correcting import cancel_dossier
        from app.ui.dialogs.reasons import CancellationDialog

        if self._dossier is None or self._desk is None:
            return
        dossier = self._dossier
        answer = CancellationDialog.ask(self._sheet, dossier.code, slip_is_out=dossier.slip_is_out)
        if answer is not None:
            self._second.do(
                self._desk,
                cancel_dossier,
                UUID(dossier.uid),
                answer.reason,
                slip_returned=answer.slip_returned,
                then=self._cancelled,
            )

    def _cancelled(self, cancelled: CancelledDossier) -> None:
        from app.domain.money_words import sum_text

        self._messages.tell(f"Đã hủy {cancelled.dossier_code}")
        if cancelled.money_taken:
            sum_ = sum_text(cancelled.money_taken)
            self._messages.warn(f"Đã thu {sum_} đồng của hồ sơ này. Hãy trả lại người nộp.")
        self.done.emit()

    @Slot()
    def _erase(self) -> None:
        from app.ui.erasing import ErasureAsking

        if self._dossier is not None and self._desk is not None:
            asking = ErasureAsking(self._workplace, self._sheet)
            asking.done.connect(self.done)
            asking.ask(self._dossier.code, self._desk)

    @Slot()
    def _copy_code(self) -> None:
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText(self._sheet.code.text())
        self._messages.tell(f"Đã chép mã {self._sheet.code.text()}")
