from __future__ import annotations

from datetime import timedelta

from bags import number, opened, packed, received_from, settled, take_over
from deeds_at_desk import acting
from desks import NOW, PROCEDURE

from app.bootstrap import Desk
from app.domain.post_facts import FailureReason
from app.services.post_delivering import DeliveryForm, FailureForm, deliver_item, fail_item
from app.services.post_numbers import PostNumbers, post_numbers
from app.services.post_returning import Parcel

DAY = timedelta(days=1)


def counted(desk: Desk, since: int = 0, until: int = 9) -> tuple[PostNumbers, ...]:
    with desk.database.reading() as session:
        first, last = NOW.date() + since * DAY, NOW.date() + until * DAY
        return post_numbers(session, first, last, desk=desk.context)


def test_what_came_went_arrived_and_waits_is_counted_by_procedure(desk: Desk) -> None:
    take_over(desk, number(1))
    received_from(desk, opened(desk, number(1)))
    parcels = [Parcel(dossier_uid=settled(desk), number=number(at)) for at in (11, 12)]
    arrives, fails = packed(desk, *parcels).items
    with desk.database.transaction() as session:
        missed = FailureForm(reason=FailureReason.ABSENT, invited_on=NOW.date() + DAY)
        fail_item(session, fails, missed, acting(desk, NOW + DAY))
        form = DeliveryForm(receiver="Trần Thị Mẫu")
        deliver_item(session, arrives, form, acting(desk, NOW + 2 * DAY))
    (only,) = counted(desk)
    assert only == PostNumbers(
        procedure_code=PROCEDURE, received=1, sent=2, delivered=1, failed=1, waiting=2, days=2
    )


def test_what_waits_is_counted_whatever_the_period(desk: Desk) -> None:
    settled(desk)
    (only,) = counted(desk, since=100, until=101)
    assert only == PostNumbers(procedure_code=PROCEDURE, waiting=1)
