"""What is due: every kind with its number, and behind each number its dossiers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QShortcut

from app.domain.moments import local
from app.ui.counted_screen import ALL, CountedScreen
from app.ui.widgets.fields import choice
from app.ui.widgets.layouts import Card
from app.ui.widgets.record_chip import ChipDelegate
from app.ui.widgets.record_table import Column, RecordTable, number_column
from app.ui.workplace import Keys, Workplace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.tasks import Task, TaskGroup

_KEYS: Keys = (
    ("↑ ↓", "chọn loại việc"),
    ("Enter", "vào danh sách, mở hồ sơ"),
    ("Esc", "về loại việc"),
    ("Alt+C Q P", "cơ quan, quầy, người phụ trách"),
    ("F5", "xem lại"),
)


class TasksScreen(CountedScreen):
    """Kinds at the left, the tasks of the current one at the right; ``shown`` follows a reading."""

    keys: Keys = _KEYS

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, "Việc đến hạn")
        self._is_filling = False
        self.kinds: RecordTable[TaskGroup] = RecordTable(_kind_columns(), "Loại việc")
        self.kinds.setItemDelegateForColumn(2, ChipDelegate(workplace.theme, _late_tone, self))
        self.tasks: RecordTable[Task] = RecordTable(_task_columns(), "Việc đến hạn")
        self.tasks.setItemDelegateForColumn(2, ChipDelegate(workplace.theme, _due_tone, self))
        for key, words in (
            ("agency", "&Cơ quan"),
            ("desk", "&Quầy"),
            ("officer", "&Phụ trách"),
        ):
            self.filters.add(key, words, choice([("", ALL)]))
        self.numbers = self.kinds
        self._lay_out()
        self.filters.edited.connect(self.refresh)
        self.kinds.selectionModel().currentRowChanged.connect(self._turn)
        self.kinds.chosen.connect(self._enter_tasks)
        self.tasks.chosen.connect(self._open)
        QShortcut("Esc", self).activated.connect(self.kinds.setFocus)

    @Slot()
    def refresh(self, _what: object = None) -> None:
        """Read every kind anew; the officer stays where they are."""
        from app.services.tasks import TaskFilter, due_tasks

        if self._desk is None:
            return
        desk, officer = self.filters.text("desk"), self.filters.text("officer")
        asked = TaskFilter(
            agency=self.filters.text("agency") or None,
            desk=int(desk) if desk else None,
            officer=UUID(officer) if officer else None,
        )
        self._background.query(
            due_tasks,
            asked,
            now=self._desk.now(),
            desk=self._desk.context,
            then=partial(self._show, asked == TaskFilter()),
        )

    def _show(self, is_whole: bool, groups: Sequence[TaskGroup]) -> None:
        if is_whole:
            self._offer_filters(groups)
        kind, task = self.kinds.current_record(), self.tasks.current_record()
        # Kinds without a task pass by meanwhile: the list must not be put away for them, or the
        # keyboard would leave it.
        self._is_filling = True
        self.kinds.show_records(groups)
        at = next((at for at, each in enumerate(groups) if kind and each.kind == kind.kind), 0)
        self.kinds.setCurrentIndex(self.kinds.model().index(at, 0))
        self._is_filling = False
        self._show_tasks()
        self._keep_task(task)
        self.shown.emit()

    @Slot()
    def _turn(self, *_: object) -> None:
        if not self._is_filling:
            self._show_tasks()

    def _show_tasks(self) -> None:
        group = self.kinds.current_record()
        tasks = () if group is None else group.tasks
        if not tasks and self.tasks.hasFocus():
            self.kinds.setFocus()
        self.tasks.show_records(tasks)
        self.tasks.setVisible(bool(tasks))
        self._nothing.setVisible(not tasks)
        self._nothing.setText("Không có việc nào loại này. Tốt rồi.")
        if group is not None:
            self._list.name(group.title)
            late = f"{group.late} quá hạn" if group.late else ""
            self._list.say_aside(late, "bad" if late else "small")

    def _keep_task(self, kept: Task | None) -> None:
        group = self.kinds.current_record()
        if kept is None or group is None:
            return
        uids = [each.line.dossier_uid for each in group.tasks]
        if kept.line.dossier_uid in uids:
            at = uids.index(kept.line.dossier_uid)
            self.tasks.setCurrentIndex(self.tasks.model().index(at, 0))

    @Slot()
    def _enter_tasks(self, _group: object = None) -> None:
        if self.tasks.isVisible():
            self.tasks.setFocus()

    @Slot(object)
    def _open(self, task: Task) -> None:
        from app.domain.tasks import TASK_DEEDS, TaskKind

        deed, uid = TASK_DEEDS.get(task.kind), task.line.dossier_uid
        if task.kind is TaskKind.FILING_NOT_ANSWERED:
            self._ways.filing_wanted.emit(uid)
        elif deed is None:
            self._ways.page_wanted.emit(uid)
        else:
            self._ways.deed_wanted.emit(uid, deed)

    def _offer_filters(self, groups: Sequence[TaskGroup]) -> None:
        tasks = [task for group in groups for task in group.tasks]
        agencies = sorted({task.agency for task in tasks if task.agency})
        desks = sorted({task.desk for task in tasks if task.desk is not None})
        self._offer("agency", [(each, each) for each in agencies])
        self._offer("desk", [(str(each), f"Quầy {each}") for each in desks])

    def _lay_out(self) -> None:
        kinds = Card("Loại việc")
        kinds.put(self.kinds)
        self._list.put(self.filters, self._nothing, self.tasks)
        self._put_beside(kinds)


def _kind_columns() -> tuple[Column[TaskGroup], ...]:
    return (
        Column("Việc", lambda each: each.title, share=58),
        number_column("Số", lambda each: each.count, 19),
        Column("Trễ", _late_text, lambda each: each.late, share=22, is_number=True),
    )


def _late_text(each: TaskGroup) -> str:
    return str(each.late) if each.late else ""


def _late_tone(each: TaskGroup) -> str:
    return "bad" if each.late else ""


def _task_columns() -> tuple[Column[Task], ...]:
    return (
        Column("Mã hồ sơ", lambda each: each.line.dossier_code, share=49, is_name=True),
        Column("Người nộp", lambda each: each.line.applicant or "(đã xóa)", share=33),
        Column("Hạn", _due_text, lambda each: each.due_at or each.since, share=31),
        Column("Việc", lambda each: each.words, share=60),
        Column("Quầy", _desk_text, share=15, from_width="wide_form"),
    )


def _due_text(each: Task) -> str:
    return "" if each.due_at is None else f"{local(each.due_at):%H:%M %d/%m}"


def _due_tone(each: Task) -> str:
    return "bad" if each.is_late else ""


def _desk_text(each: Task) -> str:
    return "" if each.desk is None else str(each.desk)
