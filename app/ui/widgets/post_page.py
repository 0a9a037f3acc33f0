"""One page of the postal desk: what is scanned, a few fields, the items, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.domain.light_dataclass import dataclass
from app.domain.money_words import sum_or_blank
from app.ui.theme import Theme
from app.ui.tokens import length
from app.ui.widgets.fields import FieldStrip, line
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import RECORD_ROLE, Column, RecordTable, number_column

_STATE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """An item as it is shown; the sum is in đồng, ``tone`` is good, warn, bad or quiet."""

    key: str
    number: str
    about: str
    money: int = 0
    state: str = ""
    tone: str = "quiet"
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageField:
    """A field above the items: its key, its label, what stands in it, its share of the row."""

    key: str
    label: str
    hint: str = ""
    share: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """What a page says: its heading, what to scan, what it shows while it is empty."""

    heading: str
    scan: str
    unit: str
    about: str
    empty: str
    fields: tuple[PageField, ...] = ()


class PostPage(QWidget):
    """``typed`` brings what was typed in place of a scan, ``chosen`` the row of an Enter."""

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, theme: Theme, words: PageWords) -> None:
        super().__init__()
        self.count = label("0", "display")
        self.count.setObjectName("pileCount")
        self.said = label("", "heading", wraps=True)
        self.scan = line(words.scan)
        self.scan.setAccessibleName(words.scan)
        self.scan.returnPressed.connect(self._take_typed)
        self.strip = FieldStrip()
        for each in words.fields:
            self.strip.add(each.key, each.label, line(each.hint), each.share)
        self.table: RecordTable[PostRow] = RecordTable(_columns(words.about), words.heading)
        self.table.setItemDelegateForColumn(_STATE, ChipDelegate(theme, _tone, self.table))
        self.table.setMinimumHeight(length("post_table_least"))
        self.table.chosen.connect(self.chosen)
        self._empty = label(words.empty, "muted", wraps=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._card = Card(words.heading, headed=False)
        numbers = row(self.count, label(words.unit, "muted"), gap="near")
        head = row(numbers, self.said, gap="card")
        head.setStretch(1, 1)
        self._acts, self._deed = Flow(), row(gap="near")
        self._card.put(head, self.scan, self.strip, self._empty, self.table)
        foot = row(self._acts, self._deed, gap="near")
        foot.setStretch(0, 1)
        foot.setAlignment(self._deed, Qt.AlignmentFlag.AlignBottom)
        self._card.put(foot)
        self.setLayout(column(self._card, gap="none"))
        self.show_rows(())

    def add_act(self, words: str, key: str, role: str = "") -> QPushButton:
        """A button at the foot, with its key."""
        button = key_button(words, key, role)
        (self._deed if role == "main" else self._acts).addWidget(button)
        return button

    def show_rows(self, rows: Sequence[PostRow], count: str | None = None) -> None:
        """The items; the current one stays so. ``count`` stands large, else how many there are."""
        known = self.table.current_record()
        self.table.show_records(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        said = str(len(rows)) if count is None else count
        self.count.setText(said)
        self.count.setAccessibleName(said)
        if known is not None:
            self.go_to(known.key)

    def go_to(self, key: str) -> bool:
        """Make the row of an item current; ``False`` where there is none."""
        model = self.table.model()
        for at in range(model.rowCount()):
            index = model.index(at, 0)
            if index.data(RECORD_ROLE).key == key:
                self.table.setCurrentIndex(index)
                return True
        return False

    def take_keyboard(self) -> None:
        """Where work begins: a number may be typed, a scan comes anyhow."""
        self.scan.setFocus()

    def _take_typed(self) -> None:
        typed = self.scan.text().strip()
        if typed:
            self.scan.clear()
            self.typed.emit(typed)


def _columns(about: str) -> tuple[Column[PostRow], ...]:
    return (
        Column("Số hiệu", lambda each: each.number, share=34, is_name=True),
        Column(about, lambda each: each.about, share=52),
        number_column("Tiền", lambda each: each.money, 18, sum_or_blank, "narrow_list"),
        Column("Tình trạng", lambda each: each.state, share=38),
        Column("Lưu ý", lambda each: each.words, share=42, from_width="wide_form"),
    )


def _tone(each: PostRow) -> str:
    return each.tone
