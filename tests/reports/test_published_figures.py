"""What real offices published, at a hundredth; whole in ``tests/trials/trial_published.py``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from published_figures import PUBLISHED, opened
from published_office import PublishedOffice

SHARES = {
    "one_quarter": 150,
    "one_carried_over": 60,
    "two_sites": 700,
    "every_month_the_same": 1300,
}


@pytest.mark.parametrize("figures", PUBLISHED, ids=lambda each: each.__name__)
def test_published_figures_are_found_again(
    figures: Callable[[PublishedOffice, int], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office = opened(tmp_path / "desk", monkeypatch)
    try:
        figures(office, SHARES[figures.__name__])
    finally:
        office.desk.close()
