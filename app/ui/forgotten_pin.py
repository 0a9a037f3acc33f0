"""A forgotten PIN: by telephone with two groups of digits, or with a supervisor beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.moments import local
from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.domain.unlock_code import in_groups
from app.ui.widgets.fields import FieldGrid, choice, line, offer
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.secret_fields import AGAIN, NEW, caution_about, new_secret_of, secret_line

if TYPE_CHECKING:
    from app.services.seat import Sitter
    from app.services.unlocking import Challenge

_BY_TELEPHONE, _BESIDE = "telephone", "beside"
_WAYS = ((_BY_TELEPHONE, "Gọi điện cho lãnh đạo"), (_BESIDE, "Lãnh đạo đang ở đây"))


class ForgottenPin(QWidget):
    """``answered`` brings officer, digits heard and new PIN; ``vouched`` officer, who stands
    beside, their PIN, and the new one; ``left`` goes back.
    """

    answered = Signal(str, str, str)
    vouched = Signal(str, str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._uid = self._name = ""
        self._heading = label("", "heading", wraps=True)
        self._words = label("", "muted", wraps=True)
        self._digits = label("", "display")
        self._trouble = label("", "error", wraps=True)
        self.fields = FieldGrid()
        self.fields.add("way", "Cách &mở", choice(_WAYS))
        self.fields.add("heard", "Mã &nghe được", line("8 chữ số lãnh đạo đọc lại"))
        self.fields.add("chief", "&Lãnh đạo", choice(()))
        self.fields.add("chief_pin", "Mã &PIN lãnh đạo", secret_line())
        self.fields.add(NEW, "Mã PIN mớ&i", secret_line())
        self.fields.add(AGAIN, "Gõ lạ&i", secret_line())
        self.fields.edited.connect(self._edited)
        self.set_pin = QPushButton("Đặt mã mới và mở quầy")
        self.set_pin.setProperty("role", "main")
        self.set_pin.clicked.connect(self._answer)
        back = QPushButton("Quay lại")
        back.clicked.connect(self.left)
        self.setLayout(
            column(
                self._heading,
                self._words,
                self._digits,
                self.fields,
                self._trouble,
                row(back, None, self.set_pin),
                gap="cell",
            )
        )

    def offer(self, sitters: Sequence[Sitter]) -> None:
        """Who may stand beside."""
        chiefs = [each for each in sitters if {SUPERVISOR, ADMINISTRATOR} & set(each.roles)]
        lines = ((str(each.uid), each.called) for each in chiefs)
        offer(self.fields["chief"], lines)  # type: ignore[arg-type]

    def begin(self, uid: str, name: str) -> None:
        """Start anew for one officer; the challenge follows."""
        self._uid, self._name = uid, name
        self._heading.setText(f"Quên mã PIN · {name}")
        self._words.setText("Đang lấy mã hỏi…")
        self._digits.clear()
        self.fields.load({"way": _BY_TELEPHONE})
        self.say("")
        self._show_way()

    def show_challenge(self, asked: Challenge) -> None:
        """What to read out, to whom, and until when it counts."""
        whom = "quản trị" if asked.rank == ADMINISTRATOR else "lãnh đạo"
        self._digits.setText(in_groups(asked.digits))
        self._words.setText(
            f"Gọi {whom}, đọc họ tên “{asked.member.full_name}” và 8 chữ số dưới đây. "
            f"Không cần mạng; mã dùng một lần, đến {local(asked.expires_at):%H:%M}."
        )
        self.fields["heard"].setFocus()

    def say(self, sentence: str) -> None:
        """Why it did not work, and what to do."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def set_busy(self, *, busy: bool) -> None:
        """While an answer is looked at, nothing else is."""
        self.set_pin.setEnabled(not busy)

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "way":
            self._show_way()
        caution_about(self.fields, key)

    def _show_way(self) -> None:
        by_telephone = self.fields.text("way") == _BY_TELEPHONE
        self.fields.show_line("heard", shown=by_telephone)
        for key in ("chief", "chief_pin"):
            self.fields.show_line(key, shown=not by_telephone)
        self._digits.setVisible(by_telephone)
        self._words.setVisible(by_telephone)

    @Slot()
    def _answer(self) -> None:
        new = new_secret_of(self.fields, self._name)
        if new is None:
            return
        self.say("")
        if self.fields.text("way") == _BY_TELEPHONE:
            self.answered.emit(self._uid, self.fields.text("heard"), new)
        else:
            chief, pin = self.fields.text("chief"), self.fields.text("chief_pin")
            self.vouched.emit(self._uid, chief, pin, new)
