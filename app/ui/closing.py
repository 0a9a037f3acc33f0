"""Whether the window may go: a backup that is due is made first, and days off ask for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.ui.keeping import Keeping

if TYPE_CHECKING:
    from app.domain.custody import Custody
    from app.ui.dialogs.closing import ClosingDialog


class Closing(QObject):
    """Asked by the window before it closes."""

    def __init__(self, window: QWidget, keeping: Keeping) -> None:
        super().__init__(window)
        self._window = window
        self._keeping = keeping

    def may_close(self) -> bool:
        """Whether the window may go now; the officer may have to answer first."""
        standing = self._keeping.standing
        if standing is None or not (standing.asks or standing.due):
            return True
        return self.dialog(standing).exec() == QDialog.DialogCode.Accepted

    def dialog(self, standing: Custody) -> ClosingDialog:
        """What is asked: days off ahead, or only that a backup is due."""
        from app.domain.custody_words import closing_question
        from app.ui.dialogs.closing import ClosingDialog

        dialog = ClosingDialog(self._window, closing_question(standing))
        if standing.ledger.place is None:
            dialog.back_up.hide()
            dialog.leave.setDefault(True)
        dialog.backup_wanted.connect(lambda: self._back_up(dialog))
        return dialog

    def _back_up(self, dialog: ClosingDialog) -> None:
        def ended() -> None:
            said = self._keeping.failure
            if said:
                dialog.say(said)
            else:
                dialog.accept()

        self._keeping.back_up(ended)
