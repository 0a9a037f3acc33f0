"""From the page of a dossier to an erasure: plan, second person, deed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.second_person import SecondPerson
from app.ui.tokens import RESOURCES
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.erasure_facts import PersonalDataErased
    from app.services.erasing import ErasurePlan
    from app.ui.dialogs.erasure import ErasureDialog


class ErasureAsking(QObject):
    """``done`` follows an erasure."""

    done = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._background = workplace.background
        self._parent = parent
        self._desk: OpenDesk | None = None
        self._code = ""
        self.dialog: ErasureDialog | None = None

    def ask(self, code: str, desk: OpenDesk) -> None:
        """Open the dialog for a dossier."""
        from app.services.erasing import shipped_rules
        from app.ui.dialogs.erasure import ErasureDialog

        self._code, self._desk = code, desk
        self._rules = shipped_rules(RESOURCES)
        theme = self._workplace.theme
        self.dialog = ErasureDialog(self._parent.window(), theme, code, self._rules)
        self._second = SecondPerson(self._workplace, self.dialog)
        self.dialog.asked.connect(self._plan)
        self.dialog.agreed.connect(self._agree)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self._plan()

    @Slot()
    def _plan(self) -> None:
        from app.services.erasing import plan_erasure

        if self.dialog is None or self._desk is None:
            return
        form = self.dialog.form()
        self._background.query(
            plan_erasure,
            self._code,
            form,
            rules=self._rules,
            **stamp(self._desk),
            then=partial(self._show, form),
            refused=partial(self._refuse, form),
        )

    def _show(self, form: object, plan: ErasurePlan) -> None:
        if self.dialog is not None and self.dialog.form() == form:
            self.dialog.show_plan(plan)

    def _refuse(self, form: object, refusal: Refusal) -> None:
        from app.domain.words import refusal_sentence

        if self.dialog is not None and self.dialog.form() == form:
            self.dialog.refuse(refusal_sentence(refusal))

    @Slot()
    def _agree(self) -> None:
        from app.services.erasing import erase

        if self.dialog is not None and self.dialog.plan is not None and self._desk is not None:
            self._second.do(
                self._desk, erase, self.dialog.plan, rules=self._rules, then=self._erased
            )

    def _erased(self, fact: PersonalDataErased) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._workplace.messages.tell(f"Đã xóa dữ liệu cá nhân của {self._code}")
        messages = self._workplace.messages
        messages.warn(
            f"Đã xóa {fact.count} phần. Bản sao lưu làm trước lúc này còn dữ liệu cũ: hãy hủy."
        )
        self._workplace.keeping.do(
            lambda keeper: keeper.old_copies,
            then=lambda said: messages.warn("\n".join(said)),
            refused=messages.refuse,
        )
        self.done.emit()

    @Slot()
    def _closed(self) -> None:
        """Each erasure is asked anew, from the page as it is then."""
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
            self.deleteLater()
