from __future__ import annotations

import pytest
from deeds_at_desk import acting, stored
from desks import reception

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.reception import Subject, SubjectKind, SubmittedDocument
from app.services import journal, upkeep
from app.services.batch_reception import BatchDone, BatchForm, BatchRow, receive_batch


def row(name: str, **changed: object) -> BatchRow:
    plain = {"subject": Subject(kind=SubjectKind.WORKER, full_name=name), **changed}
    return BatchRow(**plain)  # type: ignore[arg-type]


def receive(desk: Desk, *rows: BatchRow) -> BatchDone:
    with desk.database.transaction() as session:
        return receive_batch(session, BatchForm(shared=reception(), rows=rows), acting(desk))


def test_each_row_is_a_dossier_of_its_own_in_one_act(desk: Desk) -> None:
    done = receive(desk, row("Lê Thị Một"), row("Lê Văn Hai"), row("Lê Thị Ba"))
    codes = [each.dossier_code for each in done.received]
    assert codes == [f"H40.16-261116-300{number}" for number in (1, 2, 3)]
    names = [stored(desk, each.dossier_uid).private.subject.full_name for each in done.received]  # type: ignore[union-attr]
    assert names == ["Lê Thị Một", "Lê Văn Hai", "Lê Thị Ba"]
    with desk.database.reading() as session:
        batch = [each for each in journal.events(session, "H40") if each.batch_uid is not None]
        assert {each.batch_uid for each in batch} == {done.batch_uid}
        assert [each.kind for each in batch][-1] == "batch.received"
        assert upkeep.verify(session, "H40") == ()


def test_a_faulty_row_is_guided_and_the_rest_received(desk: Desk) -> None:
    short = row("Lê Văn Thiếu", documents=(SubmittedDocument(ordinal=1, originals=1),))
    nameless = row("  ")
    foreign = row("Lê Thị Lạ", documents=(SubmittedDocument(ordinal=99, copies=1),))
    done = receive(desk, row("Lê Thị Một"), short, foreign, nameless)
    assert [each.received is not None for each in done.rows[:3]] == [True, False, False]
    assert (done.rows[1].visit_number or "").startswith("V-")
    assert done.rows[2].visit_number is None
    assert "99" in (done.rows[2].sentence or "")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((), Reason.BATCH_EMPTY),
        ((row("x"),) * 501, Reason.BATCH_TOO_LARGE),
        (
            (row("x", documents=(SubmittedDocument(ordinal=99, copies=1),)),),
            Reason.BATCH_ALL_FAULTY,
        ),
    ],
)
def test_a_batch_that_cannot_be_received_is_refused_whole(
    desk: Desk, rows: tuple[BatchRow, ...], reason: Reason
) -> None:
    with pytest.raises(Refusal) as refused:
        receive(desk, *rows)
    assert refused.value.reason is reason
    with desk.database.reading() as session:
        assert not any(each.dossier_uid for each in journal.events(session, "H40"))
