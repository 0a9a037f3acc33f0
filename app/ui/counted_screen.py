"""A place of work with numbers at the left and what makes the current one at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.field_board import FieldBoard
from app.ui.widgets.fields import offer_again
from app.ui.widgets.layouts import Card, column, label
from app.ui.widgets.sides import Sides
from app.ui.workplace import Screen, Workplace

if TYPE_CHECKING:
    from app.domain.staff import StaffMember

ALL = "Tất cả"
"""The first choice of every filter."""


class CountedScreen(Screen):
    """Read anew by ``refresh`` at each deed and each coming, while somebody looks.

    ``shown`` follows a reading. Whoever is one sets ``numbers``, the table at the left where the
    keyboard goes, and adds to ``filters``, among them one by officer.
    """

    shown = Signal()
    numbers: QWidget

    def __init__(self, workplace: Workplace, heading: str) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._desk: OpenDesk | None = None
        self._members: Sequence[StaffMember] = ()
        self._list = Card(heading)
        self.filters = FieldBoard()
        self._nothing = label("", "muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        from app.services.desk import staff

        self._desk = desk
        self._background.recorded.connect(self._refresh_shown)
        self._background.query(staff, desk.context.tenant, then=self._offer_staff)
        self.refresh()

    def go_in(self) -> None:
        """Time passes while nothing is recorded: read anew."""
        self.refresh()
        self.numbers.setFocus()

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Read everything anew; the officer stays where they are."""
        raise NotImplementedError

    @Slot()
    def _refresh_shown(self, _events: object = None) -> None:
        """Behind another place nobody looks: it is read anew when somebody comes here."""
        if self.isVisible():
            self.refresh()

    def _offer_staff(self, members: Sequence[StaffMember]) -> None:
        self._members = members
        self._offer("officer", [(str(each.uid), each.full_name) for each in members])

    def _offer(self, key: str, options: list[tuple[str, str]]) -> None:
        combo: Any = self.filters[key]
        offer_again(combo, [("", ALL), *options])

    def _put_beside(self, numbers: Card) -> None:
        self.setLayout(column(Sides(numbers, self._list, (3, 5)), gap="none"))
