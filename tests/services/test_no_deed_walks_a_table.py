"""What a deed asks of the database it finds by a key: a walk grows with every dossier received."""

from __future__ import annotations

from typing import Any

from deeds_at_desk import do, received
from sqlalchemy import event

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm, RequestSupplementForm, ReturnResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof


def test_no_deed_walks_a_table(desk: Desk) -> None:
    walks: dict[str, list[str]] = {}

    def explain(connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        if statement.split()[0] in ("SELECT", "UPDATE", "DELETE") and isinstance(given, tuple):
            raw = connection.connection.driver_connection
            plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", given)]
            found = [each for each in plan if each.startswith("SCAN") and "CONSTANT" not in each]
            if found:
                walks[statement] = found

    event.listen(desk.database.engine, "before_cursor_execute", explain)
    uid = received(desk)
    do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
    do(desk, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
    asked = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
    do(desk, received(desk), DeedKind.REQUEST_SUPPLEMENT, asked)
    assert walks == {}
