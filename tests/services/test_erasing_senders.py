from __future__ import annotations

from typing import Any

from bags import CARRIER, HOME, number, received_from, take_over
from deeds_at_desk import acting
from desks import reception
from test_erasing import AFTER_TERM, ENDED, carry_out, plan, refusal_of

from app.bootstrap import Desk
from app.domain.errors import Reason
from app.domain.post_in_facts import PostalService, RedirectWay
from app.services import journal
from app.services.post_items import item_by_uid, item_named
from app.services.post_opening import RedirectForm, open_item, redirect_item
from app.services.post_story import posting_of
from app.services.posting import PostingForm, post_item
from app.services.upkeep import verify

ONE = number(11)


def posted(desk: Desk, addressee: str | None = None) -> Any:
    form = PostingForm(
        number=ONE,
        service=PostalService.BOTH,
        form=reception(),
        carrier=CARRIER,
        addressee=addressee,
    )
    with desk.database.transaction() as session:
        return post_item(session, form, acting(desk)).item


def sent_on(desk: Desk) -> Any:
    found = posted(desk, "H40.17")
    take_over(desk, ONE)
    with desk.database.transaction() as session:
        form = RedirectForm(way=RedirectWay.BACK)
        return redirect_item(session, found.uid, form, acting(desk))


def test_the_sender_of_an_item_that_went_elsewhere_is_erased_by_its_number(desk: Desk) -> None:
    item = sent_on(desk)
    shown = plan(desk, ONE)
    assert shown.applicant == reception().applicant.full_name
    carry_out(desk, shown)
    with desk.database.reading() as session:
        found = item_by_uid(session, item.uid, desk=desk.context)
        assert posting_of(session, found, desk=desk.context).fact.private is None
        left = journal.events(session, desk.context.tenant, item.dossier_uid)
        assert all(HOME.encode() not in (each.private or b"") for each in left)
        assert verify(session, desk.context.tenant) == ()
    assert refusal_of(lambda: plan(desk, ONE)) is Reason.ERASED_ALREADY


def test_an_item_that_is_still_worked_at_keeps_its_sender(desk: Desk) -> None:
    posted(desk)
    assert refusal_of(lambda: plan(desk, ONE, ENDED, AFTER_TERM)) is Reason.ERASURE_DOSSIER_OPEN


def test_a_sender_is_kept_as_long_as_a_visit(desk: Desk) -> None:
    sent_on(desk)
    assert refusal_of(lambda: plan(desk, ONE, ENDED)) is Reason.ERASURE_TOO_EARLY
    assert plan(desk, ONE, ENDED, AFTER_TERM).term.name == "visit"


def test_the_sender_of_an_item_that_became_a_dossier_goes_with_the_dossier(desk: Desk) -> None:
    posted(desk)
    take_over(desk, ONE)
    with desk.database.transaction() as session:
        item = item_named(session, ONE, desk=desk.context)
        open_item(session, item.uid, acting(desk))
    received_from(desk, item)
    assert refusal_of(lambda: plan(desk, ONE)) is Reason.DOSSIER_UNKNOWN
