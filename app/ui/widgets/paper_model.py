"""The published list of papers with what was handed in, as rows that the keyboard can fill."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.light_dataclass import dataclass

if TYPE_CHECKING:
    from app.domain.procedure import RequiredDocument
    from app.domain.reception import SubmittedDocument

Index = QModelIndex | QPersistentModelIndex

NAME, ORIGINALS, CERTIFIED, COPIES = range(4)
COUNTS = {ORIGINALS: "originals", CERTIFIED: "certified", COPIES: "copies"}
HEADINGS = ("Giấy tờ", "Bản chính", "Chứng thực", "Bản sao")
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
DETAIL_ROLE = Qt.ItemDataRole.UserRole
_MOST = 999


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One published paper and what lies on the counter of it."""

    paper: RequiredDocument
    handed_in: SubmittedDocument

    @property
    def is_met(self) -> bool:
        """Whether something was handed in or looked up."""
        return self.handed_in.is_met

    @property
    def is_lacking(self) -> bool:
        """Whether it still has to be brought."""
        from app.domain.reception_rules import is_missing

        return is_missing(self.paper, self.handed_in)

    @property
    def detail(self) -> str:
        """Whether it is compulsory, in which numbers, and on which form."""
        parts = [_NEED[self.paper.required], *_numbers(self.paper)]
        if self.handed_in.not_applicable:
            parts = ["không phải nộp trong trường hợp này"]
        if self.handed_in.looked_up is not None:
            parts.append(f"Nhà nước đã có: {self.handed_in.looked_up.source}")
        if self.paper.form:
            parts.append(self.paper.form)
        return " · ".join(parts)

    def at_published_numbers(self) -> PaperLine:
        """Handed in as published, or one of its kind where the list gives no number."""
        originals, certified, copies = self.paper.one_set
        return self.with_handed_in(originals=originals, certified=certified, copies=copies)

    def with_handed_in(self, **numbers: int) -> PaperLine:
        """The same line with other numbers; nothing else is claimed of the paper any more."""
        kept = {name: getattr(self.handed_in, name) for name in COUNTS.values()} | numbers
        capped = {name: min(max(0, value), _MOST) for name, value in kept.items()}
        return replace(self, handed_in=_handed_in(self.paper, **capped))

    def empty(self) -> PaperLine:
        """Nothing handed in."""
        return replace(self, handed_in=_handed_in(self.paper))

    def not_applicable(self) -> PaperLine:
        """Stated not to be asked of this applicant, or that taken back.

        Only where the list does not say whether the paper is compulsory.
        """
        if self.paper.required is not None:
            return self
        stated = not self.handed_in.not_applicable
        return replace(self, handed_in=_handed_in(self.paper, not_applicable=stated))

    def next_look_up(self, now: datetime) -> PaperLine:
        """Met by what the first database of the State holds, then the next, at last by none."""
        from app.domain.look_up_sources import next_source
        from app.domain.reception import LookUp

        before = self.handed_in.looked_up
        source = next_source(None if before is None else before.source)
        if source is None:
            return self.empty()
        look_up = LookUp(source=source, looked_up_at=now)
        return replace(self, handed_in=_handed_in(self.paper, looked_up=look_up))


_NEED = {
    True: "bắt buộc",
    False: "nộp khi có",
    None: "không rõ có bắt buộc",
}


def _handed_in(paper: RequiredDocument, **facts: Any) -> SubmittedDocument:
    from app.domain.reception import SubmittedDocument

    return SubmittedDocument(ordinal=paper.ordinal, **facts)


def _numbers(paper: RequiredDocument) -> list[str]:
    named = (
        (paper.originals, "bản chính"),
        (paper.certified, "bản chứng thực"),
        (paper.copies, "bản sao"),
    )
    return [f"{number} {words}" for number, words in named if number]


class PaperModel(QAbstractTableModel):
    """Lines of papers; ticking, counting and loading are told apart by the caller."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: list[PaperLine] = []

    @property
    def lines(self) -> tuple[PaperLine, ...]:
        """Every line in published order."""
        return tuple(self._lines)

    def show(
        self, papers: Sequence[RequiredDocument], handed_in: Iterable[SubmittedDocument]
    ) -> None:
        """Replace the list; what was handed in of papers that stay is kept."""
        known = {each.ordinal: each for each in handed_in}
        self.beginResetModel()
        self._lines = [
            PaperLine(paper, known.get(paper.ordinal) or _handed_in(paper)) for paper in papers
        ]
        self.endResetModel()

    def set_line(self, row: int, line: PaperLine) -> None:
        """Replace one line."""
        self._lines[row] = line
        self.dataChanged.emit(self.index(row, 0), self.index(row, COPIES))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Number of papers."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Name and three numbers."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Headings; numbers stand in the middle."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if section == NAME else _MIDDLE
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, tick, detail, and a sentence for screen readers."""
        line = self._lines[index.row()]
        if index.column() == NAME:
            return _name_cell(line, role)
        number = getattr(line.handed_in, COUNTS[index.column()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(number) if number else "–"
            case Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignCenter
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{HEADINGS[index.column()]}: {number}"
        return None


def _name_cell(line: PaperLine, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return line.paper.name
        case Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if line.is_met else Qt.CheckState.Unchecked
        case Qt.ItemDataRole.ToolTipRole:
            return line.paper.name
        case Qt.ItemDataRole.AccessibleTextRole:
            state = "đã nộp" if line.is_met else "chưa nộp"
            return f"{line.paper.name}, {line.detail}, {state}"
    return line.detail if role == DETAIL_ROLE else None
