from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from desks import NOW, reception
from offices import HEAD
from sqlalchemy import text

from app.bootstrap import Desk
from app.domain.errors import Reason, Refusal
from app.domain.events import Author
from app.domain.facts import Fact, StaffChanged
from app.domain.reception import Money
from app.services import history, journal
from app.services.correcting import cancel_dossier
from app.services.desk import staff_named
from app.services.history import HistoryLine
from app.services.journal import Deed
from app.services.receiving import receive_dossier
from app.services.slip_printing import record_receipt_printed

TODAY = date(2026, 11, 16)


def receive(desk: Desk, **changed: Any) -> UUID:
    with desk.database.transaction() as session:
        return receive_dossier(
            session, reception(**changed), now=NOW, desk=desk.context, actor=desk.actor
        ).dossier_uid


def told(desk: Desk, uid: UUID) -> tuple[HistoryLine, ...]:
    with desk.database.reading() as session:
        return history.dossier_history(session, uid, desk=desk.context)


def test_a_dossier_tells_what_happened_in_order(desk: Desk) -> None:
    uid = receive(desk, money=Money(fee=20_000, paid=True, receipt_number="0000123"))
    stamp: dict[str, Any] = {"now": NOW + timedelta(minutes=1), "desk": desk.context}
    with desk.database.transaction() as session:
        record_receipt_printed(
            session, uid, paper="a5", printer="Máy in quầy 3", actor=desk.actor, **stamp
        )
    with desk.database.transaction() as session:
        cancel_dossier(session, uid, "Nhận nhầm", slip_returned=True, actor=desk.actor, **stamp)
    lines = told(desk, uid)
    beginnings = ("Tiếp nhận hồ sơ H40.16-261116-3001", "Thu 20.000 đồng", "In giấy", "Hủy hồ sơ")
    for line, beginning in zip(lines, beginnings, strict=False):
        assert line.sentence.startswith(beginning)
        assert line.sentence.endswith(".")
        assert "sau, lúc" not in line.sentence
    assert len(lines) >= 4
    assert {each.who for each in lines} == {"Nguyễn Thị Ví Dụ"}
    assert lines[0].role == "cán bộ tiếp nhận"
    assert (lines[0].desk, lines[0].at) == (3, NOW)
    assert {each.dossier_code for each in lines} == {"H40.16-261116-3001"}


def test_what_was_keyed_in_later_says_so_with_its_reason(desk: Desk) -> None:
    same_day = told(desk, receive(desk, stated_at=NOW - timedelta(hours=1)))[0]
    assert same_day.sentence.endswith("Nhập vào máy sau, lúc 09:30.")
    assert (same_day.at, same_day.recorded_at) == (NOW - timedelta(hours=1), NOW)
    days_later = told(desk, receive(desk, stated_at=NOW - timedelta(4), late_reason="Mất điện."))
    assert days_later[0].sentence.endswith(
        "Nhập vào máy sau, lúc 09:30 thứ Hai 16/11/2026; lý do: Mất điện."
    )


def test_an_erased_person_leaves_the_history_readable(desk: Desk) -> None:
    uid = receive(desk)
    with desk.database.transaction() as session:
        session.execute(
            text(
                "INSERT INTO tombstone SELECT tenant, uid, x'00' FROM event "
                "WHERE kind IN ('dossier.received', 'staff.enrolled')"
            )
        )
        session.execute(text("DELETE FROM event_private WHERE uid IN (SELECT uid FROM tombstone)"))
        session.execute(text("UPDATE staff SET full_name = NULL"))
    (line,) = told(desk, uid)
    assert line.sentence.startswith("Tiếp nhận hồ sơ H40.16-261116-3001")
    assert line.sentence.endswith("Thông tin cá nhân đã được xóa.")
    assert line.who == history.ERASED_NAME


class Teleported(Fact):
    """An invented deed of a later version."""

    kind = "dossier.teleported"


def test_an_unknown_kind_and_role_are_told_all_the_same(desk: Desk) -> None:
    uid = receive(desk)
    author: Author = desk.actor.author(desk.context, "clerk")
    with desk.database.transaction() as session:
        porter = StaffChanged(staff_uid=str(author.actor), roles=("clerk", "porter"))
        journal.record(session, Deed(author=author, now=NOW), porter)
        author = replace(author, role="porter", desk=None)
        journal.record(session, Deed(author=author, now=NOW), Teleported(), uid)
    last = told(desk, uid)[-1]
    assert "phiên bản mới hơn" in last.sentence
    assert (last.role, last.desk) == ("porter", None)


def test_a_second_person_is_named_where_one_said_yes(office: Desk) -> None:
    with office.database.transaction() as session:
        head = staff_named(session, office.context.tenant, HEAD).uid
        author = office.actor.author(office.context, "clerk", approved_by=head)
        for each in (replace(author, approved_by=None), author):
            journal.record(session, Deed(author=each, now=NOW), badge_issued(head))
    with office.database.reading() as session:
        *_, alone, seconded = history.day_history(session, TODAY, desk=office.context)
    assert alone.approved_by is None
    assert "đồng ý" not in alone.sentence
    assert seconded.approved_by == HEAD
    assert seconded.sentence == f"{alone.sentence} {HEAD} đồng ý."


def badge_issued(uid: UUID) -> StaffChanged:
    return StaffChanged(staff_uid=str(uid), badge_issued=True)


def test_a_day_and_an_officer_are_told_by_the_stated_time(desk: Desk) -> None:
    before = NOW - timedelta(4)
    receive(desk, stated_at=before, late_reason="Mất điện")
    receive(desk)
    with desk.database.reading() as session:
        context = desk.context
        today = history.day_history(session, TODAY, desk=context)
        earlier = history.day_history(session, date(2026, 11, 12), desk=context)
        mine = history.officer_history(session, desk.actor.uid, TODAY, desk=context)
        nobody = history.officer_history(session, UUID(int=5), TODAY, desk=context)
    assert [each.dossier_code for each in earlier] == ["H40.16-261112-3001"]
    assert "H40.16-261116-3001" in {each.dossier_code for each in today}
    assert mine == today, "one officer works here"
    assert nobody == ()
    times: list[datetime] = [each.at for each in today]
    assert times == sorted(times)
    assert any(each.dossier_code is None for each in today), "the office was set up that morning"


def test_an_officer_is_named_without_tone_marks(desk: Desk) -> None:
    with desk.database.reading() as session:
        assert staff_named(session, "H40", "vi du").uid == desk.actor.uid
        for name in ("Không Có", "", "🙂"):
            with pytest.raises(Refusal) as refused:
                staff_named(session, "H40", name)
            assert refused.value.reason is Reason.OFFICER_UNKNOWN
