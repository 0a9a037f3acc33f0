"""One's own PIN in the settings: the first one, or another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.fields import FieldGrid
from app.ui.widgets.layouts import Card, label, row
from app.ui.widgets.secret_fields import AGAIN, NEW, caution_about, new_secret_of, secret_line
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.desk import Actor

_WORDS = (
    "Mã PIN để mở quầy và đồng ý những việc cần hai người. Chỉ mình bạn biết; "
    "quên thì bấm “Quên mã PIN?” ở màn hình khóa, không cần mạng."
)


class PinCard(Card):
    """Asks for the PIN until now, where there is one, and twice for the new one."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Mã PIN của tôi")
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self.fields = FieldGrid()
        self.fields.add("old", "Mã hiện nay", secret_line("Để trống nếu chưa từng đặt"))
        self.fields.add(NEW, "Mã mới", secret_line("6 chữ số trở lên, hoặc mật khẩu 8 ký tự"))
        self.fields.add(AGAIN, "Gõ lại", secret_line())
        self.fields.edited.connect(self._caution)
        self.change = QPushButton("Đặt mã PIN")
        self.change.clicked.connect(self._change)
        self.put(label(_WORDS, "muted", wraps=True), self.fields, row(None, self.change))

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @property
    def _actor(self) -> Actor | None:
        return self._desk.actor if self._desk is not None and self._desk.seat.taken else None

    @Slot(str)
    def _caution(self, key: str) -> None:
        caution_about(self.fields, key)

    @Slot()
    def _change(self) -> None:
        from app.services.sign_in import Proof, change_secret

        actor, desk = self._actor, self._desk
        if actor is None or desk is None:
            return
        self.fields.clear_complaints()
        new = new_secret_of(self.fields, actor.full_name)
        if new is None:
            return
        self.change.setEnabled(False)
        old = self.fields.text("old") or None
        self._workplace.background.prove(
            change_secret,
            desk.database,
            Proof(officer=str(actor.uid), secret=old, new_secret=new),
            now=desk.now(),
            desk=desk.context,
            then=self._changed,
            refused=self._refuse,
        )

    def _changed(self, _done: object) -> None:
        self.change.setEnabled(True)
        self.fields.load({})
        self._workplace.messages.tell("Đã đặt mã PIN mới")

    def _refuse(self, refusal: Refusal) -> None:
        self.change.setEnabled(True)
        self.fields.complain("old", refusal_sentence(refusal))
        self.fields["old"].setFocus()
