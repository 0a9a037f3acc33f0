"""A table of frozen records: columns are named once, sorting is by native values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.domain.light_dataclass import dataclass
from app.ui.tokens import length
from app.ui.widgets.column_widths import Wish, shared

Record = TypeVar("Record")
Index = QModelIndex | QPersistentModelIndex

_MEASURED = 40
"""Rows that say how wide a column wants to be; a long list is not read for that."""

SORT_ROLE = Qt.ItemDataRole.UserRole
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column(Generic[Record]):
    """One column: what it is called, what it shows, what it sorts by; ``share`` of the width.

    ``from_width`` names the width below which it gives way to the others. Numbers and sums stand
    at the right, digit below digit; what the row is called by is ``is_name``.
    """

    heading: str
    text: Callable[[Record], str]
    sort_key: Callable[[Record], Any] | None = None
    share: int = 1
    from_width: str = ""
    is_number: bool = False
    is_name: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Where its cells and its heading stand."""
        side = Qt.AlignmentFlag.AlignRight if self.is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def fits(self, width: int) -> bool:
        """Whether a table of this width has room for it."""
        return not self.from_width or width >= length(self.from_width)

    def key(self, record: Record) -> Any:
        """A native value to compare by."""
        return (self.sort_key or self.text)(record)


def number_column(
    heading: str,
    number: Callable[[Record], int],
    share: int,
    shown: Callable[[int], str] = str,
    from_width: str = "",
) -> Column[Record]:
    """A column of whole numbers: written as ``shown``, sorted by themselves."""

    def text(record: Record) -> str:
        return shown(number(record))

    return Column(heading, text, number, share, from_width, is_number=True)


class RecordModel(QAbstractTableModel, Generic[Record]):
    """Records in rows; the record itself is found under ``RECORD_ROLE``."""

    def __init__(self, columns: Sequence[Column[Record]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._records: list[Record] = []

    def show(self, records: Sequence[Record]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._records = list(records)
        self.endResetModel()

    def replace_columns(self, columns: Sequence[Column[Record]]) -> None:
        """Other columns from now on, and no rows yet."""
        self.beginResetModel()
        self._columns, self._records = tuple(columns), []
        self.endResetModel()

    def add(self, records: Sequence[Record]) -> None:
        """Put further rows below those that are there."""
        if records:
            first = len(self._records)
            self.beginInsertRows(QModelIndex(), first, first + len(records) - 1)
            self._records.extend(records)
            self.endInsertRows()

    def first(self, count: int) -> Sequence[Record]:
        """The first records."""
        return self._records[:count]

    def row_of(self, is_it: Callable[[Record], bool]) -> int | None:
        """The first row whose record is meant."""
        return next((row for row, each in enumerate(self._records) if is_it(each)), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Number of records."""
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        """Number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, sort key or record."""
        if not index.isValid():
            return None
        record, column = self._records[index.row()], self._columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(record)
            case Qt.ItemDataRole.ToolTipRole:
                return column.text(record)
            case Qt.ItemDataRole.TextAlignmentRole:
                return column.alignment
            case Qt.ItemDataRole.FontRole if column.is_name:
                return _strong()
            case _ if role == SORT_ROLE:
                return column.key(record)
            case _ if role == RECORD_ROLE:
                return record
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Headings of columns, standing like their cells."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._columns[section].alignment
        return None


class _ByKey(QSortFilterProxyModel):
    """Sorts by Python's own comparison, so that dates and Vietnamese names sort rightly."""

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802 - Qt's name
        return bool(left.data(SORT_ROLE) < right.data(SORT_ROLE))


class RecordTable(QTableView, Generic[Record]):
    """Shows records; Enter or a double click chooses one."""

    chosen = Signal(object)

    def __init__(self, columns: Sequence[Column[Record]], name: str) -> None:
        super().__init__()
        self.setObjectName("records")
        self.setAccessibleName(name)
        self._columns = tuple(columns)
        self._measured: list[Wish] = []
        self._model = RecordModel(columns, self)
        self._sorted = _ByKey(self)
        self._sorted.setSourceModel(self._model)
        self.setModel(self._sorted)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Fixed heights: asking each row for its size costs seconds on large lists.
        self.setMinimumHeight(length("list_height"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(length("table_row"))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.activated.connect(self._choose)

    def show_records(self, records: Sequence[Record]) -> None:
        """Replace the rows; the first is current, so that keys act on something."""
        self._model.show(records)
        self._measure_and_share()
        if records:
            self.setCurrentIndex(self._sorted.index(0, 0))

    def replace_columns(self, columns: Sequence[Column[Record]], name: str) -> None:
        """Show records of another kind: other columns, another name, no rows yet."""
        self._columns = tuple(columns)
        self.setAccessibleName(name)
        self._model.replace_columns(columns)
        self._measure_and_share()

    def add_records(self, records: Sequence[Record]) -> None:
        """Put further rows below; what is current stays so."""
        self._model.add(records)

    def current_record(self) -> Record | None:
        """The record of the current row."""
        record: Record | None = self.currentIndex().data(RECORD_ROLE)
        return record

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for no more than needed: the table takes what room there is."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: Any) -> None:  # noqa: N802 - Qt's name
        """Share the width among the columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() or not self._measured:
            self._share(event.size().width())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What was dressed while nobody saw it is shared out anew."""
        super().showEvent(event)
        if not self._measured:
            self._share(self.viewport().width())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Other letters have other widths."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measured = []
            if self.isVisible():
                self._share(self.viewport().width())

    def _measure_and_share(self) -> None:
        self._measured = []
        # Before that it has no width; and the class of a viewport is slow to load.
        if self.isVisible():
            self._share(self.viewport().width())

    def _share(self, width: int) -> None:
        """Give each column its part; what is shown is measured once for all widths."""
        if not self._measured:
            self._measured = [self._wish(at) for at in range(len(self._columns))]
        wishes = [
            wish if column.fits(width) else Wish(0, 0)
            for column, wish in zip(self._columns, self._measured, strict=True)
        ]
        for at, (wish, part) in enumerate(zip(wishes, shared(width, wishes), strict=True)):
            self.setColumnHidden(at, not wish.share)
            self.horizontalHeader().resizeSection(at, part)

    def _wish(self, at: int) -> Wish:
        """The widths in which the heading, and the first rows, too, are read whole."""
        column, records = self._columns[at], self._model.first(_MEASURED)
        heading = QFontMetrics(_small()).horizontalAdvance(column.heading) + length("cell_edges")
        is_chip = self.itemDelegateForColumn(at) is not None
        letters = QFontMetrics(_strong() if is_chip or column.is_name else self.font())
        cells = (letters.horizontalAdvance(column.text(each)) for each in records)
        edges = length("chip_edges" if is_chip else "cell_edges")
        wanted = max(heading, max(cells, default=0) + edges)
        return Wish(column.share, wanted, heading, column.is_name)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(RECORD_ROLE))


def _strong() -> QFont:
    font = QFont()
    font.setPixelSize(length("body_pixels"))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _small() -> QFont:
    font = QFont()
    font.setPixelSize(length("small_pixels"))
    font.setWeight(QFont.Weight.Medium)
    return font
