from __future__ import annotations

from uuid import UUID

import pytest
from agreement import assert_agreed
from centres import Running, synced
from deeds_at_desk import acting, do, received
from desks import NOW

from app.bootstrap import Desk
from app.domain.clashes import go_together
from app.domain.deed_forms import NoteForm, ReasonForm, RequestPaymentForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason, Refusal
from app.domain.queues import QueueKind
from app.services.clashing import ClashShown, Ruling, clashes, resolve_clash
from app.services.dossier_view import dossier_view
from app.services.line_standing import line_standing
from app.services.line_tray import TrayState, tray
from app.services.queues import count_queues


def shown(desk: Desk) -> tuple[ClashShown, ...]:
    with desk.database.reading() as session:
        return clashes(session, desk=desk.context)


def resolved(desk: Desk, uid: UUID, stands: UUID) -> int:
    with desk.database.transaction() as session:
        ruling = Ruling(stand=(stands,), reason="Đã gọi hỏi công dân")
        return resolve_clash(session, uid, ruling, acting(desk))


def test_two_deeds_that_do_not_mix_stand_side_by_side_until_a_supervisor_saw_both(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    uid = received(first)
    synced(first, second)
    do(first, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    do(second, uid, DeedKind.REQUEST_PAYMENT, RequestPaymentForm(amount=50_000))
    synced(first, second, first)
    (ours,), (theirs,) = shown(first), shown(second)
    assert ours == theirs
    assert [each.desk for each in ours.deeds] == [1, 2]
    assert ours.pairs == ((0, 1),)
    with second.database.reading() as session:
        assert line_standing(session, desk=second.context).flagged == 1
        assert TrayState.CLASH in {each.state for each in tray(session, desk=second.context)}
        assert dossier_view(session, uid, now=NOW, desk=second.context, actor=second.actor).is_clash
        queues = {
            each.kind: each.count for each in count_queues(session, now=NOW, desk=second.context)
        }
        assert queues[QueueKind.CLASH] == 1
    # A deed of somebody who saw both is no decision.
    do(second, uid, DeedKind.ADD_NOTE, NoteForm(words="đã xem"))
    synced(second, first)
    assert shown(first) == shown(second) != ()
    stands = ours.deeds[1].event_uid
    assert resolved(second, uid, stands) == 1
    synced(second, first)
    assert shown(first) == shown(second) == ()
    assert_agreed(centre, first, second)
    with pytest.raises(Refusal) as refused:
        resolved(first, uid, stands)
    assert refused.value.reason is Reason.CLASH_NONE


def test_two_supervisors_who_decide_alike_agree_and_otherwise_clash_anew(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    clashing: list[UUID] = [received(first), received(first)]
    synced(first, second)
    for uid in clashing:
        do(first, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
        do(second, uid, DeedKind.REQUEST_PAYMENT, RequestPaymentForm(amount=50_000))
    synced(first, second, first)
    alike, apart = shown(first)
    resolved(first, alike.dossier_uid, alike.deeds[0].event_uid)
    resolved(second, alike.dossier_uid, alike.deeds[0].event_uid)
    resolved(first, apart.dossier_uid, apart.deeds[0].event_uid)
    resolved(second, apart.dossier_uid, apart.deeds[1].event_uid)
    synced(first, second, first)
    (left,) = shown(first)
    assert shown(second) == (left,)
    assert left.dossier_uid == apart.dossier_uid
    resolved(second, left.dossier_uid, left.deeds[0].event_uid)
    synced(second, first)
    assert shown(first) == shown(second) == ()


def test_what_is_said_beside_the_course_goes_with_every_deed(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    uid = received(first)
    synced(first, second)
    do(first, uid, DeedKind.REQUEST_WITHDRAWAL, ReasonForm(reason="Đổi ý"))
    do(second, uid, DeedKind.ADD_NOTE, NoteForm(words="đã gọi"))
    synced(first, second, first)
    assert shown(first) == shown(second) == ()


def test_the_same_deed_done_twice_does_not_go_together() -> None:
    assert not go_together("result.returned", "result.returned")
    assert not go_together("fee.collected", "fee.collected")
    assert go_together("fee.collected", "step.started")
    assert go_together("note.added", "result.returned")
