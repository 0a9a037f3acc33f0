from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received, stored
from desks import NOW
from piles import of_agency

from app.bootstrap import Desk
from app.domain.deed_forms import (
    FORMS,
    AnnounceDelayForm,
    DraftApologyForm,
    ReceiveResultForm,
    RescheduleForm,
)
from app.domain.dossier_rules import DeedKind
from app.services.deed_proposals import DeedSheet
from app.services.deeds import do_deeds
from app.services.many_deeds import DEEDS_FOR_MANY, deeds_for_many, sheet_for_many

D = DeedKind
LATER = NOW + timedelta(days=14)


def delay(days: int = 14) -> AnnounceDelayForm:
    at = NOW + timedelta(days=days)
    return AnnounceDelayForm(proposed_due_at=at, reason="Chờ xác minh", agency="Sở Nội vụ")


def sheet(desk: Desk, uids: tuple[UUID, ...], kind: DeedKind) -> DeedSheet:
    with desk.database.reading() as session:
        return sheet_for_many(session, uids, kind, acting(desk))


def offered(desk: Desk, *uids: UUID) -> tuple[DeedKind, ...]:
    with desk.database.reading() as session:
        return deeds_for_many(session, uids, acting(desk))


def test_every_deed_for_many_has_a_form() -> None:
    assert set(DEEDS_FOR_MANY) <= set(FORMS)


def test_what_one_of_the_pile_allows_is_offered_for_all(desk: Desk) -> None:
    one, other = received(desk), received(desk)
    assert D.RESCHEDULE not in offered(desk, one, other)
    do(desk, one, D.ANNOUNCE_DELAY, delay())
    assert D.RESCHEDULE in offered(desk, one, other)
    do(desk, other, D.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    assert D.NOTIFY in offered(desk, other)
    assert D.ANNOUNCE_DELAY not in offered(desk, other)


def test_the_form_says_only_what_holds_for_all(desk: Desk) -> None:
    plain, named = received(desk), of_agency(desk)
    assert sheet(desk, (named,), D.ANNOUNCE_DELAY).values["agency"] == "Sở Nội vụ"
    both = sheet(desk, (plain, named), D.ANNOUNCE_DELAY)
    assert both.values["agency"] == ""
    assert both.others == (stored(desk, named).code,)


def test_one_signature_moves_each_to_the_date_its_agency_asked_for(desk: Desk) -> None:
    one, other = received(desk), received(desk)
    do(desk, one, D.ANNOUNCE_DELAY, delay(14))
    do(desk, other, D.ANNOUNCE_DELAY, delay(21))
    form = sheet(desk, (one, other), D.RESCHEDULE)
    assert form.values["new_due_at"] is None
    with desk.database.transaction() as session:
        do_deeds(session, (one, other), D.DRAFT_APOLOGY, DraftApologyForm(), acting(desk))
        signed = RescheduleForm(signatory="Phạm Đình Tập")
        many = do_deeds(session, (one, other), D.RESCHEDULE, signed, acting(desk))
    assert [each.papers for each in many.done] == [("apology",)] * 2
    dues = [stored(desk, uid).promise.return_due_at for uid in (one, other)]
    assert dues == [NOW + timedelta(days=14), NOW + timedelta(days=21)]


@pytest.mark.parametrize("kind", DEEDS_FOR_MANY)
def test_the_form_of_one_is_that_of_the_dossier_itself(desk: Desk, kind: DeedKind) -> None:
    uid = received(desk)
    alone = sheet(desk, (uid,), kind)
    assert (alone.others, alone.dossier.uid) == ((), str(uid))
