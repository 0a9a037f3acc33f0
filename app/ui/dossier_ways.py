"""The ways to and from a dossier: scanned anywhere, looked for anywhere, corrected, and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.main_window import MainWindow
from app.ui.navigation import DOSSIERS, HAND_OVER, POST, RETURN
from app.ui.screens.receive import ReceiveScreen
from app.ui.ways import Ways

if TYPE_CHECKING:
    from app.domain.dossier import Dossier
    from app.domain.dossier_rules import DeedKind
    from app.domain.post import PostalItem
    from app.services.post_items import Bag
    from app.services.post_story import Posting
    from app.services.scanned import Scanned
    from app.ui.screens.dossiers import DossiersScreen
    from app.ui.screens.hand_over import HandOverScreen
    from app.ui.screens.post import PostScreen
    from app.ui.screens.returning import ReturnScreen


class DossierWays(QObject):
    """Brings the window to a dossier and back, or to the form where a pad's slip becomes one.

    ``found`` follows a scan whose dossier is shown, ``unknown`` a code that is not here.
    """

    found = Signal()
    unknown = Signal(str)

    def __init__(
        self, window: MainWindow, receive: ReceiveScreen, background: Background, ways: Ways
    ) -> None:
        super().__init__(window)
        self._window = window
        self._receive = receive
        self._background = background
        self._desk: OpenDesk | None = None
        self._back_to: UUID | None = None
        ways.page_wanted.connect(self.show_page)
        ways.filing_wanted.connect(self.open_filing)
        ways.item_wanted.connect(self._receive_item)
        ways.correction_wanted.connect(self._correct)
        ways.back_wanted.connect(self._go_back)
        ways.return_wanted.connect(self._return)
        ways.deed_wanted.connect(self._begin_deed)
        ways.scan_understood.connect(self.found)
        ways.scan_unknown.connect(self.unknown)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    def scan(self, text: str) -> None:
        """Open the page of the dossier whose slip or code was scanned, and say if it is void.

        A place whose work is about scanned dossiers takes it instead.
        """
        from app.services.scanned import scanned

        if self._window.screen_shown.take_scan(text):
            return
        if self._desk is not None:
            self._background.query(
                scanned, text, desk=self._desk.context, then=partial(self._show_scanned, text)
            )

    def scan_nameless(self, text: str, otherwise: Callable[[str], None]) -> None:
        """Open what another system's code names; ``otherwise`` takes what names nothing here."""
        from app.services.scanned import scanned

        def judge(found: Scanned) -> None:
            if found.dossier_uid is None and found.filing_uid is None:
                otherwise(text)
            else:
                self.scan(text)

        if self._desk is not None:
            self._background.query(scanned, text, desk=self._desk.context, then=judge)

    def show_item(self, scanned: str) -> None:
        """Take an item of the post where it is worked at; anywhere else it is opened."""
        if not self._window.screen_shown.take_number(scanned):
            self._post().open_scanned(scanned)

    def show_bag(self, scanned: str) -> None:
        """The list of a bag: one that comes is counted in, one that goes is a hand-over sheet."""
        from app.services.post_items import bag

        if self._desk is not None:
            self._background.query(
                bag,
                scanned,
                desk=self._desk.context,
                then=partial(self._show_bag, scanned),
                refused=lambda _refusal: self.show_sheet(scanned),
            )

    def _show_bag(self, scanned: str, found: Bag) -> None:
        if found.way.value == "in":
            self._post().show_bag(scanned)
        elif found.way.value == "letters":
            self._post().show_letters(found.manifest)
        else:
            self.show_sheet(scanned)

    @Slot(object, object)
    def _receive_item(self, item: PostalItem, posting: Posting | None) -> None:
        self._window.go_to_screen(self._receive)
        self._receive.open_item(item, posting)

    def _post(self) -> PostScreen:
        return cast("PostScreen", self._window.open_place(POST))

    def show_sheet(self, scanned: str) -> None:
        """Open the hand-over sheet whose code was scanned."""
        cast("HandOverScreen", self._window.open_place(HAND_OVER)).show_sheet(scanned)

    def look_for(self, typed: str) -> None:
        """Show the list for something typed at the head of the window; a portal's code opens."""
        from app.services.scanned import scanned

        if self._desk is None or not _may_be_filing(typed):
            self._dossiers().look_for(typed)
            return
        self._background.query(
            scanned, typed, desk=self._desk.context, then=partial(self._show_typed, typed)
        )

    @Slot(object)
    def open_filing(self, uid: UUID) -> None:
        """Bring an online filing into the receive form."""
        self._window.go_to_screen(self._receive)
        self._receive.open_filing(uid)

    def _show_typed(self, typed: str, found: Scanned) -> None:
        if found.filing_uid is not None:
            self.open_filing(found.filing_uid)
        else:
            self._dossiers().look_for(typed)

    @Slot(object)
    def show_page(self, uid: UUID) -> None:
        """Open the page of a dossier."""
        self._dossiers().show_dossier(uid)

    @Slot(object)
    def _return(self, uid: UUID) -> None:
        """Give out the result of a dossier."""
        cast("ReturnScreen", self._window.open_place(RETURN)).show_dossier(uid)

    @Slot(object, object)
    def _begin_deed(self, uid: UUID, kind: DeedKind) -> None:
        """Open the page of a dossier, and there the form of a deed."""
        self._dossiers().show_dossier(uid, deed=kind)

    def _show_scanned(self, text: str, found: Scanned) -> None:
        from app.domain.dossier_rules import DeedKind
        from app.services.slip_standing import Standing

        if found.filing_uid is not None:
            self.open_filing(found.filing_uid)
            self.found.emit()
            return
        if found.pad_code is not None:
            self._window.go_to_screen(self._receive)
            self._receive.key_in(found.pad_code)
            self.found.emit()
            return
        if found.dossier_uid is None or found.standing is Standing.UNKNOWN:
            self._window.messages.warn(found.sentence)
            self.unknown.emit(found.sentence)
            return
        if found.deed is DeedKind.RETURN_RESULT:
            # The return screen takes the slip for shown, and says what came of the scan.
            cast("ReturnScreen", self._window.open_place(RETURN)).take_scan(text)
            return
        self.found.emit()
        is_worn_out = found.standing in (Standing.REPLACED, Standing.CANCELLED, Standing.AHEAD)
        note = found.sentence if is_worn_out else ""
        self._dossiers().show_dossier(found.dossier_uid, note, found.deed)

    @Slot(object)
    def _correct(self, dossier: Dossier) -> None:
        self._back_to = UUID(dossier.uid)
        self._window.go_to_screen(self._receive)
        self._receive.correct(dossier)

    @Slot(object)
    def _go_back(self, uid: UUID) -> None:
        """To the page, if the correction began there."""
        if self._back_to == uid:
            self.show_page(uid)
        self._back_to = None

    def _dossiers(self) -> DossiersScreen:
        return cast("DossiersScreen", self._window.open_place(DOSSIERS))


def _may_be_filing(typed: str) -> bool:
    """Whether a whole dossier code was typed; words and tails of codes are looked for."""
    from app.domain.codes import is_official_code

    return is_official_code(typed.strip().upper())
