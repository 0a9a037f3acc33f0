"""What a deed asks of the database it finds by a key: a walk grows with every dossier received."""

from __future__ import annotations

from uuid import UUID

from deeds_at_desk import do, received
from told_statements import told

from app.bootstrap import Desk
from app.domain.deed_forms import ReceiveResultForm, RequestSupplementForm, ReturnResultForm
from app.domain.dossier_rules import DeedKind
from app.domain.end_facts import ShownProof
from app.models.database import Database
from app.services import dossiers, projection


def walks(database: Database, statement: str) -> list[str]:
    """The tables that a statement goes through from end to end."""
    with database.reading() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        steps = [row[3] for row in plan]
    return [each for each in steps if each.startswith("SCAN") and "CONSTANT" not in each]


def test_no_deed_walks_a_table(desk: Desk) -> None:
    with told(desk.database) as statements:
        uid = received(desk)
        do(desk, uid, DeedKind.RECEIVE_RESULT, ReceiveResultForm(name="Giấy"))
        do(desk, uid, DeedKind.RETURN_RESULT, ReturnResultForm(proofs=(ShownProof.SLIP,)))
        asked = RequestSupplementForm(content="Bản sao", asked_by="Sở Nội vụ")
        do(desk, received(desk), DeedKind.REQUEST_SUPPLEMENT, asked)
    looked = [each for each in statements if each.split()[0] in ("SELECT", "UPDATE", "DELETE")]
    assert len(looked) > 20
    assert {each: found for each in looked if (found := walks(desk.database, each))} == {}


def test_a_dossier_is_asked_for_by_its_key_however_many_there_are(desk: Desk) -> None:
    tenant, uid = desk.context.tenant, UUID(int=1)
    with told(desk.database) as statements, desk.database.reading() as session:
        assert projection.stored_dossier(session, tenant, uid) is None
        assert dossiers.dossier_lines(session, tenant, [uid]) == ()
    looked = [each for each in statements if each.startswith("SELECT")]
    assert len(looked) == 2
    assert [found for each in looked if (found := walks(desk.database, each))] == []
