"""The centre against itself: every invariant of the journal, in one snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.canonical import digest
from app.domain.dossier import Dossier, fold_bytes
from app.domain.events import FIRST_CHAIN, next_chain, read_event
from app.domain.folding import fold
from app.domain.streams import first_stream_chain, next_stream_chain, streams_of
from app.models.database import session_on
from app.services.count_projection import counts_that_differ

_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
_POSITIONS = text(
    "SELECT p.tenant, p.writer, p.seq, p.chain, coalesce(e.content, q.content) AS content "
    "FROM event_position p "
    "LEFT JOIN event_uid u ON u.tenant = p.tenant AND u.uid = p.uid "
    "LEFT JOIN event e ON e.tenant = p.tenant AND e.received_on = u.received_on AND e.uid = p.uid "
    "LEFT JOIN quarantine q ON q.tenant = p.tenant AND q.uid = p.uid AND q.writer = p.writer "
    "ORDER BY p.tenant, p.writer, p.seq"
)
_STREAMS = text(
    "SELECT s.tenant, s.stream, s.pos, s.chain, e.content FROM stream_event s "
    "LEFT JOIN event_uid u ON u.tenant = s.tenant AND u.uid = s.uid "
    "LEFT JOIN event e ON e.tenant = s.tenant AND e.received_on = u.received_on AND e.uid = s.uid "
    "ORDER BY s.tenant, s.stream, s.pos"
)
_ENDS = text(
    "SELECT s.tenant, s.name, s.pos FROM stream s WHERE s.pos <> (SELECT count(*) FROM "
    "stream_event e WHERE e.tenant = s.tenant AND e.stream = s.name)"
)
_ACKED = text(
    "SELECT w.tenant, w.uid FROM writer w WHERE w.acked_seq <> (SELECT count(*) FROM "
    "event_position p WHERE p.tenant = w.tenant AND p.writer = w.uid)"
)
_ABSENT = text(
    "SELECT d.tenant, d.uid, s.name FROM dossier d CROSS JOIN LATERAL unnest(d.streams) s(name) "
    "JOIN dossier_event de ON de.tenant = d.tenant AND de.dossier_uid = d.uid "
    "LEFT JOIN stream_event e ON e.tenant = d.tenant AND e.stream = s.name AND e.uid = de.uid "
    "WHERE e.uid IS NULL"
)
_POSTS = text("SELECT tenant, code, name FROM office WHERE kind = 'post'")
_STREAMS_OF = text("SELECT tenant, uid, streams FROM dossier WHERE fold IS NOT NULL")
_EVENTS = text(
    "SELECT d.tenant, d.dossier_uid, e.content, p.content AS private FROM dossier_event d "
    "JOIN event_uid u ON u.tenant = d.tenant AND u.uid = d.uid "
    "JOIN event e ON e.tenant = d.tenant AND e.received_on = u.received_on AND e.uid = d.uid "
    "LEFT JOIN event_private p ON p.tenant = d.tenant AND p.uid = d.uid "
    "ORDER BY d.tenant, d.dossier_uid, d.n"
)
_COUNTED = text(
    "SELECT d.tenant, d.uid FROM dossier d JOIN dossier_counted c "
    "ON c.tenant = d.tenant AND c.dossier_uid = d.uid AND c.events = d.events"
)
_FOLDS = text("SELECT tenant, uid, fold, fold_private FROM dossier ORDER BY tenant, uid")
_CODES = text(
    "SELECT tenant, code FROM dossier WHERE code IS NOT NULL GROUP BY tenant, code "
    "HAVING count(*) > 1"
)
_PRIVATE = text(
    "SELECT e.tenant, e.uid, e.content, p.content AS private, t.uid IS NOT NULL AS erased "
    "FROM event e LEFT JOIN event_private p ON p.tenant = e.tenant AND p.uid = e.uid "
    "LEFT JOIN tombstone t ON t.tenant = e.tenant AND t.uid IN (e.uid, e.dossier_uid)"
)


Fresh = dict[tuple[str, UUID], Dossier | None]
"""Dossiers folded afresh, by tenant and uid."""


@dataclass(frozen=True, slots=True)
class CentreFinding:
    """Something that is off at the centre: which invariant, where, in a sentence."""

    invariant: str
    where: str
    sentence: str


def verify(connection: Connection) -> tuple[CentreFinding, ...]:
    """Every invariant; nothing found is a sound centre. The transaction must be a fresh one."""
    connection.execute(_SNAPSHOT)
    fresh = _folded(connection)
    return (
        *_writers(connection),
        *_streams(connection),
        *_scopes(connection, fresh),
        *_folds(connection, fresh),
        *_counts(connection, fresh),
        *_codes(connection),
        *_private(connection),
    )


def _writers(connection: Connection) -> Iterator[CentreFinding]:
    """I3 and I5: per writer, seq without gaps from 1, a chain that verifies, acked to its end."""
    before, chain, expected = None, FIRST_CHAIN, 1
    for row in connection.execute(_POSITIONS):
        if row.writer != before:
            before, chain, expected = row.writer, FIRST_CHAIN, 1
        where = f"{row.writer}/{row.seq}"
        if row.seq != expected:
            yield CentreFinding("I3", where, f"Chuỗi thiếu sự kiện số {expected}.")
        elif row.content is None:
            yield CentreFinding("I3", where, "Sự kiện không còn nội dung.")
        elif next_chain(chain, row.writer, row.seq, row.content.encode()) != bytes(row.chain):
            yield CentreFinding("I3", where, "Sự kiện không khớp với chuỗi.")
        chain, expected = bytes(row.chain), row.seq + 1
    for row in connection.execute(_ACKED):
        yield CentreFinding("I5", str(row.uid), "Số đã nhận không bằng số sự kiện của chuỗi.")


def _streams(connection: Connection) -> Iterator[CentreFinding]:
    """I4: positions without gaps, a chain that verifies, dossiers whole in their streams."""
    before, chain, expected = None, b"", 1
    for row in connection.execute(_STREAMS):
        if (row.tenant, row.stream) != before:
            before, expected = (row.tenant, row.stream), 1
            chain = first_stream_chain(row.stream)
        where = f"{row.stream}/{row.pos}"
        if row.pos != expected:
            yield CentreFinding("I4", where, f"Dòng sự kiện thiếu vị trí {expected}.")
        elif row.content is None or next_stream_chain(
            chain, row.pos, row.content.encode()
        ) != bytes(row.chain):
            yield CentreFinding("I4", where, "Vị trí không khớp với chuỗi của dòng.")
        chain, expected = bytes(row.chain), row.pos + 1
    for row in connection.execute(_ENDS):
        yield CentreFinding("I4", row.name, "Số đếm của dòng không bằng số vị trí.")
    for row in connection.execute(_ABSENT):
        yield CentreFinding("I4", f"{row.name}/{row.uid}", "Hồ sơ thiếu sự kiện ở dòng này.")


def _scopes(connection: Connection, fresh: Fresh) -> Iterator[CentreFinding]:
    """I4: a dossier is in the streams that it concerns, and in no post point's beside those."""
    posts: dict[str, dict[str, str]] = {}
    for tenant, code, name in connection.execute(_POSTS):
        posts.setdefault(tenant, {})[code] = name
    for tenant, uid, streams in connection.execute(_STREAMS_OF):
        dossier, here = fresh.get((tenant, uid)), posts.get(tenant, {})
        if dossier is None:
            continue
        beyond = (set(streams) & here.keys()) - streams_of(dossier, here)
        for name in sorted(beyond):
            said = "Hồ sơ còn ở dòng của bưu cục không còn phần việc."
            yield CentreFinding("I4", f"{name}/{uid}", said)


def _folded(connection: Connection) -> Fresh:
    """Every dossier folded afresh."""
    fresh: Fresh = {}
    for row in connection.execute(_EVENTS):
        at = (row.tenant, row.dossier_uid)
        private = None if row.private is None else row.private.encode()
        fresh[at] = fold(fresh.get(at), read_event(row.content.encode(), private))
    return fresh


def _folds(connection: Connection, fresh: Fresh) -> Iterator[CentreFinding]:
    """I6: the stored fold is what a fresh one gives, byte for byte."""
    for row in connection.execute(_FOLDS):
        dossier = fresh.get((row.tenant, row.uid))
        public, private = (None, None) if dossier is None else fold_bytes(dossier)
        stored = (row.fold and row.fold.encode(), row.fold_private and row.fold_private.encode())
        if (public, private) != stored:
            yield CentreFinding("I6", str(row.uid), "Bản lưu hồ sơ không khớp nhật ký.")


def _counts(connection: Connection, fresh: Fresh) -> Iterator[CentreFinding]:
    """I6: what was counted for reports is what those dossiers count as."""
    known: dict[str, dict[UUID, Dossier]] = {}
    for row in connection.execute(_COUNTED):
        dossier = fresh.get((row.tenant, row.uid))
        if dossier is not None:
            known.setdefault(row.tenant, {})[row.uid] = dossier
    for tenant, dossiers in known.items():
        wrong = counts_that_differ(session_on(connection), tenant, dossiers)
        for uid in dossiers.keys() & wrong:
            yield CentreFinding("I6", str(uid), "Số liệu để đếm báo cáo không khớp nhật ký.")


def _codes(connection: Connection) -> Iterator[CentreFinding]:
    """I7: no code names two dossiers without somebody being told."""
    for row in connection.execute(_CODES):
        yield CentreFinding("I7", row.code, f"Mã {row.code} đang chỉ hai hồ sơ.")


def _private(connection: Connection) -> Iterator[CentreFinding]:
    """I10: a personal part is as first written, or it was erased."""
    for row in connection.execute(_PRIVATE):
        stated = read_event(row.content.encode(), None).private_digest
        if row.private is not None and digest(row.private.encode()) != stated:
            yield CentreFinding("I10", str(row.uid), "Phần thông tin cá nhân đã bị sửa.")
        elif row.private is None and stated is not None and not row.erased:
            yield CentreFinding("I10", str(row.uid), "Phần thông tin cá nhân mất mà không bị xóa.")
