from __future__ import annotations

from datetime import timedelta

import pytest
from desks import NOW, found, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.services import dossiers, upkeep, writers
from app.services.journal_head import journal_head, last_recorded_at
from app.services.receiving import receive_dossier

TENANT = "H40"


def receive(desk: Desk, name: str = "Trần Thị Mẫu") -> str:
    form = reception()
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form, now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_code


def test_positions_run_from_one_without_gaps(desk: Desk) -> None:
    for _ in range(3):
        receive(desk)
    with desk.database.reading() as session:
        seqs = list(session.execute(text("SELECT seq FROM event_position ORDER BY seq")).scalars())
        assert seqs == list(range(1, len(seqs) + 1))
        assert writers.count_unsent(session, TENANT) == len(seqs)
        assert upkeep.verify(session, TENANT) == ()


def test_what_the_centre_acknowledged_is_no_longer_unsent(desk: Desk) -> None:
    receive(desk)
    with desk.database.transaction() as session:
        ends = journal_head(session, TENANT)
        session.execute(
            text("INSERT INTO ack VALUES ('H40', :writer, :seq, x'00', 1)"),
            {"writer": ends.writer.bytes, "seq": ends.seq - 1},
        )
    with desk.database.reading() as session:
        assert writers.count_unsent(session, TENANT) == 1
        assert [event.kind for event in writers.unsent(session, TENANT, ends.writer)] == [
            "dossier.received"
        ]


def test_a_new_writer_takes_the_unsent_events_along_with_their_uids(desk: Desk) -> None:
    receive(desk)
    with desk.database.transaction() as session:
        before = journal_head(session, TENANT)
        uids = [event.uid for event in writers.unsent(session, TENANT, before.writer)]
        writers.open_writer(session, TENANT, desk.context.device_uid, now=NOW, reason="restore")
    with desk.database.reading() as session:
        after = journal_head(session, TENANT)
        assert after.writer != before.writer
        assert [event.uid for event in writers.unsent(session, TENANT, after.writer)] == uids
        assert upkeep.verify(session, TENANT) == ()
        assert session.execute(text("SELECT count(*) FROM writer")).scalar() == 2


def test_events_leave_after_the_commit_only(desk: Desk) -> None:
    heard: list[str] = []
    object.__setattr__(
        desk.database._hooks,
        "after_commit",
        lambda recorded, _: heard.extend(event.kind for event in recorded),
    )
    with pytest.raises(ZeroDivisionError), desk.database.transaction() as session:
        receive_dossier(session, reception(), now=NOW, desk=desk.context, actor=desk.actor)
        raise ZeroDivisionError
    assert heard == []
    receive(desk)
    assert heard == ["dossier.received"]


def test_rebuilding_gives_the_same_bytes(desk: Desk) -> None:
    for _ in range(4):
        receive(desk)
    folds = "SELECT uid, number, fold, fold_private FROM dossier ORDER BY number"
    with desk.database.reading() as session:
        before = session.execute(text(folds)).all()
        settings = session.execute(text("SELECT * FROM setting ORDER BY name")).all()
        names = session.execute(text("SELECT * FROM staff")).all()
    with desk.database.transaction() as session:
        assert upkeep.rebuild(session, TENANT) == 4
    with desk.database.reading() as session:
        assert session.execute(text(folds)).all() == before
        assert session.execute(text("SELECT * FROM setting ORDER BY name")).all() == settings
        assert session.execute(text("SELECT * FROM staff")).all() == names
    assert len(found(desk, "tran thi mau")) == 4


SPOILED_EVENT = (
    "DROP TRIGGER event_never_updated; "
    "UPDATE event SET content = CAST(replace(CAST(content AS TEXT), 'clerk', 'clark') AS BLOB)"
)
LOST_POSITION = (
    "DROP TRIGGER event_position_never_deleted; DELETE FROM event_position WHERE seq = 2"
)
SPOILED_PERSON = (
    "DROP TRIGGER event_private_never_updated; "
    "UPDATE event_private SET content = CAST(content || ' ' AS BLOB)"
)


LOST_PERSON = "DROP TRIGGER event_private_deleted_by_erasure_only; DELETE FROM event_private"


@pytest.mark.parametrize(
    ("spoil", "invariant"),
    [
        (LOST_PERSON, "I10"),
        ("UPDATE dossier SET applicant = 'Người khác'", "I6"),
        ("UPDATE dossier SET due_on = '2030-01-01'", "I6"),
        ("UPDATE dossier SET fold = CAST(replace(CAST(fold AS TEXT), 'H40', 'H41') AS BLOB)", "I6"),
        ("DELETE FROM dossier", "I6"),
        (SPOILED_EVENT, "I3"),
        (LOST_POSITION, "I3"),
        (SPOILED_PERSON, "I10"),
        ("UPDATE dossier SET code = 'H40.16-261116-3001'", "I7"),
    ],
)
def test_verify_finds_what_was_spoiled(desk: Desk, spoil: str, invariant: str) -> None:
    receive(desk)
    receive(desk)
    with desk.database.transaction() as session:
        for statement in spoil.split("; "):
            session.execute(text(statement))
    with desk.database.reading() as session:
        assert invariant in {each.invariant for each in upkeep.verify(session, TENANT)}


def test_two_dossiers_under_one_code_are_never_guessed(desk: Desk) -> None:
    code = receive(desk)
    receive(desk)
    with desk.database.transaction() as session:
        session.execute(text("UPDATE dossier SET code = :code"), {"code": code})
    with desk.database.reading() as session, pytest.raises(Refusal) as refused:
        dossiers.dossier(session, TENANT, code)
    assert refused.value.reason is Reason.DOSSIER_CODE_SHARED


def test_the_clock_of_the_journal_is_remembered(desk: Desk) -> None:
    receive(desk)
    with desk.database.reading() as session:
        last = last_recorded_at(session, TENANT)
    assert last is not None
    assert abs(last - NOW) < timedelta(milliseconds=1)
