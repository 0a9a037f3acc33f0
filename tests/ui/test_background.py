from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event, get_ident

import pytest
from doubles import FakeDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.errors import Reason, Refusal
from app.ui.background import Background

_MANY = 2000


@dataclass
class Opening:
    database: FakeDatabase = field(default_factory=FakeDatabase)


@pytest.fixture
def opening() -> Opening:
    return Opening()


@pytest.fixture
def background(qtbot: QtBot, opening: Opening) -> Iterator[Background]:
    lanes = Background()
    yield lanes
    lanes.close()


def opened(background: Background, opening: Opening, qtbot: QtBot) -> None:
    answers: list[object] = []
    background.open(lambda: opening, then=answers.append, refused=answers.append)
    qtbot.waitUntil(lambda: answers == [opening])


def thread_of(session: str) -> tuple[str, int]:
    return session, get_ident()


def refuse(session: str) -> None:
    raise Refusal(Reason.NUMBERING_WAITS)


def break_down(session: str) -> None:
    raise KeyError("a bug")


def test_work_is_done_elsewhere_and_answers_arrive_here(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    answers: list[tuple[str, int]] = []
    delivered_in: list[int] = []

    def then(answer: tuple[str, int]) -> None:
        answers.append(answer)
        delivered_in.append(get_ident())

    background.command(thread_of, then=then)
    background.query(thread_of, then=then)
    qtbot.waitUntil(lambda: len(answers) == 2)

    assert {session for session, _ in answers} == {"writing", "reading"}
    assert get_ident() not in {thread for _, thread in answers}
    assert set(delivered_in) == {get_ident()}
    assert opening.database.committed == ["writing"]


def test_a_query_asked_too_early_waits_for_the_opening(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    answers: list[object] = []
    background.query(thread_of, then=answers.append)

    opened(background, opening, qtbot)

    qtbot.waitUntil(lambda: len(answers) == 1)


def test_a_refusal_goes_to_who_asked(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    heard: list[Refusal] = []

    background.command(refuse, refused=heard.append)

    qtbot.waitUntil(lambda: [each.reason for each in heard] == [Reason.NUMBERING_WAITS])
    assert opening.database.committed == []


def test_a_refusal_that_nobody_awaits_is_announced(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)

    with qtbot.waitSignal(background.refused) as signal:
        background.query(refuse)

    assert signal.args[0].reason is Reason.NUMBERING_WAITS


def test_anything_else_is_a_bug_and_reported(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    heard: list[Refusal] = []

    with qtbot.waitSignal(background.failed) as signal:
        background.command(break_down, refused=heard.append)

    assert isinstance(signal.args[0], KeyError)
    assert heard == []


def test_the_window_is_busy_from_the_first_command_to_the_last_answer(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    changes: list[bool] = []
    background.busy_changed.connect(changes.append)

    background.command(thread_of)
    background.command(refuse)
    background.query(thread_of)

    qtbot.waitUntil(lambda: changes == [True, False])


def test_events_of_a_lane_are_heard_in_the_window(background: Background, qtbot: QtBot) -> None:
    heard: list[tuple[object, int]] = []
    background.recorded.connect(lambda events: heard.append((events, get_ident())))

    background.errand(lambda: background.publish(("an event",)))

    qtbot.waitUntil(lambda: heard == [(("an event",), get_ident())])


def test_deeds_done_while_a_question_is_unanswered_are_told_together(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    go_on, told = Event(), []
    background.recorded.connect(told.append)

    background.query(lambda session: go_on.wait(10), then=lambda _: told.append("answer"))
    for at in range(3):
        background.command(lambda session, at=at: background.publish((at,)))
    changes: list[bool] = []
    background.busy_changed.connect(changes.append)
    qtbot.waitUntil(lambda: changes == [False])
    assert told == []
    go_on.set()

    qtbot.waitUntil(lambda: told == ["answer", (0, 1, 2)])


def test_closing_waits_for_the_running_command_and_drops_queued_queries(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    go_on, reading, done = Event(), Event(), []

    def slow_query(session: str) -> None:
        reading.set()
        go_on.wait(10)

    def save(session: str) -> None:
        go_on.set()
        done.append("saved")

    background.query(slow_query)
    assert reading.wait(10)
    background.query(lambda session: done.append("dropped"))
    background.command(save)
    background.close()

    assert done == ["saved"]
    assert opening.database.committed == ["writing"]


def test_after_closing_nothing_is_taken_and_nothing_delivered(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    opened(background, opening, qtbot)
    heard: list[object] = []
    background.query(thread_of, then=heard.append)
    background.close()

    background.query(thread_of, then=heard.append)
    qtbot.waitUntil(lambda: True)

    assert heard == []


def test_a_refused_opening_can_be_tried_again(
    background: Background, opening: Opening, qtbot: QtBot
) -> None:
    heard: list[Refusal] = []

    def say_no() -> Opening:
        raise Refusal(Reason.KEY_WRONG)

    background.open(say_no, then=lambda _: None, refused=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)

    opened(background, opening, qtbot)


def test_what_is_listened_to_is_heard_here_until_another_takes_its_place(
    background: Background, qtbot: QtBot
) -> None:
    heard: list[tuple[str, int]] = []
    ended: list[str] = []

    def source(name: str) -> Callable[[Callable[[str], None], Event], None]:
        def speak(say: Callable[[str], None], stop: Event) -> None:
            say(name)
            stop.wait()
            say(f"{name}, too late")
            ended.append(name)

        return speak

    def hear(said: str) -> None:
        heard.append((said, get_ident()))

    background.listen(source("first"), hear)
    qtbot.waitUntil(lambda: len(heard) == 1)
    background.listen(source("second"), hear)
    qtbot.waitUntil(lambda: len(heard) == 2)
    background.close()

    assert heard == [("first", get_ident()), ("second", get_ident())]
    assert ended == ["first", "second"]


def test_a_source_that_breaks_down_is_a_bug_to_report(background: Background, qtbot: QtBot) -> None:
    def source(say: Callable[[str], None], stop: Event) -> None:
        raise KeyError("a bug")

    with qtbot.waitSignal(background.failed) as failed:
        background.listen(source, print)
    assert isinstance(failed.args[0], KeyError)


class Asker:
    """Gets an answer, and notes in which thread it died."""

    def __init__(self, answered: list[int], died: list[int]) -> None:
        self._answered, self._died = answered, died

    def __call__(self, answer: int) -> None:
        self._answered.append(answer)

    def __del__(self) -> None:
        self._died.append(get_ident())


@pytest.fixture
def hurry() -> Iterator[None]:
    """Threads take turns as often as they can, so that the rarest order comes up."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hurry")
def test_who_asked_dies_here_and_never_in_a_lane(background: Background, qtbot: QtBot) -> None:
    answered: list[int] = []
    died: list[int] = []

    for number in range(_MANY):
        background.errand(int, number, then=Asker(answered, died))
        QApplication.processEvents()
    qtbot.waitUntil(lambda: len(died) == _MANY)

    assert answered == list(range(_MANY))
    assert set(died) == {get_ident()}
