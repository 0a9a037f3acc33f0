"""Keeping a half-typed reception: at most 3 ms, durable, the list and a recall included."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from desks import NOW

from app.bootstrap import Desk
from app.services import drafts

TIMES = 300


def milliseconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def test_typing_never_waits_for_its_draft(desk: Desk) -> None:
    content: dict[str, Any] = {
        "full_name": "Trần Thị Mẫu",
        "procedure_code": "1.010833",
        "abstract": "Đề nghị cấp giấy xác nhận " * 20,
        "documents": [{"ordinal": each, "originals": 1} for each in range(1, 9)],
    }

    def save(number: int) -> None:
        content["notes"] = f"Ghi chú {number}"
        with desk.database.transaction() as session:
            now = NOW + timedelta(seconds=number)
            drafts.save_draft(session, UUID(int=number % 5), content, now=now, desk=desk.context)

    def read() -> None:
        with desk.database.reading() as session:
            for each in drafts.parked_drafts(session, now=NOW, desk=desk.context):
                drafts.recall_draft(session, each.uid, desk=desk.context)

    save(0)
    read()
    saves = [milliseconds(lambda number=number: save(number)) for number in range(TIMES)]  # type: ignore[misc]
    reads = [milliseconds(read) for _ in range(50)]
    p95 = statistics.quantiles(saves, n=20)[-1]
    print(
        f"\ndraft: saved in {statistics.median(saves):.2f} ms, p95 {p95:.2f} ms; "
        f"a list of 5, all recalled, {statistics.median(reads):.2f} ms"
    )
    assert statistics.median(saves) <= 3
