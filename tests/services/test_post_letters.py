from __future__ import annotations

from typing import Any

import pytest
from bags import CARRIER, number, opened, received_from, take_over
from deeds_at_desk import acting, stored
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.facts import LackingDocument
from app.domain.handouts import handout_title
from app.domain.post_in_facts import BagWay
from app.domain.post_out_facts import LetterKind
from app.domain.printers import SlipKind
from app.domain.procedure import Channel
from app.papers.handouts import handout_pdf
from app.services.post_items import bag
from app.services.post_letters import (
    LettersForm,
    letters_of_bag,
    send_letters,
    waiting_letters,
)
from app.services.upkeep import rebuild
from app.services.visits import guide_visit

ONE, TWO, LABEL = number(11), number(22), number(77, "RR")


def worked(desk: Desk) -> tuple[str, str]:
    """One item became a dossier, one lacks a paper: what their letters are about."""
    take_over(desk, ONE, TWO)
    uid = received_from(desk, opened(desk, ONE))
    lacking = opened(desk, TWO)
    form = reception(channel=Channel.POST, postal_item=str(lacking.uid))
    with desk.database.transaction() as session:
        visit = guide_visit(
            session,
            form,
            (LackingDocument(ordinal=1),),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    return visit.number, stored(desk, uid).code


def waiting(desk: Desk) -> list[Any]:
    with desk.database.reading() as session:
        return [(each.kind, each.about) for each in waiting_letters(session, desk=desk.context)]


def sent(desk: Desk, **form: Any) -> Any:
    with desk.database.transaction() as session:
        return send_letters(session, LettersForm(**form), acting(desk))


def test_slips_and_copies_wait_and_go_in_one_bag_with_its_list_and_labels(desk: Desk) -> None:
    slip, code = worked(desk)
    assert waiting(desk) == [(LetterKind.SUPPLEMENT, slip), (LetterKind.RECEIPT, code)]
    done = sent(desk, about=(slip, code), carrier=CARRIER, numbers=((slip, LABEL),))
    assert done.count == 2
    assert waiting(desk) == []
    with desk.database.reading() as session:
        found = bag(session, done.manifest, desk=desk.context)
        letters = letters_of_bag(session, done.manifest, desk=desk.context)
        assert (found.way, found.count) == (BagWay.LETTERS, 2)
        assert {each.about: each.number for each in letters} == {slip: LABEL, code: None}
        for kind in (SlipKind.POST_MANIFEST, SlipKind.POST_LABELS):
            title = handout_title(kind, done.manifest)
            pdf = handout_pdf(session, title, kind=kind, at=NOW, desk=desk.context)
            assert pdf.startswith(b"%PDF")
    with desk.database.transaction() as session:
        rebuild(session, desk.context.tenant)
    assert waiting(desk) == []


def test_who_was_told_by_message_waits_for_no_letter(desk: Desk) -> None:
    slip, code = worked(desk)
    assert sent(desk, about=(code,)).manifest is None
    assert waiting(desk) == [(LetterKind.SUPPLEMENT, slip)]


def test_letters_that_do_not_wait_are_not_sent_twice(desk: Desk) -> None:
    _, code = worked(desk)
    sent(desk, about=(code,))
    with pytest.raises(Refusal) as refused:
        sent(desk, about=(code,), carrier=CARRIER)
    assert refused.value.reason is Reason.POST_BAG_EMPTY
