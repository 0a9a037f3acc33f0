"""Where walks begin: four places that know a centre, through a line that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bad_line import cutting_line
from centres import Cluster, running
from random_walk import Walk
from walk_places import Clock, copied_places, enrol_through

from app.server.centre import open_centre

SOAK = "MOTCUA_SOAK_MINUTES"
"""Set where ``run.py soak`` walks on for so long."""


@contextmanager
def walking(seed: int, cluster: Cluster, made: Path, folder: Path) -> Iterator[Walk]:
    """Four places that know a centre of their own, through a line that can be cut."""
    clock = Clock()
    with (
        running(open_centre(cluster.new_database(), clock)) as served,
        cutting_line(served.url) as line,
    ):
        places = copied_places(made, folder, clock)
        enrol_through(line.url, served, places)
        walk = Walk(seed, cluster, served, line, places, clock, folder)
        yield walk
        for place in walk.places:
            place.desk.close()
