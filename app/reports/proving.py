"""An issued report counted anew at its watermark: the same figures, the same bytes, or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.errors import Reason, Refusal
from app.domain.events import FIRST_CHAIN, next_chain
from app.domain.hand_over import batch_digest
from app.domain.report_facts import ReportIssued, StreamMark
from app.domain.report_shape import Report, report_bytes
from app.domain.streams import first_stream_chain, next_stream_chain
from app.models.database import run, table_of
from app.models.journal import EventPositionRow, EventRow
from app.models.sync import StreamEventRow
from app.reports.issuing import issued_report, named
from app.reports.kinds import Around, CellAsked
from app.reports.past import Past
from app.reports.registry import count_report, dossiers_of
from app.services.desk import DeskContext, staff_name

_EVENT = table_of(EventRow)
_POSITION, _PLACE = table_of(EventPositionRow), table_of(StreamEventRow)
_LINKS = (
    select(_POSITION.c.seq, _EVENT.c.content)
    .outerjoin(_EVENT, (_EVENT.c.tenant == _POSITION.c.tenant) & (_EVENT.c.uid == _POSITION.c.uid))
    .where(_POSITION.c.tenant == bindparam("of"), _POSITION.c.seq <= bindparam("n"))
    .order_by(_POSITION.c.seq)
    .execution_options(yield_per=1000)
)
_PLACES = (
    select(_PLACE.c.pos, _EVENT.c.content)
    .outerjoin(_EVENT, (_EVENT.c.tenant == _PLACE.c.tenant) & (_EVENT.c.uid == _PLACE.c.uid))
    .where(_PLACE.c.tenant == bindparam("of"), _PLACE.c.pos <= bindparam("n"))
    .order_by(_PLACE.c.pos)
    .execution_options(yield_per=1000)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What came of it. ``chains``: the journal is the one that the report was counted from."""

    number: str
    issued_at: datetime
    issued_by: str
    fact: ReportIssued
    report: Report
    chains: bool
    figures: bool
    dossiers: bool
    bytes_equal: bool

    @property
    def is_proven(self) -> bool:
        """Whether all of it agrees."""
        return self.chains and self.figures and self.dossiers and self.bytes_equal

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was held together, each with its outcome."""
        checked = (
            ("chuỗi nhật ký đến lúc ban hành còn nguyên", self.chains),
            ("mọi con số tính lại bằng con số đã ban hành", self.figures),
            (f"danh sách {self.fact.dossiers} hồ sơ đúng như đã ban hành", self.dossiers),
            ("báo cáo tính lại giống từng byte", self.bytes_equal),
        )
        return tuple(f"{'Đúng' if is_true else 'SAI'}: {words}." for words, is_true in checked)


class Reopened:
    """An issued report with the journal of its time behind it, until it is closed."""

    def __init__(self, proof: Proof, past: Past, around: Around) -> None:
        self.proof = proof
        self._past = past
        self._around = around

    def dossiers(self, cell: CellAsked) -> tuple[UUID, ...]:
        """The dossiers that stood behind a cell when it was issued."""
        with self._past.reading() as then:
            return dossiers_of(then, self.proof.fact.asked, self._around, cell)

    def close(self) -> None:
        """Leave nothing behind."""
        self._past.close()


def reopen_report(session: Session, number: str, desk: DeskContext) -> Reopened:
    """Fold the journal again up to the watermark, count again, and hold both together.

    What it was counted from stays at hand. Names erased since then are missing from lists; figures
    stay. Raises ``Refusal``: ``REPORT_NOT_ISSUED``; ``REPORT_OF_ANOTHER_DESK``, for only the desk
    that issued it holds the chains that it names.
    """
    event, fact = issued_report(session, desk.tenant, number)
    if not any(_has(session, desk.tenant, each) for each in fact.marks):
        raise Refusal(Reason.REPORT_OF_ANOTHER_DESK, desk=event.author.desk)
    past = Past(session, desk.tenant, fact)
    around = Around(event.recorded_at, desk)
    with past.reading() as then:
        report = count_report(then, fact.asked, around)
        everyone = dossiers_of(then, fact.asked, around, CellAsked())
    proof = Proof(
        number=str(event.uid),
        issued_at=event.recorded_at,
        issued_by=staff_name(session, desk.tenant, event.author.actor),
        fact=fact,
        report=named(report, event.uid, fact),
        chains=_chains_hold(session, desk.tenant, fact),
        figures=report.lists_persons or _figures(report) == _issued_figures(fact),
        dossiers=(len(everyone), batch_digest(everyone)) == (fact.dossiers, fact.list_digest),
        bytes_equal=digest(report_bytes(report)) == fact.digest,
    )
    return Reopened(proof, past, around)


def _figures(report: Report) -> dict[str, tuple[int, ...]]:
    counted = [at for at, each in enumerate(report.columns) if each.is_number]
    return {row.key: tuple(_figure(row.values[at]) for at in counted) for row in report.rows}


def _issued_figures(fact: ReportIssued) -> dict[str, tuple[int, ...]]:
    return {each.key: each.figures for each in fact.rows}


def _figure(value: object) -> int:
    return value if isinstance(value, int) else 0


def _has(session: Session, tenant: str, mark: StreamMark) -> bool:
    query = _LINKS.where(_POSITION.c.writer == UUID(mark.stream)).limit(1)
    return run(session, query, {"of": tenant, "n": mark.n}).first() is not None


def _chains_hold(session: Session, tenant: str, fact: ReportIssued) -> bool:
    """Whether the contents of the journal still give the chains as they were at the watermark."""
    return all(_writer_holds(session, tenant, each) for each in fact.marks) and all(
        _stream_holds(session, tenant, each) for each in fact.streams
    )


def _writer_holds(session: Session, tenant: str, mark: StreamMark) -> bool:
    writer = UUID(mark.stream)
    links = _linked(session, _LINKS.where(_POSITION.c.writer == writer), tenant, mark.n)

    def link(chain: bytes, seq: int, content: bytes) -> bytes:
        return next_chain(chain, writer, seq, content)

    return _chained(links, FIRST_CHAIN, link) == (mark.n, mark.chain)


def _stream_holds(session: Session, tenant: str, mark: StreamMark) -> bool:
    links = _linked(session, _PLACES.where(_PLACE.c.stream == mark.stream), tenant, mark.n)
    return _chained(links, first_stream_chain(mark.stream), next_stream_chain) == (
        mark.n,
        mark.chain,
    )


def _linked(
    session: Session, query: Select[Any], tenant: str, n: int
) -> Iterator[tuple[int, bytes | None]]:
    return ((at, content) for at, content in run(session, query, {"of": tenant, "n": n}))


def _chained(
    links: Iterator[tuple[int, bytes | None]],
    chain: bytes,
    link: Callable[[bytes, int, bytes], bytes],
) -> tuple[int, str]:
    """How far a chain without gaps goes, and what it comes to there."""
    reached = 0
    for at, content in links:
        if at != reached + 1 or content is None:
            break
        chain, reached = link(chain, at, content), at
    return reached, chain.hex()
