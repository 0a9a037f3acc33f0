"""Opening a locked desk: at most 300 ms, of which argon2 itself is nearly all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from desks import NOW
from offices import CLERK_NAME, PINS, proof, staffed

from app.bootstrap import Desk
from app.services import credentials
from app.services.sign_in import sign_in

TIMES = 25


def milliseconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


@pytest.fixture
def office(
    desk: Desk, cost_of_secrets: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A staffed desk whose PINs cost what they cost in earnest."""
    for name, value in cost_of_secrets.items():
        monkeypatch.setattr(credentials, name, value)
    credentials._hasher.cache_clear()
    yield staffed(desk)
    credentials._hasher.cache_clear()


def test_an_unlock_costs_little_more_than_argon2_itself(office: Desk) -> None:
    bare = PasswordHasher(
        time_cost=credentials.PASSES,
        memory_cost=credentials.MEMORY_KIB,
        parallelism=credentials.LANES,
    )
    hashed = bare.hash(PINS[CLERK_NAME])

    def unlock() -> None:
        sign_in(office.database, proof(CLERK_NAME), now=NOW, desk=office.context)

    unlock()
    pairs = [
        (milliseconds(lambda: bare.verify(hashed, PINS[CLERK_NAME])), milliseconds(unlock))
        for _ in range(TIMES)
    ]
    argon, whole = (statistics.median(each) for each in zip(*pairs, strict=True))
    least = min(each for _, each in pairs)
    print(
        f"\nunlock: median {whole:.0f} ms, least {least:.0f} ms; argon2 alone {argon:.0f} ms, "
        f"{whole / argon:.2f} times"
    )
    assert least <= 300
    assert whole <= 1.5 * argon + 15
