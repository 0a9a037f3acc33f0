"""What follows from the chosen procedure: its papers, its fees, its date; asked in the lanes."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk
from app.ui.draft import Draft
from app.ui.widgets.reception_panels import ReceptionPanels

if TYPE_CHECKING:
    from app.domain.procedure import Procedure
    from app.domain.reception import ReceptionForm
    from app.services.receiving import Quote

_MINUTE = 60_000
_DATES = ("stated_at", "stated_due", "stated_due_reason")


class ProcedureFacts(QObject):
    """Keeps papers, fees and promise in step with procedure, case and channel.

    ``shown`` follows a procedure that the officer chose, ``quoted`` a date or the reason why
    there is none. Answers to what was asked before the form changed are dropped.
    """

    shown = Signal()
    quoted = Signal()
    refused = Signal(object)

    def __init__(self, background: Background, panels: ReceptionPanels) -> None:
        super().__init__(panels)
        self._background = background
        self._panels = panels
        self._desk: OpenDesk | None = None
        self._procedure: Procedure | None = None
        self._asked = 0
        self._received_at: datetime | None = None
        # The promise keeps the clock time of reception, so it moves while the form lies open.
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._quote)
        panels.procedure.chosen.connect(self.choose)
        panels.procedure.edited.connect(self._follow)
        panels.settlement.edited.connect(self._settlement_edited)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._minute.start()

    def count_from(self, received_at: datetime | None) -> None:
        """Count from the reception of a dossier that is corrected; ``None``: from now."""
        self._received_at = received_at

    def stated(self) -> ReceptionForm | None:
        """What the promise depends on as it is typed; nothing while that cannot be read."""
        if self._procedure is None or self._desk is None:
            return None
        try:
            return self._circumstances(self._procedure, self._desk)
        except Refusal:
            return None

    def forget(self) -> None:
        """No procedure is chosen."""
        self._procedure = None
        self._asked += 1
        self._panels.procedure.forget()
        self._panels.promise.forget()

    @Slot(str)
    def choose(self, code: str, draft: Draft | None = None) -> None:
        """Read a procedure and show it; a ``draft`` brings its case and channel along."""
        from app.services.procedures import procedure_in_force

        self._procedure = None
        self._asked += 1
        self._panels.promise.forget()
        if not code or self._desk is None:
            self._panels.papers.show_papers(None)
            return
        self._background.query(
            procedure_in_force,
            self._desk.context.tenant,
            code,
            local_date(self._received_at or self._desk.now()),
            then=partial(self._show, self._asked, draft),
            refused=self.refused.emit,
        )

    def _show(self, asked: int, draft: Draft | None, found: tuple[str, Procedure]) -> None:
        if asked != self._asked:
            return
        _, self._procedure = found
        known = draft or {}
        case, channel = str(known.get("case", "")), str(known.get("channel", ""))
        with self._panels.laid_once():
            self._panels.procedure.show_procedure(self._procedure, case, channel)
            self._follow()
        if draft is None:
            self.shown.emit()
        elif any(draft.get(key) for key in ("fee", "levy")):
            self._panels.settlement.put_sums(str(draft.get("fee", "")), str(draft.get("levy", "")))

    @Slot()
    def _follow(self) -> None:
        from app.domain.procedure import Channel

        procedure = self._procedure
        if procedure is None:
            return
        fields = self._panels.procedure.fields
        case = fields.text("case") or None
        channel = Channel(fields.text("channel") or Channel.COUNTER)
        papers = procedure.papers_of(case)
        with self._panels.laid_once():
            self._panels.papers.show_papers(papers, _no_papers(papers))
            self._panels.settlement.show_fees(procedure.fees_of(channel, case))
        self._quote()

    @Slot(str)
    def _settlement_edited(self, key: str) -> None:
        if key in _DATES:
            self._quote()

    @Slot()
    def _quote(self) -> None:
        if self._procedure is None or self._desk is None:
            return
        from app.services.receiving import quote_promise

        try:
            form = self._circumstances(self._procedure, self._desk)
        except Refusal as refusal:
            self._panels.promise.forget(refusal_sentence(refusal))
            return
        self._background.query(
            quote_promise,
            form,
            now=self._desk.now(),
            desk=self._desk.context,
            then=partial(self._show_quote, self._asked, form),
            refused=partial(self._refuse_quote, self._asked),
        )

    def _circumstances(self, procedure: Procedure, desk: OpenDesk) -> ReceptionForm:
        """The part of the form that the date depends on."""
        from app.domain.reception import Person, ReceptionForm
        from app.ui.reception_draft import form_of

        draft = {
            **self._panels.procedure.draft(),
            **self._panels.settlement.times(),
            "procedure_code": procedure.code,
            "documents": [],
            "sets": "",
        }
        stated = form_of(draft, today=local_date(desk.now()))
        return ReceptionForm(
            procedure_code=procedure.code,
            applicant=Person(full_name=""),
            case=stated.case,
            channel=stated.channel,
            stated_at=stated.stated_at or self._received_at,
            stated_due=stated.stated_due,
        )

    def _show_quote(self, asked: int, form: ReceptionForm, quote: Quote) -> None:
        if asked != self._asked:
            return
        if quote.promise is None:
            self._panels.promise.show_stated(self._panels.settlement.times().get("stated_due", ""))
        else:
            limit = quote.procedure.limit_of(form.channel, form.case)
            is_shortened = limit is not None and limit.statutory != limit.in_force
            statutory = limit.statutory if limit is not None and is_shortened else None
            self._panels.promise.show_promise(quote.promise, statutory)
        self.quoted.emit()

    def _refuse_quote(self, asked: int, refusal: Refusal) -> None:
        if asked != self._asked:
            return
        due_is_typed = refusal.reason is Reason.DUE_DATE_MISSING
        self._panels.settlement.ask_stated_due(asked=due_is_typed)
        self._panels.promise.forget(refusal_sentence(refusal))
        self.quoted.emit()


def _no_papers(papers: tuple[object, ...] | None) -> str:
    if papers is None:
        return (
            "Danh mục chưa có thành phần hồ sơ của thủ tục này. "
            "Lãnh đạo cần nhập trước khi tiếp nhận."
        )
    return "" if papers else "Thủ tục này không yêu cầu giấy tờ nào."
