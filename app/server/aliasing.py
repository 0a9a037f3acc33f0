"""Codes that two dossiers bear, or that were provisional: the centre names the dossier anew.

The first to reach the centre keeps its code. The slip of the other stays good: its QR holds the
dossier's uid, and its code stays with the dossier as the one on paper.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.codes import ALIASES, DossierCode
from app.domain.dossier import Dossier, read_fold
from app.domain.facts import DossierReceived
from app.domain.moments import local_date
from app.domain.trail_facts import AliasReason, CodeAliased
from app.server import journal
from app.server.centre import Centre
from app.server.incoming import read_incoming
from app.server.journal import Arrival
from app.server.own_events import written_here
from app.sync.event_messages import Flag
from app.sync.wire import Carried

TAKEN = "code_taken"
PROVISIONAL = b'"code_source":"provisional"'
_RECEIVED, _ALIASED = (f'"{each.kind}"'.encode() for each in (DossierReceived, CodeAliased))
_FOREIGN = frozenset({"portal", "imported"})

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
_WANTING = text(
    "SELECT d.uid, d.fold, d.fold_private FROM dossier d "
    "LEFT JOIN code_registry r ON r.tenant = d.tenant AND r.code = d.code "
    "WHERE d.tenant = :tenant AND d.uid = ANY(:uids) AND d.fold IS NOT NULL "
    "AND (d.code LIKE 'TAM-%' OR r.dossier_uid <> d.uid) ORDER BY d.uid"
)
_LAST = text(
    "SELECT max(code) FROM code_registry WHERE tenant = :tenant AND code BETWEEN :first AND :last"
)
_ALIAS = text(
    "INSERT INTO code_alias (tenant, alias, dossier_uid, code) "
    "VALUES (:tenant, :alias, :uid, :code) ON CONFLICT DO NOTHING"
)


def settle(
    centre: Centre,
    connection: Connection,
    tenant: str,
    events: Sequence[Carried],
    flags: Iterable[Flag] | None,
) -> int:
    """Give every dossier of these events that needs one a code of its own; how many got one.

    Without ``flags`` every reception among them is looked at. Nothing happens a second time. A name
    that was given before the centre was restored may be another dossier's by the time it comes
    back, so those are looked at too.
    """
    uids = _received(events, flags)
    if not uids:
        return 0
    asked = {"tenant": tenant, "uids": sorted(uids)}
    wanting = connection.execute(_WANTING, asked).all()
    dossiers = [read_fold(row.fold, row.fold_private) for row in wanting]
    named = _named(centre, connection, tenant, dossiers)
    if named:
        arrival = Arrival(tenant=tenant, office=None, writer=None, at=centre.now())
        journal.admit(connection, arrival, read_incoming(named))
    return len(named)


def _received(events: Sequence[Carried], flags: Iterable[Flag] | None) -> set[UUID]:
    taken = None if flags is None else {each.uid for each in flags if each.reason == TAKEN}
    found = set()
    for each in events:
        if _ALIASED in each.content:
            found |= _aliased(each)
        if _RECEIVED not in each.content:
            continue
        if taken == set() and PROVISIONAL not in each.content:
            continue
        plain: dict[str, Any] = json.loads(each.content)
        is_meant = taken is None or plain["uid"] in taken or PROVISIONAL in each.content
        if is_meant and plain["kind"] == DossierReceived.kind:
            found.add(UUID(plain["dossier_uid"]))
    return found


def _aliased(carried: Carried) -> set[UUID]:
    plain: dict[str, Any] = json.loads(carried.content)
    return {UUID(plain["dossier_uid"])} if plain["kind"] == CodeAliased.kind else set()


def _named(
    centre: Centre, connection: Connection, tenant: str, dossiers: Iterable[Dossier]
) -> list[Carried]:
    """The events that name dossiers anew; a day in which the centre has no number left waits.

    A code of another system is left alone: two dossiers of one filing are for people to settle.
    """
    of_days: dict[tuple[str, date], list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        if dossier.code_source not in _FOREIGN:
            of_days[dossier.office, local_date(dossier.received_at)].append(dossier)
    events = []
    # Locks are taken in one order, so that two pushes never wait for each other.
    for (office, day), few in sorted(of_days.items()):
        codes = _next_codes(connection, tenant, office, day)
        events += [_event(centre, tenant, *each) for each in zip(few, codes, strict=False)]
    if events:
        connection.execute(_ALIAS, [alias for _, alias in events])
    return [carried for carried, _ in events]


def _event(
    centre: Centre, tenant: str, dossier: Dossier, code: DossierCode
) -> tuple[Carried, dict[str, str | UUID | None]]:
    """The event that names a dossier anew, and its row among the aliases."""
    is_provisional = dossier.code_source == "provisional"
    fact = CodeAliased(
        code=str(code),
        alias=dossier.code,
        reason=AliasReason.PROVISIONAL if is_provisional else AliasReason.TAKEN,
    )
    event = written_here(tenant, dossier.office, centre.now(), fact, dossier)
    row = {"tenant": tenant, "alias": fact.alias, "uid": event.dossier_uid, "code": fact.code}
    return Carried(event.content), row


def _next_codes(
    connection: Connection, tenant: str, agency: str, on: date
) -> Iterator[DossierCode]:
    """The centre's next numbers of a day, under a lock until this transaction ends."""
    connection.execute(_LOCK, {"name": f"alias/{tenant}/{agency}/{on:%y%m%d}"})
    first, last = (
        str(DossierCode(agency, on, ALIASES.prefix, number))
        for number in (ALIASES.first, ALIASES.last)
    )
    asked = {"tenant": tenant, "first": first, "last": last}
    used: str | None = connection.execute(_LAST, asked).scalar()
    begin = ALIASES.first if used is None else int(used[-3:]) + 1
    for number in range(begin, ALIASES.last + 1):
        yield DossierCode(agency, on, ALIASES.prefix, number)
