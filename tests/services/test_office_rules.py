from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from deeds_at_desk import acting, received
from desks import NOW, reception
from offices import CLERK_NAME, staffed
from piles import close

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.events import Event
from app.domain.office_rules import OfficeRules
from app.domain.reception import Money, ReceptionForm
from app.domain.tasks import TaskKind
from app.services import journal
from app.services.correcting import correct_dossier
from app.services.desk import actor_of, staff_named
from app.services.dossier_deeds import Acting
from app.services.office_projection import project_office
from app.services.office_rules import office_rules, set_office_rules
from app.services.receiving import receive_dossier
from app.services.tasks import TaskFilter, due_tasks
from app.services.upkeep import rebuild, verify

HOUR = timedelta(hours=1)
PAID = Money(fee=50_000, paid=True)


def decide(desk: Desk, now: datetime = NOW, **rules: Any) -> OfficeRules:
    with desk.database.transaction() as session:
        return set_office_rules(session, OfficeRules(**rules), acting(desk, now))


def rules_of(desk: Desk) -> OfficeRules:
    with desk.database.reading() as session:
        return office_rules(session, desk.context.tenant)


def unsigned(desk: Desk, now: datetime) -> int:
    asked = TaskFilter(kind=TaskKind.HAND_OVER_UNSIGNED)
    with desk.database.reading() as session:
        (group,) = due_tasks(session, asked, now=now, desk=desk.context)
    return group.count


def papers(desk: Desk, form: ReceptionForm) -> tuple[str, ...]:
    with desk.database.transaction() as session:
        return receive_dossier(session, form, now=NOW, desk=desk.context, actor=desk.actor).papers


def test_an_unsigned_sheet_is_asked_after_when_the_office_says(desk: Desk) -> None:
    close(desk, [received(desk)])
    assert unsigned(desk, NOW + 2 * HOUR) == 0
    decide(desk, unsigned_hours=1)
    assert unsigned(desk, NOW + 2 * HOUR) == 1
    decide(desk, NOW + HOUR, unsigned_hours=8)
    assert unsigned(desk, NOW + 20 * HOUR) == 0
    assert unsigned(desk, NOW + 30 * HOUR) == 1


def test_money_taken_at_reception_prints_its_sheet_unless_the_office_says_otherwise(
    desk: Desk,
) -> None:
    assert papers(desk, reception()) == ()
    assert papers(desk, reception(money=PAID)) == ("fee_receipt",)
    decide(desk, fee_receipt_at_once=False)
    assert papers(desk, reception(money=PAID)) == ()


def test_money_taken_by_a_correction_prints_its_sheet_as_well(desk: Desk) -> None:
    uid = received(desk)
    with desk.database.transaction() as session:
        corrected = correct_dossier(
            session,
            uid,
            reception(money=PAID),
            "quên thu phí",
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    assert corrected.papers == ("fee_receipt",)


def test_the_later_decision_stands_in_whatever_order_two_desks_hear_of_them(desk: Desk) -> None:
    decide(desk, unsigned_hours=2)
    decide(desk, NOW + HOUR, unsigned_hours=6)
    with desk.database.transaction() as session:
        first, later = _decisions(journal.events(session, desk.context.tenant))
        for event in (later, first, later, first):
            project_office(session, event, event.fact)
    assert rules_of(desk).unsigned_hours == 6
    with desk.database.transaction() as session:
        rebuild(session, desk.context.tenant)
        assert verify(session, desk.context.tenant) == ()
    assert rules_of(desk).unsigned_hours == 6


def _decisions(events: Any) -> list[Event]:
    return [each for each in events if each.kind == "office_rules.set"]


@pytest.mark.parametrize("hours", [0, -1, 41])
def test_hours_that_make_no_sense_are_refused(desk: Desk, hours: int) -> None:
    with pytest.raises(Refusal) as refused:
        decide(desk, unsigned_hours=hours)
    assert refused.value.reason is Reason.UNSIGNED_HOURS_WRONG


def test_nothing_new_is_no_decision_and_a_clerk_decides_nothing(desk: Desk) -> None:
    with pytest.raises(Refusal) as same:
        decide(desk)
    assert same.value.reason is Reason.NOTHING_CHANGED
    staffed(desk)
    with desk.database.reading() as session:
        clerk = actor_of(staff_named(session, desk.context.tenant, CLERK_NAME))
    with pytest.raises(Refusal) as lacking, desk.database.transaction() as session:
        rules = OfficeRules(unsigned_hours=2)
        set_office_rules(session, rules, Acting(now=NOW, desk=desk.context, actor=clerk))
    assert lacking.value.reason is Reason.ROLE_LACKING
