"""The way from the page of the line to an enrolled desk, for whoever looks after the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.widgets.layouts import key_button
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.ui.dialogs.enrolling import EnrolDialog

ENROL_KEY = "Ctrl+G"
ALONE = (
    "Quầy này chưa ghi danh với trung tâm. Lãnh đạo hoặc quản trị xin mã ở trung tâm rồi bấm "
    f"“Ghi danh quầy” ({ENROL_KEY}) ở trang này."
)
_TOLD = "Quầy đã ghi danh với trung tâm; từ nay máy tự đồng bộ."


class Enrolling(QObject):
    """``button`` opens the dialog; the answer comes to it, or to the window where it was closed."""

    def __init__(self, page: QWidget, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._in_step, self._messages = workplace.in_step, workplace.messages
        self._dialog: EnrolDialog | None = None
        self.button = key_button("Ghi danh quầy", ENROL_KEY)
        self.button.clicked.connect(self._ask)
        self.button.hide()

    def offer(self, *, may: bool, is_enrolled: bool) -> bool:
        """Show the button to whom it helps: nobody is enrolled, or the centre wants it anew."""
        is_wanted = not is_enrolled or self._in_step.wants_enrolment
        is_offered = may and is_wanted and self._in_step.is_begun
        self.button.setVisible(is_offered)
        return is_offered

    @Slot()
    def _ask(self) -> None:
        from app.ui.dialogs.enrolling import EnrolDialog

        dialog = self._dialog = EnrolDialog(self._page.window())
        dialog.stated.connect(self._enrol)
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot(object)
    def _enrol(self, stated: tuple[object, ...]) -> None:
        if self._dialog is not None:
            self._in_step.enrol(stated, then=self._enrolled, refused=self._refused)

    def _enrolled(self, _: object) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._messages.tell(_TOLD)

    def _refused(self, refusal: Refusal) -> None:
        if self._dialog is not None:
            self._dialog.complain(refusal)
        else:
            self._messages.refuse(refusal)

    @Slot()
    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
