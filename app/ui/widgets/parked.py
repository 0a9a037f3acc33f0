"""Who waits: a strip across the form with their number, and the list to call one of them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.draft_words import NOBODY, ago_text
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.layouts import column, key_button, label, row
from app.ui.widgets.notice import Notice
from app.ui.widgets.record_table import Column, RecordTable

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.drafts import ParkedDraft

_NAMED = 3


class ParkedStrip(Notice):
    """Hidden while nobody waits; ``called`` follows its button."""

    called = Signal()

    def __init__(self, theme: Theme) -> None:
        call = QPushButton("Gọi lại  F12")
        call.setAccessibleName("Gọi lại")
        call.setProperty("role", "link")
        # The key is written on it; Tab leads from field to field.
        call.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        super().__init__(theme, call)
        call.clicked.connect(self.called)

    def show_parked(self, parked: Sequence[ParkedDraft]) -> None:
        """Say how many wait, and the names of the last ones."""
        names = [each.name or NOBODY for each in parked[:_NAMED]]
        more = f" và {len(parked) - _NAMED} người nữa" if len(parked) > _NAMED else ""
        said = f"Đang gác {len(parked)} phiếu: {', '.join(names)}{more}." if parked else ""
        self.say(said)


class ParkedDialog(QDialog):
    """The list: Enter calls one back, Delete drops one; a scan closes it and is acted on.

    ``chosen`` and ``dropped`` bring the uid of a draft.
    """

    gives_way = True
    chosen = Signal(object)
    dropped = Signal(object)

    def __init__(self, parent: QWidget, now: datetime) -> None:
        super().__init__(parent)
        self.setWindowTitle("Phiếu đang gác")
        self.table: RecordTable[ParkedDraft] = RecordTable(_columns(now), "Phiếu đang gác")
        self.table.setMinimumHeight(length("papers_height"))
        self.table.chosen.connect(self._choose)
        drop = key_button("Bỏ phiếu", "Del")
        drop.clicked.connect(self._drop)
        close, call = QPushButton("Quay lại  Esc"), QPushButton("Gọi lại  Enter")
        call.setProperty("role", "main")
        call.setDefault(True)
        call.clicked.connect(self._choose_current)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        words = "Phiếu đang gõ trong biểu mẫu, nếu có, được gác vào chỗ phiếu gọi lại."
        self.setLayout(
            column(
                label("Phiếu đang gác", "heading"),
                label(words, "muted", wraps=True),
                self.table,
                row(drop, None, close, call),
                gap="cell",
                margin="page",
            )
        )
        for key in ("Return", "Enter"):
            QShortcut(key, self.table).activated.connect(self._choose_current)
        self.setMinimumWidth(length("middle_form"))
        self.table.setFocus()

    def show_parked(self, parked: Sequence[ParkedDraft]) -> None:
        """Replace the list; with the last one it closes."""
        if not parked:
            self.reject()
            return
        self.table.show_records(parked)

    @Slot()
    def _choose_current(self) -> None:
        self._choose(self.table.current_record())

    @Slot(object)
    def _choose(self, parked: ParkedDraft | None) -> None:
        if parked is not None:
            uid: UUID = parked.uid
            self.accept()
            self.chosen.emit(uid)

    @Slot()
    def _drop(self) -> None:
        parked = self.table.current_record()
        if parked is not None:
            self.dropped.emit(parked.uid)


def _whose(parked: ParkedDraft) -> str:
    name = parked.name or NOBODY
    return f"{name} ({parked.typed_by} gõ)" if parked.typed_by else name


def _columns(now: datetime) -> tuple[Column[ParkedDraft], ...]:
    return (
        Column("Người nộp", _whose, share=4),
        Column("Thủ tục", lambda each: each.procedure_name or "chưa chọn", share=6),
        Column(
            "Gác lúc",
            lambda each: ago_text(each.saved_at, now),
            lambda each: each.saved_at,
            share=3,
        ),
    )
