"""The office's words on its papers, with the very paper beside them as they are typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.placeholders import Placeholder
from app.domain.wording import Wording, in_force_from
from app.domain.wording_slots import OFFICE
from app.domain.wording_words import paper_title, slots_by_paper
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.reception_draft import read_day
from app.ui.widgets.fields import FieldStrip, choice, line
from app.ui.widgets.layouts import Card, column, key_button, label, scrolling
from app.ui.widgets.paper_picture import PaperPicture
from app.ui.widgets.sides import Sides
from app.ui.widgets.wording_fields import WordingFields
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.wording_facts import WordingChanged
    from app.printing.raster import Picture
    from app.services.wording import Wordings

_KEYS: Keys = (
    ("Alt+G", "chọn giấy"),
    ("Tab", "mục tiếp theo"),
    ("Ctrl+S", "lưu lời in"),
    ("Ctrl+Shift+Z", "lời sẵn có cho giấy này"),
)
_DAY_SHARE = 5
_WAIT = 250
"""Milliseconds after the last letter until the paper is drawn anew."""


class WordingScreen(Screen):
    """Lời in: a paper is chosen, its words are typed left, the paper stands right.

    ``drawn`` follows each picture of the paper, ``loaded`` each reading of the words.
    """

    keys: Keys = _KEYS
    drawn = Signal()
    loaded = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self._known: Wordings | None = None
        self._asked = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._draw)
        self._pages = QStackedWidget()
        self.forms: dict[str, WordingFields] = {}
        self.picture = PaperPicture("Giấy xem trước")
        self.picture.widened.connect(self._timer.start)
        self.save = key_button("Lưu", "Ctrl+S", "main")
        self.save.clicked.connect(self._save)
        self.standard = key_button("Lời sẵn có", "Ctrl+Shift+Z")
        self.standard.clicked.connect(self._put_standard)
        self.head = self._head()
        self.foot = FieldStrip()
        self._may_use = label("", "muted", wraps=True)
        self._planned = label("", "muted", wraps=True)
        self.trouble = label("", "error", wraps=True)
        self._card = Card("Sửa lời")
        self._build()

    def _head(self) -> FieldStrip:
        head = FieldStrip()
        papers = choice((name, _title(name)) for name in slots_by_paper())
        head.add("paper", "&Giấy", papers)
        head.edited.connect(self._turn)
        return head

    def _build(self) -> None:
        for name, slots in slots_by_paper().items():
            form = WordingFields(slots)
            form.edited.connect(self._edited)
            self.forms[name] = form
            inside = scrolling(form)
            inside.setObjectName("sheet")
            self._pages.addWidget(inside)
        self.foot.add("valid_from", "&Từ ngày", line("Hôm nay"), _DAY_SHARE)
        self.foot.end_with(label(), self.save)
        self.foot.edited.connect(self._day_edited)
        self.trouble.hide()
        self._planned.hide()
        self._card.put_in_head(self.standard)
        self._card.put(
            self.head,
            self._pages,
            self._may_use,
            self._planned,
            self.trouble,
            self.foot,
        )
        beside = Card("Xem trước")
        beside.say_aside("hồ sơ bịa ra, không lưu")
        beside.put(self.picture)
        self.setLayout(column(Sides(self._card, beside, (6, 5)), gap="none"))
        self._turn()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._read()

    def go_in(self) -> None:
        """The keyboard goes to the first words; what was typed and not saved stays."""
        if not self._unsaved():
            self._read()
        self.head["paper"].setFocus()
        self._timer.start()

    def _read(self) -> None:
        from app.services.wording import wordings

        if self._desk is not None:
            self._background.query(wordings, self._desk.context, then=self._show)

    def _show(self, known: Wordings) -> None:
        self._known = known
        texts = self._texts_known()
        for form in self.forms.values():
            form.load(texts)
        self._tell()
        self._timer.start()
        self.loaded.emit()

    def _texts_known(self) -> dict[str, str]:
        """The words in force on the stated day, by slot."""
        words = self._words()
        every = (slot for form in self.forms.values() for slot in form.slots.values())
        return {} if words is None else {slot.key: words.text(slot) for slot in every}

    def _words(self) -> Wording | None:
        if self._known is None or self._desk is None:
            return None
        now = self._desk.now()
        return self._known.at(in_force_from(self._valid_from() or local_date(now), now))

    def _valid_from(self) -> date | None:
        try:
            return read_day(self.foot.text("valid_from"))
        except ValueError:
            return None

    def _unsaved(self) -> dict[str, str]:
        known = self._texts_known()
        if not known:
            return {}
        return {
            key: text
            for form in self.forms.values()
            for key, text in form.changed_from(known).items()
        }

    @Slot(str)
    def _day_edited(self, _key: str) -> None:
        if not self._unsaved():
            self._show_again()
        self._timer.start()

    def _show_again(self) -> None:
        if self._known is not None:
            self._show(self._known)

    @Slot()
    def _turn(self, _key: str = "") -> None:
        """Show the fields of the chosen paper, and what may stand in braces on it."""
        paper = self.head.text("paper")
        form = self.forms[paper]
        self._pages.setCurrentIndex(list(self.forms).index(paper))
        names = sorted({each for slot in form.slots.values() for each in slot.placeholders})
        braces = ", ".join(f"{{{Placeholder(each).value}}}" for each in names)
        self._may_use.setText(f"Dùng được trong câu: {braces}" if braces else "")
        self._may_use.setVisible(bool(braces))
        self._timer.start()

    @Slot(str)
    def _edited(self, _key: str) -> None:
        self.forms[self.head.text("paper")].check()
        self._tell()
        self._timer.start()

    def _tell(self) -> None:
        """How many words wait to be saved, and what is planned already."""
        waiting = len(self._unsaved())
        self._card.say_aside(f"{waiting} mục chưa lưu" if waiting else "")
        self.save.setEnabled(waiting > 0)
        planned = self._plans()
        self._planned.setText(planned)
        self._planned.setVisible(bool(planned))

    def _plans(self) -> str:
        if self._known is None or self._desk is None:
            return ""
        now: datetime = self._desk.now()
        coming = [each for each in self._known.changes if each.in_force_from > now]
        days = ", ".join(f"{each.valid_from:%d/%m/%Y}" for each in coming)
        return f"Đã hẹn đổi từ ngày: {days}." if days else ""

    @Slot()
    def _draw(self) -> None:
        """Draw the paper off this thread; only the newest wish is shown."""
        words, form = self._words(), self.forms[self.head.text("paper")]
        if words is None or self._desk is None:
            return
        if not form.check():
            self._point_at(form)
            return
        from app.papers.wording_preview import preview_pages

        self._asked += 1
        self._background.errand(
            preview_pages,
            self.head.text("paper"),
            words,
            self._unsaved(),
            desk=self._desk.context,
            at=self._desk.now(),
            width=self.picture.page_width,
            then=partial(self._put, self._asked),
            refused=self._refuse,
        )

    def _point_at(self, form: WordingFields) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, QScrollArea) and page.widget() is form:
            for said in form.complaints():
                page.ensureWidgetVisible(said)

    def _put(self, asked: int, pages: tuple[Picture, ...]) -> None:
        if asked == self._asked:
            self._refuse(None)
            self.picture.show_pages(pages)
            self.drawn.emit()

    def _refuse(self, refusal: Refusal | None) -> None:
        self.trouble.setText("" if refusal is None else refusal_sentence(refusal))
        self.trouble.setVisible(refusal is not None)

    @Slot()
    def _put_standard(self) -> None:
        """The words that stand ready, for every field of this paper; nothing is saved yet."""
        words = self._words()
        if words is not None:
            form = self.forms[self.head.text("paper")]
            for key, slot in form.slots.items():
                form.put(key, words.standard(slot))

    @Slot()
    def _save(self) -> None:
        from app.services.wording import WordingForm, change_wording

        if self._desk is None or not self._whole():
            return
        texts: Mapping[str, str | None] = self._unsaved()
        form = WordingForm(texts=texts, valid_from=self._valid_from())
        self._background.command(
            change_wording, form, **stamp(self._desk), then=self._saved, refused=self._refuse
        )

    def _whole(self) -> bool:
        """Whether every text can be printed and the day is one; else the first that is not."""
        typed = self.foot.text("valid_from")
        is_day = not typed or self._valid_from() is not None
        self.foot.complain("valid_from", "" if is_day else _NO_DAY)
        wrong = [name for name, form in self.forms.items() if not form.check()]
        if wrong:
            self.head.put("paper", wrong[0])
        return is_day and not wrong

    def _saved(self, fact: WordingChanged) -> None:
        self._messages.tell(f"Đã lưu lời in, áp dụng từ {fact.valid_from:%d/%m/%Y}")
        self._read()


_NO_DAY = "Ghi ngày như 01/12/2026, hoặc để trống là hôm nay."


def _title(paper: str) -> str:
    words = paper_title(paper)
    return words[:1].upper() + words[1:] if paper != OFFICE else "Chung cho mọi giấy"
