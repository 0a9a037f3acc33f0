"""A new PIN for whoever forgot theirs, at a locked desk: by telephone, or with a supervisor."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.lock_page import LockPage

if TYPE_CHECKING:
    from app.services.sign_in import SignedIn
    from app.services.unlocking import Challenge


class PinRecovery(QObject):
    """``admitted`` brings whoever proved to be let in, with the new PIN in force."""

    admitted = Signal(object)

    def __init__(self, page: LockPage, background: Background) -> None:
        super().__init__(page)
        self._page = page
        self._background = background
        self._desk: OpenDesk | None = None
        page.help.answered.connect(self._answer)
        page.help.vouched.connect(self._vouch)

    def open_desk(self, desk: OpenDesk) -> None:
        """The desk is open."""
        self._desk = desk

    def begin(self, officer: str, name: str) -> None:
        """Show the ways, and ask for the digits that a supervisor answers by telephone."""
        from app.services.unlocking import ask_unlock

        if self._desk is None:
            return
        self._page.help.begin(officer, name)
        self._page.show_help()
        self._background.keep(
            ask_unlock,
            officer,
            now=self._desk.now(),
            desk=self._desk.context,
            then=self._show_challenge,
            refused=self._say,
        )

    def _show_challenge(self, asked: Challenge) -> None:
        self._page.help.show_challenge(asked)

    def _say(self, refusal: Refusal) -> None:
        self._page.set_busy(busy=False)
        self._page.help.say(refusal_sentence(refusal))

    @Slot(str, str, str)
    def _answer(self, officer: str, heard: str, new_secret: str) -> None:
        from app.services.unlocking import answer_unlock

        if self._desk is not None:
            asked = (self._desk.database, officer, heard, new_secret)
            self._unlock(self._desk, partial(answer_unlock, *asked))

    @Slot(str, str, str, str)
    def _vouch(self, officer: str, chief: str, chief_pin: str, new_secret: str) -> None:
        from app.services.sign_in import Proof, reset_in_person

        if self._desk is not None:
            mine = Proof(officer=officer, new_secret=new_secret)
            beside = Proof(officer=chief, secret=chief_pin)
            self._unlock(self._desk, partial(reset_in_person, self._desk.database, mine, beside))

    def _unlock(self, desk: OpenDesk, way: partial[SignedIn]) -> None:
        self._page.set_busy(busy=True)
        self._background.prove(
            way, now=desk.now(), desk=desk.context, then=self.admitted.emit, refused=self._say
        )
