"""Each paper, warm: at most 60 ms of the processor, told as a share of that.

Papers of deeds from frozen data to PDF bytes; papers of the registry from a dossier's events.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from uuid import UUID

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "printing"))

from deed_samples import PAPERS_OF_DEEDS

from app.domain.moments import VIETNAM
from app.domain.printers import Paper, SlipKind
from app.papers.wording_preview import SAMPLED, wording_preview_pdf
from app.services.desk import DeskContext
from app.services.wording import set_up_wording

_WARM_UP, _TIMES = 3, 20
_MOST_MS = 60
LONG = frozenset(name for name in PAPERS_OF_DEEDS if name.endswith("-40"))
"""Forty rows over several pages: these may take as long as they need."""

DESK = DeskContext(
    tenant="H40",
    device_uid=UUID(int=9),
    agency_code="H40.16",
    office_name="Trung tâm Phục vụ hành chính công xã An Thử",
    place="An Thử",
    number=3,
    contact_line="Điện thoại hỗ trợ: 0220 000 0000",
)
AT = datetime(2026, 11, 16, 9, 0, tzinfo=VIETNAM)
EVERY = [(kind, paper) for kind in SAMPLED for paper in kind.papers]


@pytest.mark.parametrize("name", sorted(set(PAPERS_OF_DEEDS) - LONG))
def test_a_paper_is_drawn_while_the_printer_wakes(name: str) -> None:
    assert _share(name, PAPERS_OF_DEEDS[name]) <= 1


@pytest.mark.parametrize(("kind", "paper"), EVERY, ids=str)
def test_a_paper_of_the_registry_is_built_and_drawn_as_soon(kind: SlipKind, paper: Paper) -> None:
    words = set_up_wording(DESK)
    share = _share(
        f"{kind.value} on {paper.value}",
        lambda: wording_preview_pdf(kind.value, words, desk=DESK, at=AT, size=paper),
    )
    assert share <= 1


def _share(name: str, draw: Callable[[], bytes]) -> float:
    """Processor time of a drawing, as a share of what a paper may take."""
    worked = _milliseconds(draw)
    share = median(worked) / _MOST_MS
    print(f"\n{name}: {share:.2f} of {_MOST_MS} ms (median), least {min(worked):.1f} ms")
    return share


def _milliseconds(draw: Callable[[], bytes]) -> list[float]:
    for _ in range(_WARM_UP):
        draw()
    worked = []
    for _ in range(_TIMES):
        begun = time.process_time()
        draw()
        worked.append((time.process_time() - begun) * 1000)
    return worked
