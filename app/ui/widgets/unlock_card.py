"""For a supervisor who is called by somebody before a locked desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.layouts import Card, label, row
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.ui.dialogs.unlock_answer import UnlockAnswerDialog
    from app.ui.dialogs.unlock_key import UnlockKeyDialog

_WORDS = "Người ở quầy khác quên mã PIN và gọi điện đến: đọc lại cho họ 8 chữ số. Không cần mạng."


class UnlockCard(Card):
    """Quên mã PIN ở quầy khác: the answer, and the key that the office's desks share."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Người quên mã PIN gọi đến")
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.dialog: UnlockAnswerDialog | None = None
        self.key_dialog: UnlockKeyDialog | None = None
        self.answer = QPushButton("Trả lời mã hỏi…")
        self.answer.setAccessibleName("Trả lời mã hỏi")
        self.answer.clicked.connect(self._open)
        self.key = QPushButton("Khóa mở khóa của đơn vị…")
        self.key.setAccessibleName("Khóa mở khóa của đơn vị")
        self.key.clicked.connect(self._ask_key)
        self.put(label(_WORDS, "muted", wraps=True), row(self.answer, self.key, None))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def _open(self) -> None:
        from app.ui.dialogs.unlock_answer import UnlockAnswerDialog

        dialog = self.dialog = UnlockAnswerDialog(self.window())
        dialog.asked.connect(self._answer)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str, str, bool)
    def _answer(self, challenge: str, name: str, higher: bool) -> None:
        from app.services.unlocking import unlock_code

        if self._desk is not None and self.dialog is not None:
            self._workplace.background.query(
                unlock_code,
                challenge,
                name,
                desk=self._desk.context,
                actor=self._desk.actor,
                higher=higher,
                then=self.dialog.show_code,
                refused=self.dialog.refuse,
            )

    @Slot()
    def _ask_key(self) -> None:
        from app.services.unlocking import unlock_text

        if self._desk is not None:
            self._workplace.background.query(
                unlock_text,
                desk=self._desk.context,
                actor=self._desk.actor,
                then=self._show_key,
                refused=self._workplace.messages.refuse,
            )

    def _show_key(self, key: str) -> None:
        from app.ui.dialogs.unlock_key import UnlockKeyDialog

        dialog = self.key_dialog = UnlockKeyDialog(self.window(), key)
        dialog.taken.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _take(self, text: str) -> None:
        from app.services.unlocking import take_unlock_key

        if self._desk is not None and self.key_dialog is not None:
            self._workplace.background.keep(
                take_unlock_key,
                text,
                **stamp(self._desk),
                then=self._taken,
                refused=self.key_dialog.refuse,
            )

    def _taken(self, _done: object) -> None:
        if self.key_dialog is not None:
            self.key_dialog.accept()
        self._workplace.messages.tell("Đã dùng khóa mở khóa của đơn vị ở quầy này")
