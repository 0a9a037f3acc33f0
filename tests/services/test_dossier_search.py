from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import do, received
from desks import NOW, copy_desk, desk_settings, found, reception
from piles import accept, close

from app.bootstrap import Desk, open_desk
from app.domain.deed_forms import StopForm
from app.domain.dossier import DossierState
from app.domain.dossier_query import BoundedCount, DossierQuery, DossierSearch, Order
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import StopCause
from app.domain.moments import local_date
from app.domain.reception import Identity, Person
from app.services import due_order, saved_filters
from app.services.correcting import cancel_dossier
from app.services.dossier_search import Page, count_dossiers, find_dossiers, neighbours
from app.services.receiving import ReceivedDossier, receive_dossier

NAMES = ("Nguyễn Văn An", "Đặng Thị Bình", "Trần Văn An", "Lê Thu Hai", "Hoàng Minh Châu")


def receive(desk: Desk, name: str, at: datetime = NOW, **person: Any) -> ReceivedDossier:
    applicant = Person(full_name=name, identity=Identity(number="034188004321"), **person)
    with desk.database.transaction() as session:
        return receive_dossier(
            session,
            reception(applicant=applicant, stated_at=at, late_reason="Mất điện"),
            now=NOW,
            desk=desk.context,
            actor=desk.actor,
        )


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Five dossiers, received on the five working days up to today."""
    for days, name in zip((6, 5, 4, 3, 0), NAMES, strict=True):
        receive(desk, name, NOW - timedelta(days))
    return desk


def page(desk: Desk, typed: str = "", **asked: Any) -> Page:
    order = asked.pop("order", Order.NEWEST)
    filters = asked.pop("filters", DossierQuery())
    search = DossierSearch(typed=typed, filters=filters, order=order)
    with desk.database.reading() as session:
        return find_dossiers(session, search, now=NOW, desk=desk.context, actor=desk.actor, **asked)


def names(found: Page) -> list[str | None]:
    return [each.applicant for each in found.lines]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("van an", ["Trần Văn An", "Nguyễn Văn An"]),
        ("ĐẶNG", ["Đặng Thị Bình"]),
        ("dang thi b", ["Đặng Thị Bình"]),
        ("hôm nay", ["Hoàng Minh Châu"]),
        ("thứ sáu", ["Lê Thu Hai"]),
        ("an 10/11", ["Nguyễn Văn An"]),
        ("từ 12/11 đến 13/11", ["Lê Thu Hai", "Trần Văn An"]),
        ("tháng 11 an", ["Trần Văn An", "Nguyễn Văn An"]),
        ("tháng 10", []),
        ("hẹn hôm nay", []),
        ("hẹn 17/11", ["Nguyễn Văn An"]),
        ("thu hai", ["Lê Thu Hai"]),
        ("thứ hai", ["Hoàng Minh Châu"]),
        ('"văn an" trần', ["Trần Văn An"]),
        ("quầy 3 bình", ["Đặng Thị Bình"]),
        ("quầy 4", []),
        ("1.010833 chau", ["Hoàng Minh Châu"]),
        ("1.000001", []),
        ("mới nhận lê", ["Lê Thu Hai"]),
        ("đã trả", []),
        ("261116-3001", ["Hoàng Minh Châu"]),
        ("", list(reversed(NAMES))),
    ],
)
def test_dossiers_are_found_as_a_clerk_says_it(office: Desk, typed: str, found: list[str]) -> None:
    assert names(page(office, typed)) == found


@pytest.mark.parametrize(
    "typed", ["tran thi mau", "mau tran", "TRẦN", "3001", "4321", "5678", "034188004321"]
)
def test_one_dossier_is_found_by_any_of_its_words_and_numbers(desk: Desk, typed: str) -> None:
    code = receive(desk, "Trần Thị Mẫu", phone="0912345678").dossier_code
    assert [line.dossier_code for line in page(desk, typed).lines] == [code]


@pytest.mark.parametrize("typed", ["không có ai", "AND OR NOT", "a" * 5_000])
def test_what_nobody_is_called_finds_nothing(office: Desk, typed: str) -> None:
    assert page(office, typed).lines == ()


@pytest.mark.parametrize("tail", ["321", "4321", "88004321", "034188004321"])
def test_the_tail_of_a_number_is_enough(office: Desk, tail: str) -> None:
    receive(office, "Phạm Đuôi Số", phone="0987650007")
    assert len(page(office, tail).lines) == 6
    assert names(page(office, "50007")) == ["Phạm Đuôi Số"]
    assert names(page(office, "duoi 007")) == ["Phạm Đuôi Số"]
    assert names(page(office, "065")) == []


def test_one_typing_slip_is_forgiven_when_nothing_is_found_as_typed(office: Desk) -> None:
    found = page(office, "dnag thi binh")
    assert names(found) == ["Đặng Thị Bình"]
    assert found.is_corrected
    assert not page(office, "dang thi binh").is_corrected
    assert names(page(office, "hoag minh quầy 3")) == ["Hoàng Minh Châu"]
    assert names(page(office, "hoag mnih")) == [], "two slips are another name"
    assert names(page(office, "hoag quầy 4")) == [], "a filter is never corrected away"


def test_a_doubtful_filter_is_tried_when_no_name_fits(office: Desk) -> None:
    found = page(office, "thu sau")
    assert names(found) == ["Lê Thu Hai"]
    assert [each.meaning for each in found.understood] == ["nhận 13/11/2026"]


def test_chosen_filters_and_typed_ones_all_hold(office: Desk) -> None:
    only = DossierQuery(states=(DossierState.RECEIVED,), desks=(3,))
    assert names(page(office, "an", filters=only)) == ["Trần Văn An", "Nguyễn Văn An"]
    assert page(office, "quầy 3", filters=DossierQuery(desks=(4,))).lines == ()


def test_a_changed_state_is_found_at_once_and_the_old_one_no_longer(office: Desk) -> None:
    with office.database.transaction() as session:
        (line,) = find_dossiers(
            session, DossierSearch(typed="binh"), now=NOW, desk=office.context, actor=office.actor
        ).lines
        cancel_dossier(
            session,
            line.dossier_uid,
            "Nhận nhầm",
            slip_returned=True,
            now=NOW,
            desk=office.context,
            actor=office.actor,
        )
    assert names(page(office, "hủy")) == ["Đặng Thị Bình"]
    assert len(page(office, "mới nhận").lines) == 4
    assert names(page(office, "đã hủy bình")) == ["Đặng Thị Bình"]


def test_late_are_the_open_ones_of_days_before(office: Desk) -> None:
    later = NOW + timedelta(days=2)
    with office.database.reading() as session:
        asked = DossierSearch(typed="quá hạn", order=Order.DUE)
        found = find_dossiers(session, asked, now=later, desk=office.context, actor=office.actor)
    assert names(found) == ["Nguyễn Văn An"]


def test_by_due_date_the_soonest_stands_first(office: Desk) -> None:
    found = page(office, order=Order.DUE)
    assert names(found) == list(NAMES)
    days = [local_date(each.return_due_at) for each in found.lines]
    assert days == sorted(days)


@pytest.mark.parametrize("order", Order)
def test_pages_lead_on_without_a_gap(office: Desk, order: Order) -> None:
    whole = names(page(office, order=order))
    found = page(office, order=order, limit=2)
    pages = [names(found)]
    while found.following is not None:
        found = page(office, order=order, limit=2, after=found.following)
        pages.append(names(found))
    walked = [name for each in pages for name in each]
    assert walked == whole
    assert [len(each) for each in pages] == [2, 2, 1]


@pytest.mark.parametrize("order", Order)
def test_next_and_previous_keep_the_filter(office: Desk, order: Order) -> None:
    asked = DossierSearch(typed="an", order=order)
    lines = page(office, "an", order=order).lines
    uids = [each.dossier_uid for each in lines]
    with office.database.reading() as session:
        stamp: dict[str, Any] = {"now": NOW, "desk": office.context, "actor": office.actor}
        first, second = (neighbours(session, asked, uid, **stamp) for uid in uids)
        gone = neighbours(session, asked, UUID(int=0), **stamp)
    assert (first.previous, first.next) == (None, uids[1])
    assert (second.previous, second.next) == (uids[0], None)
    assert (gone.previous, gone.next) == (None, None)


def test_a_dossier_that_left_the_list_still_has_neighbours(office: Desk) -> None:
    asked = DossierSearch(typed="an")
    (middle,) = page(office, "bình").lines
    with office.database.reading() as session:
        beside = neighbours(
            session, asked, middle.dossier_uid, now=NOW, desk=office.context, actor=office.actor
        )
    around = [each.dossier_uid for each in page(office, "an").lines]
    assert [beside.previous, beside.next] == around


def test_many_on_one_day_are_walked_by_due_date(desk: Desk) -> None:
    for number in range(7):
        receive(desk, f"Người Thứ {number}")
    found, seen = page(desk, order=Order.DUE, limit=3), []
    while True:
        seen += names(found)
        if found.following is None:
            break
        found = page(desk, order=Order.DUE, limit=3, after=found.following)
    assert seen == [f"Người Thứ {number}" for number in range(7)]


@pytest.fixture(scope="module")
def years(_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Thirty dossiers, received on working days scattered over three years; only read here."""
    folder = copy_desk(_template, tmp_path_factory.mktemp("years") / "desk")
    desk = replace(open_desk(desk_settings(folder)), now=lambda: NOW)
    days = random.Random(6).sample(range(10, 1000), 30)
    for number, back in enumerate(days):
        receive(desk, f"{'Bình' if number % 3 else 'An'} Thứ {number}", NOW - timedelta(back))
    yield desk
    desk.close()


@pytest.mark.parametrize("few", [0, 1, 4])
@pytest.mark.parametrize(
    "typed", ["", "an", "quá hạn", "quá hạn binh", "hẹn năm 2025", "nhận từ 1/3/2025 đến 1/9/2026"]
)
def test_walking_the_calendar_gives_the_list_that_sorting_gives(
    years: Desk, monkeypatch: pytest.MonkeyPatch, few: int, typed: str
) -> None:
    oldest_first = page(years, typed, limit=50).lines[::-1]
    expected = sorted(oldest_first, key=lambda each: local_date(each.return_due_at))
    assert len(expected) > 5
    monkeypatch.setattr(due_order, "_FEW", few)
    found = page(years, typed, order=Order.DUE, limit=4)
    walked = list(found.lines)
    while found.following is not None:
        found = page(years, typed, order=Order.DUE, limit=4, after=found.following)
        walked += found.lines
    assert walked == expected
    asked = DossierSearch(typed=typed, order=Order.DUE)
    uids = [each.dossier_uid for each in expected]
    with years.database.reading() as session:
        for earlier, uid, later in zip(uids, uids[1:], uids[2:], strict=False):
            beside = neighbours(session, asked, uid, now=NOW, desk=years.context, actor=years.actor)
            assert (beside.previous, beside.next) == (earlier, later)


def test_the_total_is_counted_as_far_as_it_matters(office: Desk) -> None:
    with office.database.reading() as session:
        stamp: dict[str, Any] = {"now": NOW, "desk": office.context, "actor": office.actor}
        assert count_dossiers(session, DossierSearch(), **stamp) == BoundedCount(5)
        assert count_dossiers(session, DossierSearch(typed="an"), **stamp) == BoundedCount(2)
        assert count_dossiers(session, DossierSearch(typed="xyz"), **stamp) == BoundedCount(0)


def test_a_whole_code_is_that_dossier_whatever_else_is_chosen(office: Desk) -> None:
    found = page(office, "h40.16-261110-3001", filters=DossierQuery(desks=(4,)))
    assert names(found) == ["Nguyễn Văn An"]


def test_a_desk_without_dossiers_finds_nothing(desk: Desk) -> None:
    for typed in ("", "an", "hôm qua", "quá hạn"):
        assert page(desk, typed, order=Order.DUE).lines == ()


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 50_000,
        "x " * 5_000,
        '" OR 1',
        "NEAR(",
        "\0",
        "🙂",
        "a\0b",
        "*",
        "-",
        "AND",
        "__s",
        "가",
    ],
)
def test_odd_texts_break_nothing(office: Desk, typed: str) -> None:
    assert isinstance(page(office, typed), Page)
    assert isinstance(page(office, typed, order=Order.DUE), Page)


def test_letters_of_other_scripts_and_decomposed_ones_are_found(office: Desk) -> None:
    receive(office, "김가 Иванов")
    for typed in ("김가", "иванов", "김가 ива"):
        assert names(page(office, typed)) == ["김가 Иванов"]


def test_a_filter_is_kept_under_its_name_and_means_the_same_tomorrow(office: Desk) -> None:
    asked = DossierSearch(
        typed="hôm qua", filters=DossierQuery(states=(DossierState.RECEIVED,)), order=Order.DUE
    )
    with office.database.transaction() as session:
        for name in ("Việc  gấp", "An", "Việc gấp"):
            saved_filters.save_filter(session, name, asked, now=NOW, desk=office.context)
        with pytest.raises(Exception, match="filter_name_missing"):
            saved_filters.save_filter(session, " ", asked, now=NOW, desk=office.context)
    with office.database.reading() as session:
        kept = saved_filters.saved_filters(session, desk=office.context)
    assert [each.name for each in kept] == ["An", "Việc gấp"]
    assert kept[1].search == asked
    with office.database.transaction() as session:
        saved_filters.drop_filter(session, "An", desk=office.context)
        assert len(saved_filters.saved_filters(session, desk=office.context)) == 1


def test_a_line_says_where_the_papers_of_an_open_dossier_are(desk: Desk) -> None:
    uid = received(desk)
    assert [each.place for each in found(desk, "")] == ["Quầy 3"]
    sheet = close(desk, [uid])
    assert [each.place for each in found(desk, "")] == ["Đang đến Sở Nội vụ"]
    accept(desk, sheet.code)
    assert [each.place for each in found(desk, "")] == ["Sở Nội vụ"]
    do(desk, uid, DeedKind.STOP, StopForm(cause=StopCause.OTHER, reason="theo quyết định"))
    assert [each.place for each in found(desk, "")] == [""]
