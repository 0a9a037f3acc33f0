"""Visits that end at the door: guided or refused, with a slip; and the slip that comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.draft import Draft
from app.ui.filing_entry import FilingEntry
from app.ui.stated_form import StatedForm
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.visits import Visit


class DoorVisits(QObject):
    """``ended`` follows a recorded visit, ``reopened`` brings what was typed at an earlier one."""

    ended = Signal()
    reopened = Signal(object)

    def __init__(
        self,
        workplace: Workplace,
        panels: ReceptionPanels,
        stated: StatedForm,
        filing: FilingEntry,
    ) -> None:
        super().__init__(panels)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._filing = filing
        self._parent = panels
        self._panels = panels
        self._stated = stated
        self._desk: OpenDesk | None = None
        panels.promise.guide.clicked.connect(self.guide)
        panels.promise.refuse.clicked.connect(self.refuse)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @Slot()
    def guide(self) -> None:
        """Tell the citizen in writing what is lacking, once and completely (Mẫu 02)."""
        from app.services.visits import guide_visit
        from app.ui.dialogs.reasons import GuidanceDialog

        form = self._stated.form()
        if self._desk is None or form is None:
            return
        lacking = [each.name for each in self._panels.papers.lacking()]
        remark = GuidanceDialog.ask(self._parent, lacking)
        if remark is not None and self._filing.uid is not None:
            self._filing.supplement("; ".join(filter(None, (*lacking, remark))))
        elif remark is not None:
            self._background.command(
                guide_visit,
                form,
                (),
                remark or None,
                **stamp(self._desk),
                then=self._end,
                refused=self._stated.refuse,
            )

    @Slot()
    def refuse(self) -> None:
        """Refuse at the door with the written reason that the law asks for (Mẫu 03)."""
        from app.services.visits import refuse_visit
        from app.ui.dialogs.reasons import RefusalDialog

        form = self._stated.form()
        if self._desk is None or form is None:
            return
        reason = RefusalDialog.ask(self._parent)
        if reason is not None and self._filing.uid is not None:
            self._filing.refuse(reason)
        elif reason is not None:
            self._background.command(
                refuse_visit,
                form,
                reason,
                **stamp(self._desk),
                then=self._end,
                refused=self._stated.refuse,
            )

    def reopen(self, number: str) -> None:
        """Bring back what was typed at an earlier visit, by the number on its slip."""
        from app.services.visits import visit

        if self._desk is not None:
            self._background.query(
                visit,
                number,
                desk=self._desk.context,
                then=self._reopen,
                refused=self._stated.refuse,
            )

    def _end(self, visit: Visit) -> None:
        is_refusal = visit.kind == "visit.refused"
        paper = "phiếu từ chối" if is_refusal else "phiếu hướng dẫn bổ sung"
        self._messages.tell(f"Đã lập {paper} số {visit.number}")
        self.ended.emit()
        self._slips.print_visit(visit.number, is_refusal=is_refusal)

    def _reopen(self, visit: Visit) -> None:
        from app.ui.reception_texts import draft_of

        if visit.form is None:
            self._messages.warn(f"Nội dung của lượt tiếp {visit.number} đã được xóa. Hãy nhập lại.")
            return
        draft: Draft = {**draft_of(visit.form), "visit_number": visit.number}
        self._messages.inform(f"Đã mở lại lượt tiếp {visit.number}. Hãy đối chiếu giấy tờ bổ sung.")
        self.reopened.emit(draft)
