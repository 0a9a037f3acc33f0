"""Set up this window: its look, its printers, its scanner."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.printer import printer_names
from app.ui.theme import Appearance
from app.ui.widgets.backup_card import BackupCard
from app.ui.widgets.fields import FieldGrid, choice, value_of
from app.ui.widgets.handouts_card import HandoutsCard
from app.ui.widgets.layouts import Card, column, label
from app.ui.widgets.lost_desk_card import LostDeskCard
from app.ui.widgets.pin_card import PinCard
from app.ui.widgets.printers_card import PrintersCard
from app.ui.widgets.scanner_card import ScannerCard
from app.ui.workplace import Keys, Screen, Workplace

_APPEARANCES = (
    (Appearance.SYSTEM.value, "Theo máy"),
    (Appearance.LIGHT.value, "Sáng"),
    (Appearance.DARK.value, "Tối"),
)


class SettingsScreen(Screen):
    """Thiết lập của cửa sổ này; đơn vị, quầy và cán bộ là dữ liệu của quầy."""

    keys: Keys = (("F2", "tiếp nhận hồ sơ"), ("Tab", "mục tiếp theo"), ("Ctrl+K", "tìm"))

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._appearance = choice(_APPEARANCES)
        self.fields = FieldGrid()
        self.fields.add("appearance", "&Giao diện", self._appearance)
        self._facts = label("", "muted", wraps=True)
        look, desk = Card("Cửa sổ"), Card("Quầy này")
        look.put(self.fields)
        desk.put(self._facts)
        self.scanner = ScannerCard(workplace)
        self.printers = PrintersCard(workplace)
        self.printers.wanted.connect(self.refresh)
        self.handouts = HandoutsCard(workplace)
        self.backups = BackupCard(workplace)
        self.pin = PinCard(workplace)
        self.lost_desk = LostDeskCard(workplace)
        cards = column(
            look,
            self.pin,
            self.printers,
            self.handouts,
            self.scanner,
            self.backups,
            self.lost_desk,
            desk,
            None,
            gap="card",
        )
        page = QWidget()
        page.setLayout(cards)
        self.setLayout(column(_scrolling(page)))
        self._load()
        self.fields.edited.connect(self._chosen)

    def open_desk(self, desk: OpenDesk) -> None:
        """Show whose desk this is."""
        self.printers.open_desk(desk)
        self.handouts.open_desk(desk)
        self.pin.open_desk(desk)
        context = desk.context
        self._facts.setText(
            f"{context.office_name} · mã định danh {context.agency_code} · {context.place}\n"
            f"Quầy {context.number}"
        )

    def go_in(self) -> None:
        """Ask for the printers anew: one may have been plugged in."""
        self._appearance.setFocus()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look for printers and scanners, which may take a moment."""
        self.scanner.refresh()
        self._workplace.background.errand(printer_names, then=self.printers.offer_printers)

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
