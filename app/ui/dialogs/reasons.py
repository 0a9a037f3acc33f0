"""Questions for a reason in writing: at the door, for the clock, and before a cancellation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QPlainTextEdit, QPushButton, QWidget

from app.domain.light_dataclass import dataclass
from app.ui.tokens import length
from app.ui.widgets.layouts import column, key_button, label, row


class _ReasonDialog(QDialog):
    """A reason in the officer's words; Ctrl+Enter agrees, Esc goes back."""

    def __init__(self, parent: QWidget, title: str, words: str, agree: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setAccessibleName("Lý do")
        self.reason.setFixedHeight(length("reason_height"))
        self.agree, back = key_button(agree, "Ctrl+Return", "main"), QPushButton("Quay lại  Esc")
        self.agree.setText(f"{agree}  Ctrl+Enter")
        self.agree.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        back.setAutoDefault(False)
        self.body = column(gap="near")
        self.setLayout(
            column(
                label(title, "heading"),
                label(words, "muted", wraps=True),
                self.body,
                self.reason,
                row(None, back, self.agree),
                gap="cell",
                margin="page",
                wide="dialog",
            )
        )
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> str | None:
        """The reason, or ``None`` when the officer went back."""
        agreed = self.exec() == QDialog.DialogCode.Accepted
        return self.reason.toPlainText().strip() if agreed else None


class GuidanceDialog(_ReasonDialog):
    """Phiếu yêu cầu bổ sung (Mẫu 02): once, completely, in writing."""

    def __init__(self, parent: QWidget, lacking: Sequence[str]) -> None:
        super().__init__(
            parent,
            "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
            "Phiếu ghi mọi giấy tờ còn thiếu. Có thể thêm lời hướng dẫn cho người nộp.",
            "Lưu và in phiếu",
        )
        for name in lacking:
            self.body.addWidget(label(f"• {name}", wraps=True))
        self.reason.setPlaceholderText("Nội dung cần hoàn thiện, có thể để trống")
        self.reason.setAccessibleName("Nội dung cần hoàn thiện")

    @classmethod
    def ask(cls, parent: QWidget, lacking: Sequence[str]) -> str | None:
        """What to add to the list, possibly nothing; ``None`` when the officer went back."""
        return cls(parent, lacking).answer()


class RefusalDialog(_ReasonDialog):
    """Phiếu từ chối tiếp nhận (Mẫu 03): the law asks for the reason."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
            "Ghi rõ lý do và căn cứ; người nộp được nhận bằng văn bản.",
            "Lưu và in phiếu",
        )
        self.reason.setPlaceholderText("Ví dụ: không thuộc thẩm quyền giải quyết của…")
        self.reason.textChanged.connect(self._wait_for_reason)
        self._wait_for_reason()

    @classmethod
    def ask(cls, parent: QWidget) -> str | None:
        """The reason; ``None`` when the officer went back."""
        return cls(parent).answer()

    @Slot()
    def _wait_for_reason(self) -> None:
        self.agree.setEnabled(bool(self.reason.toPlainText().strip()))


class TakeBackDialog(_ReasonDialog):
    """Thu lại phiếu bàn giao chưa ký nhận: every dossier on it stays where it lay."""

    def __init__(self, parent: QWidget, code: str) -> None:
        super().__init__(
            parent,
            f"Thu lại phiếu {code}",
            "Mọi hồ sơ trên phiếu trở lại bên giao. Tờ giấy đã in hết giá trị; hãy hủy cả hai bản.",
            "Thu lại phiếu",
        )
        self.reason.setPlaceholderText("Ví dụ: chọn nhầm cơ quan nhận")
        self.reason.textChanged.connect(self._wait_for_reason)
        self._wait_for_reason()

    @classmethod
    def ask(cls, parent: QWidget, code: str) -> str | None:
        """The reason; ``None`` when the officer went back."""
        return cls(parent, code).answer()

    @Slot()
    def _wait_for_reason(self) -> None:
        self.agree.setEnabled(bool(self.reason.toPlainText().strip()))


class ClockDialog(_ReasonDialog):
    """Xác nhận đồng hồ máy: a supervisor's word, recorded with its reason."""

    def __init__(self, parent: QWidget, doubt: str) -> None:
        super().__init__(parent, "Xác nhận đồng hồ máy", doubt, "Đồng hồ đúng")
        self.reason.setPlaceholderText("Ví dụ: đơn vị nghỉ, không tiếp nhận trong những ngày ấy")
        self.reason.textChanged.connect(self._wait_for_reason)
        self._wait_for_reason()

    @classmethod
    def ask(cls, parent: QWidget, doubt: str) -> str | None:
        """The reason; ``None`` when the officer went back."""
        return cls(parent, doubt).answer()

    @Slot()
    def _wait_for_reason(self) -> None:
        self.agree.setEnabled(bool(self.reason.toPlainText().strip()))


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why a dossier is cancelled, and whether every slip given out lies on the desk again."""

    reason: str
    slip_returned: bool


class CancellationDialog(_ReasonDialog):
    """Hủy hồ sơ nhận nhầm: the line of the register stays, with this reason."""

    def __init__(self, parent: QWidget, code: str, *, slip_is_out: bool) -> None:
        super().__init__(
            parent,
            f"Hủy hồ sơ {code}",
            "Chỉ hủy khi hồ sơ được nhận nhầm. Số trong sổ vẫn giữ, ghi là “hủy”; "
            "giấy hẹn đã in hết giá trị.",
            "Hủy hồ sơ",
        )
        self.returned = QCheckBox("Đã thu lại mọi giấy hẹn đã in")
        self.returned.setAccessibleName("Đã thu lại mọi giấy hẹn đã in")
        self.body.addWidget(self.returned)
        self.returned.setVisible(slip_is_out)
        self.reason.setPlaceholderText("Ví dụ: người nộp đổi ý ngay tại quầy")
        self.reason.textChanged.connect(self._wait_for_reason)
        self._wait_for_reason()

    @classmethod
    def ask(cls, parent: QWidget, code: str, *, slip_is_out: bool) -> Cancellation | None:
        """The reason; ``None`` when the officer went back."""
        dialog = cls(parent, code, slip_is_out=slip_is_out)
        reason = dialog.answer()
        return None if reason is None else Cancellation(reason, dialog.returned.isChecked())

    @Slot()
    def _wait_for_reason(self) -> None:
        self.agree.setEnabled(bool(self.reason.toPlainText().strip()))
