"""The printers of this machine: one for each kind of paper, each with a fallback and a trial."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from app.domain.errors import Refusal
from app.domain.printers import PrinterChoice
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk
from app.ui.print_routes import fitting, print_trial_page
from app.ui.widgets.fields import FieldGrid, line
from app.ui.widgets.layouts import Card, row
from app.ui.widgets.printer_rows import PrinterRows
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.ui.turns import Step


class PrintersCard(Card):
    """Máy in: what is chosen here takes effect at once.

    ``wanted`` asks for the printers of this machine to be looked for anew.
    """

    wanted = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Máy in")
        self._workplace = workplace
        self._preferences = workplace.preferences
        self._desk: OpenDesk | None = None
        self._names: tuple[str, ...] = ()
        self.fields = FieldGrid()
        thermal = line("tcp:192.168.1.50 hoặc raw:TÊN HÀNG ĐỢI, nếu không có trình điều khiển")
        self.fields.add("thermal", "Má&y in nhiệt", thermal)
        self.rows = PrinterRows(thermal)
        again = QPushButton("Tìm lại máy in")
        again.setAccessibleName("Tìm lại máy in")
        again.clicked.connect(self.wanted)
        self.pad = QPushButton("In tập phiếu dự phòng")
        self.pad.setAccessibleName("In tập phiếu dự phòng")
        self.pad.setEnabled(False)
        self.pad.clicked.connect(self._print_pad)
        self.put(self.fields, self.rows, row(again, self.pad, None))
        self.fields.load({"thermal": self._preferences.thermal})
        self.rows.edited.connect(self._chosen)
        self.rows.trial_wanted.connect(self._print_trial)
        self.fields.edited.connect(partial(self.fields.complain, "thermal", ""))
        # A half-typed address is an address as well: it counts when the line is left.
        thermal.editingFinished.connect(self._keep_thermal)

    def ahead(self) -> Iterable[Step]:
        """The lines of the printers, and what was chosen in them."""
        yield from self.rows.ahead()
        yield partial(self.offer_printers, ())

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: numbers for a pad can be given out."""
        self._desk = desk
        self.pad.setEnabled(True)

    def offer_printers(self, names: Sequence[str]) -> None:
        """The printers of this machine; those chosen before are offered even if not found."""
        self._names = tuple(names)
        thermal = (self._preferences.thermal,) if self._preferences.thermal else ()
        self.rows.show_plan(self._preferences.printers, (*self._names, *thermal))

    @Slot(str)
    def _chosen(self, _key: str) -> None:
        self._preferences.printers = self.rows.plan()

    @Slot(object)
    def _print_trial(self, choice: PrinterChoice) -> None:
        """Every tone mark and a bar code, on exactly this printer."""
        from app.devices.machine_clock import machine_now

        desk, messages = self._desk, self._workplace.messages
        messages.inform(f"Đang gửi trang thử tới {choice.printer}…")
        self._workplace.background.errand(
            print_trial_page,
            fitting(choice),
            office=desk.context.office_name if desk else "",
            printed_at=desk.now() if desk else machine_now(),
            then=partial(self._tried, choice),
            refused=messages.refuse,
        )

    def _tried(self, choice: PrinterChoice, _sent: None) -> None:
        self._workplace.messages.inform(
            f"Trang thử đã gửi {choice.printer}. Hãy xem đủ dấu, và quét thử mã vạch trên giấy."
        )

    @Slot()
    def _print_pad(self) -> None:
        self._workplace.slips.print_pad()

    @Slot()
    def _keep_thermal(self) -> None:
        from app.domain.printers import Route, printer_address

        typed = self.fields.text("thermal")
        try:
            address = printer_address(typed)
        except Refusal as refusal:
            self.fields.complain("thermal", refusal_sentence(refusal))
            return
        if typed and address.route is Route.DRIVER:
            words = "Hãy ghi tcp: và địa chỉ của máy in, hoặc raw: và tên hàng đợi."
            self.fields.complain("thermal", words)
            return
        self._preferences.thermal = str(address) if typed else ""
        self.offer_printers(self._names)
