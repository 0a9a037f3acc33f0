"""The panels of a reception on one grid that follows the width of the window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from app.ui.draft import Draft
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.applicant_panel import ApplicantPanel
from app.ui.widgets.fields import Fields
from app.ui.widgets.papers_panel import PapersPanel
from app.ui.widgets.procedure_panel import ProcedurePanel
from app.ui.widgets.promise_panel import PromisePanel
from app.ui.widgets.settlement_panel import SettlementPanel
from app.ui.widgets.today_panel import TodayPanel

Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""

_WIDE: tuple[Place, ...] = (
    (0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 3), (0, 2, 2, 1), (3, 0, 1, 3),
)  # fmt: skip
_MIDDLE: tuple[Place, ...] = (
    (0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 2), (3, 0, 1, 2), (0, 1, 2, 1), (4, 0, 1, 2),
)  # fmt: skip
_NARROW: tuple[Place, ...] = (
    (0, 0, 1, 1), (2, 0, 1, 1), (3, 0, 1, 1), (4, 0, 1, 1), (1, 0, 1, 1), (5, 0, 1, 1),
)  # fmt: skip
_SHARES = {_WIDE: (12, 14, 10), _MIDDLE: (4, 3, 0), _NARROW: (1, 0, 0)}


class _Grid(QGridLayout):
    """A grid that says when it has laid its widgets out."""

    laid = Signal()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        super().setGeometry(rect)
        self.laid.emit()


class ReceptionPanels(QScrollArea):
    """Procedure, applicant, papers, settlement, promise and today's list.

    ``moved`` follows whatever moves the panels: scrolling, unfolding, another width.
    """

    moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("page")
        # One of our own: to name Qt's, Python would load all classes that it might be of.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # The scroll area itself is no place for the keyboard; its fields are.
        self.setFocusPolicy(self.focusPolicy().NoFocus)
        self.procedure = ProcedurePanel(theme)
        self.applicant = ApplicantPanel()
        self.papers = PapersPanel(theme)
        self.settlement = SettlementPanel()
        self.promise = PromisePanel()
        self.today = TodayPanel(theme)
        self._places: tuple[Place, ...] = ()
        page = QWidget()
        self._grid = _Grid(page)
        self._grid.setContentsMargins(0, 0, space("hair"), 0)
        self._grid.setSpacing(space("cell"))
        self.setWidget(page)
        self._place(_WIDE)
        self._grid.laid.connect(self._keep_date_in_sight)
        self.verticalScrollBar().valueChanged.connect(self._keep_date_in_sight)

    def shows_saving(self, room_below: int) -> bool:
        """Whether the button that saves is in sight; with so many pixels more it might be."""
        button = self.promise.save
        top = button.mapTo(self.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + button.height() <= self.viewport().height() + room_below

    @contextmanager
    def laid_once(self) -> Iterator[None]:
        """Lay out together, afterwards, all that changes inside.

        Qt lays the whole form out anew at each line that appears in it.
        """
        was_enabled = self._grid.isEnabled()
        self._grid.setEnabled(False)
        try:
            yield
        finally:
            self._grid.setEnabled(was_enabled)
            # A layout that is switched off misses another size of its page.
            self._grid.invalidate()
            if self.isVisible():
                self._grid.activate()

    def draft(self) -> Draft:
        """Everything that was typed and ticked, as one plain value."""
        return {
            **self.procedure.draft(),
            **self.applicant.draft(),
            **self.papers.draft(),
            **self.settlement.draft(),
        }

    def load(self, draft: Draft) -> None:
        """Fill everything but the procedure, which has to be read first; sends nothing."""
        self.applicant.load(draft)
        self.papers.load(draft)
        self.settlement.load(draft)
        self.settlement.ask_stated_due(asked=bool(draft.get("stated_due")))

    def complain(self, key: str, sentence: str) -> bool:
        """Say at a field what is wrong and go there; ``False`` where there is no such field."""
        fields = self._fields_of(key)
        if fields is None:
            return False
        fields.complain(key, sentence)
        self.go_to(fields[key])
        return True

    def first_open_of(self, draft: Draft) -> QWidget:
        """Where work goes on in a draft whose procedure is still being read."""
        if not draft.get("procedure_code"):
            return self.procedure.search
        return self.applicant.first_empty() or self.papers.view

    def first_empty(self) -> QWidget:
        """What is still open of case and applicant, else the papers."""
        case = self.procedure.fields["case"]
        if case.isVisibleTo(self) and not self.procedure.fields.text("case"):
            return case
        return self.applicant.first_empty() or self.papers.view

    def go_to(self, field: QWidget) -> None:
        """Give a field the keyboard, ready to be typed over, and bring it into view."""
        field.setFocus()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.selectAll()
        self.ensureWidgetVisible(field)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Three columns, two or one."""
        width = event.size().width()
        # First, else the page is made as wide as the row that no longer is.
        self.settlement.fold(narrow=width < length("whole_strip"))
        super().resizeEvent(event)
        if width >= length("wide_form"):
            self._place(_WIDE)
        elif width >= length("middle_form"):
            self._place(_MIDDLE)
        else:
            self._place(_NARROW)

    @Slot()
    def _keep_date_in_sight(self) -> None:
        """Beside a form that is higher than the window, the date and the keys of saving go along.

        The layout gives them the height of the form, of which they take what can be seen.
        """
        row, column, rows, _ = self._places[self._panels().index(self.promise)]
        if column > 0:
            first, last = (self._grid.cellRect(at, column) for at in (row, row + rows - 1))
            whole, least = last.bottom() + 1 - first.top(), self.promise.minimumSizeHint().height()
            height = min(whole, max(least, self.viewport().height()))
            lowest = last.bottom() + 1 - height
            top = max(first.top(), min(self.verticalScrollBar().value(), lowest))
            self.promise.setGeometry(first.left(), top, first.width(), height)
        self.moved.emit()

    def _fields_of(self, key: str) -> Fields | None:
        if key in self.procedure.fields:
            return self.procedure.fields
        return self.applicant.fields_of(key) or self.settlement.fields_of(key)

    def _place(self, places: tuple[Place, ...]) -> None:
        if places is self._places:
            return
        self._places = places
        for panel, place in zip(self._panels(), places, strict=True):
            self._grid.addWidget(panel, *place)
        for at, share in enumerate(_SHARES[places]):
            self._grid.setColumnStretch(at, share)
        last = places[-1][0]
        for at in range(last + 1):
            self._grid.setRowStretch(at, 1 if at == last else 0)

    def _panels(self) -> tuple[QWidget, ...]:
        return (
            self.procedure,
            self.applicant,
            self.papers,
            self.settlement,
            self.promise,
            self.today,
        )
