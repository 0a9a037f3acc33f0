from __future__ import annotations

import pytest
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.facts import LackingDocument
from app.domain.reception import ReceptionForm
from app.services import visits
from app.services.visits import Visit


def guide(desk: Desk, form: ReceptionForm, *lacking: LackingDocument) -> Visit:
    with desk.database.transaction() as session:
        return visits.guide_visit(
            session, form, lacking, now=NOW, desk=desk.context, actor=desk.actor
        )


def test_a_guided_visit_names_everything_that_is_lacking(desk: Desk) -> None:
    visit = guide(desk, reception(documents=()))
    assert visit.number == "V-H40.16-261116-301"
    assert [each.ordinal for each in visit.lacking] == [1, 2]
    assert visit.kind == "visit.guided"


def test_the_number_of_the_slip_reopens_what_was_typed(desk: Desk) -> None:
    typed = reception(documents=(), abstract="Xin xác nhận")
    number = guide(desk, typed).number
    with desk.database.reading() as session:
        again = visits.visit(session, number.lower(), desk=desk.context)
    assert again.form == typed


def test_an_officer_may_say_what_is_wrong_with_a_paper(desk: Desk) -> None:
    visit = guide(desk, reception(), LackingDocument(ordinal=2))
    assert visit.lacking == (LackingDocument(ordinal=2),)


def test_only_published_papers_may_be_asked_for(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        guide(desk, reception(), LackingDocument(ordinal=9))
    assert refused.value.reason is Reason.PAPER_NOT_PUBLISHED


def test_a_complete_dossier_is_not_guided_away(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        guide(desk, reception())
    assert refused.value.reason is Reason.NOTHING_LACKING


def test_a_refusal_needs_its_reason(desk: Desk) -> None:
    with desk.database.transaction() as session:
        visit = visits.refuse_visit(
            session,
            reception(),
            "Không thuộc\nthẩm quyền",
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    assert visit.reason == "Không thuộc thẩm quyền"
    assert visit.kind == "visit.refused"
    with pytest.raises(Refusal) as refused, desk.database.transaction() as session:
        visits.refuse_visit(session, reception(), " ", now=NOW, desk=desk.context, actor=desk.actor)
    assert refused.value.reason is Reason.REASON_MISSING


def test_visits_number_apart_from_dossiers(desk: Desk) -> None:
    numbers = [guide(desk, reception(documents=())).number[-3:] for _ in range(3)]
    assert numbers == ["301", "302", "303"]


def test_an_unknown_number_says_so(desk: Desk) -> None:
    with desk.database.reading() as session, pytest.raises(Refusal) as refused:
        visits.visit(session, "V-H40.16-261116-399", desk=desk.context)
    assert refused.value.reason is Reason.VISIT_UNKNOWN
