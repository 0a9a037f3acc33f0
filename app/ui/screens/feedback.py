"""What citizens have to say about the office: taken at the desk, answered by a supervisor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot

from app.domain.errors import Refusal
from app.domain.moments import local
from app.domain.roles import SUPERVISOR
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.layouts import Card, column, key_button, label, row, scrolling
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.services.feedback import Feedback, FeedbackForm

_KEYS: Keys = (
    ("↑ ↓", "đọc từng phản ánh"),
    ("Ctrl+N", "ghi nhận phản ánh"),
    ("Ctrl+B", "trả lời (lãnh đạo)"),
)
_STANDING = 3
_NONE = "Chưa có phản ánh, kiến nghị nào. Ctrl+N: ghi nhận."
_ERASED = "(nội dung đã xóa theo yêu cầu xóa dữ liệu cá nhân)"


class FeedbackScreen(Screen):
    """The list, what is not answered on top, and the whole of the line at hand below it.

    ``shown`` follows a reading.
    """

    keys: Keys = _KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        columns: tuple[Column[Feedback], ...] = (
            Column("Số", lambda each: each.number, share=22, is_name=True),
            Column("Ngày nhận", _received, lambda each: each.received_at, share=18),
            Column("Về việc", lambda each: each.about, share=34),
            Column("Trả lời", lambda each: _standing(each)[0], share=26),
        )
        self.table: RecordTable[Feedback] = RecordTable(columns, "Phản ánh, kiến nghị")
        chips = ChipDelegate(workplace.theme, lambda each: _standing(each)[1], self.table)
        self.table.setItemDelegateForColumn(_STANDING, chips)
        self.words = label(_NONE, wraps=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.take = key_button("Ghi nhận", "Ctrl+N")
        self.answer = key_button("Trả lời", "Ctrl+B", "main")
        self._card = Card("Phản ánh, kiến nghị")
        self._card.put(self.table, row(self.take, None, self.answer))
        content = Card("Nội dung")
        content.put(self.words, None)
        whole = column(self._card, scrolling(content), gap="cell")
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)
        self.table.selectionModel().currentRowChanged.connect(self._tell)
        self.table.chosen.connect(self._answer)
        self.take.clicked.connect(self._take)
        self.answer.clicked.connect(self._answer)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self.refresh()

    def go_in(self) -> None:
        """The keyboard goes into the list."""
        self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read the list anew; the officer stays at their line."""
        from app.services.feedback import all_feedback

        if self._desk is not None:
            self._background.query(all_feedback, self._desk.context.tenant, then=self._show)

    def _show(self, found: tuple[Feedback, ...]) -> None:
        known = self.table.current_record()
        self.table.show_records(found)
        for at, each in enumerate(found):
            if known is not None and each.uid == known.uid:
                self.table.setCurrentIndex(self.table.model().index(at, 0))
        waiting = sum(each.answered_at is None for each in found)
        self._card.say_aside(f"{waiting} chưa trả lời, {len(found)} tất cả")
        self._tell()
        self.shown.emit()

    @Slot()
    def _tell(self) -> None:
        line = self.table.current_record()
        self.words.setText(_NONE if line is None else _whole(line))
        self.answer.setEnabled(line is not None and line.answered_at is None and self._may_answer())

    def _may_answer(self) -> bool:
        try:
            return self._desk is not None and SUPERVISOR in self._desk.actor.roles
        except Refusal:
            return False

    @Slot()
    def _take(self) -> None:
        from app.ui.dialogs.feedback import FeedbackDialog

        dialog = FeedbackDialog(self.window())
        dialog.stated.connect(partial(self._receive, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _receive(self, dialog: Any, form: FeedbackForm) -> None:
        from app.services.feedback import receive_feedback

        self._do(dialog, "Đã ghi nhận phản ánh", receive_feedback, form)

    @Slot()
    def _answer(self, _line: object = None) -> None:
        from app.ui.dialogs.feedback import FeedbackAnswerDialog

        line = self.table.current_record()
        if line is None or not self.answer.isEnabled():
            return
        asked = f"{line.about}: {line.words or _ERASED}"
        dialog = FeedbackAnswerDialog(self.window(), line.number, asked)
        dialog.stated.connect(partial(self._record_answer, dialog, line.number))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _record_answer(self, dialog: Any, number: str, form: tuple[str, bool]) -> None:
        from app.services.feedback import answer_feedback

        words, publish = form
        self._do(dialog, "Đã trả lời phản ánh", answer_feedback, number, words, publish=publish)

    def _do(self, dialog: Any, told: str, use_case: Any, *args: Any, **named: Any) -> None:
        from app.services.dossier_deeds import Acting

        if self._desk is None:
            return

        def done(found: Feedback) -> None:
            dialog.accept()
            self._messages.tell(f"{told} {found.number}")

        self._background.command(
            use_case,
            *args,
            Acting(**stamp(self._desk)),
            **named,
            then=done,
            refused=dialog.complain,
        )


def _received(each: Feedback) -> str:
    return f"{local(each.received_at):%d/%m/%Y}"


def _standing(each: Feedback) -> tuple[str, str]:
    if each.answered_at is None:
        return "chưa trả lời", "warn"
    return ("đã trả lời, công khai", "good") if each.is_published else ("đã trả lời", "quiet")


def _whole(each: Feedback) -> str:
    who = ", ".join(filter(None, (each.full_name, each.contact)))
    parts = [f"{each.about}: {each.words or _ERASED}", f"Người phản ánh: {who or 'không nêu tên'}"]
    if each.answered_at is not None:
        parts.append(f"Trả lời {local(each.answered_at):%d/%m/%Y}: {each.answer or _ERASED}")
    return "\n".join(parts)
