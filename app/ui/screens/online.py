"""Online filings that wait for the office: the most pressing first, counted in working hours."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QSizePolicy

from app.domain.moments import local, local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.calendar import Calendar
    from app.domain.filing import FilingForm
    from app.services.consulting import Consultation
    from app.services.filing import FilingLine
    from app.services.filing_import import FilingFound

_KEYS: Keys = (
    ("Enter", "mở hồ sơ để trả lời"),
    ("Ctrl+I", "nhập tệp của cổng"),
    ("Ctrl+N", "ghi tay một hồ sơ"),
    ("Ctrl+B", "công dân đã bổ sung"),
    ("Ctrl+H", "ghi lượt hướng dẫn nộp trực tuyến"),
    ("Ctrl+U", "công dân rút"),
    ("F5", "xem lại"),
)
_LEFT = 4
_MINUTE = 60_000
_PORTAL = "Cổng Dịch vụ công quốc gia"
_NONE = "Không có hồ sơ trực tuyến nào chờ trả lời. Ctrl+I: nhập tệp của cổng."


class OnlineScreen(Screen):
    """The list, and what is not begun by opening a line; ``shown`` follows a reading."""

    keys: Keys = _KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._background = workplace.background
        self._messages = workplace.messages
        self._desk: OpenDesk | None = None
        self._days: Calendar | None = None
        self.table: RecordTable[FilingLine] = RecordTable(self._columns(), "Hồ sơ trực tuyến")
        self.table.setItemDelegateForColumn(
            _LEFT, ChipDelegate(workplace.theme, self._tone, self.table)
        )
        self.table.chosen.connect(self._open)
        self.given = label("", "muted")
        self._nothing = label(_NONE, "muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._card = Card("Hồ sơ trực tuyến chờ trả lời")
        self._lay_out()
        # The countdown goes on while nothing is recorded.
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.refresh)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self._background.recorded.connect(self.refresh)
        self._minute.start()
        self.refresh()

    def go_in(self) -> None:
        """The keyboard goes into the list."""
        self.refresh()
        self.table.setFocus()

    @Slot()
    def refresh(self, _events: object = None) -> None:
        """Read list and counts anew."""
        if self._desk is not None:
            on = local_date(self._desk.now())
            tenant = self._desk.context.tenant
            self._background.query(_read, tenant, on, then=self._show)

    def _lay_out(self) -> None:
        acts = (
            ("Nhập tệp của cổng", "Ctrl+I", self._choose_file),
            ("Ghi tay một hồ sơ", "Ctrl+N", self._key_in),
            ("Hướng dẫn nộp trực tuyến", "Ctrl+H", self._consult),
            ("Công dân đã bổ sung", "Ctrl+B", self._complete),
            ("Công dân rút", "Ctrl+U", self._withdraw),
        )
        buttons = []
        for words, key, act in acts:
            button = key_button(words, key)
            button.clicked.connect(act)
            buttons.append(button)
        self._nothing.hide()
        opening, others = buttons[:2], buttons[2:]
        self._card.put(
            self.table, self._nothing, row(*opening, None, self.given), row(*others, None)
        )
        self.setLayout(column(self._card, gap="none"))

    def _columns(self) -> tuple[Column[FilingLine], ...]:
        return (
            Column("Mã trên cổng", lambda line: line.code, share=26),
            Column("Người nộp", lambda line: line.applicant or "(chưa ghi)", share=22),
            Column("Thủ tục", lambda line: line.procedure_name, share=34),
            Column(
                "Nộp lúc",
                lambda line: f"{local(line.filed_at):%H:%M %d/%m}",
                lambda line: line.filed_at,
                share=13,
                from_width="wide_form",
            ),
            Column("Còn lại, giờ làm việc", self._left, lambda line: line.answer_due_at, share=26),
        )

    def _left(self, line: FilingLine) -> str:
        from app.domain.filing import FilingState
        from app.domain.filing_words import STATE_TITLES, answer_left_text

        if self._desk is None or self._days is None:
            return ""
        if line.state is FilingState.SUPPLEMENT_ASKED:
            return STATE_TITLES[line.state]
        left = answer_left_text(line.answer_due_at, self._desk.now(), self._days)
        # The heading says already which hours are meant.
        return left.removesuffix(" làm việc")

    def _tone(self, line: FilingLine) -> str:
        from app.domain.filing import FilingState

        if self._desk is None or line.state is FilingState.SUPPLEMENT_ASKED:
            return "quiet"
        now = self._desk.now()
        if line.answer_due_at < now:
            return "bad"
        return "warn" if local_date(line.answer_due_at) == local_date(now) else "good"

    def _show(self, found: tuple[Any, ...]) -> None:
        lines, given, self._days = found
        waiting = sum(line.state.value == "waiting" for line in lines)
        self._card.say_aside(f"{waiting} chờ trả lời, {len(lines) - waiting} chờ công dân bổ sung")
        self._say_given(given)
        known = self.table.current_record()
        self.table.show_records(lines)
        self._select(None if known is None else known.dossier_uid)
        self.table.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self.shown.emit()

    def _select(self, uid: object) -> None:
        for at in range(self.table.model().rowCount()):
            index = self.table.model().index(at, 0)
            self.table.setCurrentIndex(index)
            line = self.table.current_record()
            if line is not None and line.dossier_uid == uid:
                return
        self.table.setCurrentIndex(self.table.model().index(0, 0))

    def _say_given(self, given: tuple[Consultation, ...]) -> None:
        self.given.setText(f"Hôm nay hướng dẫn {len(given)} lượt")
        self.given.setToolTip("\n".join(f"{local(each.at):%H:%M} {each.about}" for each in given))

    @Slot(object)
    def _open(self, line: FilingLine) -> None:
        self._workplace.ways.filing_wanted.emit(line.dossier_uid)

    @Slot()
    def _choose_file(self) -> None:
        kinds = "Tệp của cổng (*.json *.xlsx *.csv)"
        name, _ = QFileDialog.getOpenFileName(self, "Nhập tệp hồ sơ trực tuyến", "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read an export in the errand lane and show what it would bring."""
        self._background.errand(_read_file, path, then=self._look_at, refused=self._messages.refuse)

    def _look_at(self, read: Any) -> None:
        from app.services.filing_import import look_at_filings

        if self._desk is not None:
            forms = tuple(each.filing for each in read.filings)
            self._background.query(
                look_at_filings,
                forms,
                self._acting(),
                then=partial(self._preview, read, forms),
                refused=self._messages.refuse,
            )

    def _preview(
        self, read: Any, forms: tuple[FilingForm, ...], found: tuple[FilingFound, ...]
    ) -> None:
        from app.domain.filing_words import import_lines
        from app.ui.dialogs.import_preview import ImportPreviewDialog

        placed = [(each.place, each.filing.code) for each in read.filings]
        lines = import_lines(placed, found, read.faulty)
        dialog = ImportPreviewDialog(self.window(), self._workplace.theme, lines)
        dialog.accepted.connect(partial(self._import, forms))
        dialog.open()

    def _import(self, forms: tuple[FilingForm, ...]) -> None:
        from app.services.filing_import import import_filings

        self._background.command(
            import_filings,
            forms,
            self._acting(),
            then=self._imported,
            refused=self._messages.refuse,
        )

    def _imported(self, found: tuple[FilingFound, ...]) -> None:
        new = sum(each.standing.value in ("new", "completes") for each in found)
        self._messages.tell(f"Đã nhập {new} hồ sơ trực tuyến")

    @Slot()
    def _key_in(self) -> None:
        from app.ui.dialogs.filing import FilingDialog

        if self._desk is not None:
            dialog = FilingDialog(self.window(), today=local_date(self._desk.now()))
            dialog.stated.connect(partial(self._record, dialog))
            dialog.open()

    def _record(self, dialog: Any, form: FilingForm) -> None:
        from app.services.filing import record_filing

        self._background.command(
            record_filing,
            form,
            self._acting(),
            then=partial(self._recorded, dialog),
            refused=dialog.complain,
        )

    def _recorded(self, dialog: Any, uid: object) -> None:
        dialog.accept()
        self._workplace.ways.filing_wanted.emit(uid)

    @Slot()
    def _complete(self) -> None:
        from app.ui.dialogs.filing import FilingCompletedDialog

        line = self.table.current_record()
        if self._desk is None or line is None:
            return
        today = local_date(self._desk.now())
        dialog = FilingCompletedDialog(self.window(), line.code, today=today)
        dialog.stated.connect(partial(self._came_back, dialog, line))
        dialog.open()

    def _came_back(self, dialog: Any, line: FilingLine, at: object) -> None:
        from app.services.filing_answers import filing_came_back

        def done(_: object) -> None:
            self._recorded(dialog, line.dossier_uid)

        self._background.command(
            filing_came_back,
            line.dossier_uid,
            at,
            self._acting(),
            then=done,
            refused=dialog.complain,
        )

    @Slot()
    def _consult(self) -> None:
        from app.ui.dialogs.filing import ConsultationDialog

        dialog = ConsultationDialog(self.window())
        dialog.stated.connect(partial(self._note_help, dialog))
        dialog.open()

    def _note_help(self, dialog: Any, form: object) -> None:
        from app.services.consulting import consult

        def noted(_: None) -> None:
            dialog.accept()
            self._messages.tell("Đã ghi lượt hướng dẫn")

        self._background.command(consult, form, self._acting(), then=noted, refused=dialog.complain)

    @Slot()
    def _withdraw(self) -> None:
        from app.services.filing_answers import withdraw_filing
        from app.ui.dialogs.filing import FilingWithdrawalDialog

        line = self.table.current_record()
        if line is None:
            return
        reason = FilingWithdrawalDialog(self.window(), line.code).answer()
        if reason is not None:
            self._background.command(
                withdraw_filing,
                line.dossier_uid,
                reason,
                self._acting(),
                then=lambda filing: self._messages.tell(f"Đã ghi công dân rút {filing.code}"),
                refused=self._messages.refuse,
            )

    def _acting(self) -> Any:
        from app.services.dossier_deeds import Acting

        if self._desk is None:
            raise RuntimeError("nothing is done before the desk is open")
        return Acting(now=self._desk.now(), desk=self._desk.context, actor=self._desk.actor)


def _read(session: Any, tenant: str, on: Any) -> tuple[Any, ...]:
    from app.services.calendars import calendar
    from app.services.consulting import consultations
    from app.services.filing import OPEN_STATES, filings

    lines = filings(session, tenant, OPEN_STATES)
    return lines, consultations(session, tenant, on), calendar(session, tenant)


def _read_file(path: Path) -> Any:
    from app.domain.errors import Reason, Refusal
    from app.exchange.filings import read_filings

    try:
        content = path.read_bytes()
    except OSError:
        raise Refusal(Reason.IMPORT_UNREADABLE, path=path.name) from None
    return read_filings(path.name, content, _PORTAL)
