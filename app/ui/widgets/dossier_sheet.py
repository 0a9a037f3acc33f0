"""One dossier on one page: its promise, persons, papers, money, history, and what may be done."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from app.ui import dossier_words as words
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.layouts import Card, column, key_button, label, mark, row
from app.ui.widgets.notice import Notice
from app.ui.widgets.text_grid import TextColumn, TextGrid
from app.ui.widgets.today_panel import STATES

if TYPE_CHECKING:
    from app.services.dossier_view import DossierView

Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""

_WIDE: tuple[Place, ...] = (
    (0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1), (1, 0, 1, 3),
)  # fmt: skip
_MIDDLE: tuple[Place, ...] = ((0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 2), (2, 0, 1, 2))
_NARROW: tuple[Place, ...] = ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1))
_SHARES = {_WIDE: (10, 11, 12), _MIDDLE: (1, 1, 0), _NARROW: (1, 0, 0)}
_FACTS = (TextColumn("muted", least="fact_name"), TextColumn(share=1))
_PAPERS = (TextColumn(share=1), TextColumn("muted"))
_EVENTS = (TextColumn("small", least="event_time"), TextColumn(share=1), TextColumn("small"))


class _PromiseCard(Card):
    """Ngày hẹn trả, và còn bao lâu theo giờ làm việc."""

    def __init__(self) -> None:
        super().__init__("Ngày hẹn trả kết quả")
        self.date = label("", "display")
        self.date.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.date.setAccessibleName("Ngày hẹn trả kết quả")
        self.reason = label("", "muted", wraps=True)
        self.left = chip()
        self.facts = TextGrid(_FACTS, "Tiếp nhận")
        head = column(self.date, self.reason, gap="hair")
        self.put(head, row(self.left, None), self.facts, None)

    def show_page(self, page: DossierView) -> None:
        date, reason = words.due_words(page)
        self.date.setText(date)
        mark(self.date, "tone", "display" if words.is_awaited(page) else "waiting")
        self.date.setAccessibleDescription(f"{date}. {reason}")
        self.reason.setText(reason)
        left, tone = words.left_words(page.left, page.late)
        say_chip(self.left, left, tone)
        self.facts.show_lines(words.reception_lines(page))


class _PersonCard(Card):
    """Người nộp và những người liên quan."""

    def __init__(self) -> None:
        super().__init__("Người nộp và liên quan")
        self.facts = TextGrid(_FACTS, "Người nộp và liên quan")
        self.put(self.facts, None)

    def show_page(self, page: DossierView) -> None:
        self.facts.show_lines(words.person_lines(page.dossier))


class _PaperCard(Card):
    """Giấy tờ đã nhận, phí và lệ phí."""

    def __init__(self) -> None:
        super().__init__("Thành phần hồ sơ")
        self.papers = TextGrid(_PAPERS, "Thành phần hồ sơ")
        self.money = TextGrid(_FACTS, "Phí, lệ phí")
        rule = QFrame()
        rule.setObjectName("rule")
        self.put(self.papers, rule, label("Phí, lệ phí", "heading"), self.money, None)

    def show_page(self, page: DossierView) -> None:
        papers = words.paper_lines(page)
        lacking = sum(each.tone == words.LACKING for each in papers)
        self.say_aside(f"thiếu {lacking}" if lacking else f"{len(papers)} giấy tờ")
        self.papers.show_lines(papers)
        self.money.show_lines(words.money_lines(page.dossier.money))


class _HistoryCard(Card):
    """Diễn biến: ai làm gì, lúc nào, ở quầy nào; mới nhất đứng trên."""

    def __init__(self) -> None:
        super().__init__("Diễn biến")
        self.events = TextGrid(_EVENTS, "Diễn biến")
        self.put(self.events, None)

    def show_page(self, page: DossierView) -> None:
        self.say_aside(f"{len(page.history)} việc, mới nhất đứng trên")
        self.events.show_lines(words.history_lines(page))


class DossierSheet(QWidget):
    """The page; the screen around it connects its buttons to deeds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName("Hồ sơ")
        self.code = label("", "heading")
        self.state, self.clash = chip(), chip()
        self.procedure = label("", "muted", wraps=True)
        self.place = label("", "small")
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
        self.notice = Notice(theme)
        self._cards = (_PromiseCard(), _PersonCard(), _PaperCard(), _HistoryCard())
        self.promise, self.persons, self.papers, self.history = self._cards
        self._places: tuple[Place, ...] = ()
        self._scroll = QScrollArea()
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
        width = event.size().width()
        if width >= length("wide_form"):
            self._place(_WIDE)
        else:
            self._place(_MIDDLE if width >= length("middle_form") else _NARROW)

    def _lay_out(self) -> None:
        way = row(self.back, self.previous, self.next, self.place, None, self.erase, gap="near")
        acts = row(self.look, self.again, self.cancel, self.correct, gap="near")
        title = row(self.code, self.state, self.clash, None, gap="near")
        head = row(column(title, self.procedure, gap="hair"), acts, gap="card")
        head.setStretch(0, 1)
        self._scroll.setObjectName("sheet")
        self._scroll.setAccessibleName("Nội dung hồ sơ")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(*[space("tight")] * 4)
        self._grid.setSpacing(space("cell"))
        self._scroll.setWidget(inside)
        whole = column(way, head, self.notice, self._scroll, gap="cell")
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._place(_WIDE)

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


def chip() -> QLabel:
    """A small coloured word; hidden while empty."""
    made = label("")
    made.setObjectName("chip")
    made.hide()
    return made


def say_chip(chip: QLabel, text: str, tone: str) -> None:
    """Write a chip: tones are good, warn, bad, info and quiet."""
    chip.setText(text)
    mark(chip, "kind", tone)
    chip.setVisible(bool(text))
