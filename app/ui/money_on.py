"""Ctrl+Shift+F: what was taken for each agency in a month, and that it was passed on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.keyed_dialog import KeyedDialog

if TYPE_CHECKING:
    from app.services.handing_money_on import AgencyMoney
    from app.ui.dialogs.money_on import MoneyOnDialog


class MoneyOn(KeyedDialog["MoneyOnDialog"]):
    """Reads the sums of the stated period, and records which of them went on."""

    key = "Ctrl+Shift+F"

    def make(self, desk: OpenDesk) -> MoneyOnDialog:
        """The month before this one, not yet read."""
        from app.domain.moments import local_date
        from app.ui.dialogs.money_on import MoneyOnDialog

        dialog = MoneyOnDialog(self._window, self._workplace.theme, local_date(desk.now()))
        dialog.asked.connect(self.refresh)
        dialog.stated.connect(self._hand_on)
        return dialog

    def read(self, desk: OpenDesk, dialog: MoneyOnDialog) -> None:
        """Read the sums of the period."""
        from app.services.handing_money_on import money_by_agency

        period = dialog.period()
        if period is not None:
            self._workplace.background.query(
                money_by_agency,
                desk.context.tenant,
                *period,
                then=partial(self._show, period),
                refused=partial(self._refuse_period, period),
            )

    def _show(self, period: object, sums: tuple[AgencyMoney, ...]) -> None:
        if self.dialog is not None and self.dialog.period() == period:
            self.dialog.show_sums(sums)

    def _refuse_period(self, period: object, refusal: Refusal) -> None:
        if self.dialog is not None and self.dialog.period() == period:
            self.dialog.show_sums(())
            self._refuse(refusal)

    def _hand_on(self, money: AgencyMoney, document: str) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.handing_money_on import hand_money_on

        if self._desk is not None:
            self._workplace.background.command(
                hand_money_on,
                money.agency,
                money.since,
                money.until,
                Acting(**stamp(self._desk)),
                document=document or None,
                then=self._handed_on,
                refused=self._refuse,
            )

    def _handed_on(self, money: AgencyMoney) -> None:
        from app.domain.money_words import money_text

        told = f"Đã ghi chuyển {money_text(money.total)} cho {money.agency}"
        self._workplace.messages.tell(told)
        if self.dialog is not None:
            self.dialog.say(f"{told}.")

    def _refuse(self, refusal: Refusal) -> None:
        if self.dialog is not None:
            self.dialog.say(refusal_sentence(refusal), "bad")
