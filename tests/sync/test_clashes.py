from __future__ import annotations

from centres import Running, officer_of, synced
from deeds_at_desk import do, received

from app.bootstrap import Desk
from app.domain.clashes import go_together
from app.domain.deed_forms import NoteForm, ReasonForm, ReassignForm, RequestPaymentForm
from app.domain.dossier_rules import DeedKind
from app.services.clashing import ClashShown, clashes
from app.services.line_standing import TrayState, line_standing, tray


def shown(desk: Desk) -> tuple[ClashShown, ...]:
    with desk.database.reading() as session:
        return clashes(session, desk=desk.context)


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
    assert (ours.first.desk, ours.second.desk) == (1, 2)
    with second.database.reading() as session:
        assert line_standing(session, desk=second.context).flagged == 1
        assert TrayState.FLAGGED in {each.state for each in tray(session, desk=second.context)}
    looked_at = ReassignForm(staff=officer_of(2), reason="Đã xem cả hai việc")
    do(second, uid, DeedKind.REASSIGN, looked_at)
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
