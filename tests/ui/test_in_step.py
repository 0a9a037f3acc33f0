"""The window keeps in step by itself, against a real centre on loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace

import pytest
from agreement import assert_agreed
from centres import TENANT, Running, serving, synced
from deeds_at_desk import received
from pytestqt.qtbot import QtBot
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.bootstrap import Desk
from app.commands.syncing import rounds_of
from app.services import centre_link, writers
from app.ui.background import Background
from app.ui.in_step import InStep


@pytest.fixture
def background() -> Iterator[Background]:
    lanes = Background()
    yield lanes
    lanes.close()


def test_a_deed_goes_out_by_itself_and_what_others_did_comes_in(
    centre: Running, enrolled: tuple[Desk, Desk], background: Background, qtbot: QtBot
) -> None:
    first, second = enrolled
    received(second)
    synced(second)
    in_step = InStep()
    with qtbot.waitSignal(in_step.stood):
        in_step.begin(background, rounds_of(first))
    assert in_step.trouble == ""
    uid = received(first)
    with qtbot.waitSignal(in_step.stood):
        background.publish((uid,))
    with first.database.reading() as session:
        assert writers.count_unsent(session, TENANT) == 0
    in_step.stop()
    synced(first, second)
    assert_agreed(centre, first, second)


def test_a_silent_centre_is_told_in_words_and_lets_the_window_close_at_once(
    centre: Running, enrolled: tuple[Desk, Desk], background: Background, qtbot: QtBot
) -> None:
    first, _ = enrolled
    with socket.create_server(("127.0.0.1", 0)) as silent:
        redirected(first, f"http://127.0.0.1:{silent.getsockname()[1]}")
        in_step = InStep()
        with qtbot.waitSignal(in_step.busy_changed):
            in_step.begin(background, rounds_of(first))
        silent.accept()  # the round waits for an answer that never comes
        in_step.stop()
        background.close()
    redirected(first, "http://127.0.0.1:9")
    fresh = Background()
    again = InStep()
    with qtbot.waitSignal(again.stood):
        again.begin(fresh, rounds_of(first))
    assert "Chưa nối được với trung tâm" in again.trouble
    again.stop()
    fresh.close()


def test_nobody_waits_much_longer_than_a_minute_for_a_line_and_who_looks_not_at_all(
    centre: Running, enrolled: tuple[Desk, Desk], background: Background, qtbot: QtBot
) -> None:
    first, _ = enrolled
    redirected(first, "http://127.0.0.1:9")
    in_step = InStep()
    in_step.begin(background, rounds_of(first))
    for _ in range(9):
        with qtbot.waitSignal(in_step.stood):
            in_step.talk()
    assert 40_000 < in_step._timer.remainingTime() <= 72_000
    redirected(first, centre.url)
    with qtbot.waitSignal(in_step.stood):
        in_step.look_again()
    assert (in_step.trouble, in_step.told) == ("", "")
    in_step.look_again()
    assert not in_step.is_busy
    in_step.stop()


def test_a_busy_centre_is_left_alone_for_as_long_as_it_asked(
    centre: Running, enrolled: tuple[Desk, Desk], background: Background, qtbot: QtBot
) -> None:
    first, _ = enrolled

    async def busy(_: Request) -> Response:
        return Response(status_code=503, headers={"Retry-After": "90", "Content-Type": "text/x"})

    with serving(Starlette(routes=[Route("/{rest:path}", busy, methods=["POST"])])) as url:
        redirected(first, url)
        in_step = InStep()
        with qtbot.waitSignal(in_step.stood):
            in_step.begin(background, rounds_of(first))
    assert in_step._timer.remainingTime() > 90_000
    assert "90 giây" in in_step.trouble
    in_step.stop()


def test_a_desk_that_stands_alone_has_no_trouble(
    desk: Desk, background: Background, qtbot: QtBot
) -> None:
    in_step = InStep()
    with qtbot.waitSignal(in_step.stood):
        in_step.begin(background, rounds_of(desk))
    assert in_step.trouble == ""
    in_step.stop()


def redirected(desk: Desk, url: str) -> None:
    """From now on the desk seeks its centre elsewhere."""
    with desk.database.transaction() as session:
        known = centre_link.enrolment(session, TENANT)
        assert known is not None
        centre_link.keep_enrolment(session, TENANT, replace(known, url=url), desk.now())
