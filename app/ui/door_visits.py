"""Visits that end at the door: guided or refused, with a slip; and the slip that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.draft import Draft
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.reception import ReceptionForm
    from app.services.visits import Visit


class DoorVisits(QObject):
    """``ended`` follows a recorded visit, ``reopened`` brings what was typed at an earlier one."""

    ended = Signal()
    reopened = Signal(object)
    refused = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._parent = parent

    def guide(self, desk: OpenDesk, form: ReceptionForm, lacking: Sequence[str]) -> None:
        """Tell the citizen in writing what is lacking, once and completely (Mẫu 02)."""
        from app.services.visits import guide_visit
        from app.ui.dialogs.reasons import GuidanceDialog

        remark = GuidanceDialog.ask(self._parent, lacking)
        if remark is not None:
            self._background.command(
                guide_visit,
                form,
                (),
                remark or None,
                **stamp(desk),
                then=self._end,
                refused=self.refused.emit,
            )

    def refuse(self, desk: OpenDesk, form: ReceptionForm) -> None:
        """Refuse at the door with the written reason that the law asks for (Mẫu 03)."""
        from app.services.visits import refuse_visit
        from app.ui.dialogs.reasons import RefusalDialog

        reason = RefusalDialog.ask(self._parent)
        if reason is not None:
            self._background.command(
                refuse_visit,
                form,
                reason,
                **stamp(desk),
                then=self._end,
                refused=self.refused.emit,
            )

    def reopen(self, desk: OpenDesk, number: str) -> None:
        """Bring back what was typed at an earlier visit, by the number on its slip."""
        from app.services.visits import visit

        self._background.query(
            visit, number, desk=desk.context, then=self._reopen, refused=self.refused.emit
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
