"""A day opened and closed on a real desk: looked at, named, recorded, signed."""

from __future__ import annotations

from datetime import date

import pytest
from deeds_at_desk import acting, do, received
from desks import NOW
from piles import close
from pypdfium2 import PdfDocument

from app.bootstrap import Desk
from app.domain.deed_forms import CollectFeeForm
from app.domain.dossier_rules import DeedKind
from app.domain.errors import Refusal
from app.domain.moments import local_date
from app.domain.office_day import Machine, Printer, day_text
from app.domain.report_facts import DeskClosed, DeskOpened
from app.papers.day_sheets import day_sheet_pdf
from app.services import journal, upkeep
from app.services.office_day import (
    OfficeDay,
    close_day,
    last_figures,
    look_at_opening,
    open_day,
)
from app.services.queues import count_queues
from app.services.rating import rate


def opened(desk: Desk, **more: object) -> OfficeDay:
    with desk.database.transaction() as session:
        return open_day(session, acting(desk), **more)  # type: ignore[arg-type]


def closed(desk: Desk, now: object = NOW, **more: object) -> OfficeDay:
    with desk.database.transaction() as session:
        return close_day(session, acting(desk, now), **more)  # type: ignore[arg-type]


def figures(day: OfficeDay) -> dict[str, int]:
    return {each.key: each.figure for each in day.lines}


def test_an_opening_looks_at_what_the_day_needs(desk: Desk) -> None:
    received(desk)
    machine = Machine(
        backed_up_on=local_date(NOW).replace(day=13),
        drilled_on=date(2026, 10, 1),
        printers=(
            Printer(name="Laser", state="sẵn sàng", is_ready=True),
            Printer(name="NHIET", state="không trả lời", is_ready=False),
        ),
    )
    day = opened(desk, machine=machine)
    found = figures(day)
    assert found["calendar_until"] >= 2026
    assert (found["moved_promises"], found["procedures_lacking"]) == (0, 0)
    assert (found["desks"], found["backup_days"], found["drill_days"]) == (1, 3, 46)
    said = [day_text(each) for each in day.lines]
    assert ("Máy in Laser", "sẵn sàng", "") in said
    assert ("Máy in NHIET", "không trả lời", "xem Thiết lập, in trang thử") in said
    left = "máy in NHIET không trả lời; sao lưu gần nhất cách đây 3 ngày"
    assert day.left_open == left
    with desk.database.reading() as session:
        pdf = day_sheet_pdf(session, day, desk=desk.context, signed_by="Ví Dụ")
    with PdfDocument(pdf) as document:
        paper = document[0].get_textpage().get_text_range()
    assert all(each in paper for each in ("Máy in NHIET", "không trả lời", "46 ngày"))
    with pytest.raises(Refusal, match="day_open_already"):
        opened(desk)


def test_a_closing_names_politely_what_is_open_and_takes_a_reason(desk: Desk) -> None:
    with pytest.raises(Refusal, match="day_not_opened"):
        closed(desk)
    opened(desk)
    uid = received(desk)
    do(desk, uid, DeedKind.COLLECT_FEE, CollectFeeForm(fee=30_000))
    with pytest.raises(Refusal, match="day_still_open") as caught:
        closed(desk, cash_counted=20_000)
    assert "-10.000 đồng" in str(caught.value.values["value"])
    assert "chưa bàn giao 1 hồ sơ" in str(caught.value.values["value"])
    with desk.database.transaction() as session:
        rate(session, 5, now=NOW, desk=desk.context)
    close(desk, [uid])
    day = closed(desk, cash_counted=20_000, reason="Thiếu tiền lẻ, mai bù")
    found = figures(day)
    assert (found["received"], found["handed_over"], found["cash"]) == (1, 1, 30_000)
    with pytest.raises(Refusal, match="day_closed_already"):
        closed(desk)
    with desk.database.reading() as session:
        facts = [each.fact for each in journal.events(session, "H40")]
        assert upkeep.verify(session, "H40") == ()
    (begun,) = [each for each in facts if isinstance(each, DeskOpened)]
    (ended,) = [each for each in facts if isinstance(each, DeskClosed)]
    assert (ended.cash_expected, ended.cash_counted) == (30_000, 20_000)
    assert ended.private is not None
    assert begun.on == ended.on


def test_the_trend_of_a_queue_is_held_against_the_last_closing(desk: Desk) -> None:
    opened(desk)
    uid = received(desk)
    close(desk, [uid])
    closed(desk, reason="Chưa in giấy")
    with desk.database.reading() as session:
        today = local_date(NOW)
        assert last_figures(session, "H40", today) == {}
        before = last_figures(session, "H40", today.replace(day=17))
        found = count_queues(session, now=NOW, desk=desk.context, before=before)
    trends = {each.kind.value: each.trend for each in found}
    assert before["hand_over_unsigned"] == 1
    assert (trends["hand_over_unsigned"], trends["late"]) == (0, 0)


def test_a_machine_that_never_was_saved_and_prints_nowhere_is_told(desk: Desk) -> None:
    with desk.database.reading() as session:
        machine = Machine(is_drill_sound=False, printers=())
        day = look_at_opening(session, now=NOW, desk=desk.context, machine=machine)
    assert day.left_open.startswith("máy in chưa chọn; sao lưu gần nhất cách đây chưa có lần nào")
    assert day.left_open.endswith("lần gần nhất KHÔNG khôi phục được")
