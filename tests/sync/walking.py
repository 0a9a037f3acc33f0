"""Where walks begin: four places that know a centre, through a line that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bad_line import cutting_line
from centres import Cluster, Front, InTurn, Running, serving
from certificates import self_signed
from random_walk import Walk
from walk_places import Address, Clock, copied_places, enrolled_through

from app.server.centre import Centre, open_centre
from app.server.web import application

SOAK = "MOTCUA_SOAK_MINUTES"
"""Set where ``run.py soak`` walks on for so long."""


class Pair(Running):
    """Two processes' worth of a centre before one database, met in turn."""

    def carry_on_with(self, address: str) -> None:
        """Both of them go on with a restored database."""
        self.other.close()
        super().carry_on_with(address)
        self.beside(open_centre(address, self.centre.now))

    def beside(self, other: Centre) -> None:
        """Let another one answer every second call."""
        self.other = other
        self.front.behind = InTurn(application(self.centre), application(other))


@contextmanager
def walking(seed: int, cluster: Cluster, made: Path, folder: Path) -> Iterator[Walk]:
    """Four places that know a centre of their own, through a line that can be cut.

    The centre is two that share a database, behind TLS where the seed is odd.
    """
    clock, address = Clock(), cluster.new_database()
    folder.mkdir(exist_ok=True)
    options, certificate = _tls(folder) if seed % 2 else ({}, None)
    first = open_centre(address, clock)
    front = Front(application(first))
    with serving(front) as plain, serving(front, **options) as url, cutting_line(url) as line:
        served = Pair(first, plain, front)
        served.beside(open_centre(address, clock))
        places = copied_places(made, folder, clock)
        sought = Address(line.url, certificate)
        for place in places:
            enrolled_through(sought, served, place)
        walk = Walk(seed, cluster, served, line, places, clock, folder, sought)
        yield walk
        for place in walk.places:
            place.desk.close()
        served.other.close()
        served.centre.close()


def _tls(folder: Path) -> tuple[dict[str, Path], str]:
    certificate, key = self_signed("127.0.0.1")
    paths = {"ssl_certfile": folder / "centre.pem", "ssl_keyfile": folder / "centre.key"}
    paths["ssl_certfile"].write_bytes(certificate)
    paths["ssl_keyfile"].write_bytes(key)
    return paths, certificate.decode()
