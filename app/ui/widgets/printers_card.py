"""Printers beside the usual one: the thermal one, the one to turn to, the one for door slips."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from app.domain.errors import Refusal
from app.domain.words import refusal_sentence
from app.ui.preferences import PAPERS
from app.ui.widgets.fields import FieldGrid, choice, line, offer
from app.ui.widgets.layouts import Card
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.printers import PrinterChoice, PrinterPlan

_NONE = ("", "Như máy in giấy hẹn")
_NO_FALLBACK = ("", "Không có")


class PrintersCard(Card):
    """Máy in dự phòng, phiếu ở cửa, máy in nhiệt: what is chosen here takes effect at once.

    ``thermal_changed`` follows another thermal printer, which may be the usual one as well.
    """

    thermal_changed = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__("Máy in khác")
        self._preferences = workplace.preferences
        self._fallback, self._door = choice((_NO_FALLBACK,)), choice((_NONE,))
        self._names: tuple[str, ...] = ()
        self.fields = FieldGrid()
        thermal = line("tcp:192.168.1.50 hoặc raw:TÊN HÀNG ĐỢI, nếu không có trình điều khiển")
        self.fields.add("thermal", "Má&y in nhiệt", thermal)
        self.fields.add_pair(
            ("fallback", "Máy &dự phòng", self._fallback),
            ("fallback_paper", "Khổ giấy của máy dự phòng", choice(PAPERS.items())),
        )
        self.fields.add_pair(
            ("door", "Phiếu bổ su&ng, từ chối", self._door),
            ("door_paper", "Khổ giấy của phiếu bổ sung, từ chối", choice(PAPERS.items())),
        )
        self.put(self.fields)
        self.offer_printers(())
        self.fields.edited.connect(self._chosen)
        # A half-typed address is an address as well: it counts when the line is left.
        thermal.editingFinished.connect(self._keep_thermal)

    def offer_printers(self, names: tuple[str, ...]) -> None:
        """The printers of this machine; those chosen before are offered even if not found."""
        self._names = names
        plan, thermal = self._preferences.printers, self._preferences.thermal
        door = _door_of(plan)
        kept = [each.printer for each in (plan.fallback, door) if each is not None]
        every = dict.fromkeys((*names, *filter(None, (thermal, *kept))))
        options = [(name, name) for name in every]
        offer(self._fallback, [_NO_FALLBACK, *options])
        offer(self._door, [_NONE, *options])
        self.fields.load(
            {
                "thermal": thermal,
                "fallback": plan.fallback.printer if plan.fallback else "",
                "fallback_paper": plan.fallback.paper if plan.fallback else "a5",
                "door": door.printer if door else "",
                "door_paper": door.paper if door else "a5",
            }
        )

    @Slot(str)
    def _chosen(self, key: str) -> None:
        if key == "thermal":
            self.fields.complain("thermal", "")
            return
        from app.domain.printers import SlipKind, SlipPrinters

        first = self._choice("door")
        kinds = (SlipKind.SUPPLEMENT, SlipKind.REFUSAL)
        plan = self._preferences.printers
        others = tuple(each for each in plan.slips if each.slip not in kinds)
        own = tuple(SlipPrinters(slip=kind, first=first) for kind in kinds) if first else ()
        self._preferences.printers = replace(
            plan, fallback=self._choice("fallback"), slips=(*others, *own)
        )

    def _choice(self, key: str) -> PrinterChoice | None:
        from app.domain.printers import Paper, PrinterChoice

        printer, paper = self.fields.text(key), self.fields.text(f"{key}_paper")
        return PrinterChoice(printer=printer, paper=Paper(paper)) if printer else None

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
        self.thermal_changed.emit()


def _door_of(plan: PrinterPlan) -> PrinterChoice | None:
    own = next((each for each in plan.slips if each.slip == "supplement"), None)
    return None if own is None else own.first
