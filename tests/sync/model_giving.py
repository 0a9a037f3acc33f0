"""What the centre of the model gives out besides events: numbers, names of its own, releases."""

from __future__ import annotations

from collections import Counter
from itertools import count

from model_protocol import ALIASES, FIRST_BLOCK, PROVISIONAL, Code, DeniedError, Release, Remedy

LENT_TWICE = "lent: a block that its holder had named was lent anew"


class Lender:
    """Blocks of numbers: what is lent is in the store, the rest is what an onlooker saw."""

    def __init__(self, remedies: frozenset[Remedy]) -> None:
        self._remembers = Remedy.LEASE_MEMORY in remedies
        self._named: set[tuple[int, int]] = set()
        self.lent: Counter[int] = Counter()
        self.wrong: set[str] = set()

    def lend(
        self,
        store: dict[int, int],
        registry: dict[Code, int],
        asked: tuple[int, int, tuple[int, ...], bool],
    ) -> tuple[int, ...]:
        """The blocks of a writer that names what it holds; one more where it wants one."""
        incarnation, writer, held, wants = asked
        self._named |= {(incarnation, block) for block in held}
        if self._remembers:
            store.update({block: store.get(block, writer) for block in held})
        ours = [block for block, holder in store.items() if holder == writer]
        if wants and len(ours) <= len(held):
            used = {prefix for prefix, _ in registry} if self._remembers else set()
            free = next(at for at in count(FIRST_BLOCK) if at not in store and at not in used)
            if (incarnation, free) in self._named:
                self.wrong.add(LENT_TWICE)
            self.lent[free] += 1
            store[free] = writer
            ours.append(free)
        return tuple(ours)


def needs_name(code: Code | None, dossier: int, registry: dict[Code, int]) -> bool:
    """Whether a dossier stands under a code that is another's, or that nobody else can know."""
    return code is not None and (code[0] == PROVISIONAL or registry.get(code) != dossier)


def next_name(registry: dict[Code, int]) -> Code:
    """The centre's own next number."""
    return ALIASES, 1 + max((number for prefix, number in registry if prefix == ALIASES), default=0)


def taken_back(
    known: Release, offered: Release, issued: set[int], remedies: frozenset[Remedy]
) -> Release:
    """The release that counts after a desk offered one. Raises ``DeniedError``: ``refused``."""
    if Remedy.SIGNATURE in remedies and offered.issued not in issued:
        raise DeniedError("refused")
    if known.number < offered.number and known.issued <= offered.issued:
        return offered
    if known.issued == offered.issued:
        return known
    last = max(known, offered, key=lambda each: each.issued)
    if Remedy.ABOVE_BOTH in remedies:
        return Release(max(known.number, offered.number) + 1, last.issued)
    return last
