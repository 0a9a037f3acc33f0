"""Which printer takes which paper: a preference of this machine, kept as JSON, no truth."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum

from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.records import from_plain, to_plain
from app.domain.text import one_line


class Paper(StrEnum):
    """What lies in the printer."""

    A5 = "a5"
    """One copy on an upright A5 sheet."""
    A4X2 = "a4x2"
    """Both copies side by side on A4 landscape, to be cut."""
    A4 = "a4"
    """One upright A4 sheet."""
    DL = "dl"
    """An envelope of 220 x 110 mm, for a sheet folded twice."""
    C5 = "c5"
    """An envelope of 229 x 162 mm, for a sheet folded once."""
    ROLL_80 = "roll80"
    """A thermal roll of 80 mm, 72 mm of it printable; as long as the slip needs."""

    @property
    def is_envelope(self) -> bool:
        """Whether it only takes an address."""
        return self in (Paper.DL, Paper.C5)

    @property
    def usual_resolution(self) -> int:
        """Dots per inch of the printers that take this paper, where none is named."""
        return _THERMAL_RESOLUTION if self is Paper.ROLL_80 else _SHEET_RESOLUTION


_THERMAL_RESOLUTION, _SHEET_RESOLUTION = 203, 600


class SlipKind(StrEnum):
    """Kind of paper; the value stands in ``slip.printed`` and names the paper everywhere."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    PAD = "pad"
    HAND_OVER = "hand_over"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CORRECTION = "correction"
    RESULT_RECEIPT = "result_receipt"
    UNDERTAKING = "undertaking"
    AUTHORISATION = "authorisation"
    FEE_RECEIPT = "fee_receipt"
    CONTROL = "control"
    BATCH = "batch"
    REGISTER = "register"
    OUTAGE_SHEET = "outage_sheet"
    TO_BRING = "to_bring"
    TO_BRING_LARGE = "to_bring_large"
    NOTICE = "notice"
    NOTICE_LIST = "notice_list"
    DESK_PLATE = "desk_plate"
    LABELS = "labels"
    POST_SLIP = "post_slip"
    POST_MANIFEST = "post_manifest"
    POST_DELIVERY_LIST = "post_delivery_list"
    POST_LABELS = "post_labels"
    POST_ENVELOPES = "post_envelopes"
    POST_FAILED = "post_failed"
    POST_BALANCE = "post_balance"

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers on which this kind is drawn, the usual one first."""
        return _PAPERS.get(self, (*_HALVES, Paper.ROLL_80))

    @property
    def printed_as(self) -> SlipKind:
        """The kind whose printers it goes to: papers that are handled alike share them."""
        return _PRINTED_AS.get(self, self)


_HALVES = (Paper.A5, Paper.A4X2)
_LETTER = (Paper.A4, Paper.A5, Paper.A4X2)
_PAPERS = {
    SlipKind.PAD: _HALVES,
    SlipKind.HAND_OVER: (Paper.A4,),
    SlipKind.APOLOGY: _LETTER,
    SlipKind.STOP_NOTICE: _LETTER,
    SlipKind.CORRECTION: _LETTER,
    SlipKind.RESULT_RECEIPT: (*_HALVES, Paper.A4),
    SlipKind.UNDERTAKING: (*_HALVES, Paper.A4),
    SlipKind.AUTHORISATION: (Paper.A4, Paper.A5),
    SlipKind.FEE_RECEIPT: _HALVES,
    SlipKind.CONTROL: (Paper.A4, Paper.A5),
    SlipKind.BATCH: (Paper.A4,),
    SlipKind.REGISTER: (Paper.A4,),
    SlipKind.OUTAGE_SHEET: (Paper.A4,),
    SlipKind.TO_BRING: (Paper.A5, Paper.A4, Paper.ROLL_80),
    SlipKind.TO_BRING_LARGE: (Paper.A4,),
    SlipKind.NOTICE: (Paper.A4,),
    SlipKind.NOTICE_LIST: (Paper.A4,),
    SlipKind.DESK_PLATE: (Paper.A4,),
    SlipKind.LABELS: (Paper.A4, Paper.ROLL_80),
    SlipKind.POST_SLIP: (Paper.A4, Paper.A5),
    SlipKind.POST_MANIFEST: (Paper.A4,),
    SlipKind.POST_DELIVERY_LIST: (Paper.A4,),
    SlipKind.POST_LABELS: (Paper.A4, Paper.ROLL_80),
    SlipKind.POST_ENVELOPES: (Paper.DL, Paper.C5),
    SlipKind.POST_FAILED: (Paper.A5, Paper.A4),
    SlipKind.POST_BALANCE: (Paper.A4,),
}
_PRINTED_AS = {
    SlipKind.STOP_NOTICE: SlipKind.APOLOGY,
    SlipKind.CORRECTION: SlipKind.APOLOGY,
    SlipKind.UNDERTAKING: SlipKind.RESULT_RECEIPT,
    SlipKind.AUTHORISATION: SlipKind.RESULT_RECEIPT,
    SlipKind.CONTROL: SlipKind.HAND_OVER,
    SlipKind.BATCH: SlipKind.HAND_OVER,
    SlipKind.REGISTER: SlipKind.HAND_OVER,
    SlipKind.OUTAGE_SHEET: SlipKind.HAND_OVER,
    SlipKind.TO_BRING: SlipKind.RECEIPT,
    SlipKind.TO_BRING_LARGE: SlipKind.HAND_OVER,
    SlipKind.NOTICE: SlipKind.HAND_OVER,
    SlipKind.NOTICE_LIST: SlipKind.HAND_OVER,
    SlipKind.DESK_PLATE: SlipKind.HAND_OVER,
    SlipKind.POST_SLIP: SlipKind.HAND_OVER,
    SlipKind.POST_MANIFEST: SlipKind.HAND_OVER,
    SlipKind.POST_DELIVERY_LIST: SlipKind.HAND_OVER,
    SlipKind.POST_LABELS: SlipKind.LABELS,
    SlipKind.POST_ENVELOPES: SlipKind.HAND_OVER,
    SlipKind.POST_FAILED: SlipKind.HAND_OVER,
    SlipKind.POST_BALANCE: SlipKind.HAND_OVER,
}


class Route(StrEnum):
    """Way to a printer."""

    DRIVER = "driver"
    """By the system's driver, as a picture of the page; every paper."""
    RAW_QUEUE = "raw"
    """Bytes of the printer's own language through a queue of the system; thermal rolls."""
    NETWORK = "tcp"
    """The same bytes straight to the printer's port; thermal rolls."""


RAW_PORT = 9100
"""The port on which receipt printers listen."""

_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class PrinterAddress:
    """A printer by its way: a queue's name, or a host with a port."""

    route: Route
    name: str
    port: int = RAW_PORT

    def paper(self, wanted: Paper) -> Paper:
        """The paper that can go this way: past the driver there is only the roll."""
        return wanted if self.route is Route.DRIVER else Paper.ROLL_80

    def __str__(self) -> str:
        if self.route is Route.DRIVER:
            return self.name
        port = f":{self.port}" if self.route is Route.NETWORK else ""
        return f"{self.route.value}:{self.name}{port}"


def printer_address(text: str) -> PrinterAddress:
    """``Laser A5`` by its driver, ``raw:NHIET`` a raw queue, ``tcp:192.168.1.50:9100`` a port.

    Raises ``Refusal`` (``PRINTER_ADDRESS_WRONG``) for a raw printer without name or port.
    """
    text = one_line(text)
    word, colon, rest = text.partition(":")
    if not colon or word not in (Route.RAW_QUEUE, Route.NETWORK):
        return PrinterAddress(Route.DRIVER, text)
    name, port = rest.strip(), RAW_PORT
    if word == Route.NETWORK:
        host, colon, digits = name.rpartition(":")
        if colon:
            name, port = host, int(digits) if digits.isascii() and digits.isdigit() else 0
    if not name or name.startswith("-") or not 1 <= port <= _LAST_PORT:
        raise Refusal(Reason.PRINTER_ADDRESS_WRONG, value=text)
    return PrinterAddress(Route(word), name, port)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterChoice:
    """One printer, as ``printer_address`` reads it, and the paper that lies in it."""

    printer: str
    paper: Paper = Paper.A5


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPrinters:
    """The printer of one kind of paper, and the one to turn to when it fails."""

    slip: SlipKind
    first: PrinterChoice
    fallback: PrinterChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterPlan:
    """The printers of this machine: the usual one, its fallback, and exceptions by kind."""

    usual: PrinterChoice | None = None
    fallback: PrinterChoice | None = None
    slips: tuple[SlipPrinters, ...] = ()

    @property
    def printers(self) -> tuple[str, ...]:
        """Every printer that some paper goes to, each once, the usual one first."""
        special = (choice for each in self.slips for choice in (each.first, each.fallback))
        known = (self.usual, self.fallback, *special)
        return tuple(dict.fromkeys(each.printer for each in known if each and each.printer))

    def choices(self, slip: SlipKind) -> tuple[PrinterChoice, ...]:
        """Printers for a kind of paper in the order in which they are tried, each once.

        A kind without a fallback of its own falls back to the usual printer and its fallback, on
        a paper that it is drawn on; what has to be a sheet never goes to a roll.
        """
        own = next((each for each in self.slips if each.slip is slip.printed_as), None)
        special = () if own is None else (own.first, own.fallback)
        tried = (*special, self.usual, self.fallback)
        fit = (_on_paper(each, slip) for each in tried if each is not None and each.printer)
        return tuple(dict.fromkeys(each for each in fit if each is not None))

    def with_slip(
        self, slip: SlipKind, first: PrinterChoice | None, fallback: PrinterChoice | None = None
    ) -> PrinterPlan:
        """The same plan with other printers for one kind of paper; none of its own for ``None``."""
        others = tuple(each for each in self.slips if each.slip is not slip)
        own = () if first is None else (SlipPrinters(slip=slip, first=first, fallback=fallback),)
        return replace(self, slips=(*others, *own))


def _on_paper(choice: PrinterChoice, slip: SlipKind) -> PrinterChoice | None:
    if choice.paper in slip.papers:
        return choice
    return None if choice.paper is Paper.ROLL_80 else replace(choice, paper=slip.papers[0])


def plan_text(plan: PrinterPlan) -> str:
    """The plan as JSON, for the preferences of this machine."""
    return json.dumps(to_plain(plan), ensure_ascii=False)


def read_plan(text: str) -> PrinterPlan:
    """The plan from its JSON; what cannot be read is no plan, and the officer chooses anew."""
    try:
        return from_plain(PrinterPlan, json.loads(text))
    except (ValueError, Refusal):
        return PrinterPlan()
