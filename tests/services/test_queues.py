"""The supervisor's numbers and lists, each reached by the deeds that make it so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from deeds_at_desk import acting, do, received
from desks import NOW
from offices import CLERK_NAME, HEAD
from piles import close, of_agency

from app.bootstrap import Desk
from app.domain.deed_forms import (
    AnnounceDelayForm,
    ReceiveResultForm,
    ReceiveSupplementForm,
    RequestSupplementForm,
    RescheduleForm,
    TellForm,
)
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Refusal
from app.domain.pause_facts import Means
from app.domain.procedure import Channel
from app.domain.queues import OF_THE_OFFICE, QueueKind
from app.exchange.mail_draft import Draft, mail_draft
from app.papers.urging_letter import urging_mail, urging_pdf
from app.services.agency_loads import agency_loads
from app.services.desk import staff_named
from app.services.queue_conditions import QueueFilter
from app.services.queue_sentences import queue_sentences
from app.services.queues import count_queues, queue_lines
from app.services.urging import take_over_work, urge_agency

DUE = NOW + timedelta(days=7)
"""Five working days after NOW, a Monday."""
DAY = timedelta(days=1)
EVERY = QueueFilter()


def counts(desk: Desk, now: object = NOW, asked: QueueFilter = EVERY) -> dict[str, int]:
    with desk.database.reading() as session:
        found = count_queues(session, asked, now=now, desk=desk.context)  # type: ignore[arg-type]
    return {each.kind.value: each.count for each in found if each.count and each.kind != "unsent"}


def lines(desk: Desk, kind: QueueKind, now: object = NOW) -> list[tuple[UUID, str]]:
    with desk.database.reading() as session:
        found = queue_lines(session, kind, now=now, desk=desk.context)  # type: ignore[arg-type]
    return [(each.line.dossier_uid, each.left) for each in found]


def test_the_promise_comes_near_is_due_and_is_late_in_working_time(desk: Desk) -> None:
    uid = received(desk)
    assert counts(desk) == {}
    friday = DUE - 3 * DAY
    assert counts(desk, friday) == {"due_tomorrow": 1}
    assert lines(desk, QueueKind.DUE_TOMORROW, friday) == [(uid, "còn 1 ngày làm việc")]
    assert counts(desk, DUE) == {"due_today": 1}
    later = DUE + timedelta(hours=2)
    assert counts(desk, later) == {"due_today": 1, "promise_passed": 1}
    assert counts(desk, DUE + DAY) == {"late": 1, "promise_passed": 1, "apology_due": 1}
    assert lines(desk, QueueKind.LATE, DUE + DAY + timedelta(hours=1)) == [
        (uid, "trễ 1 ngày 1 giờ làm việc")
    ]


def test_a_delay_is_announced_and_an_apology_signed(desk: Desk) -> None:
    uid = received(desk)
    form = AnnounceDelayForm(proposed_due_at=DUE + 4 * DAY, reason="Chờ", agency="Sở Nội vụ")
    do(desk, uid, DeedKind.ANNOUNCE_DELAY, form)
    assert counts(desk) == {"delay_announced": 1, "apology_due": 1}
    do(desk, uid, DeedKind.RESCHEDULE, RescheduleForm(signatory="Phạm Văn Lãnh Đạo"))
    assert counts(desk) == {}
    assert counts(desk, DUE + DAY) == {"late": 1}, "a new date does not undo being late"


def test_a_supplement_is_followed_from_asking_to_closing(desk: Desk) -> None:
    uid = received(desk)
    asked = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, uid, DeedKind.REQUEST_SUPPLEMENT, asked)
    assert counts(desk, DUE + DAY) == {"supplement_not_told": 1}
    do(desk, uid, DeedKind.TELL_SUPPLEMENT, TellForm())
    assert counts(desk) == {"supplement_told": 1}
    assert counts(desk, NOW + 60 * DAY) == {"supplement_to_close": 1}
    do(desk, uid, DeedKind.RECEIVE_SUPPLEMENT, ReceiveSupplementForm(), NOW + DAY)
    assert counts(desk, NOW + DAY) == {"supplement_back": 1}


def test_what_lies_unsigned_or_uncollected_is_seen(desk: Desk) -> None:
    one, other = received(desk), received(desk)
    close(desk, [one])
    do(desk, other, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Quyết định"))
    assert counts(desk) == {"hand_over_unsigned": 1, "result_uncollected": 1}
    assert lines(desk, QueueKind.RESULT_UNCOLLECTED) == [(other, "")]


def test_the_queues_are_narrowed(desk: Desk) -> None:
    received(desk)
    received(desk, channel=Channel.POST)
    with desk.database.reading() as session:
        officer = staff_named(session, "H40", "Nguyễn Thị Ví Dụ").uid
    narrowed = {
        QueueFilter(channel="post"): 1,
        QueueFilter(desk=3, officer=officer, procedure_code="1.010833"): 2,
        QueueFilter(sector="Người có công"): 2,
        QueueFilter(desk=4): None,
        QueueFilter(agency="Sở khác"): None,
    }
    for asked, count in narrowed.items():
        assert counts(desk, DUE, asked).get("due_today") == count


def test_every_number_has_as_many_lines(desk: Desk) -> None:
    test_what_lies_unsigned_or_uncollected_is_seen(desk)
    received(desk, channel=Channel.POST)
    with desk.database.reading() as session:
        officer = staff_named(session, "H40", "Nguyễn Thị Ví Dụ").uid
        filters = (
            EVERY,
            QueueFilter(sector="Người có công"),
            QueueFilter(procedure_code="1.001653"),
            QueueFilter(agency="Sở Nội vụ"),
            QueueFilter(officer=officer),
            QueueFilter(desk=4),
            QueueFilter(channel="post"),
        )
        numbers = set()
        for asked in filters:
            for now in (NOW, DUE, DUE + DAY):
                around: dict[str, Any] = {"now": now, "desk": desk.context}
                for each in count_queues(session, asked, **around):
                    if each.kind in OF_THE_OFFICE:
                        found: Sequence[Any] = queue_sentences(session, each.kind, **around)
                    else:
                        found = queue_lines(session, each.kind, asked, **around)
                    assert len(found) == each.count, (asked, each.kind)
                    numbers.add((asked, each.kind, each.count))
    late = {asked: n for asked, kind, n in numbers if kind is QueueKind.LATE and n}
    assert set(late) == {each for n, each in enumerate(filters) if n not in (2, 5)}


def test_an_agency_is_urged_and_repeats_are_seen(desk: Desk) -> None:
    uid = of_agency(desk, "Sở Xây dựng")
    received(desk)
    with pytest.raises(Refusal, match="urge_none"), desk.database.transaction() as session:
        urge_agency(session, "Sở Xây dựng", acting(desk))
    for times in (0, 1):
        with desk.database.transaction() as session:
            now = DUE + DAY + timedelta(hours=times)
            urged = urge_agency(session, "Sở Xây dựng", acting(desk, now), means=Means.EMAIL)
        assert [each.reminders for each in urged.letter.lines] == [times]
        assert [each.dossier_uid for each in urged.many.done] == [uid]
    with desk.database.reading() as session:
        (load,) = agency_loads(session, now=DUE + DAY, desk=desk.context)
    assert (load.agency, load.open, load.late, load.reminders) == ("Sở Xây dựng", 1, 1, 2)


def test_the_letter_and_its_draft_list_dossiers_without_citizens(desk: Desk) -> None:
    of_agency(desk, "Sở Xây dựng")
    with desk.database.transaction() as session:
        letter = urge_agency(session, "Sở Xây dựng", acting(desk, DUE)).letter
    draft = urging_mail(letter, to="vanthu@soxaydung.example")
    assert urging_pdf(letter) == urging_pdf(letter)
    assert draft == urging_mail(letter, to="vanthu@soxaydung.example")
    from email import message_from_bytes, policy

    read = message_from_bytes(draft, policy=policy.default)
    assert (read["To"], read["X-Unsent"]) == ("vanthu@soxaydung.example", "1")
    text = read.get_body().get_content()
    assert letter.lines[0].code in text
    assert "Trần Thị Mẫu" not in text
    (attached,) = read.iter_attachments()
    assert attached.get_filename() == "don-doc.pdf"
    plain = message_from_bytes(mail_draft(Draft(subject="a", text="b", at=NOW)))
    assert plain.get_payload(decode=True).split() == [b"b"]


def test_a_sick_colleagues_list_is_taken_over_in_one_act(office: Desk) -> None:
    uids = [received(office), received(office)]
    with office.database.transaction() as session:
        many = take_over_work(
            session, "Nguyễn Thị Ví Dụ", CLERK_NAME, acting(office), reason="Nghỉ ốm"
        )
    assert {each.dossier_uid for each in many.done} == set(uids)
    with office.database.reading() as session:
        clerk = staff_named(session, "H40", CLERK_NAME).uid
    assert counts(office, DUE, QueueFilter(officer=clerk)) == {"due_today": 2}
    with pytest.raises(Refusal, match="work_none"), office.database.transaction() as session:
        take_over_work(session, HEAD, CLERK_NAME, acting(office))
