"""What the centre gives out: catalogue, calendars, accounts, words; at desks, after faults."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from agreement import findings_of
from centres import AGENCY, TENANT, Cluster, Running, copied, synced
from deeds_at_desk import received, stored
from desks import NOW, PROCEDURE
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain import wording_slots as slots
from app.domain.calendar import calendar_year
from app.domain.catalogue_plan import Publication
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.releases import StaffEntry, Subject, WordingEntry
from app.domain.roles import CLERK, SUPERVISOR
from app.domain.wording_facts import WordingText
from app.exchange.read_catalogue import ReadCatalogue
from app.server import proposals, publishing, releases
from app.services import catalogue, staff_accounts, upkeep
from app.services import releases as desk_releases
from app.services.calendars import calendar, publish_calendar
from app.services.desk import SUPERVISOR as CHIEF
from app.services.desk import staff
from app.services.journal import Deed
from app.services.procedures import procedure_in_force
from app.services.staff_accounts import StaffForm
from app.services.wording import WordingForm, change_wording, wordings

NEW_OFFICER = StaffEntry(
    staff_uid="01936b0a-0000-7000-8000-00000000abcd",
    full_name="Lê Thị Trung Tâm",
    roles=(CLERK,),
    employer="office",
)


def publish(centre: Running, what: Any, *more: Any) -> Any:
    """Publish at the centre in a transaction of its own."""
    with centre.centre.transaction() as connection:
        return what(centre.centre, connection, *more)


def read_one(desk: Desk, **changed: Any) -> ReadCatalogue:
    """The test's procedure as a list that an authority publishes, with something changed."""
    with desk.database.reading() as session:
        _, procedure = procedure_in_force(session, TENANT, PROCEDURE, local_date(NOW))
    return ReadCatalogue(procedures=(replace(procedure, **changed),))


def version_in_force(desk: Desk, code: str = PROCEDURE) -> str:
    with desk.database.reading() as session:
        return procedure_in_force(session, TENANT, code, local_date(NOW))[0]


def test_a_desk_gets_catalogue_calendar_accounts_and_words_and_names_what_it_is_about(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    on = Publication(on=local_date(NOW))
    read = read_one(first, name="Cấp bản sao theo tên mới")
    publish(centre, publishing.publish_catalogue, TENANT, read, on)
    publish(centre, publishing.publish_calendar, TENANT, calendar_year({"year": 2031}))
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    entry = WordingEntry(
        valid_from=local_date(NOW),
        changed_at=NOW,
        texts=(WordingText(key=slots.PARENT.key, text="UBND TỈNH CHUNG"),),
    )
    publish(centre, publishing.publish_wording, (TENANT, ""), entry)
    done = synced(first, second)
    assert [each.releases for each in done] == [4, 4]
    assert version_in_force(first) == version_in_force(second)
    for desk in enrolled:
        with desk.database.reading() as session:
            assert calendar(session, TENANT).has_year(2031)
            names = [each.full_name for each in staff(session, TENANT)]
            assert NEW_OFFICER.full_name in names
            assert wordings(session, desk.context).at(NOW).said(slots.PARENT) == "UBND TỈNH CHUNG"
            assert upkeep.verify(session, TENANT) == ()
    uid = received(first)
    synced(first, second)
    assert stored(second, uid).procedure.name == "Cấp bản sao theo tên mới"
    assert findings_of(centre) == []
    assert [each.releases for each in synced(first, second)] == [0, 0]


def test_what_the_centre_gives_out_is_not_changed_at_a_desk(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    on = Publication(on=local_date(NOW))
    read = read_one(first, name="Tên mới")
    publish(centre, publishing.publish_catalogue, TENANT, read, on)
    publish(centre, publishing.publish_calendar, TENANT, calendar_year({"year": 2031}))
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    texts = (WordingText(key=slots.PARENT.key, text="UBND TỈNH CHUNG"),)
    entry = WordingEntry(valid_from=local_date(NOW), changed_at=NOW, texts=texts)
    publish(centre, publishing.publish_wording, (TENANT, AGENCY), entry)
    synced(first)
    who = {"now": NOW, "desk": first.context, "actor": first.actor}
    form = StaffForm(full_name=NEW_OFFICER.full_name, roles=(CLERK, SUPERVISOR))
    author = first.actor.author(first.context, CHIEF)
    deeds: tuple[Any, ...] = (
        lambda session: catalogue.import_catalogue(session, read, on, **who),
        lambda session: staff_accounts.change_staff(
            session, UUID(NEW_OFFICER.staff_uid), form, **who
        ),
        lambda session: publish_calendar(
            session, Deed(author=author, now=NOW), calendar_year({"year": 2031, "sources": ["x"]})
        ),
        lambda session: change_wording(
            session, WordingForm(texts={slots.PARENT.key: "UBND XÃ"}), **who
        ),
    )
    for deed in deeds:
        with pytest.raises(Refusal) as refused, first.database.transaction() as session:
            deed(session)
        assert refused.value.reason is Reason.REFERENCE_OF_CENTRE


def test_an_account_of_the_centre_is_closed_at_a_desk_at_once_and_stays_so_through_a_rebuild(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    synced(first, second)
    uid = UUID(NEW_OFFICER.staff_uid)
    with first.database.transaction() as session:
        staff_accounts.close_account(session, uid, now=NOW, desk=first.context, actor=first.actor)
    renamed = replace(NEW_OFFICER, full_name="Lê Thị Đổi Tên")
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), renamed)
    synced(first, second)
    for desk in enrolled:
        with desk.database.transaction() as session:
            upkeep.rebuild(session, TENANT)
            assert upkeep.verify(session, TENANT) == ()
            (member,) = (each for each in staff(session, TENANT) if each.uid == uid)
            assert (member.full_name, member.is_active) == ("Lê Thị Đổi Tên", False)


def test_a_changed_calendar_names_the_promises_that_it_would_move_and_moves_none(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    uid = received(first)
    synced(first)
    promised = stored(first, uid).promise.return_due_at
    with first.database.reading() as session:
        year = calendar(session, TENANT).year_of[2026]
    off = [NOW + timedelta(days=days) for days in range(1, 4)]
    plain = {
        "year": 2026,
        "sources": ["một quyết định"],
        "days": [
            {
                "on": local_date(each).isoformat(),
                "working": False,
                "open_for_reception": False,
                "confirmed": True,
                "note": "nghỉ thêm",
            }
            for each in off
        ],
    }
    assert calendar_year(plain) != year
    publish(centre, publishing.publish_calendar, TENANT, calendar_year(plain))
    (done,) = synced(first)
    assert [each.dossier_code for each in done.moved] == [stored(first, uid).code]
    assert stored(first, uid).promise.return_due_at == promised


def test_a_desk_never_goes_back_and_gives_a_restored_centre_its_releases_again(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    synced(first, second)
    yesterday = copied(cluster, centre)
    lost = replace(NEW_OFFICER, full_name="Lê Thị Hôm Qua")
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), lost)
    synced(first, second)
    centre.carry_on_with(yesterday)
    synced(first)
    with centre.centre.transaction() as connection:
        (kept,) = releases.entries_of(connection, TENANT, Subject.STAFF, AGENCY)
    assert kept.full_name == "Lê Thị Hôm Qua"
    synced(second)
    for desk in enrolled:
        with desk.database.reading() as session:
            assert "Lê Thị Hôm Qua" in {each.full_name for each in staff(session, TENANT)}


def test_what_was_issued_after_a_restore_counts_under_a_number_that_no_desk_has_seen(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    yesterday = copied(cluster, centre)
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    synced(first)
    centre.carry_on_with(yesterday)
    later = replace(centre.centre, now=lambda: NOW + timedelta(hours=1))
    other = replace(NEW_OFFICER, full_name="Lê Thị Sau Đó")
    with later.transaction() as connection:
        publishing.publish_staff(later, connection, (TENANT, AGENCY), other)
    synced(first, second)
    for desk in enrolled:
        with desk.database.reading() as session:
            (release,) = desk_releases.held(session, TENANT)
            assert release.version == 2
            assert "Lê Thị Sau Đó" in {each.full_name for each in staff(session, TENANT)}


def issued(centre: Running, name: str, hours: int) -> None:
    """The account of the new officer under a name, given out some hours later."""
    later = replace(centre.centre, now=lambda: NOW + timedelta(hours=hours))
    account = replace(NEW_OFFICER, full_name=name)
    with later.transaction() as connection:
        publishing.publish_staff(later, connection, (TENANT, AGENCY), account)


def test_an_account_that_a_restored_centre_forgot_for_good_is_closed_and_keeps_its_name(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    yesterday = copied(cluster, centre)
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    synced(first)
    centre.carry_on_with(yesterday)
    later = replace(centre.centre, now=lambda: NOW + timedelta(hours=1))
    other = replace(NEW_OFFICER, staff_uid=str(UUID(int=7)), full_name="Lê Thị Khác")
    with later.transaction() as connection:
        publishing.publish_staff(later, connection, (TENANT, AGENCY), other)
    synced(first, second)
    with first.database.reading() as session:
        known = {each.full_name: each.is_active for each in staff(session, TENANT)}
        assert upkeep.verify(session, TENANT) == ()
    assert known[NEW_OFFICER.full_name] is False
    assert known["Lê Thị Khác"] is True


def test_of_two_branches_of_a_centre_restored_twice_the_release_issued_last_counts(
    cluster: Cluster, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    yesterday, once_more = (copied(cluster, centre) for _ in range(2))
    issued(centre, "Lê Thị Một", 1)
    issued(centre, "Lê Thị Hai", 2)
    synced(first)
    centre.carry_on_with(yesterday)
    issued(centre, "Lê Thị Ba", 3)
    synced(second)
    centre.carry_on_with(once_more)
    synced(first, second, first)
    with centre.centre.transaction() as connection:
        (kept,) = releases.entries_of(connection, TENANT, Subject.STAFF, AGENCY)
    assert kept.full_name == "Lê Thị Ba"
    for desk in enrolled:
        with desk.database.reading() as session:
            (release,) = desk_releases.held(session, TENANT)
            assert (release.version, release.issued_at) == (3, NOW + timedelta(hours=3))
            assert "Lê Thị Ba" in {each.full_name for each in staff(session, TENANT)}
    assert findings_of(centre) == []
    assert [each.releases for each in synced(first, second)] == [0, 0]


def test_what_is_issued_after_a_clock_was_put_back_is_still_the_last(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    issued(centre, "Lê Thị Trước", 5)
    issued(centre, "Lê Thị Sau", 1)
    synced(first)
    with first.database.reading() as session:
        (release,) = desk_releases.held(session, TENANT)
    assert release.entries[0].full_name == "Lê Thị Sau"
    assert release.issued_at > NOW + timedelta(hours=5)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE release SET content = replace(content, 'clerk', 'supervisor')",
        "UPDATE release SET version = 9",
        "UPDATE release SET signature = 'x'",
    ],
)
def test_a_release_that_was_altered_is_not_taken(
    harm: str, centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, _ = enrolled
    synced(first)
    publish(centre, publishing.publish_staff, (TENANT, AGENCY), NEW_OFFICER)
    with centre.centre.transaction() as connection:
        connection.execute(text(harm))
    with pytest.raises(Refusal) as refused:
        synced(first)
    assert refused.value.reason is Reason.CENTRE_IS_ANOTHER
    with first.database.reading() as session:
        assert desk_releases.held(session, TENANT) == ()


def test_what_stands_at_a_desk_when_it_is_enrolled_is_a_proposal_that_somebody_accepts(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    first, second = enrolled
    synced(first)
    with centre.centre.transaction() as connection:
        found = {each.subject: each for each in proposals.open_proposals(connection, TENANT)}
    assert set(found) == {Subject.CATALOGUE, Subject.CALENDAR, Subject.STAFF}
    assert [each.full_name for each in found[Subject.STAFF].entries] == ["Cán Bộ Quầy 1"]
    for subject in found:
        of = (AGENCY, 1, subject)
        release = publish(centre, proposals.accept, TENANT, of)
        assert release.version == 1
        with pytest.raises(Refusal) as refused:
            publish(centre, proposals.reject, TENANT, of)
        assert refused.value.reason is Reason.PROPOSAL_UNKNOWN
    synced(second)
    with second.database.reading() as session:
        assert "Cán Bộ Quầy 1" in {each.full_name for each in staff(session, TENANT)}
        assert upkeep.verify(session, TENANT) == ()
    with centre.centre.transaction() as connection:
        (left,) = proposals.open_proposals(connection, TENANT)
    # Equal catalogues and calendars are nothing to propose; only the officer is new.
    assert (left.desk, left.subject) == (2, Subject.STAFF)


def test_a_limit_that_a_supervisor_entered_goes_on_counting_under_a_new_release(
    centre: Running, enrolled: tuple[Desk, Desk]
) -> None:
    from app.domain.procedure import Limit, LimitUnit, TimeLimit
    from app.services.catalogue_facts import FactsForm, enter_limit

    first, second = enrolled
    bare = read_one(first, code="1.999999", limits=None)
    on = Publication(on=local_date(NOW))
    publish(centre, publishing.publish_catalogue, TENANT, bare, on)
    synced(first, second)
    limit = Limit(statutory=TimeLimit(3, LimitUnit.WORKING_DAY))
    form = FactsForm(
        code="1.999999", source="QĐ 1/QĐ-VD", source_on=local_date(NOW), limits=(limit,)
    )
    with first.database.transaction() as session:
        digest = enter_limit(session, form, now=NOW, desk=first.context, actor=first.actor)
    synced(first, second)
    publish(centre, publishing.publish_catalogue, TENANT, read_one(first, name="Khác"), on)
    synced(first, second)
    assert version_in_force(first, "1.999999") == version_in_force(second, "1.999999") == digest
