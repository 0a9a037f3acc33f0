"""Receive a dossier: who, what, which papers, and the date, without leaving the keyboard."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.citizen_card import CitizenCard
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.procedure import Channel, Procedure
from app.domain.reception import Person, ReceptionForm
from app.domain.words import refusal_sentence
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.dialogs.reasons import GuidanceDialog, RefusalDialog
from app.ui.reception_draft import Draft, draft_of, form_of
from app.ui.refused_fields import field_of
from app.ui.vietnamese_dates import moment_words
from app.ui.widgets.layouts import column
from app.ui.widgets.procedure_panel import Finder
from app.ui.widgets.reception_panels import ReceptionPanels
from app.ui.workplace import Workplace

if TYPE_CHECKING:
    from app.services.receiving import Quote, ReceivedDossier
    from app.services.visits import Visit

_MINUTE = 60_000


class Keep(StrEnum):
    """What stays in the form after saving."""

    NOTHING = "nothing"
    PROCEDURE = "procedure"
    CITIZEN = "citizen"
    BOTH = "both"


_SAVE_KEYS = {
    "Ctrl+Return": Keep.PROCEDURE,
    "Ctrl+Enter": Keep.PROCEDURE,
    "Ctrl+Shift+Return": Keep.CITIZEN,
    "Ctrl+Shift+Enter": Keep.CITIZEN,
    "Alt+Return": Keep.BOTH,
    "Alt+Enter": Keep.BOTH,
}


class ReceiveScreen(QWidget):
    """The form, the date, and today's list; ``received`` follows every saved dossier."""

    keys = (
        ("F2", "thủ tục"),
        ("Ctrl+T", "đủ giấy tờ"),
        ("F9", "lưu và in"),
        ("Ctrl+Enter", "lưu, người tiếp theo cùng thủ tục"),
        ("Ctrl+Shift+Enter", "lưu, cùng người thủ tục khác"),
        ("Alt+Enter", "lưu, giữ cả hai"),
        ("Ctrl+P", "in lại"),
        ("Ctrl+K", "tìm"),
    )
    received = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._desk: OpenDesk | None = None
        self._procedure: Procedure | None = None
        self._asked = 0
        self._cleared: Draft | None = None
        self.panels = ReceptionPanels(workplace.theme)
        self.setLayout(column(self.panels))
        self._connect_panels()
        self._connect_keys()
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self._quote)
        self.panels.procedure.say_aside("Đang mở danh mục…")
        self._load({"documents": []})
        self.set_busy(True)

    # -- what the window calls

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open: today's list, and the form may be saved from now on."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self.set_busy(False)
        self._minute.start()
        self.refresh()

    def offer_catalogue(self, find: Finder) -> None:
        """Procedures can be found from now on."""
        self.panels.procedure.offer_catalogue(find)

    def go_in(self) -> None:
        """The keyboard goes to where a reception begins."""
        self.panels.go_to(self.panels.procedure.search)

    def take_card(self, card: CitizenCard) -> None:
        """A citizen card was scanned."""
        self._messages.clear()
        self.panels.applicant.take_card(card)
        if self.panels.procedure.code:
            self.panels.go_to(self.panels.papers.view)
        else:
            self.panels.go_to(self.panels.procedure.search)

    def draft(self) -> Draft:
        """What is in the form, as one plain value that ``load_draft`` takes back."""
        return self.panels.draft()

    def load_draft(self, draft: Draft) -> None:
        """Fill the form; asks for nothing and saves nothing."""
        self._load(draft)
        if draft.get("procedure_code"):
            self._choose(str(draft["procedure_code"]), draft)

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read today's list anew."""
        from app.services.dossiers import received_on

        if self._desk is not None:
            on = local_date(self._desk.now())
            self._background.query(
                received_on, self._desk.context.tenant, on, then=self.panels.today.show_today
            )

    def search(self, typed: str) -> None:
        """Look dossiers up by code, name or number; the list below shows them."""
        from app.services.dossiers import search

        if self._desk is not None and typed.strip():
            found = partial(self._show_found, typed)
            self._background.query(search, self._desk.context.tenant, typed, then=found)

    def reopen_visit(self, number: str) -> None:
        """Bring back what was typed at an earlier visit, by the number on its slip."""
        from app.services.visits import visit

        if self._desk is not None:
            self._background.query(
                visit, number, desk=self._desk.context, then=self._reopen, refused=self._refused
            )

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - a signal's value
        """While a command runs, or before the desk is open, nothing can be saved."""
        self.panels.promise.set_busy(busy or self._desk is None)

    # -- building

    def _connect_panels(self) -> None:
        panels = self.panels
        panels.procedure.chosen.connect(self._choose)
        panels.procedure.edited.connect(self._circumstances_changed)
        panels.settlement.edited.connect(self._settlement_edited)
        panels.today.left.connect(self.refresh)
        panels.promise.save.clicked.connect(self._save_for_next)
        panels.promise.guide.clicked.connect(self._guide)
        panels.promise.refuse.clicked.connect(self._refuse)
        panels.promise.clear.clicked.connect(self._clear)

    def _connect_keys(self) -> None:
        for key, keep in _SAVE_KEYS.items():
            QShortcut(key, self).activated.connect(partial(self._save, keep))
        QShortcut("Ctrl+Shift+N", self).activated.connect(self._take_back)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter walks from field to field; saving has keys of its own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.focusNextPrevChild(True)  # noqa: FBT003 - Qt's signature
            return
        super().keyPressEvent(event)

    # -- procedure and promise

    @Slot(str)
    def _choose(self, code: str, draft: Draft | None = None) -> None:
        from app.services.procedures import procedure_in_force

        self._procedure = None
        self._asked += 1
        self.panels.promise.forget()
        if not code or self._desk is None:
            self.panels.papers.show_papers(None)
            return
        self._background.query(
            procedure_in_force,
            self._desk.context.tenant,
            code,
            local_date(self._desk.now()),
            then=partial(self._show_procedure, self._asked, draft or {}),
            refused=self._refused,
        )

    def _show_procedure(self, asked: int, draft: Draft, found: tuple[str, Procedure]) -> None:
        if asked != self._asked:
            return
        _, procedure = found
        self._procedure = procedure
        case, channel = str(draft.get("case", "")), str(draft.get("channel", ""))
        self.panels.procedure.show_procedure(procedure, case, channel)
        self._circumstances_changed()
        if not draft and self.panels.procedure.search.hasFocus():
            self.panels.go_to(self._first_empty())

    def _first_empty(self) -> QWidget:
        combo = self.panels.procedure.fields["case"]
        if combo.isVisibleTo(self) and not self.panels.procedure.fields.text("case"):
            return combo
        return self.panels.applicant.first_empty() or self.panels.papers.view

    @Slot()
    def _circumstances_changed(self) -> None:
        """Papers, fees and date follow procedure, case and channel."""
        procedure = self._procedure
        if procedure is None:
            return
        fields = self.panels.procedure.fields
        case = fields.text("case") or None
        channel = Channel(fields.text("channel") or Channel.COUNTER)
        papers = procedure.papers_of(case)
        unknown = "" if papers else _no_papers(papers)
        self.panels.papers.show_papers(papers, unknown)
        self.panels.settlement.show_fees(procedure.fees_of(channel, case))
        self._quote()

    @Slot(str)
    def _settlement_edited(self, key: str) -> None:
        if key in ("stated_at", "stated_due", "stated_due_reason"):
            self._quote()

    @Slot()
    def _quote(self) -> None:
        from app.services.receiving import quote_promise

        if self._procedure is None or self._desk is None:
            return
        try:
            form = self._circumstances(self._procedure)
        except Refusal as refusal:
            self.panels.promise.forget(refusal_sentence(refusal))
            return
        asked = self._asked
        self._background.query(
            quote_promise,
            form,
            now=self._desk.now(),
            desk=self._desk.context,
            then=partial(self._show_quote, asked),
            refused=partial(self._quote_refused, asked),
        )

    def _circumstances(self, procedure: Procedure) -> ReceptionForm:
        """The part of the form that the date depends on."""
        draft = {**self.panels.procedure.draft(), **self.panels.settlement.more.values()}
        draft |= {"documents": [], "full_name": "", "procedure_code": procedure.code}
        assert self._desk is not None
        stated = form_of(draft, today=local_date(self._desk.now()))
        return ReceptionForm(
            procedure_code=procedure.code,
            applicant=Person(full_name=""),
            case=stated.case,
            channel=stated.channel,
            stated_at=stated.stated_at,
            stated_due=stated.stated_due,
        )

    def _show_quote(self, asked: int, quote: Quote) -> None:
        if asked != self._asked:
            return
        if quote.promise is None:
            stated = self.panels.settlement.more.text("stated_due")
            self.panels.promise.show_stated(stated)
            return
        self.panels.promise.show_promise(quote.promise)

    def _quote_refused(self, asked: int, refusal: Refusal) -> None:
        if asked != self._asked:
            return
        due_is_typed = refusal.reason is Reason.DUE_DATE_MISSING
        self.panels.settlement.ask_stated_due(asked=due_is_typed)
        self.panels.promise.forget(refusal_sentence(refusal))

    # -- saving

    @Slot()
    def _save_for_next(self) -> None:
        self._save(Keep.NOTHING)

    def _save(self, keep: Keep) -> None:
        from app.services.receiving import receive_dossier

        if self._desk is None or not self.panels.promise.save.isEnabled():
            return
        form = self._form()
        if form is not None:
            self._background.command(
                receive_dossier,
                form,
                **stamp(self._desk),
                then=partial(self._saved, keep),
                refused=self._refused,
            )

    def _form(self) -> ReceptionForm | None:
        assert self._desk is not None
        self._messages.clear()
        try:
            return form_of(self.draft(), today=local_date(self._desk.now()))
        except Refusal as refusal:
            self._refused(refusal)
            return None

    def _saved(self, keep: Keep, dossier: ReceivedDossier) -> None:
        due = moment_words(dossier.return_due_at)
        self._messages.tell(f"Đã nhận {dossier.dossier_code} · hẹn trả {due}")
        self._after(keep)
        self._slips.print_receipt(dossier.dossier_uid, dossier.dossier_code)
        self.received.emit(dossier)

    def _after(self, keep: Keep) -> None:
        draft = self.draft()
        kept: Draft = {"documents": []}
        if keep in (Keep.CITIZEN, Keep.BOTH):
            kept |= self.panels.applicant.draft()
        if keep in (Keep.PROCEDURE, Keep.BOTH):
            kept |= {key: draft[key] for key in ("procedure_code", "case", "channel")}
        self.load_draft(kept)
        if keep is Keep.PROCEDURE:
            self.panels.go_to(self.panels.applicant.fields["identity_number"])
        elif keep is Keep.BOTH:
            self.panels.go_to(self.panels.papers.view)
        else:
            self.go_in()

    @Slot(object)
    def _refused(self, refusal: Refusal) -> None:
        key = field_of(refusal)
        sentence = refusal_sentence(refusal)
        if key is None or not self.panels.complain(key, sentence):
            self._messages.refuse(refusal)
        if refusal.reason is Reason.PAPERS_MISSING:
            self._messages.warn(f"{sentence} Ctrl+B: in phiếu hướng dẫn bổ sung.")
            self.panels.go_to(self.panels.papers.view)

    # -- door slips and clearing

    @Slot()
    def _guide(self) -> None:
        from app.services.visits import guide_visit

        form = self._form() if self._desk else None
        lacking = self.panels.papers.lacking()
        if form is None or self._desk is None:
            return
        reason = GuidanceDialog.ask(self, [paper.name for paper in lacking])
        if reason is not None:
            self._background.command(
                guide_visit,
                form,
                (),
                reason or None,
                **stamp(self._desk),
                then=self._visit_ended,
                refused=self._refused,
            )

    @Slot()
    def _refuse(self) -> None:
        from app.services.visits import refuse_visit

        form = self._form() if self._desk else None
        if form is None or self._desk is None:
            return
        reason = RefusalDialog.ask(self)
        if reason is not None:
            self._background.command(
                refuse_visit,
                form,
                reason,
                **stamp(self._desk),
                then=self._visit_ended,
                refused=self._refused,
            )

    def _visit_ended(self, visit: Visit) -> None:
        is_refusal = visit.kind == "visit.refused"
        paper = "phiếu từ chối" if is_refusal else "phiếu hướng dẫn bổ sung"
        self._messages.tell(f"Đã lập {paper} số {visit.number}")
        self._load({"documents": []})
        self.go_in()
        self._slips.print_visit(visit.number, is_refusal=is_refusal)

    def _reopen(self, visit: Visit) -> None:
        if visit.form is None:
            self._messages.warn(f"Nội dung của lượt tiếp {visit.number} đã được xóa. Hãy nhập lại.")
            return
        self.load_draft({**draft_of(visit.form), "visit_number": visit.number})
        self._messages.inform(f"Đã mở lại lượt tiếp {visit.number}. Hãy đối chiếu giấy tờ bổ sung.")
        self.panels.go_to(self.panels.papers.view)

    @Slot()
    def _clear(self) -> None:
        self._cleared = self.draft()
        self._load({"documents": []})
        self._messages.inform("Đã làm mới biểu mẫu. Ctrl+Shift+N: lấy lại những gì vừa xóa.")
        self.go_in()

    @Slot()
    def _take_back(self) -> None:
        if self._cleared is not None:
            self.load_draft(self._cleared)
            self._cleared = None
            self._messages.clear()

    def _load(self, draft: Draft) -> None:
        self._procedure = None
        self._asked += 1
        self.panels.procedure.forget()
        self.panels.applicant.load(draft)
        self.panels.papers.load(draft)
        self.panels.settlement.load(draft)
        self.panels.settlement.ask_stated_due(asked=bool(draft.get("stated_due")))
        self.panels.promise.forget()

    def _show_found(self, typed: str, lines: Any) -> None:
        self.panels.today.show_found(typed, lines)
        if lines:
            self.panels.go_to(self.panels.today.table)


def _no_papers(papers: tuple[object, ...] | None) -> str:
    if papers is None:
        return (
            "Danh mục chưa có thành phần hồ sơ của thủ tục này. "
            "Lãnh đạo cần nhập trước khi tiếp nhận."
        )
    return "Thủ tục này không yêu cầu giấy tờ nào."
