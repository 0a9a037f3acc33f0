"""Rebuild and verify: the stored fold against the journal, the journal against itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier
from app.domain.events import read_fact
from app.domain.folding import fold
from app.models.database import table_of
from app.models.office import CodeUsedRow, DossierRow
from app.services import centre_staff, journal, projection
from app.services.count_projection import counts_that_differ
from app.services.departing import departed
from app.services.dossier_rows import dossier_columns
from app.services.journal_checks import Finding as Finding
from app.services.journal_checks import awaiting_place as awaiting_place
from app.services.journal_checks import (
    check_chains,
    check_positions,
    check_private_parts,
    check_streams,
)
from app.services.numbering import BURNED
from app.services.refolding import refold
from app.services.staff_check import accounts_that_differ
from app.services.unfolded import some_unfolded

_DOSSIER = table_of(DossierRow)


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
    return (
        *check_chains(session, tenant),
        *check_positions(session, tenant),
        *check_streams(session, tenant),
        *check_private_parts(session, tenant),
        *_check_stored(session, tenant),
        *_check_staff(session, tenant),
        *_check_pages(session),
    )


def _check_stored(session: Session, tenant: str) -> Iterator[Finding]:
    """What dossiers are held against, once a first sync is through: before that some lack."""
    if some_unfolded(session, tenant, 1):
        return
    folded = _folded(session, tenant)
    yield from _check_fold(session, tenant, folded)
    yield from _check_counts(session, tenant, folded)
    yield from _check_codes(session, tenant)


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
