from __future__ import annotations

from itertools import permutations

import pytest

from app.domain.calendar import Calendar
from app.domain.errors import Reason, Refusal
from app.domain.interagency import in_order, interagency_promise
from app.domain.moments import from_text, to_local_text
from app.domain.procedure import CutOff, InteragencyStep, LimitUnit, TimeLimit
from app.domain.promise import promise
from app.domain.trace import Promise, StepKind, WarningKind
from app.domain.words import refusal_sentence

WD, DAY, HOUR = LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.WORKING_HOUR


def step(key: str, amount: int | str, unit: LimitUnit, *after: str) -> InteragencyStep:
    limit = TimeLimit.of(amount, unit)
    return InteragencyStep(key=key, agency=f"Cơ quan {key.upper()}", limit=limit, after=after)


def due(found: Promise) -> str:
    return to_local_text(found.due_at)[:16]


BIRTH_GROUP = (
    step("register", 1, WD),
    step("residence", 2, WD, "register"),
    step("insurance", 4, DAY, "register"),
    step("return", 4, HOUR, "residence", "insurance"),
)


def test_the_promise_is_the_longest_path(calendar: Calendar) -> None:
    # Mon 09:00 -> Tue 09:00; residence Thu 09:00, insurance Sat -> Mon 09:00; then 4 hours
    found = interagency_promise(from_text("2026-11-02T09:00"), BIRTH_GROUP, calendar)
    assert due(found) == "2026-11-09T15:00"
    path = [each.notes[0] for each in found.steps if each.kind is StepKind.AGENCY]
    assert path == ["Cơ quan REGISTER", "Cơ quan INSURANCE", "Cơ quan RETURN"]


def test_which_path_is_the_longest_depends_on_the_calendar(calendar: Calendar) -> None:
    # the two working days of residence cross Tết, the four calendar days only end in it
    found = interagency_promise(from_text("2026-02-12T09:00"), BIRTH_GROUP, calendar)
    path = [each.notes[0] for each in found.steps if each.kind is StepKind.AGENCY]
    assert path[1] == "Cơ quan RESIDENCE"
    assert due(found) == "2026-02-24T15:00"


def test_the_order_in_which_steps_are_written_does_not_matter(calendar: Calendar) -> None:
    received_at = from_text("2026-11-02T09:00")
    found = {
        interagency_promise(received_at, order, calendar).due_at
        for order in permutations(BIRTH_GROUP)
    }
    assert len(found) == 1


def test_steps_in_a_row_of_working_days_add_up(calendar: Calendar) -> None:
    received_at = from_text("2026-02-05T10:20")
    row = (step("a", 2, WD), step("b", 3, WD, "a"), step("c", 4, WD, "b"))
    together = promise(received_at, TimeLimit.of(9, WD), calendar)
    assert interagency_promise(received_at, row, calendar).due_at == together.due_at


def test_one_step_alone_is_a_plain_promise(calendar: Calendar) -> None:
    received_at = from_text("2026-11-16T15:20")
    for cut_off in CutOff:
        for amount in ("0", "0.5", "3"):
            alone = interagency_promise(
                received_at, (step("a", amount, WD),), calendar, cut_off=cut_off
            )
            plain = promise(received_at, TimeLimit.of(amount, WD), calendar, cut_off=cut_off)
            assert (alone.due_at, alone.counted_from) == (plain.due_at, plain.counted_from)


def test_a_same_day_step_that_begins_late_is_done_the_next_working_day(
    calendar: Calendar,
) -> None:
    row = (step("a", 1, WD), step("b", 0, WD, "a"))
    early = interagency_promise(from_text("2026-11-16T14:59"), row, calendar)
    late = interagency_promise(from_text("2026-11-16T15:00"), row, calendar)
    assert due(early) == "2026-11-17T17:00"
    assert due(late) == "2026-11-18T17:00"
    row = (step("a", 6, HOUR), step("b", 0, WD, "a"))
    by_hours = interagency_promise(from_text("2026-11-16T08:00"), row, calendar)
    assert due(by_hours) == "2026-11-17T17:00"


def test_doubts_on_a_shorter_path_are_told_too(calendar: Calendar) -> None:
    # 24 November lies on the working-day path, which is not the longest
    steps = (step("a", 2, WD), step("b", 14, DAY))
    found = interagency_promise(from_text("2026-11-23T09:00"), steps, calendar)
    assert [each.kind for each in found.warnings] == [WarningKind.DAY_UNCONFIRMED]


@pytest.mark.parametrize(
    ("steps", "reason"),
    [
        ((), Reason.INTERAGENCY_EMPTY),
        ((step("a", 1, WD), step("a", 2, WD)), Reason.INTERAGENCY_KEY_TWICE),
        ((step("a", 1, WD, "z"),), Reason.INTERAGENCY_KEY_UNKNOWN),
        ((step("a", 1, WD, "a"),), Reason.INTERAGENCY_CYCLE),
        (
            (step("x", 1, WD), step("a", 1, WD, "b", "x"), step("b", 1, WD, "a")),
            Reason.INTERAGENCY_CYCLE,
        ),
        ((step("a", 1, LimitUnit.OTHER),), Reason.LIMIT_NOT_COUNTABLE),
    ],
    ids=["none", "key twice", "key unknown", "waits for itself", "ring", "not countable"],
)
def test_a_graph_that_cannot_be_counted_is_refused(
    calendar: Calendar, steps: tuple[InteragencyStep, ...], reason: Reason
) -> None:
    with pytest.raises(Refusal) as refused:
        interagency_promise(from_text("2026-11-16T09:00"), steps, calendar)
    assert refused.value.reason is reason
    assert "{" not in refusal_sentence(refused.value)


def test_the_refusal_of_a_ring_names_the_ring_and_not_what_hangs_on_it() -> None:
    steps = (step("d", 1, WD, "a"), step("a", 1, WD, "b"), step("b", 1, WD, "a"))
    with pytest.raises(Refusal) as refused:
        in_order(steps)
    assert refused.value.values["value"] == "Cơ quan A → Cơ quan B → Cơ quan A"


def test_predecessors_come_first() -> None:
    assert [each.key for each in in_order(BIRTH_GROUP[::-1])] == [
        "register",
        "insurance",
        "residence",
        "return",
    ]
