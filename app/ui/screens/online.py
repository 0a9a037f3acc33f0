"""Online filings that wait for the office: the most pressing first, counted in working hours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSizePolicy

from app.domain.moments import local, local_date
from app.ui.desk_at_work import OpenDesk
from app.ui.filing_deeds import FilingDeeds
from app.ui.filing_files import FilingFiles
from app.ui.widgets.flow import Flow
from app.ui.widgets.layouts import Card, column, key_button, label
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from app.domain.calendar import Calendar
    from app.services.consulting import Consultation
    from app.services.filing import FilingLine

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
        self.files = FilingFiles(workplace, self)
        self._deeds = FilingDeeds(workplace, self.table)
        self._lay_out()
        # The countdown goes on while nothing is recorded.
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE)
        self._minute.timeout.connect(self.refresh)

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self._desk = desk
        self.files.desk = self._deeds.desk = desk
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
            ("Nhập tệp của cổng", "Ctrl+I", self.files.choose),
            ("Ghi tay một hồ sơ", "Ctrl+N", self._deeds.key_in),
            ("Hướng dẫn nộp trực tuyến", "Ctrl+H", self._deeds.consult),
            ("Công dân đã bổ sung", "Ctrl+B", self._deeds.complete),
            ("Công dân rút", "Ctrl+U", self._deeds.withdraw),
        )
        buttons = []
        for words, key, act in acts:
            button = key_button(words, key)
            button.clicked.connect(act)
            buttons.append(button)
        self._nothing.hide()
        self._card.put(self.table, self._nothing, Flow(*buttons))
        self._card.put_in_head(self.given)
        self.setLayout(column(self._card, gap="none"))

    def _columns(self) -> tuple[Column[FilingLine], ...]:
        return (
            Column("Mã trên cổng", lambda line: line.code, share=26, is_name=True),
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


def _read(session: Any, tenant: str, on: Any) -> tuple[Any, ...]:
    from app.services.calendars import calendar
    from app.services.consulting import consultations
    from app.services.filing import OPEN_STATES, filings

    lines = filings(session, tenant, OPEN_STATES)
    return lines, consultations(session, tenant, on), calendar(session, tenant)
