"""What the office reports and how its days begin and end: figures, and how far the journal went."""

from __future__ import annotations

from datetime import date

from app.domain.fact_parts import Fact, FreeWords
from app.domain.light_dataclass import dataclass
from app.domain.report_shape import ReportAsked, RowKind
from app.domain.wholeness import Wholeness


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamMark:
    """How far a chain of events went: ``n`` of them, and the chain at the last (hexadecimal).

    ``stream`` is the uid of a writer of the issuing desk, or the office whose stream it follows.
    """

    stream: str
    n: int
    chain: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedRow:
    """The figures of one row, in the order of the report's columns of figures."""

    key: str
    figures: tuple[int, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIssued(Fact):
    """A report was issued (ban hành báo cáo); it can be counted anew at this watermark.

    Every event that the issuing desk knew stood in one of the chains under ``marks`` (its own
    writers) or ``streams`` (what it followed). ``list_digest`` is over the sorted uids of every
    dossier counted, ``digest`` over the canonical bytes of the report. ``whole`` is what the period
    may have lacked then; why it was issued all the same is private.
    """

    kind = "report.issued"
    asked: ReportAsked
    marks: tuple[StreamMark, ...]
    streams: tuple[StreamMark, ...]
    columns: tuple[str, ...]
    rows: tuple[IssuedRow, ...]
    dossiers: int
    list_digest: str
    digest: str
    whole: Wholeness
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One line of a day's sheet: what was looked at, its figure, and whether it is in order.

    ``of`` names which of several it was, as a printer, and ``state`` what is no figure.
    """

    key: str
    figure: int
    is_fine: bool = True
    of: str | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskOpened(Fact):
    """The day was opened at a desk (mở ngày làm việc), with what was looked at."""

    kind = "desk.opened"
    on: date
    lines: tuple[DayLine, ...]
    private: FreeWords | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskClosed(Fact):
    """The day was closed at a desk (khóa ngày làm việc); ``cash_counted`` in đồng.

    Lines that are not in order were open when it was closed; why stands in ``private``.
    """

    kind = "desk.closed"
    on: date
    lines: tuple[DayLine, ...]
    cash_expected: int = 0
    cash_counted: int | None = None
    private: FreeWords | None = None


FACTS: tuple[type[Fact], ...] = (ReportIssued, DeskOpened, DeskClosed)
