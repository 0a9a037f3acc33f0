from __future__ import annotations

from datetime import timedelta
from typing import Any

from desks import NOW, reception

from app.bootstrap import Desk
from app.devices.witness import Witness
from app.services.receiving import receive_dossier
from app.services.visits import guide_visit


def counters_after(desk: Desk, days: int, *, with_dossier: bool) -> dict[str, int]:
    who: dict[str, Any] = {"desk": desk.context, "actor": desk.actor}
    at = NOW + timedelta(days=days)
    with desk.database.transaction() as session:
        if with_dossier:
            receive_dossier(session, reception(), now=at, **who)
        else:
            guide_visit(session, reception(documents=()), (), now=at, **who)
    testimony = Witness(desk.settings.witness).testimony()
    assert testimony is not None
    return testimony.counters


def test_the_witness_forgets_the_oldest_day_and_never_a_register_book(desk: Desk) -> None:
    assert counters_after(desk, 0, with_dossier=True)["register:3/2026"] == 1
    for day in range(1, 42):
        counters = counters_after(desk, day, with_dossier=False)
    assert "code:H40.16:261116:3" not in counters
    assert counters["register:3/2026"] == 1
    counters = counters_after(desk, 42, with_dossier=True)
    assert counters["code:H40.16:261228:3"] == 1
    assert counters["register:3/2026"] == 2
    assert "visit:261119:3" in counters
