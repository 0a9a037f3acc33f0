"""What the watch over the event loop wrote, told in a few lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

LIMIT = 50.0
"""Milliseconds for which the loop may stand still."""

_STACKS = ("stack", "others", "later")


def gaps(told: Path) -> list[dict[str, Any]]:
    """Every gap of every run of the window, in order."""
    lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    return [each for each in lines if "wall" in each]


def tell(told: Path) -> None:
    """Print the gaps above the limit, the longest first, with what ran in them."""
    found = gaps(told)
    long = sorted((each for each in found if each["wall"] > LIMIT), key=lambda each: -each["wall"])
    print(f"\n{len(found)} gaps above 30 ms, {len(long)} above {LIMIT:.0f} ms")
    for each in long:
        print({key: value for key, value in each.items() if key not in _STACKS})
        print("   ", " < ".join(reversed(each.get("stack", [])[-12:])))
        for later in each.get("later", []):
            print("      then:", " < ".join(reversed(later)))
        for other in each.get("others", []):
            print("      beside:", " < ".join(reversed(other)))
