"""Round numbers for the axis of a chart, and numbers as Vietnamese print writes them."""

from __future__ import annotations

from math import ceil, floor, log10

_STEPS = (1, 2, 5, 10)
_MOST_TICKS = 5


def number_text(value: float) -> str:
    """``1234.5`` as ``1.234,5``; at most one decimal, and none where it is nought."""
    text = f"{value:,.1f}".removesuffix(".0")
    return text.translate(str.maketrans(",.", ".,"))


def ticks(low: float, high: float, *, whole: bool, highest: float | None = None) -> list[float]:
    """Round values from at most ``low`` to at least ``high``, five or fewer steps apart.

    ``whole`` keeps to whole numbers; nothing lies above ``highest``.
    """
    span = (high - low) or 1.0
    step = _round_step(span / _MOST_TICKS)
    if whole:
        step = max(1.0, step)
    first = floor(low / step + 1e-9)
    last = ceil(high / step - 1e-9)
    if last == first:
        last += 1
    values = [number * step for number in range(first, last + 1)]
    if highest is None or values[-1] <= highest:
        return values
    kept = [value for value in values if value < highest]
    return [*kept, highest] if kept else [highest - step, highest]


def _round_step(least: float) -> float:
    power = 10.0 ** floor(log10(least))
    return next(factor * power for factor in _STEPS if factor * power >= least - 1e-12)
