"""How the columns of a table share its width: nobody lacks what another has no use for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

_A_LITTLE = 1.3
"""A column that wants so much more than its share gets it; words are longer than codes."""


def shared(
    width: int, shares: Sequence[int], wanted: Sequence[int], names: Collection[int] = ()
) -> list[int]:
    """The width of each column; a column without a share gets none.

    As long as each has what it wants its part is its share. Else ``names``, by which rows are
    told apart, and the short ones get what they want, and the long ones divide the rest.
    """
    parts = _divided(width, shares)
    if all(part >= want for part, want in zip(parts, wanted, strict=True) if part):
        return parts
    given, waiting = [0] * len(shares), {at for at, share in enumerate(shares) if share}
    for at in waiting & set(names):
        given[at] = min(wanted[at], width // 2)
    waiting -= set(names)
    while waiting:
        parts = _divided(width - sum(given), _only(waiting, shares))
        least = min(waiting, key=lambda at: wanted[at] / max(parts[at], 1))
        if wanted[least] > parts[least] * _A_LITTLE:
            break
        given[least] = min(wanted[least], width - sum(given))
        waiting.remove(least)
    open_ = waiting or {at for at, share in enumerate(shares) if share}
    rest = _divided(width - sum(given), _only(open_, shares))
    return [one + more for one, more in zip(given, rest, strict=True)]


def _only(chosen: Collection[int], shares: Sequence[int]) -> list[int]:
    return [share if at in chosen else 0 for at, share in enumerate(shares)]


def _divided(width: int, shares: Sequence[int]) -> list[int]:
    whole = max(sum(shares), 1)
    return [width * share // whole for share in shares]
