from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received, stored
from desks import NOW, reception, with_papers

from app.bootstrap import Desk
from app.domain.deed_forms import StartStepForm
from app.domain.dossier import DossierState
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.reception import Money
from app.services import journal, upkeep
from app.services.procedures import procedure_in_force
from app.services.superseding import SupersededDossier, supersede_dossier

RIGHT = "1.001699"
LATER = NOW + timedelta(days=3)


def right_form(desk: Desk, **changed: Any) -> Any:
    with desk.database.reading() as session:
        _, procedure = procedure_in_force(session, "H40", RIGHT, local_date(NOW))
    case = procedure.cases[0] if procedure.cases else None
    papers = with_papers(procedure)
    return reception(procedure_code=RIGHT, case=case, documents=papers, **changed)


def supersede(desk: Desk, uid: UUID, form: Any, **more: Any) -> SupersededDossier:
    with desk.database.transaction() as session:
        return supersede_dossier(
            session, uid, form, "Chọn nhầm thủ tục", acting(desk, LATER), **more
        )


def handed_over(desk: Desk, **changed: Any) -> UUID:
    uid = received(desk, **changed)
    do(desk, uid, DeedKind.START_STEP, StartStepForm(unit="Sở Nội vụ", work="thụ lý"))
    return uid


def test_the_successor_keeps_the_first_reception_and_both_name_each_other(desk: Desk) -> None:
    uid = handed_over(desk)
    done = supersede(desk, uid, right_form(desk))
    wrong, right = stored(desk, uid), stored(desk, done.successor.dossier_uid)
    assert wrong.state is DossierState.SUPERSEDED
    assert (wrong.superseded_by, wrong.superseded_by_code) == (right.uid, right.code)
    assert (right.supersedes, right.supersedes_code) == (wrong.uid, wrong.code)
    assert right.received_at == NOW
    assert right.code == "H40.16-261116-3002"
    assert right.state is DossierState.RECEIVED
    with desk.database.reading() as session:
        assert upkeep.verify(session, "H40") == ()


def test_the_slip_of_the_wrong_one_is_void_and_its_money_told(desk: Desk) -> None:
    uid = handed_over(desk, money=Money(fee=50_000, paid=True))
    done = supersede(desk, uid, right_form(desk))
    assert done.money_taken == 50_000
    with desk.database.reading() as session:
        kinds = [each.kind for each in journal.events(session, "H40", uid)]
    assert kinds[-2:] == ["dossier.superseded", "slip.voided"]


def test_the_same_procedure_is_no_successor(desk: Desk) -> None:
    uid = handed_over(desk)
    with pytest.raises(Refusal) as refused:
        supersede(desk, uid, reception())
    assert refused.value.reason is Reason.PROCEDURE_SAME


def test_a_form_that_cannot_be_received_leaves_both_as_they_were(desk: Desk) -> None:
    uid = handed_over(desk)
    form = right_form(desk)
    with pytest.raises(Refusal):
        supersede(desk, uid, form.__class__(procedure_code=RIGHT, applicant=form.applicant))
    assert stored(desk, uid).state is DossierState.IN_PROCESS
    with desk.database.reading() as session:
        assert sum(each.kind == "dossier.received" for each in journal.events(session, "H40")) == 1


def test_a_dossier_is_superseded_once(desk: Desk) -> None:
    uid = handed_over(desk)
    supersede(desk, uid, right_form(desk))
    with pytest.raises(Refusal) as refused:
        supersede(desk, uid, right_form(desk))
    assert refused.value.reason is Reason.DEED_NOT_NOW
