"""What the benches of the postal desk share: a page, the desk, and how deeds are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Slot

from app.domain.errors import Reason, Refusal
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.post_page import PostPage
from app.ui.widgets.posting_page import PostingPage
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from app.services.dossier_deeds import Acting

Page = TypeVar("Page", bound=PostPage | PostingPage)


def typed_sum(text: str, field: str) -> int:
    """A sum in đồng as typed, with or without points; empty is nothing.

    Raises ``Refusal`` (``FIELD_WRONG``).
    """
    digits = text.replace(".", "").replace(" ", "")
    if digits and not (digits.isascii() and digits.isdecimal()):
        raise Refusal(Reason.FIELD_WRONG, field=field, value=text)
    return int(digits or 0)


class PostBench(QObject, Generic[Page]):
    """One bench: its page and what is done there; ``keys`` are those of the page."""

    title = ""
    keys: Keys = ()

    def __init__(self, page: Page, workplace: Workplace) -> None:
        super().__init__(page)
        self.page: Page = page
        self.workplace = workplace
        self.background = workplace.background
        self.messages = workplace.messages
        self.desk: OpenDesk | None = None
        page.typed.connect(self.take)
        page.chosen.connect(self.choose)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self.desk = desk
        self.background.recorded.connect(self._refresh_shown)
        self.refresh()

    @Slot(object)
    def _refresh_shown(self, _events: object) -> None:
        # Going to a bench reads it anew: what nobody looks at asks for nothing.
        if self.page.isVisible():
            self.refresh()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read anew what the page shows."""
        raise NotImplementedError

    @Slot(str)
    def take(self, scanned: str) -> None:
        """Something was scanned or typed here."""
        raise NotImplementedError

    @Slot(object)
    def choose(self, row: Any) -> None:
        """Enter on a row."""

    def understood(self) -> None:
        """The scan meant something here."""
        self.workplace.ways.scan_understood.emit()

    def complain(self, refusal: Refusal) -> None:
        """Say why not, with the sound of a scan that came to nothing."""
        sentence = refusal_sentence(refusal)
        self.messages.warn(sentence)
        self.workplace.ways.scan_unknown.emit(sentence)

    def acting(self) -> Acting:
        """Who acts here and now."""
        from app.services.dossier_deeds import Acting

        if self.desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        return Acting(now=self.desk.now(), desk=self.desk.context, actor=self.desk.actor)

    def ask(self, query: Callable[..., Any], *about: Any, then: Callable[[Any], None]) -> None:
        """Read something; a locked desk reads nothing."""
        if self.desk is not None and self.desk.seat.taken:
            self.background.query(
                query, *about, desk=self.desk.context, then=then, refused=self.complain
            )

    def do(self, use_case: Callable[..., Any], *about: Any, then: Callable[[Any], None]) -> None:
        """Do something, in one transaction."""
        if self.desk is not None:
            self.background.command(use_case, *about, then=then, refused=self.complain)


class BagBench(PostBench[PostPage]):
    """A bench at which a bag is filled by scans, item by item, and then stated as a whole."""

    def form(self) -> object:
        """The bag as it stands. Raises ``Refusal`` for what cannot be read."""
        raise NotImplementedError

    def show(self) -> None:
        """Show what is in the bag."""
        raise NotImplementedError

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """The carrier met last is proposed."""
        from app.services.post_items import known_carriers

        self.ask(known_carriers, then=self._propose_carrier)

    def put_in(self, key: str) -> None:
        """Something was scanned into the bag: show it, and go on."""
        self.show()
        self.page.go_to(key)
        self.understood()

    def state(self, use_case: Callable[..., Any], then: Callable[[Any], None]) -> None:
        """Close the bag as it stands, or say what is wrong with it."""
        try:
            form = self.form()
        except Refusal as refusal:
            self.messages.refuse(refusal)
        else:
            self.do(use_case, form, self.acting(), then=then)

    def _propose_carrier(self, carriers: tuple[str, ...]) -> None:
        if carriers and not self.page.strip.text("carrier"):
            self.page.strip.put("carrier", carriers[0])
