"""The published figures of real offices, whole, through the real use cases.

Not part of the suite: ``python3 run.py test tests/trials/trial_published.py -s`` (some 70,000
dossiers, about half an hour). ``tests/reports/test_published_figures.py`` lives a small share.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from published_figures import PUBLISHED, opened, told
from published_office import PublishedOffice


@pytest.mark.parametrize("figures", PUBLISHED, ids=lambda each: each.__name__)
def test_published_figures_are_found_again_whole(
    figures: Callable[[PublishedOffice], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = time.perf_counter()
    office = opened(tmp_path / "desk", monkeypatch)
    try:
        figures(office)
        print(f"\n{told(figures.__name__, begun, office)}")
    finally:
        office.desk.close()
