"""A deed that may want a second person: tried alone, then asked for, then done with their yes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.rights import Approval
    from app.services.seat import SeatRules
    from app.services.sign_in import Proof
    from app.ui.dialogs.second_person import SecondPersonDialog

Deed = Callable[[Any], None]
"""Does the deed with an approval, or without one."""


class SecondPerson(QObject):
    """Any use case that takes ``approval`` goes through ``do``; the dialog comes when it is refused
    with ``APPROVAL_NEEDED``, and takes a PIN or a badge.
    """

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self._messages = workplace.messages
        self._parent = parent
        self._desk: OpenDesk | None = None
        self.dialog: SecondPersonDialog | None = None

    def do(
        self,
        desk: OpenDesk,
        use_case: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], None],
        refused: Callable[[Refusal], None] | None = None,
        **named: Any,
    ) -> None:
        """Run a deed as whoever sits here, and with a second person where a rule wants one.

        ``refused`` hears every other refusal, else it stands across the window.
        """
        self._desk = desk
        say_no = refused or self._messages.refuse

        def deed(approval: Approval | None) -> None:
            given: dict[str, Any] = {**named, **stamp(desk)}
            if approval is not None:
                given["approval"] = approval
            self._background.command(
                use_case, *args, **given, then=then, refused=partial(self._ask, deed, say_no)
            )

        deed(None)

    def _ask(self, deed: Deed, say_no: Callable[[Refusal], None], refusal: Refusal) -> None:
        from app.services.seat import seat_rules

        if refusal.reason is not Reason.APPROVAL_NEEDED or self._desk is None:
            say_no(refusal)
            return
        self._background.query(
            seat_rules,
            self._desk.context,
            self._desk.now(),
            then=partial(self._open, deed, refusal),
        )

    def _open(self, deed: Deed, refusal: Refusal, rules: SeatRules) -> None:
        from app.domain.roles import SUPERVISOR
        from app.ui.dialogs.second_person import SecondPersonDialog

        if self._desk is None:
            return
        here = self._desk.actor.uid
        people = [
            (str(each.uid), each.called)
            for each in rules.sitters
            if SUPERVISOR in each.roles and each.uid != here
        ]
        self.dialog = SecondPersonDialog(self._parent.window(), refusal_sentence(refusal), people)
        self.dialog.agreed.connect(partial(self._agree, deed))
        self.dialog.badge_shown.connect(partial(self._agree_by_badge, deed))
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _agree(self, deed: Deed, officer: str, pin: str) -> None:
        from app.services.sign_in import Proof

        self._prove(deed, Proof(officer=officer, secret=pin or None))

    def _agree_by_badge(self, deed: Deed, badge: str, pin: str) -> None:
        from app.services.sign_in import Proof

        self._prove(deed, Proof(badge=badge, secret=pin or None))

    def _prove(self, deed: Deed, proof: Proof) -> None:
        from app.services.sign_in import approve

        if self._desk is not None and self.dialog is not None:
            self._background.prove(
                approve,
                self._desk.database,
                proof,
                now=self._desk.now(),
                desk=self._desk.context,
                then=partial(self._proven, deed),
                refused=self.dialog.refuse,
            )

    def _proven(self, deed: Deed, approval: Approval) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        deed(approval)
