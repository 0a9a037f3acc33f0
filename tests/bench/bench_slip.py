"""A receipt slip, warm: at most 25 ms of the processor from the frozen slip to its PDF bytes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "printing"))

from samples import RECEIPT

from app.printing.slips.receipt import draw

_WARM_UP, _TIMES = 5, 60


def test_a_receipt_slip_is_drawn_while_the_printer_wakes() -> None:
    for _ in range(_WARM_UP):
        draw(RECEIPT)
    waited, worked = [], []
    for _ in range(_TIMES):
        begun, working = time.perf_counter(), time.process_time()
        draw(RECEIPT)
        worked.append((time.process_time() - working) * 1000)
        waited.append((time.perf_counter() - begun) * 1000)
    print(
        f"\nreceipt slip, A5, warm: CPU median {median(worked):.1f} ms, "
        f"least {min(worked):.1f} ms; on the clock {median(waited):.1f} ms"
    )
    assert median(worked) <= 25
