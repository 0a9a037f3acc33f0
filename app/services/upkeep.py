"""Rebuild and verify: the stored fold against the journal, the journal against itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.dossier import Dossier
from app.domain.events import FIRST_CHAIN, next_chain, read_event, read_fact
from app.domain.folding import fold
from app.domain.streams import first_stream_chain, next_stream_chain
from app.models.database import table_of
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow, TombstoneRow, WriterRow
from app.models.office import CodeUsedRow, DossierRow
from app.models.sync import DepartedRow, PartsWantedRow, StreamEventRow
from app.services import centre_staff, journal, projection
from app.services.count_projection import counts_that_differ
from app.services.departing import departed
from app.services.dossier_rows import dossier_columns
from app.services.numbering import BURNED
from app.services.refolding import refold
from app.services.staff_check import accounts_that_differ

_DOSSIER = table_of(DossierRow)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is off: which invariant of ``docs/decisions/0002-journal.md``, and where.

    ``event_uid`` or ``dossier_uid`` name what it is about, where that can be told.
    """

    invariant: str
    where: str
    sentence: str
    event_uid: str | None = None
    dossier_uid: str | None = None


def rebuild(session: Session, tenant: str) -> int:
    """Drop the stored fold and fold every event again; returns the number of dossiers."""
    projection.clear(session, tenant)
    dossiers: dict[UUID, None] = {}
    for event in journal.events(session, tenant):
        projection.project_single(session, event, read_fact(event))
        if event.dossier_uid is not None:
            dossiers[event.dossier_uid] = None
    for uid in dossiers:
        refold(session, tenant, uid)
    centre_staff.bring_up(session, tenant)
    counted = session.execute(
        select(func.count()).select_from(DossierRow).where(DossierRow.tenant == tenant)
    )
    return counted.scalar_one()


def verify(session: Session, tenant: str) -> tuple[Finding, ...]:
    """Every invariant that one desk can ask of itself; nothing found is a sound journal."""
    folded = _folded(session, tenant)
    return (
        *_check_chains(session, tenant),
        *_check_positions(session, tenant),
        *_check_streams(session, tenant),
        *_check_private_parts(session, tenant),
        *_check_fold(session, tenant, folded),
        *_check_counts(session, tenant, folded),
        *_check_staff(session, tenant),
        *_check_codes(session, tenant),
        *_check_pages(session),
    )


def _check_chains(session: Session, tenant: str) -> Iterator[Finding]:
    """I3: per writer, seq without gaps from 1, and a chain that follows from the contents."""
    writers = session.execute(
        select(WriterRow.uid).where(WriterRow.tenant == tenant).order_by(WriterRow.ordinal)
    )
    for writer in list(writers.scalars()):
        yield from _check_chain(session, tenant, writer)


def _check_chain(session: Session, tenant: str, writer: UUID) -> Iterator[Finding]:
    rows = session.execute(
        select(EventPositionRow.seq, EventPositionRow.chain, EventPositionRow.uid, EventRow.content)
        .outerjoin(
            EventRow,
            (EventRow.tenant == EventPositionRow.tenant) & (EventRow.uid == EventPositionRow.uid),
        )
        .where(EventPositionRow.tenant == tenant, EventPositionRow.writer == writer)
        .order_by(EventPositionRow.seq)
        .execution_options(yield_per=1000)
    )
    chain, expected = FIRST_CHAIN, 1
    found = cast("Iterator[tuple[int, bytes, UUID, bytes | None]]", iter(rows))
    for seq, stored, uid, content in found:
        where = f"{writer}/{seq}"
        if seq != expected:
            said = str(expected) if seq == expected + 1 else f"{expected} đến {seq - 1}"
            yield Finding("I3", where, f"Chuỗi nhật ký thiếu sự kiện số {said}.")
        elif content is None:
            yield Finding("I3", where, f"Sự kiện số {seq} của chuỗi không còn nội dung.", str(uid))
        elif next_chain(chain, writer, seq, content) != stored:
            yield Finding("I3", where, f"Sự kiện số {seq} không khớp với chuỗi nhật ký.", str(uid))
        # What follows is held against the link as stored, so that each break is told once.
        chain, expected = stored, seq + 1


def _check_positions(session: Session, tenant: str) -> Iterator[Finding]:
    """I3: every event stands in a chain of this desk or in a stream; else it would go nowhere."""
    rows = session.execute(
        select(EventRow.uid)
        .outerjoin(
            EventPositionRow,
            (EventPositionRow.tenant == EventRow.tenant) & (EventPositionRow.uid == EventRow.uid),
        )
        .outerjoin(
            StreamEventRow,
            (StreamEventRow.tenant == EventRow.tenant) & (StreamEventRow.uid == EventRow.uid),
        )
        .where(EventRow.tenant == tenant, EventPositionRow.uid.is_(None))
        .where(StreamEventRow.uid.is_(None))
        .order_by(EventRow.arrival)
    )
    for uid in rows.scalars():
        yield Finding("I3", str(uid), "Sự kiện không đứng trong chuỗi nhật ký nào.", str(uid))


def _check_streams(session: Session, tenant: str) -> Iterator[Finding]:
    """I4: per stream, positions without gaps from 1, and a chain that follows from the contents."""
    rows = session.execute(
        select(StreamEventRow.stream, StreamEventRow.pos, StreamEventRow.chain, EventRow.content)
        .outerjoin(
            EventRow,
            (EventRow.tenant == StreamEventRow.tenant) & (EventRow.uid == StreamEventRow.uid),
        )
        .where(StreamEventRow.tenant == tenant)
        .order_by(StreamEventRow.stream, StreamEventRow.pos)
        .execution_options(yield_per=1000)
    )
    before, chain, expected = "", b"", 1
    found = cast("Iterator[tuple[str, int, bytes, bytes | None]]", iter(rows))
    for stream, pos, stored, content in found:
        if stream != before:
            before, chain, expected = stream, first_stream_chain(stream), 1
        where = f"{stream}/{pos}"
        if pos != expected:
            yield Finding("I4", where, f"Dòng sự kiện của {stream} thiếu vị trí {expected}.")
        elif content is None or next_stream_chain(chain, pos, content) != stored:
            yield Finding("I4", where, f"Vị trí {pos} không khớp với thứ tự của trung tâm.")
        chain, expected = stored, pos + 1


def _check_private_parts(session: Session, tenant: str) -> Iterator[Finding]:
    """I10: a personal part is as first written, or gone with its tombstone or its dossier."""
    rows = session.execute(
        select(
            EventRow.uid,
            EventRow.content,
            EventPrivateRow.content,
            or_(
                TombstoneRow.uid.is_not(None),
                DepartedRow.dossier_uid.is_not(None),
                PartsWantedRow.dossier_uid.is_not(None),
            ),
        )
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
        )
        .outerjoin(
            TombstoneRow,
            (TombstoneRow.tenant == EventRow.tenant) & (TombstoneRow.uid == EventRow.uid),
        )
        .outerjoin(
            DepartedRow,
            (DepartedRow.tenant == EventRow.tenant)
            & (DepartedRow.dossier_uid == EventRow.dossier_uid),
        )
        .outerjoin(
            PartsWantedRow,
            (PartsWantedRow.tenant == EventRow.tenant)
            & (PartsWantedRow.dossier_uid == EventRow.dossier_uid),
        )
        .where(EventRow.tenant == tenant)
        .execution_options(yield_per=1000)
    )
    found = cast("Iterator[tuple[UUID, bytes, bytes | None, bool]]", iter(rows))
    for uid, content, private, may_lack in found:
        stated = _stated_digest(content)
        if private is not None and stated != digest(private):
            yield Finding(
                "I10", str(uid), "Phần thông tin cá nhân đã bị sửa sau khi ghi.", str(uid)
            )
        elif private is None and stated is not None and not may_lack:
            said = "Phần thông tin cá nhân bị mất mà không có lệnh xóa."
            yield Finding("I10", str(uid), said, str(uid))


def _stated_digest(content: bytes) -> str | None:
    try:
        return read_event(content, None).private_digest
    except (ValueError, KeyError, TypeError):
        return None


def _folded(session: Session, tenant: str) -> dict[UUID, Dossier]:
    """Every dossier folded afresh."""
    folded: dict[UUID, Dossier] = {}
    gone = departed(session, tenant)
    for event in journal.events(session, tenant):
        if event.dossier_uid is not None:
            told = replace(event, private=None) if event.dossier_uid in gone else event
            dossier = fold(folded.get(event.dossier_uid), told)
            if dossier is not None:
                folded[event.dossier_uid] = dossier
    return folded


def _check_fold(session: Session, tenant: str, folded: Mapping[UUID, Dossier]) -> Iterator[Finding]:
    """I6: the stored fold equals a fresh one, byte for byte, and so do the columns of lists."""
    stored = session.execute(select(_DOSSIER).where(_DOSSIER.c.tenant == tenant))
    known: set[UUID] = set()
    for row in stored.mappings():
        fresh = folded.get(row["uid"])
        known.add(row["uid"])
        expected = {} if fresh is None else dossier_columns(fresh)
        if fresh is None or any(row[name] != value for name, value in expected.items()):
            said = "Bản lưu hồ sơ không khớp nhật ký; hãy chạy rebuild."
            yield Finding("I6", str(row["uid"]), said, dossier_uid=str(row["uid"]))
    for uid in folded.keys() - known:
        said = "Nhật ký có hồ sơ mà bản lưu không có; hãy chạy rebuild."
        yield Finding("I6", str(uid), said, dossier_uid=str(uid))


def _check_counts(
    session: Session, tenant: str, folded: Mapping[UUID, Dossier]
) -> Iterator[Finding]:
    """I6: what reports count from is what the dossiers count as."""
    for uid in counts_that_differ(session, tenant, folded):
        said = "Số liệu để đếm báo cáo không khớp nhật ký; hãy chạy rebuild."
        yield Finding("I6", str(uid), said, dossier_uid=str(uid))


def _check_staff(session: Session, tenant: str) -> Iterator[Finding]:
    """I6: rights are read from a table, so that table has to be what the journal says."""
    for uid in accounts_that_differ(session, tenant):
        said = "Tài khoản cán bộ không khớp nhật ký (quyền, thời hạn hoặc họ tên)."
        yield Finding("I6", f"cán bộ {uid}", said)


def _check_codes(session: Session, tenant: str) -> Iterator[Finding]:
    """I7: no code names two dossiers, and every code of ours is noted as used."""
    shared = session.execute(
        select(DossierRow.code)
        .where(DossierRow.tenant == tenant)
        .group_by(DossierRow.code)
        .having(func.count() > 1)
    )
    for code in shared.scalars():
        yield Finding("I7", code, f"Mã {code} đang chỉ hai hồ sơ.")
    orphaned = session.execute(
        select(CodeUsedRow.dossier_uid)
        .outerjoin(
            DossierRow,
            (DossierRow.tenant == CodeUsedRow.tenant) & (DossierRow.uid == CodeUsedRow.dossier_uid),
        )
        .where(CodeUsedRow.tenant == tenant, DossierRow.uid.is_(None))
        .where(CodeUsedRow.dossier_uid != BURNED)
    )
    for uid in orphaned.scalars():
        yield Finding("I7", str(uid), "Có số đã cấp mà không có hồ sơ.", dossier_uid=str(uid))


def _check_pages(session: Session) -> Iterator[Finding]:
    """The file itself: SQLite's own check of pages and indexes."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    # What SQLite says of each page is English and helps nobody at a desk; how many it names, does.
    said = [line for (line,) in connection.exec_driver_sql("PRAGMA integrity_check")]
    if said != ["ok"]:
        yield Finding("file", "motcua.db", f"Tệp dữ liệu có {len(said)} chỗ hỏng.")
