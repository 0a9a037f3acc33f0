from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from desks import NOW, desk_settings, reception
from sqlalchemy import update

from app.bootstrap import Desk, open_desk
from app.domain.reception import Identity, Person
from app.models.office import DossierRow
from app.services.last_address import last_address
from app.services.receiving import receive_dossier


def citizen(name: str, address: str | None) -> Person:
    return Person(full_name=name, identity=Identity(number="034188004321"), address=address)


def receive(desk: Desk, person: Person, *, at_desk: int = 3) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session,
            reception(applicant=person),
            now=NOW,
            desk=replace(desk.context, number=at_desk),
            actor=desk.actor,
        ).dossier_uid


def asked(desk: Desk) -> str | None:
    with desk.database.reading() as session:
        return last_address(session, desk=desk.context)


def test_nobody_was_here_yet(desk: Desk) -> None:
    assert asked(desk) is None


def test_the_last_citizen_who_stated_an_address_counts(desk: Desk) -> None:
    receive(desk, citizen("Trần Thị Mẫu", "Thôn Một"))
    receive(desk, citizen("Lê Văn Thử", "Thôn Hai"))
    receive(desk, citizen("Phạm Thị Ví", None))

    assert asked(desk) == "Thôn Hai"


def test_another_desks_citizen_is_no_neighbour(desk: Desk) -> None:
    receive(desk, citizen("Trần Thị Mẫu", "Thôn Một"))
    receive(desk, citizen("Lê Văn Thử", "Thôn Hai"), at_desk=4)

    assert asked(desk) == "Thôn Một"


def test_it_is_known_after_a_restart(desk_folder: Path) -> None:
    settings = desk_settings(desk_folder)
    first = replace(open_desk(settings), now=lambda: NOW)
    receive(first, citizen("Trần Thị Mẫu", "Thôn Một"))
    first.close()

    second = open_desk(settings)

    assert asked(second) == "Thôn Một"
    second.close()


def test_an_erased_person_has_no_address_to_recall(desk: Desk) -> None:
    receive(desk, citizen("Trần Thị Mẫu", "Thôn Một"))
    erased = receive(desk, citizen("Lê Văn Thử", "Thôn Hai"))
    with desk.database.transaction() as session:
        gone = update(DossierRow).where(DossierRow.uid == erased).values(fold_private=None)
        assert session.execute(gone).rowcount == 1  # type: ignore[attr-defined]

    assert asked(desk) == "Thôn Một"
