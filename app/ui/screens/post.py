"""Bàn bưu chính: bags in and results out, five benches worked by scanner and keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QPushButton, QStackedWidget

from app.ui import post_following, post_opening_bench, post_packing, post_taking
from app.ui.desk_at_work import OpenDesk
from app.ui.post_bench import PostBench
from app.ui.post_following import FollowingBench
from app.ui.post_opening_bench import OpeningBench
from app.ui.post_packing import PackingBench
from app.ui.post_sending import SendingBench
from app.ui.post_taking import TakingBench
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import column, mark
from app.ui.widgets.post_page import PageWords, PostPage
from app.ui.widgets.posting_page import PostingPage
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.citizen_card import CitizenCard

_TURN: Keys = (("Alt+1 … Alt+5", "đổi việc"),)


class PostScreen(Screen):
    """The benches side by side; a scan belongs to the one that is shown."""

    keys: Keys = (*TakingBench.keys, *_TURN)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()

        def page(words: PageWords) -> PostPage:
            return PostPage(workplace.theme, words)

        self.taking = TakingBench(page(post_taking.WORDS), workplace)
        self.opening = OpeningBench(page(post_opening_bench.WORDS), workplace)
        self.packing = PackingBench(page(post_packing.WORDS), workplace)
        self.following = FollowingBench(page(post_following.WORDS), workplace)
        self.sending = SendingBench(PostingPage(workplace.theme), workplace)
        self._benches: list[PostBench[Any]] = [self.taking, self.opening]
        self._benches += [self.packing, self.following, self.sending]
        self._pages = QStackedWidget()
        self._turns: list[QPushButton] = []
        for at, bench in enumerate(self._benches):
            self._pages.addWidget(bench.page)
            self._turns.append(self._turn_button(at, bench))
        self.setLayout(column(Flow(*self._turns, gap="tight"), self._pages, gap="near"))
        self._show_bench(0)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        for bench in self._benches:
            bench.open_desk(desk)

    def go_in(self) -> None:
        """The keyboard goes to where a number is typed; each bench is as it was left."""
        self._shown.refresh()
        self._shown.page.take_keyboard()

    def take_scan(self, scanned: str) -> bool:
        """A dossier is packed; other benches have no use for one."""
        if self._shown is not self.packing:
            return False
        self.packing.take(scanned)
        return True

    def take_number(self, scanned: str) -> bool:
        """A number of an item, of any carrier."""
        self._shown.take(scanned)
        return True

    def claim_card(self, card: CitizenCard) -> bool:
        """A card names the sender where somebody sends; elsewhere a reception is meant."""
        if self._shown is self.sending:
            self.sending.take_card(card)
        return self._shown is self.sending

    def take_procedure(self, code: str) -> bool:
        """The QR of a procedure chooses what is sent."""
        if self._shown is self.sending:
            self.sending.choose_procedure(code)
        return self._shown is self.sending

    def show_bag(self, scanned: str) -> None:
        """A bag's list was scanned anywhere: count it in."""
        self._show_bench(0)
        self.taking.take(scanned)

    def show_letters(self, manifest: str) -> None:
        """The list of a bag of letters was scanned anywhere: look at it, and print it again."""
        self._show_bench(1)
        self.opening.understood()
        self.opening.workplace.slips.preview_handout("post_manifest", manifest)

    def open_scanned(self, scanned: str) -> None:
        """An item's number was scanned at another place: open it."""
        self._show_bench(1)
        self.opening.take(scanned)

    @property
    def _shown(self) -> PostBench[Any]:
        return self._benches[self._pages.currentIndex()]

    def _turn_button(self, at: int, bench: PostBench[Any]) -> QPushButton:
        button = QPushButton(f"{bench.title}  Alt+{at + 1}")
        button.setAutoDefault(False)
        button.setCheckable(True)
        # The key is written on it; Tab leads from field to field.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(bench.title)
        button.clicked.connect(lambda: self._turn_to(at))
        QShortcut(f"Alt+{at + 1}", self).activated.connect(button.click)
        return button

    @Slot(int)
    def _turn_to(self, at: int) -> None:
        self._show_bench(at)
        self._shown.page.take_keyboard()

    def _show_bench(self, at: int) -> None:
        self._pages.setCurrentIndex(at)
        for number, button in enumerate(self._turns):
            button.setChecked(number == at)
            mark(button, "role", "main" if number == at else "")
        self.keys = (*self._shown.keys, *_TURN)
        self.keys_changed.emit()
        if self.isVisible():
            self._shown.refresh()
