"""Set up this window: its look, its printers, its scanner."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.printer import printer_names
from app.ui.theme import Appearance
from app.ui.turns import Step, Turns
from app.ui.widgets.backup_card import BackupCard
from app.ui.widgets.fields import FieldGrid, choice, value_of
from app.ui.widgets.handouts_card import HandoutsCard
from app.ui.widgets.layouts import Card, column, label
from app.ui.widgets.lost_desk_card import LostDeskCard
from app.ui.widgets.old_system_card import OldSystemCard
from app.ui.widgets.pin_card import PinCard
from app.ui.widgets.printers_card import PrintersCard
from app.ui.widgets.scanner_card import ScannerCard
from app.ui.workplace import Keys, Screen, Workplace

_APPEARANCES = (
    (Appearance.SYSTEM.value, "Theo máy"),
    (Appearance.LIGHT.value, "Sáng"),
    (Appearance.DARK.value, "Tối"),
)

Opened = TypeVar("Opened", PinCard, PrintersCard, HandoutsCard, OldSystemCard)


class SettingsScreen(Screen):
    """Thiết lập của cửa sổ này; đơn vị, quầy và cán bộ là dữ liệu của quầy."""

    keys: Keys = (("F2", "tiếp nhận hồ sơ"), ("Tab", "mục tiếp theo"), ("Ctrl+K", "tìm"))

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._desk: OpenDesk | None = None
        self._appearance = choice(_APPEARANCES)
        self.fields = FieldGrid()
        self.fields.add("appearance", "&Giao diện", self._appearance)
        look = Card("Cửa sổ")
        look.put(self.fields)
        self._cards = column(look, None, gap="card")
        page = QWidget()
        page.setLayout(self._cards)
        self.setLayout(column(_scrolling(page)))
        self.rest = Turns(0, self)
        self.rest.done.connect(self.refresh)
        self._load()
        self.fields.edited.connect(self._chosen)

    @cached_property
    def pin(self) -> PinCard:
        """The officer's own PIN."""
        return self._opened(PinCard(self._workplace))

    @cached_property
    def printers(self) -> PrintersCard:
        """Printers by kind of paper."""
        card = self._opened(PrintersCard(self._workplace))
        card.wanted.connect(self.refresh)
        return card

    @cached_property
    def handouts(self) -> HandoutsCard:
        """Papers without a dossier."""
        return self._opened(HandoutsCard(self._workplace))

    @cached_property
    def scanner(self) -> ScannerCard:
        """The scanner, its sounds and its trial."""
        return ScannerCard(self._workplace)

    @cached_property
    def backups(self) -> BackupCard:
        """Copies and the recovery sheet."""
        return BackupCard(self._workplace)

    @cached_property
    def old_system(self) -> OldSystemCard:
        """Dossiers that another system left open."""
        return self._opened(OldSystemCard(self._workplace))

    @cached_property
    def lost_desk(self) -> LostDeskCard:
        """A desk of the office that is gone."""
        return LostDeskCard(self._workplace)

    @cached_property
    def _facts(self) -> Card:
        """Whose desk this is."""
        words = label("", "muted", wraps=True)
        if self._desk is not None:
            context = self._desk.context
            words.setText(
                f"{context.office_name} · mã định danh {context.agency_code} · {context.place}\n"
                f"Quầy {context.number}"
            )
        card = Card("Quầy này")
        card.put(words)
        return card

    def ahead(self) -> Iterable[Step]:
        """One card after the other: all at once they would hold the window."""
        yield lambda: self._put(self.pin)
        yield lambda: self._put(self.printers)
        yield from self.printers.ahead()
        yield lambda: self._put(self.handouts)
        yield lambda: self._put(self.scanner)
        yield lambda: self._put(self.backups)
        yield lambda: self._put(self.old_system)
        yield lambda: self._put(self.lost_desk)
        yield lambda: self._put(self._facts)

    def open_desk(self, desk: OpenDesk) -> None:
        """The cards get it as they are built."""
        self._desk = desk

    def go_in(self) -> None:
        """What is left to build is built; then the printers are asked for, which may be new."""
        self._appearance.setFocus()
        self.rest.begin(self.ahead())

    @Slot()
    def refresh(self) -> None:
        """Look for printers and scanners, which may take a moment."""
        self.scanner.refresh()
        self._workplace.background.errand(printer_names, then=self.printers.offer_printers)

    def _opened(self, card: Opened) -> Opened:
        if self._desk is not None:
            card.open_desk(self._desk)
        return card

    def _put(self, card: Card) -> None:
        if self._cards.indexOf(card) < 0:
            self._cards.insertWidget(self._cards.count() - 1, card)

    def _load(self) -> None:
        self.fields.load({"appearance": self._workplace.preferences.appearance.value})

    @Slot(str)
    def _chosen(self, key: str) -> None:
        self._keep_appearance(value_of(self.fields[key]))

    def _keep_appearance(self, value: str) -> None:
        appearance = Appearance(value)
        self._workplace.preferences.appearance = appearance
        self._workplace.theme.show(appearance)


def _scrolling(page: QWidget) -> QScrollArea:
    """A page that may be higher than the window; it follows the keyboard by itself."""
    scroll = QScrollArea()
    scroll.setObjectName("page")
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
