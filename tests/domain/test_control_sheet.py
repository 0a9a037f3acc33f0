from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.domain.calendar import Calendar
from app.domain.control_sheet import HandOverBlock, StepBlock, Watch, control_blocks
from app.domain.deadlines import Settlement, WorkingSpan
from app.domain.fact_parts import Fact
from app.domain.moments import VIETNAM
from app.domain.procedure import Channel
from app.domain.units import agency_unit, office_unit
from app.domain.work_facts import (
    DossierHandedOver,
    HandOverAccepted,
    HandOverMissed,
    StepFailed,
    StepFinished,
    StepStarted,
)

DESK, AGENCY = office_unit("H40.16", 3), agency_unit("Sở Nội vụ")
MONDAY = datetime(2026, 11, 16, 8, 0, tzinfo=VIETNAM)


def at(days: int, hour: int) -> datetime:
    return (MONDAY + timedelta(days=days)).replace(hour=hour)


def to_agency(sheet: str = "BG-1") -> Fact:
    return DossierHandedOver(sheet=sheet, giver=DESK, receiver=AGENCY)


def to_desk(sheet: str = "BG-2") -> Fact:
    return DossierHandedOver(sheet=sheet, giver=AGENCY, receiver=DESK)


def accepted(sheet: str) -> Fact:
    return HandOverAccepted(sheet=sheet, receiver=AGENCY)


@pytest.fixture
def watch(calendar: Calendar) -> Watch:
    return Watch(MONDAY, Channel.COUNTER, at(4, 8), calendar, at(7, 8))


def test_a_hand_over_tells_how_long_the_giver_held_the_dossier(watch: Watch) -> None:
    deeds = [(at(0, 10), to_agency()), (at(0, 11), accepted("BG-1")), (at(1, 10), to_desk())]
    first, second = control_blocks(deeds, watch)
    assert isinstance(first, HandOverBlock)
    assert isinstance(second, HandOverBlock)
    assert (first.held, first.accepted_at) == (WorkingSpan(0, 120), at(0, 11))
    assert second.giver == AGENCY
    assert second.accepted_at is None
    assert second.held.days == 0
    assert second.held.minutes > 240


@pytest.mark.parametrize(
    ("handed_at", "outcome"),
    [
        (at(0, 10), Settlement.EARLY),
        (at(1, 16), Settlement.ON_TIME),
        (at(2, 8), Settlement.LATE),
    ],
)
def test_the_first_hand_over_has_one_working_day(
    watch: Watch, handed_at: datetime, outcome: Settlement
) -> None:
    (block,) = control_blocks([(handed_at, to_agency())], watch)
    assert isinstance(block, HandOverBlock)
    assert block.is_first
    assert block.outcome is outcome


@pytest.mark.parametrize(
    ("handed_at", "outcome"),
    [
        (at(3, 16), Settlement.EARLY),
        (at(4, 16), Settlement.ON_TIME),
        (at(7, 8), Settlement.LATE),
    ],
)
def test_the_agency_is_held_to_the_promise(
    watch: Watch, handed_at: datetime, outcome: Settlement
) -> None:
    deeds = [(at(0, 10), to_agency()), (at(0, 11), accepted("BG-1")), (handed_at, to_desk())]
    block = control_blocks(deeds, watch)[-1]
    assert block.outcome is outcome


def test_a_dossier_that_was_not_among_the_papers_is_given_a_first_time_again(watch: Watch) -> None:
    missed = HandOverMissed(sheet="BG-1")
    deeds = [(at(0, 10), to_agency()), (at(0, 11), missed), (at(0, 15), to_agency("BG-3"))]
    first, second = control_blocks(deeds, watch)
    assert isinstance(first, HandOverBlock)
    assert isinstance(second, HandOverBlock)
    assert (first.undone, second.undone) == (True, False)
    assert second.is_first


def test_a_step_tells_its_time_and_how_it_kept_its_limit(watch: Watch) -> None:
    started = StepStarted(key="process:1", unit="Phòng A", work="Thẩm định", due_at=at(1, 10))
    again = StepStarted(key="process:1", unit="Phòng A", work="Thẩm định", due_at=at(3, 10))
    deeds: list[tuple[datetime, Fact]] = [
        (at(0, 9), started),
        (at(0, 10), StepFailed(key="process:1")),
        (at(1, 9), again),
        (at(4, 9), StepFinished(key="process:1", document="12/TTr")),
    ]
    first, second = control_blocks(deeds, watch)
    assert isinstance(first, StepBlock)
    assert isinstance(second, StepBlock)
    assert (first.failed, first.used, first.outcome) == (
        True,
        WorkingSpan(0, 60),
        Settlement.EARLY,
    )
    assert (second.failed, second.document, second.outcome) == (False, "12/TTr", Settlement.LATE)


def test_a_running_step_counts_up_to_now_and_is_judged_by_nobody(watch: Watch) -> None:
    started = StepStarted(key="process:1", unit="Phòng A", work="Thẩm định", due_at=at(1, 10))
    (block,) = control_blocks([(at(4, 8), started)], watch)
    assert isinstance(block, StepBlock)
    assert (block.ended_at, block.outcome, block.used) == (None, None, WorkingSpan(1, 0))


def test_the_end_of_a_step_that_nobody_began_is_passed_over(watch: Watch) -> None:
    assert control_blocks([(at(0, 9), StepFinished(key="process:9"))], watch) == ()
