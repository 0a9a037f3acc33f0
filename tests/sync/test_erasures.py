"""An erasure between desks: what was written beside it, or after it, is kept by nobody."""

from __future__ import annotations

from uuid import UUID

import pytest
from agreement import centre_fold, findings_of, head_of, uids_of
from centres import TENANT, Running, synced
from deeds_at_desk import do, received, second_person, stored
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.erasure import ErasureForm
from app.services import upkeep
from app.services.erasing import erase, plan_erasure, shipped_rules

ORDER = ErasureForm(basis="legal_order", order="15/QĐ-UBND")
PARTS = "SELECT count(*) FROM event_private p JOIN event e ON e.tenant = p.tenant AND e.uid = p.uid"


def erase_persons(desk: Desk, uid: UUID) -> None:
    rules, here = shipped_rules(desk.settings.resources), {"now": desk.now(), "desk": desk.context}
    with desk.database.transaction() as session:
        plan = plan_erasure(
            session, stored(desk, uid).code, ORDER, rules=rules, actor=desk.actor, **here
        )
        second = second_person(desk)
        erase(session, plan, rules=rules, actor=desk.actor, approval=second, **here)


def note(desk: Desk, uid: UUID) -> None:
    do(desk, uid, DeedKind.ADD_NOTE, NoteForm(words="bà Mẫu đã gọi"), desk.now())


@pytest.mark.parametrize("erasing_first", [True, False])
def test_words_about_erased_persons_are_kept_nowhere(
    centre: Running, enrolled: tuple[Desk, Desk], *, erasing_first: bool
) -> None:
    one, other = enrolled
    uid = received(one, one.now())
    synced(one, other)
    note(other, uid)
    erase_persons(one, uid)
    note(one, uid)
    synced(*((one, other) if erasing_first else (other, one)))
    note(other, uid)
    synced(one, other, one, other)
    with centre.centre.transaction() as connection:
        assert connection.execute(text(f"{PARTS} WHERE e.dossier_uid = '{uid}'")).scalar() == 0
    for desk in enrolled:
        with desk.database.reading() as session:
            kept = text(f"{PARTS} WHERE e.dossier_uid = :uid")
            assert session.execute(kept, {"uid": uid.bytes}).scalar() == 0
            assert upkeep.verify(session, TENANT) == ()
        assert fold_bytes(stored(desk, uid)) == centre_fold(centre, uid)
    assert findings_of(centre) == []
    assert head_of(one) == head_of(other)
    assert len(uids_of(one)) == len(uids_of(other))
