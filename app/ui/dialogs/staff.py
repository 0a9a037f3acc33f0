"""Questions about an account: who, which roles, who pays, until when; and a PIN that is given."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QPushButton, QWidget

from app.domain.errors import Refusal
from app.domain.roles import ROLE_WORDS
from app.domain.staff_facts import EmployerKind, Term
from app.domain.staff_words import EMPLOYER_WORDS
from app.domain.unlock_code import in_groups
from app.domain.words import refusal_sentence
from app.ui.widgets.fields import FieldGrid, choice, line
from app.ui.widgets.layouts import column, label, row, scrolling

if TYPE_CHECKING:
    from app.domain.staff import StaffMember
    from app.services.staff_accounts import StaffForm

_KINDS = tuple((kind.value, words.capitalize()) for kind, words in EMPLOYER_WORDS.items())
_DAY = "Ngày dạng 31/10/2027; để trống là không giới hạn"


class StaffDialog(QDialog):
    """``answered`` brings a ``StaffForm``; whoever hears it accepts, or calls ``refuse``."""

    answered = Signal(object)

    def __init__(self, parent: QWidget, member: StaffMember | None) -> None:
        super().__init__(parent)
        title = "Thêm cán bộ" if member is None else f"Sửa tài khoản {member.full_name}"
        self.setWindowTitle(title)
        self.fields = FieldGrid()
        self.fields.add("full_name", "&Họ tên *", line())
        self.fields.add("title", "&Chức danh", line("In trên thẻ và biển tên"))
        self.roles = {role: QCheckBox(words.capitalize()) for role, words in ROLE_WORDS.items()}
        for role, box in self.roles.items():
            self.fields.add(role, "Quyền" if role == next(iter(self.roles)) else "", box)
            box.setAccessibleName(f"Quyền {ROLE_WORDS[role]}")
        self.fields.add("employer_kind", "&Biên chế", choice(_KINDS))
        self.fields.add("employer", "Đơn &vị cử đến", line())
        self.fields.add("begins_on", "&Từ ngày", line(_DAY))
        self.fields.add("ends_on", "Đến &hết ngày", line(_DAY))
        self.fields.edited.connect(self._edited)
        self._trouble = label("", "error", wraps=True)
        self.save = QPushButton("Lưu")
        self.save.setProperty("role", "main")
        self.save.setDefault(True)
        self.save.clicked.connect(self._answer)
        back = QPushButton("Quay lại  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        buttons = row(None, back, self.save)
        head = label(title, "heading", wraps=True)
        scroll = scrolling(self.fields)
        whole = column(
            head, scroll, self._trouble, buttons, gap="cell", margin="page", wide="dialog"
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.fields.load({"clerk": "1"} if member is None else _values(member))
        self._edited("employer_kind")
        around = self.sizeHint().height() - scroll.sizeHint().height()
        self.resize(
            self.minimumWidth(), min(around + self.fields.sizeHint().height(), parent.height())
        )

    def refuse(self, refusal: Refusal) -> None:
        """Nothing was saved: say why, and let it be mended."""
        self._trouble.setText(refusal_sentence(refusal))
        self.save.setEnabled(True)

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key == "employer_kind":
            seconded = self.fields.text(key) != EmployerKind.OFFICE.value
            self.fields.show_line("employer", shown=seconded)

    @Slot()
    def _answer(self) -> None:
        from app.services.staff_accounts import StaffForm

        self.fields.clear_complaints()
        self._trouble.setText("")
        days: dict[str, date | None] = {}
        for key in ("begins_on", "ends_on"):
            try:
                days[key] = _day(self.fields.text(key))
            except ValueError:
                self.fields.complain(key, "Hãy ghi ngày dạng 31/10/2027, hoặc để trống.")
                self.fields[key].setFocus()
                return
        self.save.setEnabled(False)
        form: StaffForm = StaffForm(
            full_name=self.fields.text("full_name"),
            title=self.fields.text("title") or None,
            roles=tuple(role for role, box in self.roles.items() if box.isChecked()),
            employer=self.fields.text("employer") or None,
            employer_kind=EmployerKind(self.fields.text("employer_kind")),
            term=Term(**days),
        )
        self.answered.emit(form)


class GivenPinDialog(QDialog):
    """A PIN that its owner has to change: told once, from hand to hand."""

    def __init__(self, parent: QWidget, name: str, pin: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Mã PIN tạm của {name}")
        words = (
            f"Hãy đưa tận tay {name}. Mã chỉ hiện một lần này; "
            "người này đặt mã riêng khi đăng nhập lần đầu."
        )
        close = QPushButton("Đã ghi lại")
        close.setProperty("role", "main")
        close.clicked.connect(self.accept)
        self.pin = label(in_groups(pin), "display")
        self.setLayout(
            column(
                label(f"Mã PIN tạm của {name}", "heading", wraps=True),
                label(words, "muted", wraps=True),
                self.pin,
                row(None, close),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )


def _values(member: StaffMember) -> dict[str, str]:
    begins, ends = member.term.begins_on, member.term.ends_on
    is_own = member.employer_kind is EmployerKind.OFFICE
    return {
        "full_name": member.full_name,
        "title": member.title or "",
        **dict.fromkeys(member.roles, "1"),
        "employer_kind": member.employer_kind.value,
        "employer": "" if is_own else member.employer,
        "begins_on": "" if begins is None else f"{begins:%d/%m/%Y}",
        "ends_on": "" if ends is None else f"{ends:%d/%m/%Y}",
    }


def _day(text: str) -> date | None:
    if not text:
        return None
    day, month, year = (int(part) for part in text.replace("-", "/").replace(".", "/").split("/"))
    return date(year, month, day)
