"""A lost desk is replaced: who lets a machine number, and who issues permits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.second_person import SecondPerson
from app.ui.widgets.notice import Notice
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.errors import Refusal
    from app.domain.permit import Permit, SignedPermit
    from app.ui.dialogs.numbering import NumberingDialog
    from app.ui.dialogs.permit import PermitDialog

_WAITS = (
    "Dữ liệu ở máy này vừa được khôi phục nên quầy chưa cấp số. Cần một trong hai: lãnh đạo của "
    "quầy này cho phép, hoặc phiếu tiếp quản do lãnh đạo ở quầy khác cấp."
)
_KEY = "Ctrl+Shift+J"


class LostDesk(QObject):
    """``looked`` follows every look whether numbers may be given."""

    looked = Signal()

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._background = workplace.background
        self._messages = workplace.messages
        self._window = window
        self._second = SecondPerson(workplace, window)
        self._desk: OpenDesk | None = None
        self.waits = False
        self.dialog: NumberingDialog | None = None
        self.permit_dialog: PermitDialog | None = None
        allow = QPushButton(f"Cho cấp số  {_KEY}")
        allow.setAccessibleName("Cho cấp số")
        allow.setProperty("role", "link")
        allow.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        allow.clicked.connect(self.ask)
        self.notice = Notice(workplace.theme, allow)
        QShortcut(_KEY, window).activated.connect(self.ask)
        workplace.ways.permit_wanted.connect(self.issue)
        workplace.ways.permit_use_wanted.connect(self.ask)
        self._background.recorded.connect(self._recorded)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask whether this desk may number."""
        from app.services.restoring import numbering_waits

        if self._desk is not None:
            self._background.query(numbering_waits, desk=self._desk.context, then=self._show)

    @Slot()
    def ask(self) -> None:
        """Let this desk number: by a permit or by a supervisor's word."""
        from app.ui.dialogs.numbering import NumberingDialog

        if self._desk is None:
            return
        dialog = self.dialog = NumberingDialog(self._window)
        dialog.permit_given.connect(self._use_permit)
        dialog.leave_given.connect(self._give_leave)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def take_permit(self, scanned: str) -> None:
        """A permit was scanned: it is used at once."""
        self.ask()
        if self.dialog is not None:
            self.dialog.take_scan(scanned)

    @Slot()
    def issue(self) -> None:
        """Issue a permit for another desk whose machine is lost."""
        from app.ui.dialogs.permit import PermitDialog

        if self._desk is None:
            return
        dialog = self.permit_dialog = PermitDialog(self._window)
        dialog.asked.connect(self._issue)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, waits: bool) -> None:
        self.waits = waits
        self.notice.say(_WAITS if waits else "", "warn")
        self.looked.emit()

    @Slot(object)
    def _recorded(self, _events: object) -> None:
        # Somebody may have let it number from the command line.
        if self.waits:
            self.look()

    @Slot(str, str)
    def _use_permit(self, text: str, signer: str) -> None:
        from app.services.taking_over import take_over_desk

        if self._desk is not None and self.dialog is not None:
            self._background.command(
                take_over_desk,
                text,
                signer=signer or None,
                **stamp(self._desk),
                then=self._taken_over,
                refused=self.dialog.refuse,
            )

    @Slot(str)
    def _give_leave(self, reason: str) -> None:
        from app.services.restoring import allow_numbering

        if self._desk is not None and self.dialog is not None:
            self._second.do(
                self._desk,
                allow_numbering,
                reason,
                then=self._allowed,
                refused=self.dialog.refuse,
            )

    def _taken_over(self, permit: Permit) -> None:
        first, last = (f"{permit.desk_number}{each}" for each in (permit.first, permit.last))
        self._done(f"Quầy được cấp số. Hôm nay: từ {first} đến {last}; từ mai như thường.")

    def _allowed(self, _done: object) -> None:
        self._done("Quầy được cấp số. Hôm nay dùng dải số từ 601; từ mai như thường.")

    def _done(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._messages.inform(sentence)
        self.look()

    @Slot(int)
    def _issue(self, lost: int) -> None:
        from app.services.taking_over import issue_permit

        if self._desk is not None and self.permit_dialog is not None:
            self._background.command(
                issue_permit,
                lost,
                **stamp(self._desk),
                then=self._issued,
                refused=self.permit_dialog.refuse,
            )

    def _issued(self, signed: SignedPermit) -> None:
        dialog = self.permit_dialog
        if dialog is not None:
            dialog.show_permit(signed)
            dialog.print_wanted.connect(partial(self._print, signed))

    def _print(self, signed: SignedPermit) -> None:
        from app.papers.recovery_sheet import permit_pdf

        if self._desk is not None:
            self._background.errand(
                permit_pdf,
                self._desk.context,
                signed,
                printed_at=self._desk.now(),
                then=self._send,
                refused=self._refuse_print,
            )

    def _send(self, pdf: bytes) -> None:
        from app.ui.printer import print_asking

        print_asking(pdf, self.permit_dialog or self._window)

    def _refuse_print(self, refusal: Refusal) -> None:
        if self.permit_dialog is not None:
            self.permit_dialog.refuse(refusal)
