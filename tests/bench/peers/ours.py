"""This program doing the comparison's work: ours.py serve|prepare|fill|push|pull FOLDER PORT.

Nothing is switched off for it: TLS, signatures, chains, encrypted databases on the desks, every
event folded at the centre and again on the second desk, searchable and counted there.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[level]) for level in (2, 3)]

from centres import AGENCY, PIN, TENANT, officer_of, opened_at  # noqa: E402
from certificates import self_signed  # noqa: E402
from desks import OFFICE, desk_settings, reception  # noqa: E402

from app.bootstrap import Desk, create_desk  # noqa: E402
from app.devices.long_lived import keep_for_good  # noqa: E402
from app.devices.witness import Witness  # noqa: E402
from app.domain import identifiers  # noqa: E402
from app.domain.errors import Refusal  # noqa: E402
from app.domain.facts import DossierReceived, Fact  # noqa: E402
from app.domain.trail_facts import FreeWords, NoteAdded  # noqa: E402
from app.models.database import recorded  # noqa: E402
from app.models.journal import EventRow  # noqa: E402
from app.services import centre_link, journal  # noqa: E402
from app.services.journal import Deed  # noqa: E402
from app.services.receiving import receive_dossier  # noqa: E402
from app.sync.enrolling import CentreOffer, enrol  # noqa: E402
from app.sync.greeting import say_hello  # noqa: E402
from app.sync.line import Line  # noqa: E402
from app.sync.pushing import push_all  # noqa: E402
from app.sync.round import run_round  # noqa: E402
from app.sync.talk import Party, Talk  # noqa: E402

EVENTS_OF_A_DOSSIER = 8
NAMES = {"first": 1, "second": 2}
HOST = "127.0.0.1"
TRIES = 4


def prepare(folder: Path) -> None:
    """Two desks of one office, each set up on its own, and the centre's certificate."""
    folder.mkdir(parents=True)
    for name, number in NAMES.items():
        form = replace(OFFICE, desk=number, officer=officer_of(number), secret=PIN)
        create_desk(desk_settings(folder / name), form).desk.close()
    certificate, key = self_signed(HOST)
    (folder / "centre.pem").write_bytes(certificate)
    (folder / "centre.key").write_bytes(key)


def fill(folder: Path) -> None:
    """The records as notes on dossiers, eight events each with the reception that opens it."""
    records = [json.loads(line) for line in sys.stdin]
    desk, now = opened(folder, "first"), datetime.now(UTC)
    with desk.database.transaction() as session:
        receive_dossier(session, reception(), now=now, desk=desk.context, actor=desk.actor)
        first = recorded(session)[-1]
    opening = first.fact
    assert isinstance(opening, DossierReceived)
    for begin in range(0, len(records), EVENTS_OF_A_DOSSIER):
        few = records[begin : begin + EVENTS_OF_A_DOSSIER]
        day, number = divmod(begin // EVENTS_OF_A_DOSSIER, 999)
        code = f"{AGENCY}-{now + timedelta(days=day + 1):%y%m%d}-1{number + 1:03d}"
        facts: list[Fact] = [replace(opening, code=code)]
        facts += [NoteAdded(private=FreeWords(words=each["body"])) for each in few[1:]]
        # Each at a moment of its own, as in life: the keys of one moment lie in no order.
        moments = [now + timedelta(milliseconds=begin + place) for place in range(len(facts))]
        told = [
            (Deed(author=first.author, now=at), fact)
            for at, fact in zip(moments, facts, strict=True)
        ]
        with desk.database.transaction() as session:
            journal.record_story(session, told, identifiers.new_uid(moments[0]))
    desk.close()


def serve(folder: Path, port: int) -> None:
    """The centre on an embedded PostgreSQL that reaches the disk, behind TLS."""
    import uvicorn

    from app.server import devices
    from app.server.centre import open_centre
    from app.server.embedded import start_embedded
    from app.server.web import application

    handle, address = start_embedded(folder / "postgres")
    centre = open_centre(address)
    with centre.transaction() as connection:
        office = devices.Office(code=AGENCY, name=OFFICE.office_name, kind="office")
        devices.add_office(connection, TENANT, office)
        codes = {
            name: devices.new_code(connection, TENANT, AGENCY, number, centre.now())
            for name, number in NAMES.items()
        }
    (folder / "codes.json").write_text(json.dumps(codes))

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            print("ready", flush=True)

    config = uvicorn.Config(
        application(centre),
        host=HOST,
        port=port,
        log_level="warning",
        ssl_certfile=folder / "centre.pem",
        ssl_keyfile=folder / "centre.key",
    )
    keep_for_good()  # as ``motcua server`` does
    # A bare SIGTERM would end this process and leave its PostgreSQL behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        Announcing(config).run()
    centre.close()
    handle.cleanup()


def push(folder: Path, port: int) -> None:
    """A fresh device sends everything; told are the seconds from hello to the last receipt."""
    desk = enrolled(folder, "first", port)
    with desk.database.reading() as session:
        known = centre_link.enrolment(session, TENANT)
    assert known is not None
    begun = time.perf_counter()
    with Line(known.url, known.certificate) as line:
        talk = Talk(party(desk), line, known)
        _, writer = say_hello(talk)
        push_all(talk, writer)
    seconds = time.perf_counter() - begun
    tell(seconds, talk.counted.sent - others(desk))
    desk.close()


def pull(folder: Path, port: int) -> None:
    """A second one takes everything in, until it stands in its lists."""
    desk = enrolled(folder, "second", port)
    begun = time.perf_counter()
    for _ in range(TRIES):
        try:
            run_round(party(desk))
            break
        except Refusal as refusal:  # on a busy machine the snapshot takes longer than a line waits
            print(refusal.reason, file=sys.stderr)
    seconds = time.perf_counter() - begun
    with desk.database.reading() as session:
        held = session.query(EventRow).filter(EventRow.dossier_uid.is_not(None)).count()
    tell(seconds, held - 1)
    desk.close()


def others(desk: Desk) -> int:
    """What is no record: the setting up, and the reception that the others are copies of."""
    with desk.database.reading() as session:
        return session.query(EventRow).filter(EventRow.dossier_uid.is_(None)).count() + 1


def opened(folder: Path, name: str) -> Desk:
    return opened_at(folder / name, datetime.now(UTC))


def enrolled(folder: Path, name: str, port: int) -> Desk:
    desk = opened(folder, name)
    offer = CentreOffer(
        url=f"https://{HOST}:{port}",
        code=json.loads((folder / "codes.json").read_text())[name],
        certificate=(folder / "centre.pem").read_text(),
    )
    enrol(desk.database, desk.context, offer, desk.now())
    keep_for_good()  # as every verb does; the window has a collector of its own
    return desk


def party(desk: Desk) -> Party:
    witness = Witness(desk.settings.witness)
    return Party(database=desk.database, desk=desk.context, witness=witness, now=desk.now)


def tell(seconds: float, held: int) -> None:
    print(json.dumps({"seconds": seconds, "held": held}))


def main() -> None:
    verb, folder = sys.argv[1], Path(sys.argv[2]).resolve()
    if verb in ("prepare", "fill"):
        {"prepare": prepare, "fill": fill}[verb](folder)
    else:
        {"serve": serve, "push": push, "pull": pull}[verb](folder, int(sys.argv[3]))


if __name__ == "__main__":
    main()
