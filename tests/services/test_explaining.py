from __future__ import annotations

import pytest
from desks import NOW, reception
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.finding_words import explanation
from app.services import upkeep
from app.services.explaining import Explained, explain
from app.services.receiving import receive_dossier

TENANT = "H40"
POSITIONS_GO = "DROP TRIGGER event_position_never_deleted"
EVENTS_CHANGE = "DROP TRIGGER event_never_updated"


def receive(desk: Desk) -> str:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_code


def spoil(desk: Desk, *statements: str) -> tuple[Explained, ...]:
    with desk.database.transaction() as session:
        for statement in statements:
            session.execute(text(statement))
    with desk.database.reading() as session:
        return tuple(explain(session, TENANT, upkeep.verify(session, TENANT)))


def last_seq(desk: Desk) -> int:
    with desk.database.reading() as session:
        seq: int = session.execute(text("SELECT max(seq) FROM event_position")).scalar_one()
    return seq


def test_an_event_without_a_position_is_found(desk: Desk) -> None:
    code = receive(desk)
    last = last_seq(desk)
    found = spoil(desk, POSITIONS_GO, f"DELETE FROM event_position WHERE seq = {last}")
    chain = [each for each in found if each.finding.invariant == "I3"]
    assert [each.finding.sentence for each in chain] == [
        "Sự kiện không đứng trong chuỗi nhật ký nào."
    ]
    assert (chain[0].place.kind, chain[0].place.dossier_code) == ("dossier.received", code)
    assert chain[0].place.occurred_at == NOW


def test_a_changed_event_is_named_with_its_place_and_its_dossier(desk: Desk) -> None:
    receive(desk)
    code = receive(desk)
    receive(desk)
    seq = last_seq(desk) - 1
    found = spoil(
        desk,
        EVENTS_CHANGE,
        "UPDATE event SET content = CAST(replace(CAST(content AS TEXT), 'clerk', 'clark') AS BLOB) "
        f"WHERE uid = (SELECT uid FROM event_position WHERE seq = {seq})",
    )
    (chain,) = (each for each in found if each.finding.invariant == "I3")
    assert chain.finding.sentence == f"Sự kiện số {seq} không khớp với chuỗi nhật ký."
    assert (chain.place.seq, chain.place.dossier_code, chain.place.desk) == (seq, code, 3)
    assert chain.place.who == "Nguyễn Thị Ví Dụ"


def test_a_gap_says_how_much_is_missing_and_what_follows_is_still_checked(desk: Desk) -> None:
    found = spoil(
        desk,
        POSITIONS_GO,
        "DELETE FROM event_position WHERE seq IN (2, 3)",
        EVENTS_CHANGE,
        "UPDATE event SET content = CAST(content || ' ' AS BLOB) "
        "WHERE uid = (SELECT uid FROM event_position WHERE seq = 5)",
    )
    said = [each.finding.sentence for each in found if each.finding.invariant == "I3"]
    assert said[0] == "Chuỗi nhật ký thiếu sự kiện số 2 đến 3."
    assert "Sự kiện số 5 không khớp với chuỗi nhật ký." in said
    assert said.count("Sự kiện không đứng trong chuỗi nhật ký nào.") == 2


def test_a_stale_copy_says_to_rebuild_and_which_dossier(desk: Desk) -> None:
    code = receive(desk)
    (found,) = spoil(desk, "UPDATE dossier SET applicant = 'Người khác'")
    assert found.place.dossier_code == code
    assert "rebuild" in found.words.action


def test_nobody_is_told_to_rebuild_away_the_last_trace_of_a_removed_deed() -> None:
    words = explanation("I6")
    assert "I3" in words.action
    assert "chưa chạy rebuild" in words.action


INVARIANTS = ("I3", "I4", "I6", "I7", "I10", "file")


@pytest.mark.parametrize("invariant", INVARIANTS)
def test_each_finding_says_what_it_means_and_what_to_do(invariant: str) -> None:
    words = explanation(invariant)
    assert words != explanation("I99")
    assert words.meaning.endswith(".")
    assert words.action.endswith(".")


def test_an_account_that_was_given_rights_behind_the_journal_is_found(desk: Desk) -> None:
    (found,) = spoil(desk, "UPDATE staff SET roles = 'clerk'")
    assert (found.finding.invariant, "cán bộ" in found.finding.where) == ("I6", True)


def test_a_damaged_file_is_one_sentence_however_many_pages_are_named(desk: Desk) -> None:
    for _ in range(3):
        receive(desk)
    with desk.database.transaction() as session:
        session.execute(text("PRAGMA writable_schema = ON"))
        session.execute(
            text(
                "UPDATE sqlite_master SET sql = 'CREATE INDEX event_on_day "
                "ON event (tenant, arrival, occurred_on)' WHERE name = 'event_on_day'"
            )
        )
    desk.database.close()
    with desk.database.reading() as session:
        found = [each for each in upkeep.verify(session, TENANT) if each.invariant == "file"]
    (told,) = found
    assert told.sentence.startswith("Tệp dữ liệu có ")
    assert int(told.sentence.split()[4]) > 1
