from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from desks import NOW, PROCEDURE, reception

from app.bootstrap import Desk
from app.domain.deadlines import WorkingSpan
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.identifiers import new_uid
from app.services.catalogue_search import sectors
from app.services.correcting import cancel_dossier
from app.services.desk import Actor
from app.services.dossier_view import DossierView, dossier_view
from app.services.receiving import ReceivedDossier, receive_dossier


def receive(desk: Desk) -> ReceivedDossier:
    with desk.database.transaction() as session:
        return receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)


def view(
    desk: Desk, received: ReceivedDossier, *, days: int = 0, actor: Actor | None = None
) -> DossierView:
    with desk.database.reading() as session:
        return dossier_view(
            session,
            received.dossier_uid,
            now=NOW + timedelta(days),
            desk=desk.context,
            actor=actor or desk.actor,
        )


def test_a_dossier_comes_with_its_papers_its_clerk_and_its_history(desk: Desk) -> None:
    shown = view(desk, receive(desk))

    assert shown.procedure.code == PROCEDURE
    assert len(shown.procedure.papers or ()) == 2
    assert shown.clerk_name == desk.actor.full_name
    (line,) = shown.history
    assert (line.at, line.who, line.desk) == (NOW, desk.actor.full_name, 3)
    assert shown.dossier.code in line.sentence


def test_what_is_left_is_working_time(desk: Desk) -> None:
    received = receive(desk)

    assert view(desk, received).left == WorkingSpan(5, 0)
    assert view(desk, received, days=4).left == WorkingSpan(1, 0)


def test_after_the_due_day_it_is_late_and_nothing_is_left(desk: Desk) -> None:
    shown = view(desk, receive(desk), days=8)

    assert shown.left is None
    assert shown.late == WorkingSpan(1, 0)


def test_until_hand_over_a_clerk_may_correct_and_cancel(desk: Desk) -> None:
    allowed = view(desk, receive(desk)).allowed
    assert {DeedKind.CORRECT, DeedKind.CANCEL, DeedKind.HAND_OVER} <= allowed
    assert DeedKind.RETURN_RESULT not in allowed


def test_whoever_is_no_clerk_may_look_only(desk: Desk) -> None:
    visitor = replace(desk.actor, roles=())

    assert view(desk, receive(desk), actor=visitor).allowed == frozenset()


def test_a_cancelled_dossier_has_no_promise_to_keep_and_no_deed_left(desk: Desk) -> None:
    received = receive(desk)
    with desk.database.transaction() as session:
        cancel_dossier(
            session,
            received.dossier_uid,
            "nhận nhầm",
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )

    shown = view(desk, received, days=20)

    assert (shown.left, shown.late) == (None, None)
    assert {DeedKind.CORRECT, DeedKind.HAND_OVER, DeedKind.RETURN_RESULT}.isdisjoint(shown.allowed)
    assert "nhận nhầm" in " ".join(each.sentence for each in shown.history)


def test_a_dossier_that_is_not_here_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused, desk.database.reading() as session:
        dossier_view(session, new_uid(NOW), now=NOW, desk=desk.context, actor=desk.actor)

    assert refused.value.reason is Reason.DOSSIER_UNKNOWN


def test_sectors_stand_once_each_in_the_order_of_the_dictionary(desk: Desk) -> None:
    with desk.database.reading() as session:
        found = sectors(session, desk=desk.context)

    assert len(found) == len(set(found)) > 1
    assert "Người có công" in found
