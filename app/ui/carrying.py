"""The way by stick where no line helps: out of a desk that was shut out, into its neighbour."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.widgets.layouts import key_button
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.ui.dialogs.carrying import CarryInDialog, CarryOutDialog

OUT_KEY, IN_KEY = "Ctrl+U", "Ctrl+I"


class Carrying(QObject):
    """``out`` and ``take`` open the dialogs; both wait for the lane of copies, nobody else does."""

    def __init__(self, page: QWidget, workplace: Workplace) -> None:
        super().__init__(page)
        self._page = page
        self._keeping, self._messages = workplace.keeping, workplace.messages
        self._dialog: CarryOutDialog | CarryInDialog | None = None
        self.out = key_button("Ghi ra USB", OUT_KEY)
        self.take = key_button("Nhận từ USB", IN_KEY)
        self.out.clicked.connect(self._ask_where)
        self.take.clicked.connect(self._ask_what)
        self.take.hide()

    def offer(self, *, may_take: bool) -> None:
        """Whoever works here may write; what others wrote is taken in by who looks after it."""
        self.take.setVisible(may_take)

    @Slot()
    def _ask_where(self) -> None:
        from app.ui.dialogs.carrying import CarryOutDialog

        standing = self._keeping.standing
        kept = None if standing is None else standing.ledger
        likely = "" if kept is None else kept.copy_place or kept.place or ""
        self._open(CarryOutDialog(self._page.window(), likely))

    @Slot()
    def _ask_what(self) -> None:
        from app.ui.dialogs.carrying import CarryInDialog

        self._open(CarryInDialog(self._page.window()))

    def _open(self, dialog: CarryOutDialog | CarryInDialog) -> None:
        self._dialog = dialog
        dialog.stated.connect(self._carry)
        dialog.finished.connect(self._closed)
        dialog.open()

    @Slot(object)
    def _carry(self, stated: Path | tuple[Path, str]) -> None:
        if isinstance(stated, Path):
            self._keeping.do(
                lambda keeper: keeper.carry_out, stated, then=self._written, refused=self._refused
            )
        else:
            self._keeping.do(
                lambda keeper: keeper.carry_in, *stated, then=self._taken, refused=self._refused
            )

    def _written(self, written: tuple[str, str]) -> None:
        from app.ui.dialogs.carrying import CarryOutDialog

        if isinstance(self._dialog, CarryOutDialog):
            self._dialog.show_code(written)
        else:
            # Without its code nobody could read what was written.
            said, code = written
            self._messages.inform(f"{said} Mã mở gói: {code}")

    def _taken(self, said: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
        self._messages.inform(said)

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
