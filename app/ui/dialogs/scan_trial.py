"""Try the scanner: a code to scan, what came of it letter by letter, what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from app.domain.scan_trial import TRIAL_CODE, ScanTrial, code_points, try_scan
from app.domain.scan_trial_words import trial_sentences
from app.ui.widgets.code_picture import CodePicture
from app.ui.widgets.fields import line
from app.ui.widgets.layouts import column, label, mark, row

_SILENCE_MILLISECONDS = 600
"""A scanner types a letter every few milliseconds: after so long nothing more will come."""


class ScanTrialDialog(QDialog):
    """Scans come here while it is open, and go nowhere else.

    A scanner that types is heard through the line below the code; one on a serial port through
    ``take_scan``.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Thử máy quét")
        self.came = line("Đang chờ mã…")
        self.came.setAccessibleName("Chữ nhận được")
        self.verdict = label("Chưa nhận được chữ nào.", "muted", wraps=True)
        self.points = QPlainTextEdit()
        self.points.setReadOnly(True)
        self.points.setTabChangesFocus(True)
        self.points.setAccessibleName("Từng chữ nhận được và mã Unicode")
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENCE_MILLISECONDS)
        self._silence.timeout.connect(self._judge_silence)
        self.came.textEdited.connect(self._silence.start)
        self.came.returnPressed.connect(self._judge_end)
        self._lay_out()
        self.came.setFocus()

    def take_scan(self, scanned: str) -> bool:
        """A whole scan that did not pass through the line: by serial port, or of a known kind."""
        self._silence.stop()
        self.came.setText(scanned)
        trial = try_scan(scanned, ended=True, is_serial=True)
        self._show(trial)
        return trial.is_good

    def _lay_out(self) -> None:
        close = QPushButton("Đóng  Esc")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        words = "Quét mã vuông này bằng máy quét của quầy, từ màn hình hoặc từ tờ tập quét."
        found = column(
            label("Chữ nhận được", "muted"), self.came, self.verdict, self.points, gap="near"
        )
        trial = row(CodePicture(TRIAL_CODE, "Mã thử máy quét"), found, gap="card")
        trial.setStretch(1, 1)
        self.setLayout(
            column(
                label("Thử máy quét", "heading"),
                label(words, "muted", wraps=True),
                trial,
                row(None, close),
                gap="cell",
                margin="page",
                wide="middle_form",
            )
        )

    @Slot()
    def _judge_end(self) -> None:
        self._judge(ended=True)

    @Slot()
    def _judge_silence(self) -> None:
        self._judge(ended=False)

    def _judge(self, *, ended: bool) -> None:
        self._silence.stop()
        if self.came.text():
            self._show(try_scan(self.came.text(), ended=ended))

    def _show(self, trial: ScanTrial) -> None:
        self.verdict.setText("\n".join(trial_sentences(trial)))
        mark(self.verdict, "tone", "good" if trial.is_good else "error")
        lines = (f"{each}  {number}  {name}" for each, number, name in code_points(trial.text))
        self.points.setPlainText("\n".join(lines))
        # Selected, so that the next scan takes its place.
        self.came.selectAll()
