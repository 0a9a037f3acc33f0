"""What is due in an office: the kinds of task, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """What a desk has to do about a dossier, in the order in which lists show it."""

    NOT_HANDED_OVER = "not_handed_over"
    HAND_OVER_UNSIGNED = "hand_over_unsigned"


TASK_TITLES = {
    TaskKind.NOT_HANDED_OVER: "Chưa bàn giao",
    TaskKind.HAND_OVER_UNSIGNED: "Bàn giao chưa ký nhận",
}
"""The heading of each kind."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due on a dossier: by when, since when it waits, and one line of words.

    ``due_at`` is absent where nothing sets a moment.
    """

    due_at: datetime | None
    since: datetime
    words: str
