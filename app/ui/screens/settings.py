"""Set up this window: its look, its printer, its paper, its scanner."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.ui.desk_at_work import OpenDesk
from app.ui.preferences import PAPERS
from app.ui.printer import printer_names
from app.ui.theme import Appearance
from app.ui.widgets.fields import FieldGrid, choice, offer, value_of
from app.ui.widgets.layouts import Card, column, label, row
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
        self._printer = choice((("", "Đang tìm máy in…"),))
        self._paper = choice(PAPERS.items())
        self.fields = FieldGrid()
        self.fields.add("appearance", "&Giao diện", self._appearance)
        self.fields.add("printer", "&Máy in giấy hẹn", self._printer)
        self.fields.add("paper", "&Khổ giấy hẹn", self._paper)
        self._facts = label("", "muted", wraps=True)
        again = QPushButton("Tìm lại máy in")
        again.setAccessibleName("Tìm lại máy in")
        again.clicked.connect(self.refresh)
        look, desk = Card("Cửa sổ và máy in"), Card("Quầy này")
        look.put(self.fields, row(again, None))
        desk.put(self._facts)
        self.scanner = ScannerCard(workplace)
        self.printers = PrintersCard(workplace)
        self.printers.thermal_changed.connect(self.refresh)
        cards = column(look, self.printers, self.scanner, desk, None, gap="card")
        page = QWidget()
        page.setLayout(cards)
        self.setLayout(column(_scrolling(page)))
        self._load()
        self.fields.edited.connect(self._chosen)

    def open_desk(self, desk: OpenDesk) -> None:
        """Show whose desk this is."""
        context = desk.context
        self._facts.setText(
            f"{context.office_name} · mã định danh {context.agency_code} · {context.place}\n"
            f"Quầy {context.number} · {desk.actor.full_name}"
        )

    def go_in(self) -> None:
        """Ask for the printers anew: one may have been plugged in."""
        self._appearance.setFocus()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look for printers and scanners, which may take a moment."""
        self.scanner.refresh()
        self._workplace.background.errand(printer_names, then=self._offer_printers)

    def _load(self) -> None:
        chosen = self._workplace.preferences
        values = {"appearance": chosen.appearance.value, "paper": chosen.paper}
        self.fields.load(values)
        self._offer_printers((chosen.printer,) if chosen.printer else ())

    def _offer_printers(self, names: tuple[str, ...]) -> None:
        self.printers.offer_printers(names)
        kept, thermal = self._workplace.preferences.printer, self._workplace.preferences.thermal
        names = (*names, thermal) if thermal else names
        options = [("", "Không in, chỉ xem trên màn hình")]
        options += [(name, name) for name in names]
        if kept and kept not in names:
            options.append((kept, f"{kept} (không thấy)"))
        offer(self._printer, options)
        self.fields.load({**self.fields.values(), "printer": kept})

    @Slot(str)
    def _chosen(self, key: str) -> None:
        value = value_of(self.fields[key])
        match key:
            case "appearance":
                self._keep_appearance(value)
            case "printer":
                self._workplace.preferences.printer = value
            case "paper":
                self._workplace.preferences.paper = value

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
