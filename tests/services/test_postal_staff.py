from __future__ import annotations

from dataclasses import replace

import pytest
from bags import CARRIER, POSTMAN, number
from deeds_at_desk import acting
from desks import NOW

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.roles import CLERK, POSTAL_CLERK
from app.domain.staff_facts import EmployerKind
from app.services import journal
from app.services.desk import Actor, actor_of
from app.services.post_opening import open_item
from app.services.post_taking_over import TakeOverForm, take_over_bag
from app.services.staff_accounts import StaffForm, add_staff

ONE = number(11)


def postal_staff(desk: Desk, name: str, *roles: str) -> Actor:
    """Somebody whom the post employs."""
    form = StaffForm(full_name=name, roles=roles, employer=CARRIER, employer_kind=EmployerKind.POST)
    with desk.database.transaction() as session:
        given = add_staff(session, form, now=NOW, desk=desk.context, actor=desk.actor)
    return actor_of(given.member)


def test_postal_staff_act_for_their_employer_and_open_only_as_clerks_of_the_counter(
    office: Desk,
) -> None:
    posts = postal_staff(office, "Lê Thị Bưu", POSTAL_CLERK)
    at_counter = postal_staff(office, "Phạm Văn Phát", POSTAL_CLERK, CLERK)
    with office.database.transaction() as session:
        form = TakeOverForm(scanned=(ONE,), carrier=CARRIER, giver_name=POSTMAN)
        taken = take_over_bag(session, form, replace(acting(office), actor=posts))
        (uid,) = taken.accepted
        with pytest.raises(Refusal) as refused:
            open_item(session, uid, replace(acting(office), actor=posts))
        open_item(session, uid, replace(acting(office), actor=at_counter))
    assert refused.value.reason is Reason.ROLE_LACKING
    with office.database.reading() as session:
        told = {each.kind: each.author for each in journal.events(session, office.context.tenant)}
    opened_by = told["postal_item.opened"]
    assert told["postal_item.accepted"].employer == opened_by.employer == CARRIER
    assert (told["postal_item.accepted"].role, opened_by.role) == (POSTAL_CLERK, CLERK)
