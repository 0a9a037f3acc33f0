"""The only place that shows messages: toasts, the banner, questions, the report of a crash."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import column, label, row
from app.ui.widgets.notice import Notice

_TOAST_MILLISECONDS = 6000


class Banner(Notice):
    """One sentence across the form that stays until it is dealt with."""

    def __init__(self, theme: Theme) -> None:
        close = QToolButton()
        close.setAccessibleName("Đóng thông báo")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(theme, close)
        close.clicked.connect(self.hide)
        self._close = close

    @Slot()
    def _draw(self) -> None:
        super()._draw()
        self._close.setIcon(self._theme.icon("close", self._kind))


class Toast(QFrame):
    """A sentence at the head of the window that goes by itself."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._ground = parent
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._theme = theme
        self._picture = QLabel()
        self._sentence = label()
        self.setLayout(row(self._picture, self._sentence, gap="near", margin="cell"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MILLISECONDS)
        self._timer.timeout.connect(self.hide)
        theme.changed.connect(self._draw)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence for a few seconds."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self._draw()
        self.adjustSize()
        self.keep_place()
        self.show()
        self.raise_()
        self._timer.start()

    def keep_place(self) -> None:
        """Stay at the edge of a window of another size."""
        # Over the search, the one place where nothing is read or typed while saving.
        edge = length("toast_margin")
        self.move(max(0, self._ground.width() - self.width() - edge), edge)

    @Slot()
    def _draw(self) -> None:
        self._picture.setPixmap(self._theme.icon("done", "toast_text").pixmap(length("icon")))


class Messages(QObject):
    """Tells, warns, asks and reports on behalf of every screen."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self.banner = Banner(theme)
        self._toast = Toast(window, theme)

    def tell(self, sentence: str) -> None:
        """Good news, for a few seconds."""
        self._toast.say(sentence)

    def keep_place(self) -> None:
        """The window has another size."""
        self._toast.keep_place()

    def warn(self, sentence: str) -> None:
        """Something to mind, across the form."""
        self.banner.say(sentence, "warn")

    def inform(self, sentence: str) -> None:
        """Something to know, across the form."""
        self.banner.say(sentence, "info")

    @Slot(object)
    def refuse(self, refusal: Refusal) -> None:
        """The office says no: why, and what to do."""
        self.banner.say(refusal_sentence(refusal), "bad")

    @Slot()
    def clear(self) -> None:
        """Take the banner back."""
        self.banner.hide()

    def ask(self, question: str, *, yes: str, no: str = "Quay lại") -> bool:
        """A question with two answers; Enter is yes, Esc is no."""
        return _Question(self._window, question, yes, no).exec() == QDialog.DialogCode.Accepted

    @Slot(object)
    def crash(self, error: Exception) -> None:
        """A bug: nothing is lost, and here is the report to send."""
        _CrashReport(self._window, crash_report(error)).exec()


def crash_report(error: Exception) -> str:
    """What a developer needs and an officer may send: versions and the trace, no form data."""
    import platform

    from app.domain.fault_text import fault_text

    versions = f"Một Cửa · Python {platform.python_version()} · {platform.platform()}"
    return f"{versions}\n\n{fault_text(error)}\n"


class _Question(QDialog):
    def __init__(self, parent: QWidget, question: str, yes: str, no: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa")
        agree, back = QPushButton(yes), QPushButton(no)
        agree.setProperty("role", "main")
        agree.setDefault(True)
        agree.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        words = label(question, wraps=True)
        self.setLayout(column(words, row(None, back, agree), gap="card", margin="page"))


class _CrashReport(QDialog):
    def __init__(self, parent: QWidget, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Một Cửa")
        self._report = report
        shown = QPlainTextEdit(report)
        shown.setReadOnly(True)
        shown.setAccessibleName("Báo cáo lỗi")
        copy, close = QPushButton("&Sao chép báo cáo"), QPushButton("Đóng")
        copy.clicked.connect(self._copy)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        words = label(
            "Chương trình gặp lỗi ngoài dự tính. Những gì đã lưu vẫn còn nguyên. "
            "Hãy sao chép báo cáo này gửi cho người phụ trách, rồi làm tiếp.",
            wraps=True,
        )
        self.setLayout(column(words, shown, row(copy, None, close), gap="card", margin="page"))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
