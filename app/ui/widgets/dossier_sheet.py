"""One dossier on one page: its cards, where it stands in the list, and what may be done now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from app.domain.form_words import capital
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.deed_row import DeedRow
from app.ui.widgets.dossier_cards import (
    CourseCard,
    HistoryCard,
    PaperCard,
    PersonCard,
    PromiseCard,
    ResultCard,
    chip,
    say_chip,
)
from app.ui.widgets.layouts import ElidedLabel, column, key_button, label, row, turn
from app.ui.widgets.notice import Notice
from app.ui.widgets.today_panel import STATES

if TYPE_CHECKING:
    from app.services.dossier_view import DossierView

Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""

_WIDE: tuple[Place, ...] = (
    (0, 0, 1, 1), (0, 1, 2, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3),
)  # fmt: skip
_MIDDLE: tuple[Place, ...] = (
    (0, 0, 1, 1), (0, 1, 2, 1), (2, 0, 1, 2), (1, 0, 1, 1), (3, 0, 1, 2), (4, 0, 1, 2),
)  # fmt: skip
_NARROW: tuple[Place, ...] = tuple((at, 0, 1, 1) for at in (0, 1, 3, 4, 2, 5))
_SHARES = {_WIDE: (10, 11, 12), _MIDDLE: (1, 1, 0), _NARROW: (1, 0, 0)}
_MOST_DEEDS = 4


class DossierSheet(QWidget):
    """The page; the screen around it connects its buttons to deeds.

    ``wanted`` brings a likely deed that was chosen by its button or by Alt and its number.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Hồ sơ")
        self.code = label("", "heading")
        self.state, self.clash = chip(), chip()
        self.procedure = label("", "muted", wraps=True)
        self.place = ElidedLabel("", "small")
        self.back = key_button("Danh sách", "Esc")
        self.previous = key_button("Trước", "PgUp")
        self.next = key_button("Sau", "PgDown")
        self.next.setText("Sau  PgDn")
        # Their keys belong to the window, which prints the last slip where none is shown.
        self.again = _button("In lại  Ctrl+P")
        self.look = _button("Xem giấy")
        self.correct = key_button("Sửa", "Ctrl+R")
        self.cancel = key_button("Hủy", "Ctrl+Del")
        self.erase = _button("Xóa dữ liệu cá nhân…")
        self.erase.hide()
        self.every = key_button("Việc khác…", "Ctrl+J")
        likely = tuple(self._deed_button(at) for at in range(_MOST_DEEDS))
        self.deeds = DeedRow(likely, self.every)
        self._kinds: tuple[object, ...] = ()
        self.notice = Notice(theme)
        self._cards = (
            PromiseCard(), CourseCard(), PaperCard(), PersonCard(), ResultCard(), HistoryCard(),
        )  # fmt: skip
        self.promise, self.course, self.papers, self.persons, self.results, self.history = (
            self._cards
        )
        self.files = key_button("Bản điện tử", "Ctrl+D", "link")
        self.papers.put_in_head(self.files)
        self._places: tuple[Place, ...] = ()
        self._scroll, self._top = QScrollArea(), QWidget()
        self._lay_out()

    def show_page(self, page: DossierView) -> None:
        """Show a dossier; what may be done is said by ``allow``."""
        dossier = page.dossier
        self.code.setText(dossier.code)
        state, tone = STATES[dossier.state]
        say_chip(self.state, state, tone)
        say_chip(self.clash, "Mâu thuẫn" if page.is_clash else "", "bad")
        case = f" · {dossier.procedure.case}" if dossier.procedure.case else ""
        self.procedure.setText(f"{dossier.procedure.code} · {dossier.procedure.name}{case}")
        for each in self._cards:
            each.show_page(page)
        self._scroll.verticalScrollBar().setValue(0)

    def allow(self, deeds: Collection[str], *, may_print: bool) -> None:
        """Show a button for each deed that is allowed now, and for no other."""
        self.correct.setVisible("correct" in deeds)
        self.cancel.setVisible("cancel" in deeds)
        self.again.setVisible(may_print)

    def offer(self, likely: Sequence[tuple[object, str]], *, has_more: bool) -> None:
        """The likely next deeds with their words as buttons; whether there are others."""
        self._kinds = tuple(kind for kind, _ in likely[:_MOST_DEEDS])
        self.deeds.offer([capital(words) for _, words in likely], has_more=has_more)

    def offered(self) -> tuple[str, ...]:
        """The words on the buttons of likely deeds."""
        return self.deeds.offered()

    def say_place(self, text: str, *, previous: bool, following: bool) -> None:
        """Where this dossier stands in the list that it was opened from."""
        self.place.setText(text)
        self.previous.setEnabled(previous)
        self.next.setEnabled(following)

    def take_keyboard(self) -> None:
        """Arrow keys move the page."""
        self._scroll.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Three cards side by side, two or one."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        turn(self._head, narrow=width < length("middle_form"))
        self._put_top(inside=height < length("low_sheet"))
        if width >= length("wide_form"):
            self._place(_WIDE)
        else:
            self._place(_MIDDLE if width >= length("middle_form") else _NARROW)

    def _deed_button(self, at: int) -> QPushButton:
        made = _button("")
        made.hide()
        made.clicked.connect(lambda: self._want(at))
        QShortcut(f"Alt+{at + 1}", self).activated.connect(made.click)
        return made

    def _want(self, at: int) -> None:
        if at < len(self._kinds):
            self.wanted.emit(self._kinds[at])

    def _lay_out(self) -> None:
        way = row(self.back, self.previous, self.next, self.place, self.erase, gap="near")
        way.setStretch(3, 1)
        acts = row(None, self.look, self.again, self.cancel, self.correct, gap="near")
        title = row(self.code, self.state, self.clash, None, gap="near")
        head = self._head = row(column(title, self.procedure, gap="hair"), acts, gap="near")
        head.setStretch(0, 1)
        self._scroll.setObjectName("sheet")
        self._scroll.setAccessibleName("Nội dung hồ sơ")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self._grid = QGridLayout()
        self._grid.setSpacing(space("cell"))
        self._inside = column(self._grid, gap="cell", margin="tight")
        inside.setLayout(self._inside)
        self._scroll.setWidget(inside)
        self._top.setLayout(column(head, self.deeds, self.notice, gap="cell"))
        self._outside = column(way, self._top, self._scroll, gap="cell")
        self._outside.setStretch(2, 1)
        self.setLayout(self._outside)
        self._place(_WIDE)

    def _put_top(self, *, inside: bool) -> None:
        """In a low window what heads the page scrolls with it; its keys work anyhow."""
        is_inside = self._inside.indexOf(self._top) >= 0
        if inside and not is_inside:
            self._inside.insertWidget(0, self._top)
        elif is_inside and not inside:
            self._outside.insertWidget(1, self._top)

    def _place(self, places: tuple[Place, ...]) -> None:
        if places is self._places:
            return
        self._places = places
        for card, place in zip(self._cards, places, strict=True):
            self._grid.addWidget(card, *place)
        for at, share in enumerate(_SHARES[places]):
            self._grid.setColumnStretch(at, share)
        last = places[-1][0]
        for at in range(len(self._cards)):
            self._grid.setRowStretch(at, 1 if at == last else 0)


def _button(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.setAccessibleName(words.split("  ")[0])
    return made
