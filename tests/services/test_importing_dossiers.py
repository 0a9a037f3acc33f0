from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from deeds_at_desk import acting, received, stored
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.dossier import DossierState
from app.domain.errors import Reason, Refusal
from app.domain.reception import Person
from app.domain.units import UnitKind
from app.exchange.open_dossiers import OpenDossier, Stage
from app.services import journal, upkeep
from app.services.dossiers import dossier_uids
from app.services.importing_dossiers import (
    DossierFound,
    ImportStanding,
    import_dossiers,
    look_at_dossiers,
)

THEN = datetime(2026, 11, 3, 1, 45, tzinfo=UTC)
DUE = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
SYSTEM = "Một cửa điện tử cũ"


def row(number: int = 1, **changed: Any) -> OpenDossier:
    plain: dict[str, Any] = {
        "place": f"cu.xlsx, dòng {number}",
        "code": f"H40.16-261103-{number:04d}",
        "procedure_code": PROCEDURE,
        "procedure_name": None,
        "applicant": Person(full_name=f"Trần Thị Mẫu {number}"),
        "organisation": None,
        "owner": None,
        "received_at": THEN,
        "due_at": DUE,
        "stage": Stage.RECEIVED,
    }
    return OpenDossier(**{**plain, **changed})


def take(desk: Desk, *rows: OpenDossier) -> tuple[DossierFound, ...]:
    with desk.database.transaction() as session:
        return import_dossiers(session, rows, SYSTEM, acting(desk))


def test_code_reception_and_promise_stay_and_no_number_of_ours_is_used(desk: Desk) -> None:
    (found,) = take(desk, row())
    assert found.dossier_uid is not None
    dossier = stored(desk, found.dossier_uid)
    assert (dossier.code, dossier.code_source) == ("H40.16-261103-0001", "imported")
    assert (dossier.received_at, dossier.promise.return_due_at) == (THEN, DUE)
    ours = stored(desk, received(desk))
    assert (ours.code, ours.register.number) == ("H40.16-261116-3001", 1)
    with desk.database.reading() as session:
        assert upkeep.verify(session, "H40") == ()


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (Stage.RECEIVED, DossierState.RECEIVED),
        (Stage.IN_PROCESS, DossierState.IN_PROCESS),
        (Stage.AWAITING_SUPPLEMENT, DossierState.AWAITING_SUPPLEMENT),
        (Stage.SETTLED, DossierState.SETTLED),
    ],
)
def test_it_goes_on_where_it_stood(desk: Desk, stage: Stage, state: DossierState) -> None:
    asked = THEN + timedelta(days=2)
    (found,) = take(desk, row(stage=stage, agency="Sở Nội vụ", asked_at=asked))
    assert found.dossier_uid is not None
    dossier = stored(desk, found.dossier_uid)
    assert dossier.state is state
    at_agency = stage in (Stage.IN_PROCESS, Stage.AWAITING_SUPPLEMENT)
    assert (dossier.custody.holder.kind is UnitKind.AGENCY) == at_agency
    if stage is Stage.AWAITING_SUPPLEMENT:
        assert dossier.supplements[0].asked_at == asked


def test_a_second_import_changes_nothing(desk: Desk) -> None:
    take(desk, row(1), row(2))
    with desk.database.reading() as session:
        before = journal.newest_arrival(session, "H40")
    again = take(desk, row(1), row(2))
    assert {each.standing for each in again} == {ImportStanding.KNOWN}
    with desk.database.reading() as session:
        assert journal.newest_arrival(session, "H40") == before


def test_the_code_of_the_portal_finds_it_too(desk: Desk) -> None:
    (found,) = take(desk, row(portal_code="G22.99-261103-0042"))
    with desk.database.reading() as session:
        assert dossier_uids(session, "H40", "G22.99-261103-0042") == (found.dossier_uid,)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"procedure_code": "9.999999"}, "9.999999"),
        ({"procedure_code": None, "procedure_name": "Cấp thẻ Ví Dụ"}, "Cấp thẻ Ví Dụ"),
        ({"due_at": THEN - timedelta(days=1)}, "không trước ngày hẹn trả"),
        ({"received_at": NOW + timedelta(days=1), "due_at": NOW + timedelta(days=9)}, "phía trước"),
    ],
)
def test_a_faulty_row_is_named_and_the_rest_taken(
    desk: Desk, changed: dict[str, Any], said: str
) -> None:
    faulty, good = take(desk, row(1, **changed), row(2))
    assert (faulty.standing, good.standing) == (ImportStanding.FAULTY, ImportStanding.NEW)
    assert said in (faulty.sentence or "")


def test_a_look_saves_nothing_and_a_promise_that_was_not_written_is_counted(desk: Desk) -> None:
    rows = (row(due_at=None),)
    with desk.database.reading() as session:
        (found,) = look_at_dossiers(session, rows, acting(desk))
        assert found.standing is ImportStanding.NEW
        assert dossier_uids(session, "H40", rows[0].code) == ()
    (found,) = take(desk, *rows)
    assert found.dossier_uid is not None
    due_at = stored(desk, found.dossier_uid).promise.return_due_at
    assert due_at == datetime(2026, 11, 10, 1, 45, tzinfo=UTC)


def test_a_system_has_a_name(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused, desk.database.transaction() as session:
        import_dossiers(session, (row(),), " ", acting(desk))
    assert refused.value.reason is Reason.FIELD_MISSING


def test_what_was_imported_is_folded_again_from_the_journal(desk: Desk) -> None:
    (found,) = take(desk, row(stage=Stage.IN_PROCESS, agency="Sở Nội vụ"))
    assert found.dossier_uid is not None
    before = stored(desk, found.dossier_uid)
    with desk.database.transaction() as session:
        upkeep.rebuild(session, "H40")
    assert stored(desk, found.dossier_uid) == before
