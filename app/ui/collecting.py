"""What the counter asks of the services while results are given out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard
    from app.services.returning import Collection
    from app.services.scanned import Scanned


class Collecting(QObject):
    """``opened`` brings a collection and whether its slip was shown; ``waiting`` lines and what to
    say of none; ``impossible`` the uid of a dossier that nothing can be given out of, and why.

    ``given`` brings what a return left, ``refused`` why it was not, ``rated`` follows a rating.
    """

    opened = Signal(object, bool)
    waiting = Signal(object, str)
    impossible = Signal(object, object)
    given = Signal(object)
    refused = Signal(object)
    rated = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self._messages = workplace.messages
        self._ways = workplace.ways
        self.desk: OpenDesk | None = None

    def scan(self, text: str) -> None:
        """A slip or a code was scanned."""
        from app.services.scanned import scanned

        if self.desk is not None:
            self._background.query(
                scanned,
                text,
                desk=self.desk.context,
                then=self._take_slip,
                refused=self._unknown,
            )

    def look_for(self, typed: str) -> None:
        """Results waiting of what a clerk typed."""
        from app.services.returning import find_waiting

        if self.desk is not None and typed:
            nothing = f"Không có kết quả nào đang chờ của “{typed}”."
            self._background.query(
                find_waiting, typed, **stamp(self.desk), then=partial(self._offer, nothing)
            )

    def look_for_card(self, card: CitizenCard) -> None:
        """Results waiting for the person of a card."""
        from app.services.returning import waiting_for

        if self.desk is not None:
            nothing = f"Không có kết quả nào đang chờ {card.full_name}."
            self._background.query(
                waiting_for,
                card.citizen_number,
                desk=self.desk.context,
                actor=self.desk.actor,
                then=partial(self._offer, nothing),
            )

    def open(self, uid: UUID, *, slip_shown: bool = False) -> None:
        """Begin to give out what lies here for a dossier."""
        from app.services.returning import collection

        def opened(found: Collection) -> None:
            self.opened.emit(found, slip_shown)

        if self.desk is not None:
            self._background.query(
                collection,
                uid,
                **stamp(self.desk),
                then=opened,
                refused=partial(self.impossible.emit, uid),
            )

    def give(self, found: Collection, form: Any, paid: Any) -> None:
        """Give it out, and take what is owed in the same act."""
        from app.services.returning import return_at_counter

        if self.desk is not None:
            self._background.command(
                return_at_counter,
                UUID(found.dossier.uid),
                form,
                _taken(form, paid),
                **stamp(self.desk),
                then=self.given.emit,
                refused=self.refused.emit,
            )

    def rate(self, rating: int) -> None:
        """One tap of the citizen: pooled, without a name."""
        from app.services.rating import rate

        def rated(_nothing: None) -> None:
            self.rated.emit()

        if self.desk is not None:
            now, context = self.desk.now(), self.desk.context
            self._background.keep(rate, rating, now=now, desk=context, then=rated)

    def _take_slip(self, found: Scanned) -> None:
        from app.domain.dossier_rules import DeedKind
        from app.services.slip_standing import Standing

        if found.dossier_uid is None:
            self._messages.warn(found.sentence)
            self._ways.scan_unknown.emit(found.sentence)
            return
        is_worn_out = found.standing in (Standing.REPLACED, Standing.CANCELLED, Standing.AHEAD)
        if is_worn_out:
            self._messages.warn(found.sentence)
        self._ways.scan_understood.emit()
        if found.deed not in (None, DeedKind.RETURN_RESULT):
            self._ways.deed_wanted.emit(found.dossier_uid, found.deed)
            return
        self.open(found.dossier_uid, slip_shown=not is_worn_out)

    def _unknown(self, refusal: Refusal) -> None:
        from app.domain.words import refusal_sentence

        self._messages.refuse(refusal)
        self._ways.scan_unknown.emit(refusal_sentence(refusal))

    def _offer(self, nothing: str, found: Any) -> None:
        self.waiting.emit(found, nothing)


def _taken(form: Any, paid: Any) -> Any:
    """What is taken in the same act: nothing where a reason says why it is not."""
    if paid is None or form.unpaid_reason:
        return None
    return paid if paid.fee + paid.levy + paid.service + paid.postage else None
