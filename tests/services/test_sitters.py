"""Who stands in the list at the lock: whoever can sign in here comes first and is told apart."""

from __future__ import annotations

from sqlalchemy import delete

from app.bootstrap import Desk
from app.models.people import CredentialRow
from app.services import credentials
from app.services.desk import CLERK
from app.services.seat import seat_rules
from app.services.staff_accounts import StaffForm, add_staff


def called(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        sitters = seat_rules(session, desk.context, desk.now()).sitters
    return [each.called for each in sitters]


def test_a_namesake_without_a_pin_here_stands_last_and_says_so(desk: Desk) -> None:
    stamp = {"now": desk.now(), "desk": desk.context, "actor": desk.actor}
    tenant, name = desk.context.tenant, desk.actor.full_name
    assert called(desk) == [name]  # nobody has proven anything yet
    hashed = credentials.hash_secret("739152")
    with desk.database.transaction() as session:
        uid = desk.actor.uid
        credentials.keep_secret(session, tenant, uid, hashed, now=desk.now(), given=False)
        before = add_staff(session, StaffForm(full_name=name, roles=(CLERK,)), **stamp).member.uid
    assert called(desk) == [name, name]
    with desk.database.transaction() as session:
        # As on a machine that took over a desk: accounts come by the journal, PINs never.
        session.execute(delete(CredentialRow).where(CredentialRow.staff_uid == before))
    assert called(desk) == [name, f"{name} (chưa có mã PIN)"]
