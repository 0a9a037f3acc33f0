"""A dossier that another office is let into comes with its whole history, and both work on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from agreement import centre_fold, findings_of
from centres import OTHER_AGENCY, PIN, TENANT, Running, opened_at, synced
from deeds_at_desk import do, received, stored
from desks import OFFICE, desk_settings

from app.bootstrap import Desk, create_desk
from app.domain.deed_forms import NoteForm, ShareForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.services import journal, upkeep
from app.services.history import dossier_history
from app.sync.enrolling import CentreOffer, enrol


@pytest.fixture
def neighbour(centre: Running, tmp_path: Path) -> Iterator[Desk]:
    """Desk 1 of the office next door, enrolled."""
    form = replace(
        OFFICE, agency_code=OTHER_AGENCY, office_name="Xã Bên Cạnh", officer="Cán Bộ Quầy 1"
    )
    folder = tmp_path / "neighbour"
    made = create_desk(desk_settings(folder), replace(form, desk=1, secret=PIN)).desk
    made.close()
    desk = opened_at(folder, made.now())
    code = centre.code_for(1, OTHER_AGENCY)
    enrol(desk.database, desk.context, CentreOffer(url=centre.url, code=code), desk.now())
    yield desk
    desk.close()


def test_a_shared_dossier_comes_with_its_whole_history_and_goes_on_in_both_offices(
    centre: Running, enrolled: tuple[Desk, Desk], neighbour: Desk
) -> None:
    first, second = enrolled
    ours, shared = received(first), received(first)
    do(first, shared, DeedKind.ADD_NOTE, NoteForm(words="trước khi chia sẻ"))
    synced(first, neighbour)
    with neighbour.database.reading() as session:
        assert all(event.dossier_uid is None for event in journal.events(session, TENANT))
    do(second, received(second), DeedKind.ADD_NOTE, NoteForm(words="việc khác"))
    synced(second)
    do(first, shared, DeedKind.SHARE, ShareForm(office=OTHER_AGENCY))
    synced(first, neighbour)
    do(neighbour, shared, DeedKind.ADD_NOTE, NoteForm(words="đã xem"), neighbour.now())
    synced(neighbour, first, second)
    for desk in (first, second, neighbour):
        assert fold_bytes(stored(desk, shared)) == centre_fold(centre, shared)
        with desk.database.reading() as session:
            assert upkeep.verify(session, TENANT) == ()
            told = dossier_history(session, shared, desk=desk.context)
            assert len(told) == 4
    with neighbour.database.reading() as session:
        known = {event.dossier_uid for event in journal.events(session, TENANT)}
    assert known - {None} == {shared}
    assert ours not in known
    assert findings_of(centre) == []
