"""Bad lines and sudden deaths: whatever is cut off, a later round finds both sides in step."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest
from agreement import assert_agreed, head_of
from bad_line import cutting_line
from centres import (
    AGENCY,
    TENANT,
    Cluster,
    Running,
    enrol_at,
    opened_at,
    party,
    running,
    serving,
    synced,
)
from deeds_at_desk import received
from desks import NOW, OFFICE, ROOT
from dying_round import DEAD, POINTS
from scratch_postgres import scratch_postgres
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.server import devices
from app.server.centre import open_centre
from app.server.devices import Office
from app.services import centre_link, upkeep, writers
from app.sync.round import run_round


def redirect(desk: Desk, url: str) -> None:
    """From now on the desk seeks its centre at another address."""
    with desk.database.transaction() as session:
        known = centre_link.enrolment(session, TENANT)
        assert known is not None
        centre_link.keep_enrolment(session, TENANT, replace(known, url=url), NOW)


def waiting(desk: Desk) -> int:
    with desk.database.reading() as session:
        return writers.count_unsent(session, TENANT)


def test_a_line_that_is_cut_after_any_number_of_bytes_loses_and_doubles_nothing(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(second)
    synced(second)
    received(first)
    with cutting_line(centre.url) as line:
        redirect(first, line.url)
        reasons = []
        for count in range(0, 9_000, 300):
            line.cut_after(count)
            try:
                run_round(party(first))
            except Refusal as refusal:
                reasons.append(refusal.reason)
            with first.database.reading() as session:
                assert upkeep.verify(session, TENANT) == ()
        line.cut_after(None)
        synced(first, second)
    assert len(reasons) > 5
    assert set(reasons) == {Reason.CENTRE_UNREACHABLE}
    assert_agreed(centre, first, second)


def portal() -> Starlette:
    """What a hotel's network answers to everything: 200, and a form to sign in."""

    async def form(_: Request) -> Response:
        return HTMLResponse("<html><title>Đăng nhập Wi-Fi</title><form></form></html>")

    return Starlette(routes=[Route("/{rest:path}", form, methods=["GET", "POST"])])


def test_a_captive_portal_that_answers_200_is_no_centre(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    received(first)
    before = waiting(first)
    with serving(portal()) as url:
        redirect(first, url)
        with pytest.raises(Refusal) as refused:
            synced(first)
    assert refused.value.reason is Reason.CENTRE_IS_ANOTHER
    assert waiting(first) == before > 0
    redirect(first, centre.url)
    synced(first)
    assert waiting(first) == 0


def test_another_centre_at_the_same_address_is_found_out(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    received(first)
    synced(first, second)
    before = head_of(first)
    with running(open_centre(cluster.new_database(), lambda: NOW)) as other:
        redirect(first, other.url)
        with pytest.raises(Refusal) as refused:
            synced(first)
    assert refused.value.reason is Reason.DESK_FORGOTTEN
    assert head_of(first) == before


def test_a_desk_that_dies_at_a_named_point_of_a_round_is_in_step_after_the_next(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    folder = first.settings.data
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    for point in POINTS:
        received(second)
        synced(second)
        received(first)
        first.close()
        script = [sys.executable, str(ROOT / "tests/dying_round.py"), str(folder), point]
        place = {**os.environ, "PYTHONPATH": paths}
        done = subprocess.run(script, check=False, env=place, capture_output=True)
        assert done.returncode == DEAD, (point, done.stderr)
        first = opened_at(folder, NOW)
        (result,) = synced(first)
        assert not result.new_writer, point
        synced(second)
        assert_agreed(centre, first, second)
    first.close()


def test_a_database_killed_under_the_centre_has_lost_no_receipt(
    two_desks: tuple[Desk, Desk],
) -> None:
    first, second = two_desks
    with (
        scratch_postgres() as (handle, address, data),
        running(open_centre(address, lambda: NOW)) as centre,
    ):
        with centre.centre.transaction() as connection:
            office = Office(code=AGENCY, name=OFFICE.office_name, kind="office")
            devices.add_office(connection, TENANT, office)
        for desk in (first, second):
            enrol_at(centre, desk)
        received(first)
        synced(first)
        kill(handle, data)
        received(second)
        with pytest.raises(Refusal) as refused:
            synced(second)
        assert refused.value.reason is Reason.CENTRE_BUSY
        handle.ensure_postgres_running()
        synced(first, second, first)
        assert_agreed(centre, first, second)


def kill(handle: Any, data: Path) -> None:
    """Kill the postmaster; its children follow it."""
    postmaster = psutil.Process(handle.get_pid())
    everybody = [postmaster, *postmaster.children()]
    postmaster.kill()
    while any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in everybody):
        pass
    # Where nobody reaps the dead, the next start would take its own ghost for a running server.
    for left in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (data / left).unlink(missing_ok=True)
