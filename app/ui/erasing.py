"""From the page of a dossier to an erasure: plan, second person, deed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.tokens import RESOURCES
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.erasure_facts import PersonalDataErased
    from app.domain.staff import StaffMember
    from app.services.erasing import ErasurePlan
    from app.services.rights import Approval
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
        self.dialog.asked.connect(self._plan)
        self.dialog.agreed.connect(self._agree)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self._ask_who()
        self._plan()

    def _ask_who(self) -> None:
        from app.domain.moments import local_date
        from app.services.desk import active_staff

        if self._desk is not None:
            on = local_date(self._desk.now())
            tenant = self._desk.context.tenant
            self._background.query(active_staff, tenant, on, then=self._offer_seconds)

    def _offer_seconds(self, people: tuple[StaffMember, ...]) -> None:
        from app.services.desk import SUPERVISOR

        if self.dialog is None or self._desk is None:
            return
        here = self._desk.actor.uid
        others = [each for each in people if each.uid != here and SUPERVISOR in each.roles]
        self.dialog.offer_seconds([(each.uid, each.full_name) for each in others])

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
        """The second person proves who they are first, away from the lane of deeds."""
        from app.services.sign_in import Proof, approve

        if self.dialog is None or self._desk is None or self.dialog.plan is None:
            return
        self.dialog.agree.setEnabled(False)
        plan, uid = self.dialog.plan, self.dialog.second.currentData()
        if not uid:
            self._erase(plan, None)
            return
        proof = Proof(officer=uid, secret=self.dialog.pin.text() or None)
        self._background.errand(
            approve,
            self._desk.database,
            proof,
            now=self._desk.now(),
            desk=self._desk.context,
            then=partial(self._erase, plan),
            refused=self._complain,
        )

    def _erase(self, plan: ErasurePlan, approval: Approval | None) -> None:
        from app.services.erasing import erase

        if self._desk is not None:
            self._background.command(
                erase,
                plan,
                approval,
                rules=self._rules,
                **stamp(self._desk),
                then=self._erased,
                refused=self._complain,
            )

    def _complain(self, refusal: Refusal) -> None:
        from app.domain.words import refusal_sentence

        if self.dialog is not None:
            self.dialog.complain(refusal_sentence(refusal))

    def _erased(self, fact: PersonalDataErased) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._workplace.messages.tell(f"Đã xóa dữ liệu cá nhân của {self._code}")
        self._workplace.messages.warn(
            f"Đã xóa {fact.count} phần. Bản sao lưu làm trước lúc này còn dữ liệu cũ: "
            "xem danh sách cần hủy bằng lệnh motcua erasures."
        )
        self.done.emit()

    @Slot()
    def _closed(self) -> None:
        """Each erasure is asked anew, from the page as it is then."""
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
            self.deleteLater()
