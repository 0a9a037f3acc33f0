"""The supervisor's day: seventeen numbers, and behind each the dossiers that make it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QSizePolicy

from app.domain.procedure import Channel
from app.domain.queues import PRESSING, WORRYING
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.widgets.fields import FieldStrip, choice, offer
from app.ui.widgets.layouts import Card, column, key_button, label, row
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable
from app.ui.workplace import Keys, Screen, Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.staff import StaffMember
    from app.services.office_day import OfficeDay
    from app.services.post_opening import Unopened
    from app.services.queues import Queue, QueueFilter, QueueLine
    from app.services.urging import Urged

_KEYS: Keys = (
    ("↑ ↓", "chọn con số"),
    ("Enter", "vào danh sách, mở hồ sơ"),
    ("Esc", "về các con số"),
    ("Ctrl+U", "đôn đốc cơ quan của hồ sơ"),
    ("Ctrl+O", "mở ngày"),
    ("Ctrl+Shift+O", "khóa ngày"),
    ("F5", "xem lại"),
)
_ALL = "Tất cả"
_CHANNELS = (
    ("", _ALL),
    (Channel.COUNTER.value, "Trực tiếp"),
    (Channel.ONLINE.value, "Trực tuyến"),
    (Channel.POST.value, "Bưu chính"),
)
_NUMBER, _TREND, _LEFT = 1, 2, 2
_NAMED = 20
"""Items that are named one by one."""


class SupervisingScreen(Screen):
    """Numbers at the left, the dossiers of the current one at the right; ``shown`` follows both."""

    keys: Keys = _KEYS
    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._background = workplace.background
        self._messages = workplace.messages
        self._slips = workplace.slips
        self._ways = workplace.ways
        self._desk: OpenDesk | None = None
        self.queues: RecordTable[Queue] = RecordTable(_queue_columns(), "Các con số trong ngày")
        chips = ChipDelegate(workplace.theme, _tone, self)
        self.queues.setItemDelegateForColumn(_NUMBER, chips)
        self.lines: RecordTable[QueueLine] = RecordTable(_line_columns(), "Hồ sơ")
        late = ChipDelegate(workplace.theme, _line_tone, self)
        self.lines.setItemDelegateForColumn(_LEFT, late)
        self.filters, self.narrower = FieldStrip(), FieldStrip()
        self.filters.add("agency", "&Cơ quan", choice([("", _ALL)]))
        self.filters.add("officer", "&Cán bộ", choice([("", _ALL)]))
        self.narrower.add("sector", "&Lĩnh vực", choice([("", _ALL)]))
        self.narrower.add("desk", "&Quầy", choice([("", _ALL)]))
        self.narrower.add("channel", "Cách &nộp", choice(_CHANNELS))
        self.urge = key_button("Đôn đốc", "Ctrl+U", "main")
        self.begin = key_button("Mở ngày", "Ctrl+O")
        self.end = key_button("Khóa ngày", "Ctrl+Shift+O")
        self._list = Card("Hồ sơ")
        self._nothing = label("", "muted", wraps=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._lay_out()
        self._connect()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        from app.services.desk import staff

        self._desk = desk
        self._background.recorded.connect(self._refresh_shown)
        self._background.query(staff, desk.context.tenant, then=self._offer_staff)
        self.refresh()

    def go_in(self) -> None:
        """Time passes while nothing is recorded: read anew."""
        self.refresh()
        self.queues.setFocus()

    @Slot()
    def _refresh_shown(self, _events: object = None) -> None:
        if self.isVisible():
            self.refresh()

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Read every number anew; the supervisor stays where they are."""
        if self._desk is not None:
            from app.services.day_numbers import day_numbers

            around: dict[str, Any] = {"now": self._desk.now(), "desk": self._desk.context}
            self._background.query(day_numbers, self._asked(), **around, then=self._show)

    def _asked(self) -> QueueFilter:
        from app.services.queues import QueueFilter

        stated = {**self.filters.values(), **self.narrower.values()}
        return QueueFilter(
            sector=stated["sector"] or None,
            agency=stated["agency"] or None,
            officer=UUID(stated["officer"]) if stated["officer"] else None,
            desk=int(stated["desk"]) if stated["desk"] else None,
            channel=stated["channel"] or None,
        )

    def _show(self, found: Any) -> None:
        kept = self.queues.current_record()
        self.queues.show_records(found.queues)
        at = next((n for n, each in enumerate(found.queues) if kept and each.kind == kept.kind), 0)
        self.queues.setCurrentIndex(self.queues.model().index(at, 0))
        self._offer("sector", [(each, each) for each in found.sectors])
        self._offer("agency", [(each, each) for each in found.agencies])
        self._offer("desk", [(str(each), f"Quầy {each}") for each in found.desks])
        self._read_lines()

    @Slot()
    def _read_lines(self, *_: object) -> None:
        from app.services.queues import queue_lines

        queue = self.queues.current_record()
        if self._desk is None or queue is None:
            return
        around: dict[str, Any] = {"now": self._desk.now(), "desk": self._desk.context}
        if queue.kind.value == "post_unopened" and queue.count:
            from app.services.post_opening import unopened

            self._background.query(unopened, **around, then=partial(self._show_unopened, queue))
            return
        then = partial(self._show_lines, queue)
        self._background.query(queue_lines, queue.kind, self._asked(), **around, then=then)

    def _show_unopened(self, queue: Queue, items: Sequence[Unopened]) -> None:
        """Items are no dossiers yet: they are named with their age, and opened at their desk."""
        self._show_lines(queue, ())
        current = self.queues.current_record()
        if current is not None and current.kind is queue.kind:
            more = len(items) - _NAMED
            said = [each.sentence for each in items[:_NAMED]]
            said += [f"và {more} bưu gửi khác"] if more > 0 else []
            self._nothing.setText("\n".join((*said, "", "Mở ở Bàn bưu chính: F8, Alt+2.")))
            self._list.say_aside(f"{queue.count} bưu gửi")

    def _show_lines(self, queue: Queue, lines: Sequence[QueueLine]) -> None:
        current = self.queues.current_record()
        if current is None or current.kind is not queue.kind:
            return
        self._list.name(queue.title)
        self._list.say_aside(_aside(queue))
        self.lines.show_records(lines)
        self.lines.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._nothing.setText(
            "Không có. Tốt rồi." if not queue.count else "Xem ở mục riêng; ở đây chỉ có con số."
        )
        self.shown.emit()

    @Slot()
    def _enter_lines(self, _queue: object = None) -> None:
        if self.lines.isVisible():
            self.lines.setFocus()

    @Slot(object)
    def _open(self, line: QueueLine) -> None:
        self._ways.page_wanted.emit(line.line.dossier_uid)

    @Slot()
    def _urge(self) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.urging import urge_agency

        line = self.lines.current_record()
        agency = self.filters.text("agency") or (line.agency if line is not None else None)
        if self._desk is None or not agency:
            self._messages.inform("Hãy chọn một hồ sơ có cơ quan giải quyết để đôn đốc")
            return
        acting = Acting(**stamp(self._desk))
        self._background.command(urge_agency, agency, acting, then=self._urged)

    def _urged(self, urged: Urged) -> None:
        from app.papers.urging_letter import urging_pdf

        self._messages.tell(f"Đã ghi đôn đốc {urged.letter.agency}: {len(urged.many.done)} hồ sơ")
        training = self._desk is not None and self._desk.context.is_training
        self._slips.previewed.emit(urging_pdf(urged.letter, training=training), "Văn bản đôn đốc")

    @Slot()
    def _begin_day(self) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.office_day import open_day

        if self._desk is not None:
            acting = Acting(**stamp(self._desk))
            self._background.command(open_day, acting, then=self._day_recorded)

    @Slot()
    def _end_day(self) -> None:
        from app.services.office_day import look_at_closing

        if self._desk is not None:
            around: dict[str, Any] = {"now": self._desk.now(), "desk": self._desk.context}
            self._background.query(look_at_closing, **around, then=self._ask_closing)

    def _ask_closing(self, day: OfficeDay) -> None:
        from app.ui.dialogs.office_day import ClosingDayDialog

        dialog = ClosingDayDialog(self.window(), day)
        dialog.stated.connect(partial(self._close_day, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _close_day(self, dialog: Any, stated: tuple[int | None, str]) -> None:
        from app.services.dossier_deeds import Acting
        from app.services.office_day import close_day

        if self._desk is None:
            return
        cash, reason = stated

        def done(day: OfficeDay) -> None:
            dialog.accept()
            self._day_recorded(day)

        self._background.command(
            close_day,
            Acting(**stamp(self._desk)),
            cash_counted=cash,
            reason=reason or None,
            then=done,
            refused=dialog.complain,
        )

    def _day_recorded(self, day: OfficeDay) -> None:
        from app.papers.day_sheets import day_sheet_pdf

        if self._desk is None:
            return
        name = "Phiếu kết ngày" if day.is_closing else "Phiếu mở ngày"
        self._messages.tell("Đã khóa ngày" if day.is_closing else "Đã mở ngày")
        signed_by = self._desk.actor.full_name
        pdf = day_sheet_pdf(day, desk=self._desk.context, signed_by=signed_by)
        self._slips.previewed.emit(pdf, name)

    def _offer_staff(self, members: Sequence[StaffMember]) -> None:
        self._offer("officer", [(str(each.uid), each.full_name) for each in members])

    def _offer(self, key: str, options: list[tuple[str, str]]) -> None:
        combo: Any = (self.filters if key in self.filters else self.narrower)[key]
        offer(combo, [("", _ALL), *options])

    def _connect(self) -> None:
        self.filters.edited.connect(self.refresh)
        self.narrower.edited.connect(self.refresh)
        self.queues.selectionModel().currentRowChanged.connect(self._read_lines)
        self.queues.chosen.connect(self._enter_lines)
        self.lines.chosen.connect(self._open)
        self.urge.clicked.connect(self._urge)
        self.begin.clicked.connect(self._begin_day)
        self.end.clicked.connect(self._end_day)
        QShortcut("Esc", self).activated.connect(self.queues.setFocus)

    def _lay_out(self) -> None:
        numbers = Card("Hôm nay")
        numbers.put(self.queues, self.begin, self.end)
        self._list.put(self.filters, self.narrower, self._nothing, self.lines, row(None, self.urge))
        whole = row(numbers, self._list, gap="cell")
        whole.setStretch(0, 3)
        whole.setStretch(1, 5)
        self.setLayout(column(whole, gap="none"))


def _queue_columns() -> tuple[Column[Queue], ...]:
    return (
        Column("Việc", lambda each: each.title, share=60),
        Column("Số", lambda each: str(each.count), lambda each: each.count, share=20),
        Column("±", _trend_text, lambda each: each.trend or 0, share=14),
    )


def _trend_text(each: Queue) -> str:
    return "" if not each.trend else f"{each.trend:+d}"


def _tone(each: Queue) -> str:
    if not each.count:
        return ""
    if each.kind in PRESSING:
        return "bad"
    return "warn" if each.kind in WORRYING else "quiet"


def _aside(queue: Queue) -> str:
    if queue.trend is None:
        return f"{queue.count} hồ sơ"
    return f"{queue.count} hồ sơ, lần khóa ngày trước {queue.before}"


def _line_columns() -> tuple[Column[QueueLine], ...]:
    return (
        Column("Mã hồ sơ", lambda each: each.line.dossier_code, share=44),
        Column("Người nộp", lambda each: each.line.applicant or "(đã xóa)", share=34),
        Column("Còn, trễ", lambda each: each.left, lambda each: each.line.return_due_at, share=44),
        Column("Cơ quan", lambda each: each.agency or "", share=30, from_width="wide_form"),
        Column("Đôn đốc", _reminded, lambda each: each.reminders, share=24, from_width="wide_form"),
    )


def _reminded(each: QueueLine) -> str:
    return f"{each.reminders} lần" if each.reminders else ""


def _line_tone(each: QueueLine) -> str:
    return "bad" if each.is_late else ""
