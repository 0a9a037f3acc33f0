from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from centres import Running, enrol_at, synced
from deeds_at_desk import do, received
from desks import NOW
from walk_places import Clock, Place, copied_places

from app.domain.deed_forms import NoteForm
from app.domain.dossier_rules import DeedKind
from app.services import centre_link
from app.services.attendance import Completeness, completeness
from app.services.line_standing import line_standing
from app.services.line_tray import TrayState, settle_flag, tray


def complete(place: Place) -> Completeness:
    with place.desk.database.reading() as session:
        return completeness(session, now=place.now(), desk=place.desk.context)


def test_figures_are_complete_up_to_the_last_day_that_every_desk_has_handed_in(
    centre: Running, made_places: Path, tmp_path: Path
) -> None:
    clock = Clock()
    object.__setattr__(centre.centre, "now", clock)
    first, second, *others = copied_places(made_places, tmp_path, clock)
    for place in (first, second):
        enrol_at(centre, place.desk)
    synced(first.desk)
    # The second desk never handed anything in: nobody can tell how far the figures are complete.
    assert complete(first).until is None
    synced(second.desk, second.desk, first.desk)
    assert complete(first).until == date(2026, 11, 15)
    clock.now += timedelta(days=3)
    received(second.desk, clock.now)
    synced(first.desk, first.desk)
    known = complete(first)
    assert known.until == date(2026, 11, 15)
    assert [each.desk for each in known.behind(date(2026, 11, 16))] == [2]
    synced(second.desk, second.desk, first.desk)
    assert complete(first).until == date(2026, 11, 18)
    for place in (first, second, *others):
        place.desk.close()


def test_the_tray_says_who_looks_and_a_flag_leaves_it_when_its_owner_saw_to_it(
    centre: Running, made_places: Path, tmp_path: Path
) -> None:
    places = copied_places(made_places, tmp_path, Clock())
    desk = places[0].desk
    enrol_at(centre, desk)
    uid = received(desk)
    do(desk, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
    here = {"now": NOW, "desk": desk.context, "actor": desk.actor}
    with desk.database.transaction() as session:
        waiting = tray(session, desk=desk.context)
        assert {each.state for each in waiting} == {TrayState.WAITING}
        event = waiting[-1].event_uid
        assert isinstance(event, UUID)
        centre_link.keep_flags(session, desk.context.tenant, [(event, "code_taken")], NOW)
        flagged = tray(session, desk=desk.context)[0]
        assert (flagged.state, flagged.owner) == (TrayState.FLAGGED, "cán bộ tiếp nhận")
        settle_flag(session, event, "code_taken", **here)
        assert {each.state for each in tray(session, desk=desk.context)} == {TrayState.WAITING}
        assert line_standing(session, desk=desk.context).flagged == 0
    for place in places:
        place.desk.close()
