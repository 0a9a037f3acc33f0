"""Several citizens at once: F11 puts the present one aside, F12 calls one back, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.moments import local
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.draft_keeper import DraftKeeper
from app.ui.widgets.parked import ParkedDialog, ParkedStrip
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.drafts import ParkedDraft


class Parking(QObject):
    """The keys, the strip and the list.

    ``read`` brings the reception that is typed, ``None`` while there is none. ``emptied`` follows
    a form that was put aside, ``loaded`` brings the draft that comes in its place.
    """

    emptied = Signal()
    loaded = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        keeper: DraftKeeper,
        read: Callable[[], Draft | None],
        screen: QWidget,
    ) -> None:
        super().__init__(screen)
        self._read = read
        self._cleared: Draft | None = None
        self._interrupted: Draft | None = None
        self._aside: UUID | None = None
        self._messages = workplace.messages
        self._keeper = keeper
        self._screen = screen
        self._desk: OpenDesk | None = None
        self._parked: tuple[ParkedDraft, ...] = ()
        self._dialog: ParkedDialog | None = None
        self.strip = ParkedStrip(workplace.theme)
        self.strip.called.connect(self._open)
        keeper.changed.connect(self._show)
        keeper.recalled.connect(self.loaded)
        keeper.restored.connect(self._restore)
        keeper.refused.connect(self._messages.refuse)
        QShortcut("F11", screen).activated.connect(self._park)
        QShortcut("Ctrl+Shift+N", screen).activated.connect(self._take_back)
        QShortcut("F12", screen).activated.connect(self._open)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @property
    def is_correcting(self) -> bool:
        """Whether the form holds a dossier that is corrected, which is never parked."""
        return self._read() is None

    def remember_cleared(self) -> None:
        """What is typed is about to be cleared, and can be taken back."""
        self._cleared, self._aside = self._read(), None

    def remember_interrupted(self) -> None:
        """A correction is asked for: what is typed will wait, if the correction begins."""
        typed = self._read()
        self._interrupted = typed or self._interrupted

    def set_aside(self) -> None:
        """The correction begins: park what it interrupts; Ctrl+Shift+N calls it back."""
        if self._interrupted is not None:
            self._aside = self._keeper.park(self._interrupted)
        self._interrupted = self._cleared = None

    def make_room(self) -> None:
        """Something else is about to be loaded: park what is typed."""
        typed = self._read()
        if typed is not None:
            self._keeper.park(typed)

    def give_way(self, typed_by: str = "") -> None:
        """Another citizen or officer is here: park what is typed; Ctrl+Shift+N calls it back."""
        typed = self._read()
        if typed is not None:
            self._cleared, self._aside = None, self._keeper.park(typed, typed_by)
            self.emptied.emit()

    @Slot()
    def _park(self) -> None:
        typed = self._read()
        if typed is None:
            return
        if self._keeper.park(typed) is None:
            self._messages.inform("Biểu mẫu chưa có gì để gác.")
            return
        self._messages.tell("Đã gác phiếu đang gõ")
        self.emptied.emit()

    @Slot()
    def _take_back(self) -> None:
        if self._read() is None:
            return
        if self._cleared is not None:
            cleared, self._cleared = self._cleared, None
            self.make_room()
            self._messages.clear()
            self.loaded.emit(cleared)
        elif self._aside is not None:
            self._keeper.recall(self._aside)
            self._aside = None

    @Slot(object, object)
    def _restore(self, draft: Draft, saved_at: datetime) -> None:
        self.loaded.emit(draft)
        self._messages.inform(
            f"Đã mở lại phiếu đang gõ dở lúc {local(saved_at):%H:%M ngày %d/%m/%Y}. "
            "Hãy đối chiếu rồi làm tiếp; Ctrl+N: làm mới."
        )

    @Slot(object)
    def _show(self, parked: tuple[ParkedDraft, ...]) -> None:
        self._parked = parked
        self.strip.show_parked(parked)
        if self._dialog is not None:
            self._dialog.show_parked(parked)

    @Slot()
    def _open(self) -> None:
        if self._read() is None:
            self._messages.inform("Đang sửa một hồ sơ. Lưu hoặc thôi sửa trước, rồi gọi lại.")
            return
        if not self._parked or self._desk is None:
            self._messages.inform("Không có phiếu nào đang gác. F11: gác phiếu đang gõ.")
            return
        self._dialog = ParkedDialog(self._screen.window(), self._desk.now())
        self._dialog.chosen.connect(self._keeper.recall)
        self._dialog.dropped.connect(self._keeper.drop)
        self._dialog.finished.connect(self._closed)
        self._dialog.show_parked(self._parked)
        self._dialog.open()

    @Slot()
    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
