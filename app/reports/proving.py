"""An issued report counted anew at its watermark: the same figures, the same bytes, or not."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.dossier import Dossier
from app.domain.events import FIRST_CHAIN, Event, next_chain, read_event, read_fact
from app.domain.folding import fold_fact
from app.domain.hand_over import batch_digest
from app.domain.report_facts import ReportIssued, StreamMark
from app.domain.report_shape import Report, report_bytes
from app.models import schema
from app.models.base import Base
from app.models.catalogue import ProcedureValidityRow, ProcedureVersionRow
from app.models.database import Database, run, table_of
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow
from app.models.office import CalendarRow, DossierRow
from app.reports.issuing import issued_report, named
from app.reports.kinds import Around, CellAsked
from app.reports.registry import count_report, dossiers_of
from app.services import projection
from app.services.count_projection import store_count
from app.services.desk import DeskContext
from app.services.dossier_rows import dossier_columns

_EVENT, _PRIVATE = table_of(EventRow), table_of(EventPrivateRow)
_POSITION, _DOSSIER = table_of(EventPositionRow), table_of(DossierRow)
_REFERENCE: tuple[type[Base], ...] = (ProcedureVersionRow, ProcedureValidityRow, CalendarRow)
_UNTIL = (
    select(_EVENT.c.content, _PRIVATE.c.content.label("private"))
    .outerjoin(_PRIVATE, (_PRIVATE.c.tenant == _EVENT.c.tenant) & (_PRIVATE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.arrival <= bindparam("until"))
    .execution_options(yield_per=1000)
)
_OF_OFFICE = _UNTIL.where(_EVENT.c.dossier_uid.is_(None)).order_by(_EVENT.c.arrival)
_OF_DOSSIERS = _UNTIL.where(_EVENT.c.dossier_uid.is_not(None)).order_by(
    _EVENT.c.dossier_uid, _EVENT.c.arrival
)
_EVENTS = select(_EVENT).where(
    _EVENT.c.tenant == bindparam("of"), _EVENT.c.arrival <= bindparam("until")
)
_PRIVATES = (
    select(_PRIVATE)
    .join(_EVENT, (_EVENT.c.tenant == _PRIVATE.c.tenant) & (_EVENT.c.uid == _PRIVATE.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.arrival <= bindparam("until"))
)
_LINKS = (
    select(_POSITION.c.seq, _EVENT.c.content)
    .outerjoin(_EVENT, (_EVENT.c.tenant == _POSITION.c.tenant) & (_EVENT.c.uid == _POSITION.c.uid))
    .where(
        _POSITION.c.tenant == bindparam("of"),
        _POSITION.c.writer == bindparam("writer"),
        _POSITION.c.seq <= bindparam("seq"),
    )
    .order_by(_POSITION.c.seq)
    .execution_options(yield_per=1000)
)
_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of it. ``chains``: the journal is the one that the report was counted from."""

    number: str
    fact: ReportIssued
    asked_for: tuple[UUID, ...]
    report: Report
    chains: bool
    figures: bool
    dossiers: bool
    bytes_equal: bool

    @property
    def is_proven(self) -> bool:
        """Whether all of it agrees."""
        return self.chains and self.figures and self.dossiers and self.bytes_equal


def prove_report(
    session: Session, number: str, desk: DeskContext, cell: CellAsked | None = None
) -> Proof:
    """Fold the journal again up to the watermark, count again, and hold both together.

    ``asked_for`` of the proof are the dossiers that stood behind a cell then.

    Nothing of what is stored now is used but the journal and the published versions of
    procedures. Names erased since then are missing from lists; figures stay.
    Raises ``Refusal`` (``REPORT_NOT_ISSUED``).
    """
    event, fact = issued_report(session, desk.tenant, number)
    around = Around(event.recorded_at, desk)
    with _refolded(session, desk.tenant, fact.arrival) as past:
        report = count_report(past, fact.asked, around)
        everyone = dossiers_of(past, fact.asked, around, CellAsked())
        behind = () if cell is None else dossiers_of(past, fact.asked, around, cell)
    return Proof(
        number=str(event.uid),
        fact=fact,
        asked_for=behind,
        report=named(report, event),
        chains=_chains_hold(session, desk.tenant, fact),
        figures=report.lists_persons or _figures(report) == _issued_figures(fact),
        dossiers=(len(everyone), batch_digest(everyone)) == (fact.dossiers, fact.list_digest),
        bytes_equal=digest(report_bytes(report)) == fact.digest,
    )


def _figures(report: Report) -> dict[str, tuple[int, ...]]:
    counted = [at for at, each in enumerate(report.columns) if each.is_number]
    return {row.key: tuple(_figure(row.values[at]) for at in counted) for row in report.rows}


def _issued_figures(fact: ReportIssued) -> dict[str, tuple[int, ...]]:
    return {each.key: each.figures for each in fact.rows}


def _figure(value: object) -> int:
    return value if isinstance(value, int) else 0


def _chains_hold(session: Session, tenant: str, fact: ReportIssued) -> bool:
    """Whether the contents of the journal still give the chains as they were at the watermark."""
    return all(_chain(session, tenant, each) == each.chain for each in fact.marks)


def _chain(session: Session, tenant: str, mark: StreamMark) -> str | None:
    writer, chain, expected = UUID(mark.stream), FIRST_CHAIN, 1
    at: dict[str, Any] = {"of": tenant, "writer": writer, "seq": mark.n}
    for seq, content in run(session, _LINKS, at):
        if seq != expected or content is None:
            return None
        chain, expected = next_chain(chain, writer, seq, content), seq + 1
    return chain.hex() if expected == mark.n + 1 else None


@contextmanager
def _refolded(session: Session, tenant: str, until: int) -> Iterator[Session]:
    """The tables of counting as they were, in an encrypted scratch file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="motcua-proof-") as folder:
        scratch = Database(Path(folder) / "proof.db", os.urandom(32))
        try:
            schema.bring_up_to_date(scratch)
            with scratch.transaction() as past:
                _copy_journal(session, past, {"of": tenant, "until": until})
                _fold_office(session, past, {"of": tenant, "until": until})
                _fold_dossiers(session, past, {"of": tenant, "until": until})
            with scratch.reading() as past:
                yield past
        finally:
            scratch.close()


def _copy_journal(session: Session, past: Session, asked: dict[str, Any]) -> None:
    """The events themselves, for reports that read them, and what they refer to by digest."""
    for table, query in ((_EVENT, _EVENTS), (_PRIVATE, _PRIVATES)):
        for chunk in run(session, query, asked).mappings().partitions(_CHUNK):
            run(past, insert(table), [dict(each) for each in chunk])
    for kind in _REFERENCE:
        table = table_of(kind)
        known = run(session, select(table).where(table.c.tenant == asked["of"])).mappings().all()
        if known:
            run(past, insert(table), [dict(each) for each in known])


def _fold_office(session: Session, past: Session, asked: dict[str, Any]) -> None:
    for content, private in run(session, _OF_OFFICE, asked):
        event = read_event(content, private)
        projection.project(past, event, None, read_fact(event))


def _fold_dossiers(session: Session, past: Session, asked: dict[str, Any]) -> None:
    """Dossier by dossier, so that a journal of millions needs the room of one."""
    read = (read_event(content, private) for content, private in run(session, _OF_DOSSIERS, asked))
    rows: list[dict[str, Any]] = []
    for number, (uid, events) in enumerate(groupby(read, lambda each: each.dossier_uid), 1):
        dossier = _folded(events)
        if dossier is None:
            continue
        store_count(past, asked["of"], dossier, None)
        columns = dossier_columns(dossier)
        rows.append({"tenant": asked["of"], "uid": uid, "number": number, **columns})
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
