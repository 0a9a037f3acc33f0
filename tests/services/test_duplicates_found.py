from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from desks import NOW, reception

from app.bootstrap import Desk
from app.domain.duplicates import Likeness
from app.domain.errors import Reason, Refusal
from app.domain.history_words import event_sentence
from app.domain.moments import local_date
from app.domain.reception import Identity, Person, ReceptionForm, Subject, SubjectKind
from app.services import dossiers, duplicates, journal, upkeep
from app.services.correcting import cancel_dossier, correct_dossier
from app.services.duplicates import LikelyDuplicate, likely_duplicates
from app.services.receiving import receive_dossier

BORN = date(1988, 9, 2)
APPLICANT = replace(reception().applicant, born_on=BORN)


def at_desk(desk: Desk, number: int) -> Desk:
    return replace(desk, context=replace(desk.context, number=number))


def receive(desk: Desk, form: ReceptionForm) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, form, now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def found(desk: Desk, **changed: object) -> list[tuple[UUID, Likeness]]:
    return [(each.line.dossier_uid, each.why) for each in asked(desk, **changed)]


def asked(desk: Desk, **changed: object) -> tuple[LikelyDuplicate, ...]:
    typed: dict[str, object] = {
        "identity_number": "034188004321",
        "full_name": "Trần Thị Mẫu",
        "born_on": BORN,
        "procedure_code": "1.010833",
        "on": local_date(NOW),
    }
    with desk.database.reading() as session:
        return likely_duplicates(session, **{**typed, **changed}, desk=desk.context)  # type: ignore[arg-type]


def test_the_same_person_and_procedure_is_found_as_soon_as_the_number_is_there(desk: Desk) -> None:
    uid = receive(desk, reception(applicant=APPLICANT))
    assert found(desk, full_name="", born_on=None) == [(uid, Likeness.SAME_REQUEST)]
    assert found(desk, identity_number=" 034 188 004 321 ") == [(uid, Likeness.SAME_REQUEST)]
    assert found(desk, procedure_code="2.002755") == []


def test_without_the_number_name_and_birth_date_find_it_with_a_slip_too(desk: Desk) -> None:
    uid = receive(desk, reception(applicant=APPLICANT))
    for name in ("tran thi mau", "TRẦN THỊ MẪU", "Trần Thị Mẫn"):
        assert found(desk, identity_number=None, full_name=name) == [(uid, Likeness.SAME_NAME)]
    assert found(desk, identity_number=None, full_name="Lê Văn Khác") == []
    assert found(desk, identity_number=None, born_on=date(1990, 1, 1)) == []


def test_who_came_to_another_desk_today_is_told_with_the_desk(desk: Desk) -> None:
    uid = receive(at_desk(desk, 5), reception(applicant=APPLICANT))
    (other,) = asked(desk, procedure_code="2.002755")
    assert (other.line.dossier_uid, other.why, other.desk) == (uid, Likeness.TODAY_ELSEWHERE, 5)
    tomorrow = local_date(NOW) + timedelta(days=1)
    assert found(desk, procedure_code="2.002755", on=tomorrow) == []


def test_the_strongest_reason_comes_first_and_each_dossier_once(desk: Desk) -> None:
    elsewhere = at_desk(desk, 5)
    other = receive(elsewhere, reception(applicant=APPLICANT, procedure_code="2.002755"))
    same = receive(desk, reception(applicant=APPLICANT))
    assert found(desk) == [(same, Likeness.SAME_REQUEST), (other, Likeness.TODAY_ELSEWHERE)]


def test_filing_for_another_child_is_no_duplicate(desk: Desk) -> None:
    def form(name: str, born_on: date) -> ReceptionForm:
        child = Subject(kind=SubjectKind.CHILD, full_name=name, born_on=born_on)
        return reception(applicant=APPLICANT, subject=child)

    uid = receive(desk, form("Lê Thị Một", date(2024, 1, 1)))
    second = {"identity_number": None, "full_name": "Lê Văn Hai", "born_on": date(2026, 1, 1)}
    assert found(desk, **second) == []
    first = {"identity_number": None, "full_name": "Lê Thị Một", "born_on": date(2024, 1, 1)}
    assert found(desk, **first) == [(uid, Likeness.SAME_NAME)]
    assert found(desk) == []  # the parent filed it, yet it is the child's


def test_a_cancelled_dossier_is_no_duplicate_and_a_corrected_one_is_found_anew(desk: Desk) -> None:
    uid = receive(desk, reception(applicant=APPLICANT))
    right = Person(full_name="Phan Văn Đúng", identity=Identity(number="034088001234"))
    with desk.database.transaction() as session:
        correct_dossier(
            session,
            uid,
            reception(applicant=right),
            "Quét nhầm thẻ",
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )
    assert found(desk) == []
    assert found(desk, identity_number="034088001234") == [(uid, Likeness.SAME_REQUEST)]
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "Nhầm", now=NOW, desk=desk.context, actor=desk.actor)
    assert found(desk, identity_number="034088001234") == []


def test_nothing_typed_finds_nothing(desk: Desk) -> None:
    nobody = Person(full_name="Không Số", identity=Identity(number=None))
    receive(desk, reception(applicant=APPLICANT))
    blank = {"identity_number": "", "full_name": "", "born_on": None}
    assert found(desk, **blank) == []
    assert found(desk, identity_number=None, full_name=nobody.full_name, born_on=None) == []


def test_the_decision_that_it_is_another_dossier_is_recorded(desk: Desk) -> None:
    first = receive(desk, reception(applicant=APPLICANT))
    form = reception(
        applicant=APPLICANT, duplicates_seen=(str(first),), duplicate_reason=" Con thứ\nhai "
    )
    second = receive(desk, form)
    with desk.database.reading() as session:
        (event,) = journal.events(session, "H40", second)
        stored = dossiers.dossier_by_uid(session, "H40", second)
        assert upkeep.verify(session, "H40") == ()
    assert stored.duplicates_seen == (str(first),)
    assert "Con thứ" not in event.content.decode()
    assert event_sentence(event).endswith(
        "; đã xem 1 hồ sơ tương tự và xác định là hồ sơ khác (Con thứ hai)."
    )


def test_a_decision_about_no_dossier_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refusal:
        receive(desk, reception(duplicates_seen=("Trần Thị Mẫu",)))
    assert refusal.value.reason is Reason.FIELD_WRONG


@pytest.mark.parametrize(
    "query", [duplicates._BY_NUMBER, duplicates._NAMES_BORN, duplicates._BY_NAME]
)
def test_persons_are_looked_up_in_an_index_that_answers_alone(desk: Desk, query: Any) -> None:
    asked = {"of": "H40", "identity": "1", "born": BORN, "name": "a", "least": 1, "most": 2}
    with desk.database.reading() as session:
        compiled = query.compile(session.get_bind())
        placed = tuple(str(asked.get(name, 9)) for name in compiled.positiontup)
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", placed)
        told = [row[3] for row in plan]
    assert told
    assert all("USING COVERING INDEX person_" in each for each in told), told
