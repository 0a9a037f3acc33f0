"""Taking what a citizen has to say, and the supervisor's answer to it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from app.ui.dialogs.stating import StatingDialog
from app.ui.tokens import length
from app.ui.widgets.fields import line


class FeedbackDialog(StatingDialog):
    """What was said, and by whom where they say it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Ghi nhận phản ánh, kiến nghị",
            "Ghi như công dân nói. Công dân không muốn nêu tên thì để trống hai ô cuối.",
            "Ghi nhận",
        )
        self.fields.add("about", "&Về việc *", line("Ví dụ: chờ lâu ở quầy 2"))
        self.fields.add("words", "&Nội dung *", _words())
        self.fields.add("name", "&Họ và tên", line())
        self.fields.add("contact", "&Liên hệ", line("Điện thoại hoặc địa chỉ"))
        self.fields["about"].setFocus()

    def form(self) -> object:
        """The feedback as stated."""
        from app.services.feedback import FeedbackForm

        return FeedbackForm(
            about=self.fields.text("about"),
            words=self.fields.text("words"),
            full_name=self.fields.text("name") or None,
            contact=self.fields.text("contact") or None,
        )


class FeedbackAnswerDialog(StatingDialog):
    """``form`` gives the answer, and whether question and answer become public."""

    def __init__(self, parent: QWidget, number: str, asked: str) -> None:
        super().__init__(parent, f"Trả lời phản ánh {number}", asked, "Trả lời")
        self.fields.add("answer", "&Câu trả lời *", _words())
        published = QCheckBox("Đưa lên trang công khai, không kèm tên")
        self.fields.add("publish", "Công &khai", published)
        self.fields["answer"].setFocus()

    def form(self) -> tuple[str, bool]:
        """The answer as stated."""
        return self.fields.text("answer"), bool(self.fields.text("publish"))


def _words() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(length("reason_height"))
    return made
