from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from desks import NOW
from offices import CLERK_NAME, HEAD

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.wording import Wording
from app.domain.wording_facts import WordingChanged
from app.domain.wording_slots import PARENT, PLACE, SIGN, SIGNATORIES, UNIT
from app.services import journal
from app.services.desk import actor_of, staff_named
from app.services.upkeep import rebuild
from app.services.wording import WordingForm, change_wording, signatories_of, tried, wordings

DAY = timedelta(days=1)
TODAY = local_date(NOW)


def change(
    desk: Desk,
    texts: dict[str, str | None],
    valid_from: date | None = None,
    now: datetime = NOW,
) -> WordingChanged:
    form = WordingForm(texts=texts, valid_from=valid_from)
    with desk.database.transaction() as session:
        return change_wording(session, form, now=now, desk=desk.context, actor=desk.actor)


def why_not(desk: Desk, texts: dict[str, str | None], valid_from: date | None = None) -> Reason:
    with pytest.raises(Refusal) as caught:
        change(desk, texts, valid_from)
    return caught.value.reason


def words_at(desk: Desk, at: datetime) -> Wording:
    with desk.database.reading() as session:
        return wordings(session, desk.context).at(at)


def test_until_something_is_set_the_papers_say_what_was_said_at_the_set_up(desk: Desk) -> None:
    words = words_at(desk, NOW)
    assert words.text(UNIT) == desk.context.office_name
    assert words.text(PLACE) == desk.context.place
    assert words.text(PARENT) == (desk.context.parent_name or "")
    assert words.text(SIGN) in ("TTPVHCC", "BPTNTKQ")


def test_a_change_counts_from_its_day_on_and_earlier_words_are_kept(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu"}, TODAY + DAY)
    change(desk, {PLACE.key: "An Ví Dụ"}, TODAY + 9 * DAY)
    before = desk.context.place
    said = [words_at(desk, NOW + days * DAY).text(PLACE) for days in (0, 1, 8, 9, 400)]
    assert said == [before, "An Mẫu", "An Mẫu", "An Ví Dụ", "An Ví Dụ"]


def test_a_change_of_today_leaves_the_papers_of_this_morning(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu"})
    assert words_at(desk, NOW - timedelta(minutes=1)).text(PLACE) == desk.context.place
    assert words_at(desk, NOW).text(PLACE) == "An Mẫu"


def test_a_correction_of_one_text_leaves_what_is_planned_for_another(desk: Desk) -> None:
    change(desk, {UNIT.key: "Trung tâm Mới"}, TODAY + 9 * DAY)
    change(desk, {PLACE.key: "An Mẫu"}, TODAY + DAY)
    later = words_at(desk, NOW + 10 * DAY)
    assert (later.text(UNIT), later.text(PLACE)) == ("Trung tâm Mới", "An Mẫu")


def test_what_was_planned_for_a_day_may_be_planned_anew(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu"}, TODAY + DAY)
    change(desk, {PLACE.key: "An Thật"}, TODAY + DAY, NOW + timedelta(minutes=5))
    assert words_at(desk, NOW + 2 * DAY).text(PLACE) == "An Thật"


def test_the_standard_words_come_back(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu"})
    change(desk, {PLACE.key: None}, now=NOW + timedelta(minutes=5))
    assert PLACE.key not in words_at(desk, NOW + DAY).texts


def test_typing_the_standard_words_is_going_back_to_them(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu"})
    change(desk, {PLACE.key: desk.context.place}, now=NOW + timedelta(minutes=5))
    assert PLACE.key not in words_at(desk, NOW + DAY).texts


def test_the_past_and_an_empty_change_are_refused(desk: Desk) -> None:
    assert why_not(desk, {PLACE.key: "An Mẫu"}, TODAY - DAY) is Reason.WORDING_IN_THE_PAST
    assert why_not(desk, {PLACE.key: desk.context.place}) is Reason.WORDING_UNCHANGED
    assert why_not(desk, {}) is Reason.WORDING_UNCHANGED
    assert why_not(desk, {"office.poem": "Thơ"}) is Reason.WORDING_UNKNOWN


def test_a_letter_is_signed_by_somebody_of_the_list(desk: Desk) -> None:
    assert why_not(desk, {"apology.signer": "Phó Giám đốc"}) is Reason.SIGNER_UNKNOWN
    change(
        desk,
        {
            SIGNATORIES.key: "Giám đốc: Nguyễn Văn Ví Dụ\nKT. Phó Giám đốc: Phạm Đình Tập",
            "apology.signer": "phó giám đốc",
        },
    )
    assert [each.name for each in signatories_of(words_at(desk, NOW))][1] == "Phạm Đình Tập"


def test_names_of_signatories_stay_out_of_the_body(desk: Desk) -> None:
    change(desk, {SIGNATORIES.key: "Giám đốc: Phạm Đình Tập", PLACE.key: "An Mẫu"})
    with desk.database.reading() as session:
        tenant = desk.context.tenant
        event = list(journal.events(session, tenant))[-1]
    assert "An Mẫu" in event.content.decode()
    assert "Phạm Đình Tập" not in event.content.decode()
    assert event.private is not None
    assert "Phạm Đình Tập" in event.private.decode()


def test_a_rebuild_gives_the_same_words(desk: Desk) -> None:
    change(desk, {PLACE.key: "An Mẫu", SIGNATORIES.key: "Giám đốc: Phạm Đình Tập"})
    before = words_at(desk, NOW)
    with desk.database.transaction() as session:
        rebuild(session, desk.context.tenant)
    assert words_at(desk, NOW) == before


def test_only_an_administrator_changes_words(office: Desk) -> None:
    for name in (CLERK_NAME, HEAD):
        with office.database.reading() as session:
            member = staff_named(session, office.context.tenant, name)
        office.seat.take(actor_of(member))
        assert why_not(office, {PLACE.key: "An Mẫu"}) is Reason.ROLE_LACKING


def test_words_are_tried_without_being_kept(desk: Desk) -> None:
    words = tried(words_at(desk, NOW), {PLACE.key: "An Mẫu"})
    assert words.text(PLACE) == "An Mẫu"
    assert words_at(desk, NOW + DAY).text(PLACE) == desk.context.place
