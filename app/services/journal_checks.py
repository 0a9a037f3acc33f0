"""The journal against itself: chains, streams, personal parts as first written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.domain.canonical import digest
from app.domain.events import FIRST_CHAIN, next_chain, read_event
from app.domain.light_dataclass import dataclass
from app.domain.streams import first_stream_chain, next_stream_chain
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow, WriterRow
from app.models.sync import DepartedRow, PartsWantedRow, StreamEventRow
from app.services.desk import settings_of
from app.services.forgetting import stands_erased


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


def awaiting_place(session: Session, tenant: str) -> int:
    """How many events of other offices came by hand, and the centre has given no place yet."""
    found = _unplaced(tenant).where(EventRow.office != _own_office(session, tenant))
    return session.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def check_chains(session: Session, tenant: str) -> Iterator[Finding]:
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


def check_positions(session: Session, tenant: str) -> Iterator[Finding]:
    """I3: what this office did stands in a chain of this desk or in a stream; else it is lost here.

    What a stick brought from another office goes to the centre from there.
    """
    ours = _unplaced(tenant).where(EventRow.office == _own_office(session, tenant))
    for uid in session.execute(ours.order_by(EventRow.arrival)).scalars():
        yield Finding("I3", str(uid), "Sự kiện không đứng trong chuỗi nhật ký nào.", str(uid))


def _own_office(session: Session, tenant: str) -> str:
    office: str = settings_of(session, tenant)["agency_code"]
    return office


def _unplaced(tenant: str) -> Select[UUID]:
    """Events that stand in no chain of this desk and in no stream."""
    return (
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
    )


def check_streams(session: Session, tenant: str) -> Iterator[Finding]:
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


def check_private_parts(session: Session, tenant: str) -> Iterator[Finding]:
    """I10: a personal part is as first written, or gone with its tombstone or its dossier."""
    rows = session.execute(
        select(
            EventRow.uid,
            EventRow.content,
            EventPrivateRow.content,
            or_(
                stands_erased(EventRow.tenant, EventRow.uid, EventRow.dossier_uid),
                DepartedRow.dossier_uid.is_not(None),
                PartsWantedRow.dossier_uid.is_not(None),
            ),
        )
        .outerjoin(
            EventPrivateRow,
            (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid),
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
