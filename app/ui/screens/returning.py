"""Return: a slip or a card is scanned, who collects is said, what is owed is taken, F9 gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.ui.collecting import Collecting
from app.ui.deed_asking import DeedAsking
from app.ui.desk_at_work import OpenDesk
from app.ui.rating_words import RATINGS
from app.ui.turns import Step
from app.ui.widgets.collection_page import CollectionPage, GivenPage
from app.ui.widgets.layouts import column, dressing, put_page, turn_to
from app.ui.widgets.waiting_page import WaitingPage
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard
    from app.services.deeds import DeedDone
    from app.services.returning import Collection, WaitingResult

_START_KEYS: Keys = (
    ("quét giấy hẹn", "mở kết quả của hồ sơ"),
    ("quét thẻ", "kết quả đang chờ người ấy"),
    ("Enter", "tìm theo chữ đã gõ"),
    ("↓", "vào danh sách"),
)
_GIVE_KEYS: Keys = (
    ("F9", "trả kết quả"),
    ("quét thẻ", "điền người nhận"),
    ("quét giấy hẹn", "ghi đã xuất trình"),
    ("Ctrl+U", "công dân không nhận"),
    ("Ctrl+O", "trang hồ sơ"),
    ("Esc", "thôi"),
)
_GIVEN_KEYS: Keys = (
    ("1…5", "đánh giá của công dân"),
    ("Ctrl+P", "in biên nhận"),
    ("Esc", "người tiếp theo"),
)
_RECEIPT = "result_receipt"


class ReturnScreen(Screen):
    """Three pages: what waits, one dossier, what was given; ``shown`` follows every change."""

    keys: Keys = _START_KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._theme = workplace.theme
        self._messages = workplace.messages
        self._ways = workplace.ways
        self._slips = workplace.slips
        self._card: CitizenCard | None = None
        self._given: DeedDone | None = None
        self.collecting = Collecting(workplace, self)
        self.start = WaitingPage()
        self._asking = DeedAsking(workplace, self)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.start)
        self.setLayout(column(self._pages, gap="none"))
        self._connect()

    @cached_property
    def collection(self) -> CollectionPage:
        """One dossier whose result is collected."""
        page = CollectionPage(self._theme)
        page.give.clicked.connect(self.give)
        page.back.clicked.connect(self.show_start)
        page.open_page.clicked.connect(self._open_page)
        page.refuse.clicked.connect(self._refuse_collection)
        QShortcut("Ctrl+Return", page).activated.connect(page.give.click)
        return page

    @cached_property
    def done(self) -> GivenPage:
        """What was given, and the citizen's word on it."""
        page = GivenPage(tuple(self._rating_button(at) for at in range(1, 6)))
        page.next.clicked.connect(self.show_start)
        page.paper.clicked.connect(self.print_again)
        return page

    def ahead(self) -> Iterable[Step]:
        """Both further pages."""
        yield lambda: self.collection
        yield lambda: put_page(self._pages, self.collection)
        yield lambda: put_page(self._pages, self.done)
        yield from dressing(self)

    @property
    def scrolls_itself(self) -> bool:
        """Whatever is given out does, with its deeds below it."""
        return self._pages.currentWidget() is not self.start

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self.collecting.desk = desk
        self._asking.open_desk(desk)

    def go_in(self) -> None:
        """The keyboard goes to the search, or to who collects."""
        shown = self._pages.currentWidget()
        if shown is self.start:
            self.start.take_keyboard()
        elif shown is self.collection:
            self.collection.take_keyboard()

    def take_scan(self, scanned: str) -> bool:
        """The slip of a dossier: its result is collected."""
        self.collecting.scan(scanned)
        return True

    def claim_card(self, card: CitizenCard) -> bool:
        """A citizen card says who collects, or whose results are looked for."""
        if self._pages.currentWidget() is self.collection:
            self._mind(self.collection.take_card(card))
        else:
            self._card = card
            self.collecting.look_for_card(card)
        return True

    def show_dossier(self, uid: UUID) -> None:
        """Begin to give out what lies here for a dossier."""
        self._card = None
        self.collecting.open(uid)

    def print_again(self) -> bool:
        """Print the receipt of what was given out just now."""
        if self._given is None or self._pages.currentWidget() is not self.done:
            return False
        given = self._given
        self._slips.print_papers(given.dossier_uid, given.dossier_code, (_RECEIPT,))
        return True

    @Slot()
    def give(self) -> None:
        """Give the result out as the form says."""
        page = self.collection
        if page.shown is None or page.fields is None or self.collecting.desk is None:
            return
        self._messages.clear()
        today = local_date(self.collecting.desk.now())
        try:
            form = page.fields.form(today)
            paid = None if page.money is None else page.money.form(today)
        except Refusal as refusal:
            self._refused(refusal)
            return
        page.give.setEnabled(False)
        self.collecting.give(page.shown, form, paid)

    def _connect(self) -> None:
        asked = self.collecting
        asked.opened.connect(self._show_collection)
        asked.waiting.connect(self._offer)
        asked.impossible.connect(self._not_collected)
        asked.given.connect(self._show_given)
        asked.refused.connect(self._refused)
        asked.rated.connect(self._thank)
        self._ways.rated.connect(self._rate)
        self.start.typed.connect(self._find)
        self.start.chosen.connect(self._choose)
        self._asking.done.connect(self.show_start)

    def _rating_button(self, rating: int) -> QPushButton:
        words = RATINGS[rating - 1]
        # On two lines: five wide buttons have room beside each other at twice the size too.
        button = QPushButton(f"{rating}\n{words}")
        button.setAccessibleName(words)
        button.setAutoDefault(False)
        button.clicked.connect(partial(self.collecting.rate, rating))
        QShortcut(str(rating), button).activated.connect(button.click)
        return button

    @Slot(int)
    def _rate(self, rating: int) -> None:
        """The citizen has tapped on the monitor: once, as by the buttons here."""
        if self._pages.currentWidget() is self.done and self.done.ratings[0].isEnabled():
            self.collecting.rate(rating)

    def _thank(self) -> None:
        self.done.thank()
        self._ways.rating_over.emit()
        self.shown.emit()

    @Slot(str)
    def _find(self, typed: str) -> None:
        self._card = None
        self.collecting.look_for(typed)

    @Slot(object, str)
    def _offer(self, found: Sequence[WaitingResult], nothing: str) -> None:
        self._messages.clear()
        self._go_to(self.start, _START_KEYS)
        self.start.show_waiting(found, nothing)
        if len(found) == 1:
            self.collecting.open(found[0].dossier_uid)
        self.shown.emit()

    @Slot(object)
    def _choose(self, line: WaitingResult) -> None:
        self.collecting.open(line.dossier_uid)

    @Slot(object, bool)
    def _show_collection(self, found: Collection, slip_shown: bool) -> None:
        before, page = self.collection.shown, self.collection
        is_new = before is None or before.dossier.uid != found.dossier.uid
        if is_new or self._pages.currentWidget() is not page:
            page.show_collection(found)
        page.give.setEnabled(True)
        self._go_to(page, _GIVE_KEYS)
        page.take_keyboard()
        if slip_shown:
            page.take_slip()
        card, self._card = self._card, None
        if card is not None:
            self._mind(page.take_card(card))
        self.shown.emit()

    @Slot(object, object)
    def _not_collected(self, uid: UUID, refusal: Refusal) -> None:
        """Nothing can be given out: its page says where it stands."""
        self._ways.page_wanted.emit(uid)
        self._messages.refuse(refusal)

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        page = self.collection
        page.give.setEnabled(True)
        said = page.fields is not None and page.fields.refuse(refusal)
        if not said and not (page.money is not None and page.money.refuse(refusal)):
            self._messages.refuse(refusal)
        self.shown.emit()

    @Slot(object)
    def _show_given(self, done: DeedDone) -> None:
        self._given = done
        left = "Hồ sơ đã trả xong." if done.state == "returned" else "Hồ sơ còn kết quả chưa trả."
        self.done.show_given("Đã trả kết quả", f"{done.dossier_code} · {left}")
        self._go_to(self.done, _GIVEN_KEYS)
        self._ways.rating_wanted.emit()
        self.done.next.setFocus()
        asked_for = [name for name in done.papers if name != _RECEIPT]
        self._slips.print_papers(done.dossier_uid, done.dossier_code, asked_for)
        self.shown.emit()

    @Slot()
    def _open_page(self) -> None:
        if self.collection.shown is not None:
            self._ways.page_wanted.emit(UUID(self.collection.shown.dossier.uid))

    @Slot()
    def _refuse_collection(self) -> None:
        from app.domain.dossier_rules import DeedKind

        if self.collection.shown is not None:
            uid = UUID(self.collection.shown.dossier.uid)
            self._asking.ask(uid, DeedKind.REFUSE_COLLECTION)

    @Slot()
    def show_start(self, *_: object) -> None:
        """The next citizen: nothing of the last one is left."""
        self._card, self._given, self.collection.shown = None, None, None
        self._ways.rating_over.emit()
        self._messages.clear()
        self.start.show_nothing()
        self._go_to(self.start, _START_KEYS)
        self.start.take_keyboard()

    def _mind(self, sentence: str) -> None:
        if sentence:
            self._messages.warn(sentence)

    def _go_to(self, page: QWidget, keys: Keys) -> None:
        turn_to(self._pages, page)
        self.keys = keys
        self.keys_changed.emit()
