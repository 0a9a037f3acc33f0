"""The tables that reports count from, as they were when one was issued, in a scratch file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID
from weakref import finalize

from sqlalchemy import CompoundSelect, Select, and_, false, insert, or_, select, union
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import Event, read_event, read_fact
from app.domain.folding import fold_fact
from app.domain.report_facts import ReportIssued
from app.models import schema
from app.models.base import Base
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.models.database import Database, run, table_of
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow
from app.models.office import CalendarRow, DossierRow
from app.models.sync import StreamEventRow
from app.services import projection
from app.services.count_projection import store_count
from app.services.dossier_rows import dossier_columns

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_POSITION, _PLACE = table_of(EventPositionRow), table_of(StreamEventRow)
_DOSSIER = table_of(DossierRow)
_REFERENCE: tuple[type[Base], ...] = (ProcedureVersionRow, ProcedureValidityRow, CalendarRow)
_CHUNK = 1000


class Past:
    """The journal folded up to a report's watermark, encrypted with a key that nobody keeps.

    Nothing of what is stored now is used but the journal and the published versions of
    procedures. Takes as long as folding every dossier once. ``close`` leaves nothing behind.
    """

    def __init__(self, session: Session, tenant: str, fact: ReportIssued) -> None:
        folder = tempfile.mkdtemp(prefix="motcua-proof-")
        self._scratch = Database(Path(folder) / "proof.db", os.urandom(32))
        self._ending = finalize(self, _put_away, self._scratch, folder)
        schema.bring_up_to_date(self._scratch)
        then = _Then(tenant, fact)
        with self._scratch.transaction() as past:
            _copy_journal(session, past, then)
            _fold_office(session, past, then)
            _fold_dossiers(session, past, then)

    def reading(self) -> AbstractContextManager[Session]:
        """A session on those tables."""
        return self._scratch.reading()

    def close(self) -> None:
        """Remove the scratch file."""
        self._ending()


def _put_away(scratch: Database, folder: str) -> None:
    scratch.close()
    shutil.rmtree(folder, ignore_errors=True)


class _Then:
    """Which events were known when a report was issued, and in which order they counted."""

    def __init__(self, tenant: str, fact: ReportIssued) -> None:
        self.tenant = tenant
        own = [
            select(_POSITION.c.uid).where(
                _POSITION.c.tenant == tenant,
                _POSITION.c.writer == UUID(each.stream),
                _POSITION.c.seq <= each.n,
            )
            for each in fact.marks
        ]
        followed = (
            and_(_PLACE.c.stream == each.stream, _PLACE.c.pos <= each.n) for each in fact.streams
        )
        self._placed = (
            select(_PLACE.c.uid, _PLACE.c.pos)
            .where(_PLACE.c.tenant == tenant, or_(false(), *followed))
            .subquery()
        )
        self.uids: CompoundSelect[UUID] = union(*own, select(self._placed.c.uid))

    def contents(self) -> Select[Any]:
        """Events with their private parts, the centre's order first, then what was only ours."""
        of_event = (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid)
        return (
            select(_EVENT.c.content, _PRIVATE.c.content)
            .outerjoin(_PRIVATE, of_event)
            .outerjoin(self._placed, self._placed.c.uid == _EVENT.c.uid)
            .where(_EVENT.c.tenant == self.tenant, _EVENT.c.uid.in_(self.uids))
            .order_by(
                _EVENT.c.dossier_uid,
                self._placed.c.pos.is_(None),
                self._placed.c.pos,
                _EVENT.c.arrival,
            )
            .execution_options(yield_per=_CHUNK)
        )


def _copy_journal(session: Session, past: Session, then: _Then) -> None:
    """The events themselves, for reports that read them, and what they refer to by digest."""
    for table in (_EVENT, _PRIVATE):
        known = select(table).where(table.c.tenant == then.tenant, table.c.uid.in_(then.uids))
        for chunk in run(session, known).mappings().partitions(_CHUNK):
            run(past, insert(table), [dict(each) for each in chunk])
    for kind in _REFERENCE:
        table = table_of(kind)
        query = select(table).where(table.c.tenant == then.tenant)
        rows = [dict(each) for each in run(session, query).mappings()]
        if rows:
            run(past, insert(table), rows)


def _fold_office(session: Session, past: Session, then: _Then) -> None:
    query = then.contents().where(_EVENT.c.dossier_uid.is_(None))
    for content, private in run(session, query):
        event = read_event(content, private)
        projection.project(past, event, None, read_fact(event))


def _fold_dossiers(session: Session, past: Session, then: _Then) -> None:
    """Dossier by dossier, so that a journal of millions needs the room of one."""
    query = then.contents().where(_EVENT.c.dossier_uid.is_not(None))
    read = (read_event(*contents) for contents in run(session, query))
    rows: list[dict[str, Any]] = []
    for number, (uid, events) in enumerate(groupby(read, lambda each: each.dossier_uid), 1):
        dossier = _folded(events)
        if dossier is None:
            continue
        store_count(past, then.tenant, dossier, None)
        columns = dossier_columns(dossier)
        rows.append({"tenant": then.tenant, "uid": uid, "number": number, **columns})
        if len(rows) == _CHUNK:
            run(past, insert(_DOSSIER), rows)
            rows = []
    if rows:
        run(past, insert(_DOSSIER), rows)


def _folded(events: Iterator[Event]) -> Dossier | None:
    dossier = None
    for event in events:
        dossier = fold_fact(dossier, event, read_fact(event))
    return dossier
