"""Several stateless centres in front of one database, and desks that meet them in turn."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from agreement import assert_agreed
from centres import Cluster, Front, InTurn, Running, enrol_at, serving, synced
from certificates import self_signed
from deeds_at_desk import received
from desks import NOW

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.server.centre import open_centre
from app.server.web import application
from app.sync.enrolling import CentreOffer, enrol


@pytest.fixture
def processes(cluster: Cluster) -> Iterator[Running]:
    """Two centres that share nothing but the database."""
    address = cluster.new_database()
    first, second = (open_centre(address, lambda: NOW) for _ in range(2))
    with serving(InTurn(application(first), application(second))) as url:
        yield Running(first, url, Front(application(first)))
    first.close()
    second.close()


def test_two_desks_at_once_meet_two_processes_in_turn_and_agree(
    processes: Running, two_desks: tuple[Desk, Desk]
) -> None:
    for desk in two_desks:
        enrol_at(processes, desk)
    with ThreadPoolExecutor(2) as both:
        for _ in range(4):
            for desk in two_desks:
                received(desk)
            list(both.map(synced, two_desks))
    synced(*two_desks)
    assert_agreed(processes, *two_desks)


def test_a_centre_behind_its_own_certificate_is_met_by_who_was_given_it_and_nobody_else(
    cluster: Cluster, two_desks: tuple[Desk, Desk], tmp_path: Path
) -> None:
    first, second = two_desks
    certificate, key = self_signed("127.0.0.1")
    (tmp_path / "centre.pem").write_bytes(certificate)
    (tmp_path / "centre.key").write_bytes(key)
    centre = open_centre(cluster.new_database(), lambda: NOW)
    behind = {"ssl_certfile": tmp_path / "centre.pem", "ssl_keyfile": tmp_path / "centre.key"}
    with serving(application(centre), **behind) as url:
        running = Running(centre, url, Front(application(centre)))
        given = CentreOffer(url=url, code=running.code_for(1), certificate=certificate.decode())
        enrol(first.database, first.context, given, NOW)
        assert synced(first)[0].sent > 0
        for stranger in (None, self_signed("127.0.0.1")[0].decode()):
            offer = CentreOffer(url=url, code=running.code_for(2), certificate=stranger)
            with pytest.raises(Refusal) as refused:
                enrol(second.database, second.context, offer, NOW)
            assert refused.value.reason is Reason.CENTRE_CERTIFICATE
    centre.close()
