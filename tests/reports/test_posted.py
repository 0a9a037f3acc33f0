from __future__ import annotations

from datetime import timedelta

from bags import number, opened, packed, received_from, settled, take_over
from deeds_at_desk import acting
from desks import NOW, PROCEDURE
from test_other_reports import counted, totals

from app.bootstrap import Desk
from app.domain.post_out_facts import FailureReason
from app.domain.report_shape import GroupBy
from app.services.post_delivering import DeliveryForm, FailureForm, deliver_item, fail_item
from app.services.post_returning import Parcel

DAY = timedelta(days=1)


def worked(desk: Desk) -> None:
    """One dossier came by post; of three results one arrived, one did not, one lies here."""
    take_over(desk, number(1))
    received_from(desk, opened(desk, number(1)))
    parcels = [Parcel(dossier_uid=settled(desk), number=number(at)) for at in (11, 12)]
    settled(desk)
    arrives, fails = packed(desk, *parcels).items
    with desk.database.transaction() as session:
        missed = FailureForm(reason=FailureReason.ABSENT, invited_on=NOW.date() + DAY)
        fail_item(session, fails, missed, acting(desk, NOW + DAY))
        form = DeliveryForm(receiver="Trần Thị Mẫu")
        deliver_item(session, arrives, form, acting(desk, NOW + 2 * DAY))


def test_what_came_went_arrived_and_waits_is_counted(desk: Desk) -> None:
    worked(desk)
    report = counted(desk, "post")
    assert [each.key for each in report.rows] == [PROCEDURE]
    found = totals(report)
    assert {key: found[key] for key in found if key != "label"} == {
        "received": 1,
        "registered": 4,
        "sent": 2,
        "returned": 1,
        "days": 2,
        "failed": 1,
        "given_up": 0,
        "waiting": 2,
    }


def test_each_figure_is_cut_by_unit_and_opens_its_dossiers(desk: Desk) -> None:
    worked(desk)
    report = counted(desk, "post", by=GroupBy.OFFICE)
    assert [each.key for each in report.rows] == [desk.context.agency_code]
