"""One line for each printer: of which paper, what lies in it, and a trial page on exactly it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from app.domain.light_dataclass import dataclass
from app.domain.printers import Paper, PrinterChoice, PrinterPlan, SlipKind
from app.ui.tokens import space
from app.ui.turns import Step
from app.ui.widgets.fields import Fields, choice, offer

FALLBACK = "_fallback"
_PAPER = "_paper"
_PAPERS = {
    Paper.A5: "A5, một bản",
    Paper.A4X2: "A4 ngang, hai bản cắt đôi",
    Paper.A4: "A4 đứng",
    Paper.ROLL_80: "Cuộn giấy nhiệt 80 mm",
}
_AS_RECEIPTS = "Như giấy hẹn"


@dataclass(frozen=True, slots=True)
class _Row:
    """A kind of paper, its words with the access key, and what an empty choice means."""

    kind: SlipKind
    words: str
    nowhere: str
    no_fallback: str

    @property
    def takes_roll(self) -> bool:
        return Paper.ROLL_80 in self.kind.papers

    @property
    def papers(self) -> tuple[tuple[str, str], ...]:
        return tuple((each.value, _PAPERS[each]) for each in self.kind.papers)


_ROWS = (
    _Row(SlipKind.RECEIPT, "Giấy &hẹn", "Không in, chỉ xem trên màn hình", "Không có"),
    _Row(SlipKind.SUPPLEMENT, "Phiếu &bổ sung", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.REFUSAL, "Phiếu từ chố&i", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.PAD, "Phiếu dự &phòng", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.HAND_OVER, "Bàn &giao, kiểm soát", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.APOLOGY, "&Văn bản gửi dân", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.RESULT_RECEIPT, "Giấy &ký tại quầy", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.FEE_RECEIPT, "Phiếu th&u", _AS_RECEIPTS, _AS_RECEIPTS),
    _Row(SlipKind.LABELS, "&Nhãn dán", _AS_RECEIPTS, _AS_RECEIPTS),
)


class PrinterRows(Fields):
    """Two lines for each kind of paper: its printer, and the one to turn to when that fails.

    They are built late and come behind ``after`` by Tab.
    ``trial_wanted`` brings the ``PrinterChoice`` of a line.
    """

    trial_wanted = Signal(object)

    def __init__(self, after: QWidget) -> None:
        super().__init__()
        self._last = after
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(space("near"))
        self._grid.setVerticalSpacing(space("tight"))
        self._grid.setColumnStretch(1, 5)
        self._grid.setColumnStretch(2, 4)
        self._printers: dict[str, QComboBox] = {}
        self.trials: dict[str, QPushButton] = {}
        self._lacking = list(_ROWS)
        self.edited.connect(self._allow)

    def ahead(self) -> Iterator[Step]:
        """One kind of paper after the other: all at once they would hold the window for 100 ms."""
        for each in tuple(self._lacking):
            yield partial(self._build, each)

    def show_plan(self, plan: PrinterPlan, names: Sequence[str]) -> None:
        """Offer the printers of this machine; those of the plan as well, even if not found."""
        for build in self.ahead():
            build()
        values: dict[str, str] = {}
        for each in _ROWS:
            first, fallback = _choices_of(plan, each.kind)
            for key, chosen, nowhere in (
                (each.kind.value, first, each.nowhere),
                (each.kind.value + FALLBACK, fallback, each.no_fallback),
            ):
                self._offer(key, chosen, nowhere, _fitting(each, names))
                values[key] = "" if chosen is None else chosen.printer
                values[key + _PAPER] = "" if chosen is None else chosen.paper.value
        self.load(values)
        self._allow()

    def plan(self) -> PrinterPlan:
        """The printers as chosen."""
        plan = PrinterPlan(
            usual=self.chosen(SlipKind.RECEIPT.value)
            or PrinterChoice(printer="", paper=self._paper(SlipKind.RECEIPT.value)),
            fallback=self.chosen(SlipKind.RECEIPT.value + FALLBACK),
        )
        for each in _ROWS[1:]:
            key = each.kind.value
            plan = plan.with_slip(each.kind, self.chosen(key), self.chosen(key + FALLBACK))
        return plan

    def chosen(self, key: str) -> PrinterChoice | None:
        """The printer of one line, if one is named."""
        printer = self.text(key)
        return PrinterChoice(printer=printer, paper=self._paper(key)) if printer else None

    def _build(self, each: _Row) -> None:
        if each in self._lacking:
            self._lacking.remove(each)
            name = each.words.replace("&", "")
            self._add(each.kind.value, each.words, name, each)
            self._add(each.kind.value + FALLBACK, "    máy dự phòng", f"{name}, dự phòng", each)
            # What is shown is said by the plan; until then nothing flickers.
            self.show_line(each.kind.value + FALLBACK, shown=False)

    def _add(self, key: str, words: str, name: str, each: _Row) -> None:
        at = self._grid.rowCount()
        printer, paper = choice(()), choice(each.papers)
        trial = QPushButton("In trang thử")
        trial.setAutoDefault(False)
        trial.setAccessibleName(f"In trang thử: {name}")
        trial.clicked.connect(partial(self._want_trial, key))
        self._printers[key], self.trials[key] = printer, trial
        self._grid.addWidget(self._label(key, words, printer), at, 0)
        self._grid.addWidget(printer, at, 1)
        self._grid.addWidget(paper, at, 2)
        self._grid.addWidget(trial, at, 3)
        self._grid.addWidget(self._keep(key, name, printer), at + 1, 1, 1, 3)
        self._keep(key + _PAPER, f"Khổ giấy: {name}", paper)
        for stop in (printer, paper, trial):
            QWidget.setTabOrder(self._last, stop)
            self._last = stop

    def _offer(
        self, key: str, chosen: PrinterChoice | None, nowhere: str, names: Sequence[str]
    ) -> None:
        printer = "" if chosen is None else chosen.printer
        options = [("", nowhere), *((each, each) for each in names)]
        if printer and printer not in names:
            options.append((printer, f"{printer} (không thấy)"))
        offer(self._printers[key], options)

    def _paper(self, key: str) -> Paper:
        return Paper(self.text(key + _PAPER))

    def _allow(self, _key: str = "") -> None:
        """A trial needs a printer; papers that go the way of the receipts need no more lines."""
        for each in _ROWS:
            key = each.kind.value
            is_own = each.kind is SlipKind.RECEIPT or bool(self.text(key))
            self.show_line(key + FALLBACK, shown=is_own)
            for named in (key, key + FALLBACK):
                self[named + _PAPER].setVisible(is_own)
                self.trials[named].setVisible(is_own)
                self.trials[named].setEnabled(bool(self.text(named)))

    def _want_trial(self, key: str) -> None:
        chosen = self.chosen(key)
        if chosen is not None:
            self.trial_wanted.emit(chosen)


def _choices_of(
    plan: PrinterPlan, kind: SlipKind
) -> tuple[PrinterChoice | None, PrinterChoice | None]:
    if kind is SlipKind.RECEIPT:
        return plan.usual, plan.fallback
    own = next((each for each in plan.slips if each.slip is kind), None)
    return (None, None) if own is None else (own.first, own.fallback)


def _fitting(each: _Row, names: Sequence[str]) -> list[str]:
    """The roll of a thermal printer is not written on by hand."""
    if each.takes_roll:
        return list(names)
    return [name for name in names if not name.startswith(("tcp:", "raw:"))]
