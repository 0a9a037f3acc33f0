"""A second person's yes, asked when a deed says that it needs one, and the deed done again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.roles import SUPERVISOR
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.staff import StaffMember
    from app.ui.dialogs.second_person import SecondPersonDialog


class SecondYes(QObject):
    """Asks who, lets them prove it, and hands the approval on."""

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self.dialog: SecondPersonDialog | None = None

    def ask(
        self, over: QWidget, refusal: Refusal, desk: OpenDesk, then: Callable[[Any], None]
    ) -> None:
        """Open the question over a dialog; ``then`` gets the approval."""
        from app.services.desk import active_staff

        tenant, on = desk.context.tenant, local_date(desk.now())
        offer = partial(self._offer, over, refusal, desk, then)
        self._background.query(active_staff, tenant, on, then=offer)

    def _offer(
        self,
        over: QWidget,
        refusal: Refusal,
        desk: OpenDesk,
        then: Callable[[Any], None],
        staff: tuple[StaffMember, ...],
    ) -> None:
        from app.ui.dialogs.second_person import SecondPersonDialog

        people = [
            (str(each.uid), each.full_name)
            for each in staff
            if SUPERVISOR in each.roles and each.uid != desk.actor.uid
        ]
        if not people or not over.isVisible():
            return
        dialog = self.dialog = SecondPersonDialog(over, refusal_sentence(refusal), people)
        dialog.agreed.connect(partial(self._prove, dialog, desk, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _prove(
        self,
        dialog: SecondPersonDialog,
        desk: OpenDesk,
        then: Callable[[Any], None],
        uid: str,
        pin: str,
    ) -> None:
        """Away from the lane of deeds: proving takes its time by design."""
        from app.services.sign_in import Proof, approve

        def proven(approval: Any) -> None:
            dialog.accept()
            then(approval)

        self._background.errand(
            approve,
            desk.database,
            Proof(officer=uid, secret=pin or None),
            now=desk.now(),
            desk=desk.context,
            then=proven,
            refused=dialog.refuse,
        )
