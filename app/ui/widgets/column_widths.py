"""How the columns of a table share its width: nobody lacks what another has no use for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.domain.light_dataclass import dataclass

_A_LITTLE = 1.3
"""A column that wants so much more than its share gets it; words are longer than codes."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column is given without asking, what its words want, and what its heading needs.

    A column without a share is hidden. By ``is_name`` rows are told apart.
    """

    share: int
    wanted: int
    least: int = 0
    is_name: bool = False


def shared(width: int, wishes: Sequence[Wish]) -> list[int]:
    """The width of each column.

    As long as each has what it wants its part is its share. Else names and short columns get what
    they want, and the long ones divide the rest; headings are whole as long as there is room.
    """
    shares = [each.share for each in wishes]
    wanted = [each.wanted if each.share else 0 for each in wishes]
    names = [at for at, each in enumerate(wishes) if each.is_name]
    parts = _by_need(width, shares, wanted, names)
    for at, each in enumerate(wishes):
        while each.share and parts[at] < each.least:
            giver = max(range(len(parts)), key=lambda other: parts[other] - wishes[other].least)
            given = min(each.least - parts[at], parts[giver] - wishes[giver].least)
            if given <= 0:
                break
            parts[giver] -= given
            parts[at] += given
    return parts


def _by_need(
    width: int, shares: Sequence[int], wanted: Sequence[int], names: Collection[int]
) -> list[int]:
    parts = _divided(width, shares)
    if all(part >= want for part, want in zip(parts, wanted, strict=True) if part):
        return parts
    given, waiting = [0] * len(shares), {at for at, share in enumerate(shares) if share}
    named = waiting & set(names)
    for at in named:
        given[at] = min(wanted[at], width // 2 // len(named))
    waiting -= named
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
