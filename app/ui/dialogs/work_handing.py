"""A sick colleague's open work given to somebody who is here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.errors import Reason, Refusal
from app.ui.dialogs.stating import StatingDialog
from app.ui.widgets.fields import choice, line

if TYPE_CHECKING:
    from app.domain.staff import StaffMember


class HandWorkDialog(StatingDialog):
    """``form`` gives the uids of who is away and of who takes over, and the reason."""

    def __init__(self, parent: QWidget, members: Sequence[StaffMember], absent: str) -> None:
        super().__init__(
            parent,
            "Giao việc của người vắng",
            "Mọi hồ sơ đang mở của người vắng sang người thay, trong một việc.",
            "Giao việc",
        )
        everybody = [(str(each.uid), each.full_name) for each in members]
        here = [(str(each.uid), each.full_name) for each in members if each.is_active]
        nobody = ("", "Chọn một người")
        self.fields.add("absent", "Người &vắng *", choice([nobody, *everybody]))
        self.fields.add("successor", "Người &thay *", choice([nobody, *here]))
        self.fields.add("reason", "&Lý do", line("Ví dụ: nghỉ ốm"))
        self.fields.put("absent", absent)
        self.fields["successor" if absent else "absent"].setFocus()

    @property
    def successor(self) -> str:
        """The name of whoever takes over."""
        combo = self.fields["successor"]
        return combo.currentText() if isinstance(combo, QComboBox) else ""

    def form(self) -> tuple[str, str, str]:
        """What was stated. Raises ``Refusal`` (``FIELD_MISSING``) where a person lacks."""
        absent, successor = self.fields.text("absent"), self.fields.text("successor")
        for chosen, name in ((absent, "người vắng"), (successor, "người thay")):
            if not chosen:
                raise Refusal(Reason.FIELD_MISSING, field=name)
        return absent, successor, self.fields.text("reason")
