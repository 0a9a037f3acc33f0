"""The internal process (quy trình nội bộ): do the limits of its steps add up to the limit?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.procedure import LimitUnit, ProcessStep, TimeLimit

_HOURS_OF = {LimitUnit.WORKING_DAY: 8, LimitUnit.WORKING_HOUR: 1}


@dataclass(frozen=True, slots=True)
class ProcessSum:
    """The sum of the steps against the limit.

    ``total`` is in the limit's unit, in working hours when it is no exact number of those.
    ``other_units`` are the ordinals of steps in a unit that cannot be added to it.
    """

    total: TimeLimit
    limit: TimeLimit
    other_units: tuple[int, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether the steps add up to the limit exactly."""
        return not self.other_units and _measure(self.total) == _measure(self.limit)


def process_sum(steps: Iterable[ProcessStep], limit: TimeLimit) -> ProcessSum:
    """Add up the steps; one without a limit shares that of another and adds nothing."""
    limits = [(step.ordinal, step.limit) for step in steps if step.limit is not None]
    unit = _base(limit.unit)
    added = sum(_measure(each) for _, each in limits if _base(each.unit) is unit)
    others = tuple(ordinal for ordinal, each in limits if _base(each.unit) is not unit)
    return ProcessSum(_total(added, limit.unit), limit, others)


def _base(unit: LimitUnit) -> LimitUnit:
    return LimitUnit.WORKING_HOUR if unit in _HOURS_OF else unit


def _measure(limit: TimeLimit) -> int:
    return limit.thousandths * _HOURS_OF.get(limit.unit, 1)


def _total(measure: int, unit: LimitUnit) -> TimeLimit:
    whole, rest = divmod(measure, _HOURS_OF.get(unit, 1))
    return TimeLimit(measure, LimitUnit.WORKING_HOUR) if rest else TimeLimit(whole, unit)
