"""An online filing in the receive form: filled from the portal, answered by its own keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.widgets.notice import Notice
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.domain.filing import Filing

FILING = "filing_uid"
_CODE, _SUBMITTED, _DUE = "filing_code", "submitted_at", "filing_due"


class FilingEntry(QObject):
    """``filled`` brings the draft of a filing; ``ended`` follows an answer that is no reception."""

    filled = Signal(object)
    ended = Signal()

    def __init__(self, workplace: Workplace, panels: ReceptionPanels) -> None:
        super().__init__(panels)
        self._background = workplace.background
        self._messages = workplace.messages
        self._panels = panels
        self._desk: OpenDesk | None = None
        self._about: dict[str, str] = {}
        self.notice = Notice(workplace.theme)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk

    @property
    def uid(self) -> UUID | None:
        """The filing that stands in the form."""
        uid = self._about.get(FILING)
        return UUID(uid) if uid else None

    def draft(self) -> Draft:
        """What names the filing, as texts of the draft."""
        return dict(self._about)

    def load(self, draft: Draft) -> None:
        """Another draft stands in the form: of a filing, or none."""
        names = (FILING, _CODE, _SUBMITTED, _DUE)
        about = {name: str(draft.get(name) or "") for name in names}
        self._about = about if about[FILING] else {}
        self.notice.say(
            f"Hồ sơ trực tuyến {about[_CODE]}, nộp lúc {about[_SUBMITTED]}: "
            f"trả lời trước {about[_DUE]}. "
            "F9: tiếp nhận · Ctrl+B: yêu cầu bổ sung · Ctrl+U: từ chối."
            if self._about
            else ""
        )

    def open(self, uid: UUID) -> None:
        """Bring a filing into the form, unless it is answered."""
        from app.services.filing import waiting_filing

        if self._desk is not None:
            self._background.query(
                waiting_filing,
                self._desk.context.tenant,
                uid,
                then=self._fill,
                refused=self._messages.refuse,
            )

    def supplement(self, content: str) -> None:
        """Ask the citizen on the portal for what is lacking."""
        from app.services.filing_answers import request_filing_supplement

        self._answer(request_filing_supplement, content, "Đã yêu cầu bổ sung")

    def refuse(self, reason: str) -> None:
        """Refuse on the portal."""
        from app.services.filing_answers import refuse_filing

        self._answer(refuse_filing, reason, "Đã từ chối")

    def _answer(self, use_case: object, words: str, done: str) -> None:
        from app.services.dossier_deeds import Acting

        if self._desk is None or self.uid is None:
            return
        acting = Acting(now=self._desk.now(), desk=self._desk.context, actor=self._desk.actor)
        self._background.command(
            use_case,
            self.uid,
            words,
            acting,
            then=partial(self._answered, done),
            refused=self._messages.refuse,
        )

    def _fill(self, filing: Filing) -> None:
        from app.domain.errors import Refusal
        from app.domain.time_words import moment_text as due_text
        from app.services.filing import form_of_filing
        from app.ui.reception_texts import draft_of, moment_text

        try:
            form = form_of_filing(filing)
        except Refusal as refusal:
            self._messages.refuse(refusal)
            return
        about = {
            FILING: filing.uid,
            _CODE: filing.code,
            _SUBMITTED: moment_text(filing.filed_at),
            _DUE: due_text(filing.answer_due_at),
        }
        self.filled.emit({**draft_of(form), **about})

    @Slot(object)
    def _answered(self, done: str, filing: Filing) -> None:
        self._messages.tell(f"{done} hồ sơ trực tuyến {filing.code}. Hãy ghi như vậy trên cổng.")
        self.ended.emit()
