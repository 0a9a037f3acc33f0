"""The supervisor's day: eighteen numbers, and behind each the dossiers that make it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShortcut

from app.domain.procedure import Channel
from app.domain.queues import OF_THE_OFFICE, QUEUE_UNITS
from app.ui.counted_screen import ALL, CountedScreen
from app.ui.day_deeds import DayDeeds
from app.ui.desk_at_work import OpenDesk
from app.ui.queue_rows import (
    ELSEWHERE,
    LEFT,
    NUMBER,
    filled_first,
    line_columns,
    line_tone,
    queue_aside,
    queue_columns,
    queue_tone,
)
from app.ui.widgets.fields import choice
from app.ui.widgets.flow import Flow, foot
from app.ui.widgets.layouts import Card, key_button
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import RecordTable
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.queue_conditions import QueueFilter
    from app.services.queues import Queue, QueueLine

_KEYS: Keys = (
    ("↑ ↓", "chọn con số"),
    ("Enter", "vào danh sách, mở hồ sơ"),
    ("Esc", "về các con số"),
    ("Ctrl+U", "đôn đốc cơ quan của hồ sơ"),
    ("Ctrl+G", "giao việc của người vắng"),
    ("Ctrl+O", "mở ngày"),
    ("Ctrl+Shift+O", "khóa ngày"),
    ("F5", "xem lại"),
)
_CHANNELS = (
    ("", ALL),
    (Channel.COUNTER.value, "Trực tiếp"),
    (Channel.ONLINE.value, "Trực tuyến"),
    (Channel.POST.value, "Bưu chính"),
)
_NAMED = 20
"""Items that are named one by one."""


class SupervisingScreen(CountedScreen):
    """Numbers at the left, the dossiers of the current one at the right; ``shown`` follows both."""

    keys: Keys = _KEYS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "Hồ sơ")
        self.deeds = DayDeeds(workplace, self)
        self.queues: RecordTable[Queue] = RecordTable(queue_columns(), "Các con số trong ngày")
        chips = ChipDelegate(workplace.theme, queue_tone, self)
        self.queues.setItemDelegateForColumn(NUMBER, chips)
        self.lines: RecordTable[QueueLine] = RecordTable(line_columns(), "Hồ sơ")
        late = ChipDelegate(workplace.theme, line_tone, self)
        self.lines.setItemDelegateForColumn(LEFT, late)
        self.filters.add("agency", "&Cơ quan", choice([("", ALL)]))
        self.filters.add("officer", "&Cán bộ", choice([("", ALL)]))
        self.filters.add("procedure", "&Thủ tục", choice([("", ALL)]))
        self.filters.add("sector", "&Lĩnh vực", choice([("", ALL)]))
        self.filters.add("desk", "&Quầy", choice([("", ALL)]))
        self.filters.add("channel", "Cách &nộp", choice(_CHANNELS))
        self.urge = key_button("Đôn đốc", "Ctrl+U", "main")
        self.mail = key_button("Thư nháp", "Ctrl+Shift+U")
        self.hand = key_button("Giao việc", "Ctrl+G")
        self.begin = key_button("Mở ngày", "Ctrl+O")
        self.end = key_button("Khóa ngày", "Ctrl+Shift+O")
        self.numbers = self.queues
        self._lay_out()
        self._connect()

    def open_desk(self, desk: OpenDesk) -> None:
        """The database is open."""
        self.deeds.desk = desk
        super().open_desk(desk)

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Read every number anew; the supervisor stays where they are."""
        if self._desk is not None:
            from app.services.day_numbers import day_numbers

            around: dict[str, Any] = {"now": self._desk.now(), "desk": self._desk.context}
            self._background.query(day_numbers, self._asked(), **around, then=self._show)

    def _asked(self) -> QueueFilter:
        from app.services.queue_conditions import QueueFilter

        stated = self.filters.values()
        return QueueFilter(
            sector=stated["sector"] or None,
            procedure_code=stated["procedure"] or None,
            agency=stated["agency"] or None,
            officer=UUID(stated["officer"]) if stated["officer"] else None,
            desk=int(stated["desk"]) if stated["desk"] else None,
            channel=stated["channel"] or None,
        )

    def _show(self, found: Any) -> None:
        kept = self.queues.current_record()
        queues = filled_first(found.queues)
        self.queues.show_records(queues)
        at = next((n for n, each in enumerate(queues) if kept and each.kind == kept.kind), 0)
        self.queues.setCurrentIndex(self.queues.model().index(at, 0))
        self._offer("sector", [(each, each) for each in found.sectors])
        self._offer("procedure", list(found.procedures))
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
        if queue.kind in OF_THE_OFFICE and queue.count:
            from app.services.queue_sentences import queue_sentences

            told = partial(self._show_sentences, queue)
            self._background.query(queue_sentences, queue.kind, **around, most=_NAMED, then=told)
            return
        then = partial(self._show_lines, queue)
        self._background.query(queue_lines, queue.kind, self._asked(), **around, then=then)

    def _show_sentences(self, queue: Queue, told: Sequence[str]) -> None:
        """What is no dossier is named here, and worked at in its own place."""
        self._show_lines(queue, ())
        current = self.queues.current_record()
        if current is not None and current.kind is queue.kind:
            more = queue.count - len(told)
            rest = [f"và {more} {QUEUE_UNITS.get(queue.kind, 'hồ sơ')} khác"] if more > 0 else []
            self._nothing.setText("\n".join((*told, *rest, "", ELSEWHERE[queue.kind])))

    def _show_lines(self, queue: Queue, lines: Sequence[QueueLine]) -> None:
        current = self.queues.current_record()
        if current is None or current.kind is not queue.kind:
            return
        self._list.name(queue.title)
        self._list.say_aside(queue_aside(queue))
        self.lines.show_records(lines)
        self.lines.setVisible(bool(lines))
        self._nothing.setVisible(not lines)
        self._nothing.setText(
            ELSEWHERE.get(queue.kind, "") if queue.count else "Không có. Tốt rồi."
        )
        self.shown.emit()

    @Slot()
    def _enter_lines(self, _queue: object = None) -> None:
        if self.lines.isVisible():
            self.lines.setFocus()

    @Slot(object)
    def _open(self, line: QueueLine) -> None:
        self._ways.page_wanted.emit(line.line.dossier_uid)

    @property
    def _agency(self) -> str | None:
        """The agency that is looked at: the one filtered for, else that of the current line."""
        line = self.lines.current_record()
        return self.filters.text("agency") or (line.agency if line is not None else None)

    @Slot()
    def _urge(self) -> None:
        self.deeds.urge(self._agency)

    @Slot()
    def _urge_by_mail(self) -> None:
        self.deeds.urge_by_mail(self._agency)

    @Slot()
    def _hand_work(self) -> None:
        self.deeds.ask_handing(self._members, self.filters.text("officer"))

    def _connect(self) -> None:
        self.filters.edited.connect(self.refresh)
        self.queues.selectionModel().currentRowChanged.connect(self._read_lines)
        self.queues.chosen.connect(self._enter_lines)
        self.lines.chosen.connect(self._open)
        self.urge.clicked.connect(self._urge)
        self.mail.clicked.connect(self._urge_by_mail)
        self.hand.clicked.connect(self._hand_work)
        self.begin.clicked.connect(self.deeds.open_day)
        self.end.clicked.connect(self.deeds.end_day)
        QShortcut("Esc", self).activated.connect(self.queues.setFocus)

    def _lay_out(self) -> None:
        numbers = Card("Hôm nay")
        numbers.put(self.queues, Flow(self.begin, self.end))
        acts = foot(self.urge, Flow(self.hand, None, self.mail))
        self._list.put(self.filters, self._nothing, self.lines, acts)
        self._put_beside(numbers)
