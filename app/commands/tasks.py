"""``motcua tasks``: what is due now, by kind."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import Any

from app.commands.answer import Answer, Verb, shown
from app.commands.forms import typed
from app.commands.opening import signed_in
from app.commands.rights import READERS
from app.config import Settings
from app.domain.tasks import TaskKind
from app.domain.time_words import moment_text
from app.services.desk import staff_named
from app.services.tasks import Task, TaskFilter, TaskGroup, due_tasks


def _options(parser: ArgumentParser) -> None:
    kinds = [kind.value for kind in TaskKind]
    parser.add_argument("--kind", choices=kinds, help="chỉ một loại việc, kể từng hồ sơ")
    parser.add_argument("--agency", type=typed, metavar="CƠ QUAN", help="cơ quan giải quyết")
    parser.add_argument("--desk", type=int, metavar="N", help="quầy tiếp nhận")
    parser.add_argument("--officer", type=typed, metavar="CÁN BỘ", help="người phụ trách")


def _tasks(arguments: Namespace, settings: Settings) -> Answer:
    with signed_in(arguments, settings) as desk, desk.database.reading() as session:
        officer = None
        if arguments.officer is not None:
            officer = staff_named(session, desk.context.tenant, arguments.officer).uid
        asked = TaskFilter(
            kind=None if arguments.kind is None else TaskKind(arguments.kind),
            agency=arguments.agency,
            desk=arguments.desk,
            officer=officer,
        )
        groups = due_tasks(session, asked, now=desk.now(), desk=desk.context)
    lines = tuple(
        line for group in groups for line in _told(group, whole=arguments.kind is not None)
    )
    return Answer([_plain(group) for group in groups], lines)


def _told(group: TaskGroup, *, whole: bool) -> Iterator[str]:
    late = f", {group.late} quá hạn" if group.late else ""
    yield f"{group.title}: {group.count}{late}"
    if whole:
        yield from (_line(task) for task in group.tasks)


def _line(task: Task) -> str:
    due = "" if task.due_at is None else f"hạn {moment_text(task.due_at)}"
    applicant = task.line.applicant or "(đã xóa)"
    return f"  {task.line.dossier_code}  {applicant}  {due}  {task.words}"


def _plain(group: TaskGroup) -> dict[str, Any]:
    return {
        "kind": group.kind.value,
        "title": group.title,
        "count": group.count,
        "late": group.late,
        "tasks": [_plain_task(task) for task in group.tasks],
    }


def _plain_task(task: Task) -> dict[str, Any]:
    return {
        "dossier_uid": str(task.line.dossier_uid),
        "dossier_code": task.line.dossier_code,
        "due_at": shown(task.due_at),
        "since": shown(task.since),
        "words": task.words,
        "is_late": task.is_late,
        "agency": task.agency,
        "desk": task.desk,
        "officer": task.officer,
    }


VERB = Verb("tasks", "việc đến hạn, theo loại", _options, _tasks, READERS)
