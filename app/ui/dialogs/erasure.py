"""Xóa dữ liệu cá nhân: what is about to go, and by what right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldGrid, choice, line, value_of
from app.ui.widgets.layouts import column, key_button, label, row, scrolling
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_grid import Line as TextLine
from app.ui.widgets.text_grid import TextColumn, TextGrid

if TYPE_CHECKING:
    from app.domain.erasure import ErasureForm, ErasureRules
    from app.services.erasing import ErasurePlan

_PLAN = (TextColumn("muted", least="fact_name"), TextColumn(share=1))


_WARNING = (
    "Xóa rồi không lấy lại được. Nhật ký vẫn giữ việc gì, ai làm, khi nào; "
    "chỉ họ tên, số giấy tờ, địa chỉ, điện thoại và lời ghi là mất."
)


class ErasureDialog(QDialog):
    """Ctrl+Enter erases, Esc goes back; nothing goes before the plan is shown.

    ``asked`` follows every change of basis or order, ``agreed`` the yes.
    """

    asked = Signal()
    agreed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, code: str, rules: ErasureRules) -> None:
        super().__init__(parent)
        self.setWindowTitle("Xóa dữ liệu cá nhân")
        self.setMinimumWidth(length("deed_dialog"))
        self._rules = rules
        self.plan: ErasurePlan | None = None
        self.basis = choice([(each.name, _capital(each.words)) for each in rules.bases])
        self.order = line("Ví dụ 15/QĐ-UBND; không ghi tên người")
        self.fields = FieldGrid()
        self.fields.add("basis", "&Căn cứ", self.basis)
        self.fields.add("order", "&Số quyết định", self.order)
        self.fields.edited.connect(self._edited)
        self.shown = TextGrid(_PLAN, "Những gì sẽ xóa")
        self.notice = Notice(theme)
        self.agree = key_button("Xóa vĩnh viễn", "Ctrl+Return", "main")
        self.agree.setText("Xóa vĩnh viễn  Ctrl+Enter")
        self.agree.clicked.connect(self.agreed)
        inside = QWidget()
        words = label(_WARNING, "muted", wraps=True)
        inside.setLayout(
            column(words, self.fields, self.shown, self.notice, None, gap="cell"),
        )
        self._scroll = scrolling(inside)
        self._lay_out(code)
        self.resize(self.minimumWidth(), min(length("dialog"), parent.height()))
        self.wait()

    def _lay_out(self, code: str) -> None:
        back = QPushButton("Quay lại  Esc")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        whole = column(
            label(f"Xóa dữ liệu cá nhân của {code}", "heading"),
            self._scroll,
            row(None, back, self.agree),
            gap="cell",
            margin="page",
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def form(self) -> ErasureForm:
        """Basis and order as they are chosen."""
        from app.domain.erasure import ErasureForm

        return ErasureForm(basis=value_of(self.basis), order=self.order.text().strip() or None)

    def wait(self) -> None:
        """Another plan is on its way."""
        self.plan = None
        self.agree.setEnabled(False)
        needs_order = self._rules.basis(value_of(self.basis)).needs_order
        self.order.setEnabled(needs_order)

    def show_plan(self, plan: ErasurePlan) -> None:
        """What would go; from now on the yes is possible."""
        self.plan = plan
        self.notice.say("", "info")
        self.shown.show_lines([TextLine((name, said)) for name, said in _plan_lines(plan)])
        self.agree.setEnabled(True)

    def refuse(self, sentence: str) -> None:
        """Why it cannot be done so."""
        self.plan = None
        self.agree.setEnabled(False)
        self.shown.show_lines(())
        self.notice.say(sentence, "warn")

    @Slot(str)
    def _edited(self, key: str) -> None:
        if key in ("basis", "order"):
            self.wait()
            self.asked.emit()


def _plan_lines(plan: ErasurePlan) -> list[tuple[str, str]]:
    found = plan.traces
    outside = (
        f"{plan.files} tệp đính kèm, {len(found.drafts)} bản nháp, "
        f"{len(found.filters)} bộ lọc đã lưu, {len(found.prints)} lượt in"
    )
    checked = "" if plan.term.confirmed else " (thời hạn mặc định, cơ quan chưa xác nhận)"
    lines = [
        ("Của ai", plan.applicant or "người đến hỏi ở cửa"),
        ("Trong nhật ký", f"{len(plan.parts)} phần, kể cả {len(plan.visits)} lượt tiếp trước đó"),
        ("Ngoài nhật ký", outside),
        ("Lưu trữ đến", f"hết {plan.kept_until:%d/%m/%Y}{checked}"),
        ("Nguồn", plan.basis.source),
    ]
    if plan.others:
        lines.append(("Không xóa", f"hồ sơ khác của người này: {', '.join(plan.others)}"))
    return lines


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
