"""An erasure between desks: what was written beside it, or after it, is kept by nobody."""

from __future__ import annotations

from uuid import UUID

import pytest
from agreement import centre_fold, findings_of, head_of, uids_of
from centres import TENANT, Running, synced
from deeds_at_desk import do, erase_persons, received, stored, why_not
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.deed_forms import NoteForm, RemindForm
from app.domain.dossier import fold_bytes
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Reason
from app.services import upkeep

PARTS = "SELECT count(*) FROM event_private p JOIN event e ON e.tenant = p.tenant AND e.uid = p.uid"


def note(desk: Desk, uid: UUID) -> None:
    do(desk, uid, DeedKind.ADD_NOTE, NoteForm(words="bà Mẫu đã gọi"), desk.now())


def remind(desk: Desk, uid: UUID) -> None:
    form = RemindForm(agency="Phòng Tư pháp", words="hỏi việc của bà Mẫu")
    done = do(desk, uid, DeedKind.REMIND_AGENCY, form, desk.now())
    assert not done.words_kept


@pytest.mark.parametrize("erasing_first", [True, False])
def test_words_about_erased_persons_are_kept_nowhere(
    centre: Running, enrolled: tuple[Desk, Desk], *, erasing_first: bool
) -> None:
    one, other = enrolled
    uid = received(one, one.now())
    synced(one, other)
    note(other, uid)
    erase_persons(one, uid)
    # Whoever has heard of it is told; whoever has not writes what nobody keeps.
    words = NoteForm(words="bà Mẫu đã gọi")
    assert why_not(one, uid, DeedKind.ADD_NOTE, words) is Reason.WORDS_NOT_KEPT
    remind(one, uid)
    synced(*((one, other) if erasing_first else (other, one)))
    synced(other)
    remind(other, uid)
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
