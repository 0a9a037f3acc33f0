"""The recovery sheet in the window: shown with a second person's yes, printed, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.domain.roles import ADMINISTRATOR, SUPERVISOR
from app.ui.widgets.notice import Notice
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.custody import Custody, KeySheet
    from app.domain.errors import Refusal
    from app.ui.desk_at_work import OpenDesk
    from app.ui.dialogs.second_person import SecondPersonDialog

_KEY = "Ctrl+Shift+O"
_SHOWN = "Ai có tờ này và bản sao lưu thì đọc được mọi hồ sơ. In xong cất vào két."
_CHANGED = (
    "Đã đổi khóa. Hãy in tờ này cất vào két, giữ cả tờ cũ cho các bản sao lưu cũ. "
    "Chương trình sẽ đóng; mở lại là dùng khóa mới."
)
_MISSING = (
    "Chưa ai xác nhận đã cất tờ khóa khôi phục (ký hiệu {mark}). Máy hỏng mà không có tờ ấy thì "
    "không bản sao lưu nào mở được: hãy in và cất ngay."
)


class KeySheets(QObject):
    """``change_refused`` follows when the key stays as it was."""

    change_refused = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._keeping = workplace.keeping
        self._messages = workplace.messages
        self._parent = parent
        self.second_person: SecondPersonDialog | None = None

    @Slot()
    def show(self) -> None:
        """Show the sheet once more, with a second person's yes where there is one."""
        self._keeping.do(
            lambda keeper: keeper.seconds, then=self._ask_second, refused=self._messages.refuse
        )

    def change(self) -> None:
        """Give the desk a new key and show its sheet; then the window closes."""
        self._keeping.do(
            lambda keeper: keeper.change_key, then=self._changed, refused=self._not_changed
        )

    def _ask_second(self, people: tuple[tuple[str, str], ...]) -> None:
        from app.ui.dialogs.second_person import SecondPersonDialog

        if not people:
            self._draw((), self._messages.refuse)
            return
        dialog = self.second_person = SecondPersonDialog(self._parent.window(), _SHOWN, people)

        def agreed(uid: str, pin: str) -> None:
            self._draw((uid, pin), dialog.refuse, dialog.accept)

        dialog.agreed.connect(agreed)
        dialog.open()

    def _draw(
        self,
        second: tuple[str, ...],
        refused: Callable[[Refusal], None],
        agreed: Callable[[], None] | None = None,
    ) -> None:
        def drawn(sheet: KeySheet) -> None:
            if agreed is not None:
                agreed()
            if self._is_kept(sheet, _SHOWN):
                self._confirm(lambda _: None)

        self._keeping.do(lambda keeper: keeper.sheet, *second, then=drawn, refused=refused)

    def _changed(self, sheet: KeySheet) -> None:
        self._keeping.pause()
        if self._is_kept(sheet, _CHANGED):
            self._confirm(self._close, self._close)
        else:
            self._close(None)

    def _close(self, _outcome: object) -> None:
        self._keeping.stop()
        self._parent.window().close()

    def _not_changed(self, refusal: Refusal) -> None:
        self.change_refused.emit()
        self._messages.refuse(refusal)

    def _is_kept(self, sheet: KeySheet, words: str) -> bool:
        from app.ui.dialogs.key_sheet import KeySheetDialog

        dialog = KeySheetDialog(self._parent.window(), sheet, words)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def _confirm(
        self, then: Callable[[object], None], refused: Callable[[Refusal], None] | None = None
    ) -> None:
        self._keeping.do(
            lambda keeper: keeper.confirm_sheet,
            then=then,
            refused=refused or self._messages.refuse,
        )


class KeySheetWatch(QObject):
    """Asks across the window, whoever may see it, until somebody has the sheet of the key."""

    def __init__(self, workplace: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._desk: OpenDesk | None = None
        self.sheets = KeySheets(workplace, window)
        button = QPushButton(f"Xem và in tờ khóa  {_KEY}")
        button.setAccessibleName("Xem và in tờ khóa")
        button.setProperty("role", "link")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._open)
        self.notice = Notice(workplace.theme, button)
        QShortcut(_KEY, window).activated.connect(self._open)
        workplace.keeping.stood.connect(self.show_standing)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot(object)
    def show_standing(self, custody: Custody) -> None:
        """Say that the sheet is missing, to whoever can do something about it."""
        wanted = not custody.sheet_kept and self._may_see()
        sentence = _MISSING.format(mark=custody.mark) if wanted else ""
        if sentence != self.notice.sentence:
            self.notice.say(sentence, "warn")

    @Slot()
    def _open(self) -> None:
        if self._may_see():
            self.sheets.show()

    def _may_see(self) -> bool:
        desk = self._desk
        if desk is None or not desk.seat.taken:
            return False
        return bool({ADMINISTRATOR, SUPERVISOR} & set(desk.actor.roles))
