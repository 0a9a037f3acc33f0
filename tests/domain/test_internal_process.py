from __future__ import annotations

import pytest

from app.domain.internal_process import process_sum
from app.domain.procedure import LimitUnit, ProcessStep, TimeLimit

WD, DAY, HOUR = LimitUnit.WORKING_DAY, LimitUnit.DAY, LimitUnit.WORKING_HOUR


def steps(*limits: tuple[str, LimitUnit] | None) -> list[ProcessStep]:
    return [
        ProcessStep(
            ordinal=ordinal,
            unit="Phòng chuyên môn",
            work="Xử lý",
            limit=TimeLimit.of(*each) if each else None,
        )
        for ordinal, each in enumerate(limits, start=1)
    ]


@pytest.mark.parametrize(
    ("parts", "limit", "total", "agrees"),
    [
        ([("0.5", WD), ("1.5", WD), ("3", WD)], ("5", WD), ("5", WD), True),
        ([("0.25", WD), ("2", HOUR), ("4", HOUR)], ("1", WD), ("1", WD), True),
        ([("1", WD), None, ("1", WD)], ("3", WD), ("2", WD), False),
        ([("4", HOUR), ("1", WD)], ("12", HOUR), ("12", HOUR), True),
        ([("0.1", HOUR)], ("1", WD), ("0.1", HOUR), False),
        ([("5", DAY), ("10", DAY)], ("15", DAY), ("15", DAY), True),
        ([], ("1", WD), ("0", WD), False),
    ],
)
def test_the_steps_are_added_in_hours_of_eight_to_a_day(
    parts: list[tuple[str, LimitUnit] | None],
    limit: tuple[str, LimitUnit],
    total: tuple[str, LimitUnit],
    agrees: bool,
) -> None:
    found = process_sum(steps(*parts), TimeLimit.of(*limit))
    assert found.total == TimeLimit.of(*total)
    assert found.agrees is agrees


def test_steps_in_a_unit_that_cannot_be_added_are_named() -> None:
    found = process_sum(steps(("2", WD), ("5", DAY), ("1", WD)), TimeLimit.of(3, WD))
    assert found.other_units == (2,)
    assert not found.agrees
