"""The first start: ask, set the desk up in a lane, show the recovery key, begin."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QDialog

from app.ui.background import Background
from app.ui.desk_at_work import Doors, FirstOpening, Listener, OpenDesk, stamp
from app.ui.dialogs.setup import SetUpAnswers, SetUpDialog
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from app.domain.custody import RestoreAnswers
    from app.services.starter import Readiness
    from app.ui.dialogs.restore import RestoreDialog


class FirstStart(QObject):
    """``done`` brings the open desk once the recovery key was seen; ``given_up`` means no desk."""

    done = Signal(object)
    given_up = Signal()
    shown = Signal()

    def __init__(self, window: MainWindow, background: Background, doors: Doors) -> None:
        super().__init__(window)
        self._window = window
        self._background = background
        self._doors = doors
        self._desk: OpenDesk | None = None
        self._sheet = b""
        self._mark = ""
        self.dialog = SetUpDialog(window)
        self.dialog.answered.connect(self._set_up)
        self.dialog.print_key.clicked.connect(self._print_key)
        self.dialog.restore.setVisible(doors.restore is not None)
        self.dialog.restore.clicked.connect(self._ask_restore)
        self.dialog.finished.connect(self._finish)
        self.restore_dialog: RestoreDialog | None = None

    def ask(self) -> None:
        """Show the questions over the window."""
        self.dialog.open()

    @Slot(object)
    def _set_up(self, answers: SetUpAnswers) -> None:
        self._background.open(
            partial(_create, self._doors, answers, self._background.publish),
            then=self._created,
            refused=self.dialog.refuse,
        )

    @Slot()
    def _ask_restore(self) -> None:
        from app.ui.dialogs.restore import RestoreDialog

        self.restore_dialog = RestoreDialog(self.dialog)
        self.restore_dialog.answered.connect(self._restore)
        self.restore_dialog.open()

    @Slot(object)
    def _restore(self, answers: RestoreAnswers) -> None:
        restore, dialog = self._doors.restore, self.restore_dialog
        if restore is not None and dialog is not None:
            opening = partial(restore, answers, self._background.publish)
            self._background.open(opening, then=self._created, refused=dialog.refuse)

    def _created(self, opening: FirstOpening) -> None:
        from app.services.starter import readiness

        self._desk, self._sheet = opening.desk, opening.sheet
        self.dialog.print_key.setVisible(bool(opening.sheet))
        if not opening.recovery:
            if self.restore_dialog is not None:
                self.restore_dialog.accept()
            self.dialog.accept()
            return
        self._mark = opening.mark
        self._background.query(
            readiness,
            opening.desk.context,
            opening.desk.now(),
            then=partial(self._show_recovery, opening.recovery),
        )

    @Slot()
    def _print_key(self) -> None:
        from app.ui.printer import print_asking

        print_asking(self._sheet, self.dialog)

    def _show_recovery(self, recovery: str, ready: Readiness) -> None:
        self.dialog.show_recovery(recovery, _receivable(ready))
        self.shown.emit()

    @Slot(int)
    def _finish(self, result: int) -> None:
        if self._desk is None:
            self.given_up.emit()
            return
        if self._mark and result == QDialog.DialogCode.Accepted:
            self._confirm_sheet(self._desk)
        self.done.emit(self._desk)

    def _confirm_sheet(self, desk: OpenDesk) -> None:
        from app.services.custody_deeds import confirm_sheet

        self._background.command(confirm_sheet, self._mark, **stamp(desk))


def _create(doors: Doors, answers: SetUpAnswers, listener: Listener) -> FirstOpening:
    from app.services.setup import SetUpForm

    form = SetUpForm(
        agency_code=answers.agency_code,
        office_name=answers.office_name,
        place=answers.place,
        desk=answers.desk,
        officer=answers.officer,
        parent_name=answers.parent_name or None,
        is_training=answers.is_training,
        secret=answers.secret or None,
    )
    return doors.set_up(form, listener)


def _receivable(ready: Readiness) -> str:
    words = (
        f"Danh mục kèm theo có {ready.procedures} thủ tục, {ready.receivable} thủ tục nhận được "
        "ngay. Thủ tục còn lại cần lãnh đạo nhập thời hạn hoặc thành phần hồ sơ từ văn bản công bố."
    )
    if ready.blocked_pins:
        names = "; ".join(f"{each.code} {each.name}" for each in ready.blocked_pins)
        words += f"\nThủ tục đã ghim nhưng chưa nhận được: {names}."
    return words
