from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received
from desks import NOW, found

from app.bootstrap import Desk
from app.domain.deed_forms import RecordCodeForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.hand_over import batch_digest
from app.domain.reception import Places
from app.services.deed_proposals import deed_sheet
from app.services.outages import OutageForm, outages, owed_entries, record_outage

HOUR = timedelta(hours=1)


def outage(began_at: datetime, ended_at: datetime) -> OutageForm:
    return OutageForm(system="Cổng DVC", began_at=began_at, ended_at=ended_at, source="Sở báo")


def recorded(desk: Desk, form: OutageForm, now: datetime) -> int:
    with desk.database.transaction() as session:
        return record_outage(session, form, acting(desk, now)).receptions


def owed(desk: Desk) -> list[tuple[UUID, str]]:
    with desk.database.reading() as session:
        entries = owed_entries(session, desk=desk.context)
        return [(each.dossier_uid, each.system) for each in entries]


def test_an_outage_keeps_the_receptions_made_meanwhile_until_each_has_its_code(desk: Desk) -> None:
    before, meanwhile = received(desk, NOW), received(desk, NOW + HOUR)
    assert recorded(desk, outage(NOW + HOUR / 2, NOW + 2 * HOUR), NOW + 3 * HOUR) == 1
    assert before != meanwhile
    with desk.database.reading() as session:
        (fact,) = outages(session, desk=desk.context)
    assert fact.digest == batch_digest([meanwhile])
    assert owed(desk) == [(meanwhile, "Cổng DVC")]
    code = "G22.99.08-261116-0007"
    form = RecordCodeForm(system="Cổng DVC", code=code)
    do(desk, meanwhile, DeedKind.RECORD_CODE, form, NOW + 3 * HOUR)
    assert owed(desk) == []
    assert [line.dossier_uid for line in found(desk, code)] == [meanwhile]


def test_a_code_of_another_system_does_not_settle_what_is_owed_to_this_one(desk: Desk) -> None:
    uid = received(desk, NOW + HOUR, places=Places(status_owner="G22.99"))
    recorded(desk, outage(NOW, NOW + 2 * HOUR), NOW + 3 * HOUR)
    assert sorted(owed(desk)) == [(uid, "Cổng DVC"), (uid, "G22.99")]
    for system, left in (("Hộ tịch", 2), ("CỔNG  dvc", 1), ("g22.99", 0)):
        with desk.database.reading() as session:
            here = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
            sheet = deed_sheet(session, uid, DeedKind.RECORD_CODE, **here)
        assert sheet.values["system"] in [each for _, each in owed(desk)]
        form = RecordCodeForm(system=system, code="000-7")
        do(desk, uid, DeedKind.RECORD_CODE, form, NOW + 3 * HOUR)
        assert len(owed(desk)) == left


def test_a_dossier_whose_status_another_system_owns_has_to_be_entered_there(desk: Desk) -> None:
    own = received(desk, NOW)
    theirs = received(desk, NOW, places=Places(status_owner="G22.99"))
    assert own != theirs
    assert owed(desk) == [(theirs, "G22.99")]


@pytest.mark.parametrize(
    ("began_at", "ended_at"), [(NOW, NOW), (NOW + HOUR, NOW), (NOW, NOW + 4 * HOUR)]
)
def test_an_outage_ends_after_it_began_and_not_in_the_future(
    began_at: datetime, ended_at: datetime, desk: Desk
) -> None:
    with pytest.raises(Refusal) as refused:
        recorded(desk, outage(began_at, ended_at), NOW + HOUR)
    assert refused.value.reason is Reason.OUTAGE_TIMES_WRONG
