"""The fold of dossiers at the centre: the desk's own fold, stored in the order of acceptance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.dossier import fold_bytes, read_fold
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived
from app.domain.folding import Folding
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.domain.trail_facts import CodeAliased
from app.server.asking import copied_text, copy_rows, run_rows, uids_text
from app.server.placing import KnownDossier, Placed, Step, place
from app.sync.event_messages import Flag

_OPEN = text(
    "INSERT INTO dossier (tenant, uid) SELECT :tenant, unnest(CAST(:uids AS uuid[])) "
    "ON CONFLICT DO NOTHING"
)
_LOCK = text(
    "SELECT uid, events, streams, fold, fold_private FROM dossier "
    "WHERE tenant = :tenant AND uid = ANY(CAST(:uids AS uuid[])) ORDER BY uid FOR UPDATE"
)
_STORE = text(
    "UPDATE dossier d SET events = r.events, code = r.code, state = r.state, "
    "streams = r.streams, fold = r.fold, fold_private = r.fold_private "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(uid uuid, events bigint, code text, "
    "state text, streams text[], fold text, fold_private text) "
    "WHERE d.tenant = :tenant AND d.uid = r.uid"
)
_REGISTER = text(
    "INSERT INTO code_registry (tenant, code, dossier_uid) SELECT :tenant, r.code, r.uid "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(code text, uid uuid, n integer) "
    "ORDER BY r.code, r.n ON CONFLICT DO NOTHING"
)
_HOLDERS = text(
    "SELECT code, dossier_uid FROM code_registry WHERE tenant = :tenant AND code = ANY(:codes)"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """What a batch of new events came to: where each goes, and what somebody should look at."""

    placed: Placed
    flags: tuple[Flag, ...]


def fold_in(
    connection: Connection, tenant: str, at: datetime, told: Sequence[tuple[Event, Fact | None]]
) -> Folded:
    """Fold new events into their dossiers, and tell in which streams each belongs."""
    concerned = [_dossier_of(event, fact) for event, fact in told]
    known = _locked(connection, tenant, sorted({uid for uid in concerned if uid is not None}))
    flags: list[Flag] = []
    received: list[tuple[str, Event]] = []
    steps = []
    for (event, fact), uid in zip(told, concerned, strict=True):
        dossier = None if uid is None else known[uid]
        if dossier is not None and event.dossier_uid is not None:
            dossier.folding.take(event, fact)
            dossier.new.append(event)
            if isinstance(fact, DossierReceived | CodeAliased):
                received.append((fact.code, event))
            if fact is None:
                flags.append(Flag(uid=str(event.uid), reason="kind_unknown"))
        steps.append(Step(event, fact, dossier, None if dossier is None else dossier.fold))
    flags += _taken_codes(connection, tenant, received)
    placed = place(connection, tenant, at, steps)
    _store(connection, tenant, known)
    return Folded(placed, tuple(flags))


def _dossier_of(event: Event, fact: Fact | None) -> UUID | None:
    """The dossier that an event is about; what the centre says of a stream is of none itself."""
    if isinstance(fact, ScopeLeft | ScopeEntered):
        return UUID(fact.dossier)
    return event.dossier_uid


def _locked(connection: Connection, tenant: str, uids: list[UUID]) -> dict[UUID, KnownDossier]:
    if not uids:
        return {}
    asked = {"tenant": tenant, "uids": uids_text(uids)}
    connection.execute(_OPEN, asked)
    return {
        uid: KnownDossier(
            uid=uid,
            events=events,
            streams=frozenset(streams),
            folding=Folding(None if fold is None else read_fold(fold, private)),
        )
        for uid, events, streams, fold, private in connection.execute(_LOCK, asked).all()
    }


def _store(connection: Connection, tenant: str, known: dict[UUID, KnownDossier]) -> None:
    if not known:
        return
    rows: list[dict[str, Any]] = []
    for uid, dossier in known.items():
        fold = dossier.folding.end()
        public, private = (None, None) if fold is None else fold_bytes(fold)
        rows.append(
            {
                "uid": str(uid),
                "events": dossier.events + len(dossier.new),
                "code": fold and fold.code,
                "state": fold and fold.state.value,
                "streams": sorted(dossier.streams),
                "fold": public and public.decode(),
                "fold_private": private and private.decode(),
            }
        )
    run_rows(connection, _STORE, rows, tenant=tenant)
    _store_places(connection, tenant, known.values())


def _store_places(connection: Connection, tenant: str, dossiers: Collection[KnownDossier]) -> None:
    """The new events of dossiers, numbered on."""
    each = {
        "dossier_uid": [dossier.uid.hex for dossier in dossiers for _ in dossier.new],
        "n": [
            str(n) for dossier in dossiers for n, _ in enumerate(dossier.new, dossier.events + 1)
        ],
        "uid": [event.uid.hex for dossier in dossiers for event in dossier.new],
    }
    copy_rows(connection, "dossier_event", {"tenant": copied_text(tenant)}, each)


def _taken_codes(
    connection: Connection, tenant: str, received: Sequence[tuple[str, Event]]
) -> list[Flag]:
    """Register the codes of receptions; a flag for each that another dossier bears already."""
    if not received:
        return []
    rows = [
        {"code": code, "uid": str(event.dossier_uid), "n": n}
        for n, (code, event) in enumerate(received)
    ]
    if run_rows(connection, _REGISTER, rows, tenant=tenant).rowcount == len(rows):
        return []
    asked = {"tenant": tenant, "codes": [code for code, _ in received]}
    holders = {row.code: row.dossier_uid for row in connection.execute(_HOLDERS, asked)}
    return [
        Flag(uid=str(event.uid), reason="code_taken")
        for code, event in received
        if holders[code] != event.dossier_uid
    ]
