"""The date, large, with its reason below it and the whole counting one key away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from app.domain.moments import local
from app.ui.vietnamese_dates import WEEKDAYS
from app.ui.widgets.layouts import Card, column, key_button, label, mark, row

if TYPE_CHECKING:
    from app.domain.procedure import TimeLimit
    from app.domain.trace import Promise

_NO_DATE = "--/--/----"


class PromisePanel(Card):
    """Ngày hẹn trả, and what can be done with the form.

    ``changed`` follows another date, and other words or another state of the button that saves.
    ``due`` is the day that a save right now would promise, with its weekday and hour in words;
    ``due_at`` the same as a moment, where it is counted.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("Ngày hẹn trả kết quả")
        self.due: tuple[str, str] | None = None
        self.due_at: datetime | None = None
        self.date = label(_NO_DATE, "waiting")
        self.date.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.date.setAccessibleName("Ngày hẹn trả kết quả")
        self.reason = label("Chọn thủ tục để tính ngày hẹn trả.", "muted", wraps=True)
        self.warning = label("", "warn", wraps=True)
        self.shortened = label("", "good", wraps=True)
        self.corrected = label("", "warn", wraps=True)
        self.trace = label("", "small", wraps=True)
        self.trace.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.explain = key_button("Cách tính", "Ctrl+G", "link")
        self.explain.setCheckable(True)
        self.explain.toggled.connect(self._show_trace)
        self.save = key_button("Lưu và in giấy hẹn", "F9", "main")
        self.at_once = key_button("Trả ngay", "Shift+F9", "link")
        self.guide = key_button("Hướng dẫn bổ sung", "Ctrl+B")
        self.refuse = key_button("Từ chối", "Ctrl+U")
        self.clear = key_button("Làm mới", "Ctrl+N")
        self.put(
            column(
                self.date, self.reason, self.corrected, self.shortened, self.warning, gap="hair"
            ),
            row(self.explain, None, self.at_once),
            self.trace,
            None,
            self.save,
            self.guide,
            row(self.refuse, self.clear),
        )
        self.forget()

    def forget(self, why: str = "Chọn thủ tục để tính ngày hẹn trả.") -> None:
        """No date: ``why`` says what is lacking for one."""
        self._say(_NO_DATE, "waiting", why)
        self.due = self.due_at = None
        for each in (self.corrected, self.warning, self.shortened):
            each.hide()
        self.trace.setText("")
        self.explain.hide()
        self.trace.hide()

    def show_promise(self, promise: Promise, statutory: TimeLimit | None = None) -> None:
        """The date that a save right now would give; ``statutory`` where the office is faster."""
        from app.domain.time_words import limit_text
        from app.domain.trace_words import promise_reason, trace_sentences, warning_sentences

        day, words = self.due = _day_and_hour(promise.due_at)
        self.due_at = promise.due_at
        self._say(day, "display", f"{words} · {promise_reason(promise)}")
        self.corrected.hide()
        self.shortened.setVisible(statutory is not None)
        if statutory is not None:
            self.shortened.setText(f"Đơn vị rút ngắn; theo quy định là {limit_text(statutory)}.")
        self.warning.setText("\n".join(warning_sentences(promise)))
        self.warning.setVisible(bool(promise.warnings))
        self.trace.setText("\n".join(f"• {each}" for each in trace_sentences(promise)))
        self.explain.show()
        self._show_trace(self.explain.isChecked())

    def show_corrected(self, due_at: datetime, sentence: str, *, is_kept: bool) -> None:
        """The date that a correction would leave promised; ``is_kept``: not the counted one."""
        self.due, self.due_at = _day_and_hour(due_at), due_at
        if is_kept:
            self._say(self.due[0], "display", self.due[1])
        self.corrected.setText(sentence)
        mark(self.corrected, "tone", "warn" if is_kept else "small")
        self.corrected.show()

    def show_received(
        self, code: str, applicant: str, due_at: datetime, deed: str = "Đã nhận"
    ) -> None:
        """What was just saved, until the next procedure is chosen."""
        due = local(due_at)
        self.forget(f"{deed} {code} · {applicant} · trước {due:%H} giờ {due:%M}")
        self._say(f"{due:%d/%m/%Y}", "received", self.reason.text())

    def show_settled(self, code: str, applicant: str) -> None:
        """What was just received and given out in one act, until the next procedure is chosen."""
        self.forget(f"Đã nhận và trả ngay {code} · {applicant}")
        self._say("Đã trả", "received", self.reason.text())

    def show_stated(self, typed: str) -> None:
        """The officer states the date: the published limit has no countable unit."""
        self.forget("Ngày hẹn do cán bộ ghi, theo căn cứ đã nêu.")
        self.date.setText(typed.split(" ")[0])
        self.due = self.date.text(), ""
        self.changed.emit()

    def set_correcting(self, *, correcting: bool, replacing: bool = False) -> None:
        """While a dossier is put right, nobody is guided or refused at the door."""
        saving = "Lưu bản sửa và in" if correcting else "Lưu và in giấy hẹn"
        self.save.setText(f"{'Lập hồ sơ thay thế và in' if replacing else saving}  F9")
        for each in (self.at_once, self.guide, self.refuse):
            each.setVisible(not correcting)
        self.changed.emit()

    def set_busy(self, busy: bool) -> None:
        """While a command runs no second one can be started."""
        for each in (self.save, self.at_once, self.guide, self.refuse, self.clear):
            each.setEnabled(not busy)
        self.changed.emit()

    def _say(self, date: str, tone: str, reason: str) -> None:
        self.date.setText(date)
        mark(self.date, "tone", tone)
        self.date.setAccessibleDescription(f"{date}. {reason}")
        # A line may break after the dot between two facts, never before it.
        self.reason.setText(reason.replace(" · ", "\u00a0· "))
        self.changed.emit()

    @Slot(bool)
    def _show_trace(self, shown: bool) -> None:
        self.trace.setVisible(shown and bool(self.trace.text()))


def _day_and_hour(due_at: datetime) -> tuple[str, str]:
    due = local(due_at)
    return f"{due:%d/%m/%Y}", f"{WEEKDAYS[due.weekday()]}, trước {due:%H} giờ {due:%M}"
