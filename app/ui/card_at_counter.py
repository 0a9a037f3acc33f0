"""A citizen card at the receive form: filled in, or first the half-typed form of another parked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.ui.draft import Draft
from app.ui.parking import Parking
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard


class CardAtCounter(QObject):
    """No scan ever writes one citizen's card over another's half-typed form."""

    def __init__(self, workplace: Workplace, panels: ReceptionPanels, parking: Parking) -> None:
        super().__init__(panels)
        self._messages = workplace.messages
        self._panels = panels
        self._parking = parking
        self._left: Draft = {}
        self._written: Draft = {}

    def leave(self, draft: Draft) -> None:
        """What a save left in the form for the same citizen: until it is worked on, no loss."""
        self._left = draft

    def expect(self, draft: Draft) -> None:
        """Whom a phiếu gửi hồ sơ names: the card in the same item is right where it says other."""
        names = self._panels.applicant.draft()
        self._written = {key: text for key, text in draft.items() if key in names}

    def _is_as_written(self) -> bool:
        fields = self._panels.applicant.draft()
        return bool(self._written) and all(
            fields[key] == each for key, each in self._written.items()
        )

    def _is_untouched(self) -> bool:
        panels, left = self._panels, self._left
        if panels.papers.documents() or panels.procedure.code != left.get("procedure_code", ""):
            return False
        stated = panels.applicant.draft().items()
        return all(left.get(key, "") == text for key, text in stated)

    def take(self, card: CitizenCard) -> None:
        """Put a scanned card into the form, and the keyboard where work goes on."""
        from app.domain.citizen_card import is_card_of

        fields = self._panels.applicant.fields
        number, name = fields.text("identity_number"), fields.text("full_name")
        if not is_card_of(card, number, name) and self._is_as_written():
            self._messages.inform(f"Phiếu gửi ghi {name}; thẻ là của {card.full_name}.")
            for key in self._written:
                self._panels.applicant.fields.put(key, "")
        elif not is_card_of(card, number, name):
            self._make_room(name or number, card.full_name)
        self._panels.applicant.take_card(card)
        if self._panels.procedure.code:
            self._panels.go_to(self._panels.papers.view)
        else:
            self._panels.go_to(self._panels.procedure.search)

    def _make_room(self, before: str, now: str) -> None:
        if self._parking.is_correcting:
            self._messages.warn(
                f"Thẻ vừa quét là của {now}: người nộp của hồ sơ đang sửa đã đổi, trước là "
                f"{before}. Quét nhầm thì Ctrl+Shift+R: thôi sửa."
            )
        elif self._is_untouched():
            self._parking.emptied.emit()
        else:
            self._parking.give_way()
            self._messages.inform(
                f"Đã gác phiếu đang gõ của {before}. "
                "Ctrl+Shift+N: quay lại phiếu ấy; F12: mọi phiếu đang gác."
            )
