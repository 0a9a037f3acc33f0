"""Reports of a province: the desk's own statements, over rows that are brought up when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, read_fold
from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.report_shape import GROUP_WORDS, GroupBy, Report, ReportAsked
from app.models.database import session_on
from app.reports.agency_time import AGENCY_TIME
from app.reports.carried import Carried
from app.reports.charted import MONTHS
from app.reports.kinds import Around, CellAsked, ReportKind
from app.reports.on_time import ON_TIME
from app.reports.settlement import KIND, settlement
from app.services.count_projection import store_counts

CUT_BY = (
    GroupBy.OFFICE,
    GroupBy.SITE,
    GroupBy.SECTOR,
    GroupBy.LEVEL,
    GroupBy.AGENCY,
    GroupBy.PROCEDURE,
    GroupBy.CHANNEL,
)
"""Ways in which the centre cuts; officers and their desks are the business of each office."""

_CHUNK = 1000
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('dossier_count'), hashtext(:tenant))")
_BEHIND = text(
    "SELECT d.uid, d.events, d.fold, d.fold_private FROM dossier d "
    "LEFT JOIN dossier_counted c ON c.tenant = d.tenant AND c.dossier_uid = d.uid "
    "WHERE d.tenant = :tenant AND d.fold IS NOT NULL AND c.events IS DISTINCT FROM d.events "
    "ORDER BY d.uid LIMIT :most"
)
_COUNTED = text(
    "INSERT INTO dossier_counted (tenant, dossier_uid, events) "
    "VALUES (:tenant, :uid, :events) "
    "ON CONFLICT (tenant, dossier_uid) DO UPDATE SET events = excluded.events"
)
_CODES = text("SELECT uid, code FROM dossier WHERE tenant = :tenant AND uid = ANY(:uids)")
_REMARK = "Cột 6 tính từ nhật ký mà trung tâm đã nhận, không theo báo cáo của từng đơn vị."
_DESKS = text(
    "SELECT d.office, d.desk, max(s.whole_at) AS whole_at FROM device d LEFT JOIN desk_seen s "
    "ON s.tenant = d.tenant AND s.device_uid = d.uid "
    "WHERE d.tenant = :tenant AND d.revoked_at IS NULL "
    "AND (CAST(:office AS text) IS NULL OR d.office = :office) "
    "GROUP BY d.office, d.desk ORDER BY d.office, d.desk"
)
_OFFICE = text("SELECT name FROM office WHERE tenant = :tenant AND code = :office")
_NAMED = 10
"""Desks that are behind are named one by one up to so many."""


def _settlement(session: Session, asked: ReportAsked, around: Around) -> Report:
    return settlement(session, asked, around, Carried(remarks=(_REMARK,)))


def _of_province(kind: ReportKind) -> ReportKind:
    return replace(kind, groups=tuple(each for each in CUT_BY if each in kind.groups))


PROVINCE_REPORTS: Mapping[str, ReportKind] = {
    each.name: _of_province(each)
    for each in (replace(KIND, build=_settlement), ON_TIME, MONTHS, AGENCY_TIME)
}
"""What is counted at the centre: the reports whose figures are of dossiers and name nobody."""


@dataclass(frozen=True, slots=True)
class Province:
    """Whose dossiers are counted, and what stands at the head of the paper."""

    tenant: str
    office_name: str = ""
    is_training: bool = False


def province(connection: Connection, tenant: str, office: str | None = None) -> Province:
    """The province, or one office of it under its own name."""
    name = None
    if office is not None:
        name = connection.execute(_OFFICE, {"tenant": tenant, "office": office}).scalar()
    return Province(tenant, str(name or office or f"Các đơn vị của tỉnh {tenant}"))


def count_province(
    connection: Connection, asked: ReportAsked, tenant: str, now: datetime
) -> Report:
    """A report over every dossier that the centre took in, of all offices or of one.

    Raises ``Refusal``: ``REPORT_UNKNOWN`` for one that only an office counts, ``REPORT_NOT_CUT``
    for a way in which only an office cuts.
    """
    kind = PROVINCE_REPORTS.get(asked.name)
    if kind is None:
        known = ", ".join(PROVINCE_REPORTS)
        raise Refusal(Reason.REPORT_UNKNOWN, value=asked.name, known=known)
    if asked.by not in (kind.groups or (None,)):
        known = ", ".join(GROUP_WORDS[each] for each in kind.groups) or "không chia dòng"
        words = "" if asked.by is None else GROUP_WORDS[asked.by]
        raise Refusal(Reason.REPORT_NOT_CUT, value=words, known=known)
    bring_up(connection, tenant)
    report = kind.build(session_on(connection), asked, Around(now, Province(tenant)))
    whole = _wholeness(connection, asked, tenant, now)
    return replace(report, remarks=(*report.remarks, whole))


def _wholeness(connection: Connection, asked: ReportAsked, tenant: str, now: datetime) -> str:
    """Up to which day every desk has handed in, and which may still bring deeds of the period."""
    over = min(asked.last, local_date(now) - timedelta(days=1))
    rows = connection.execute(_DESKS, {"tenant": tenant, "office": asked.office}).all()
    days = [(row, None if row.whole_at is None else _day_before(row.whole_at)) for row in rows]
    behind = [f"{row.office} quầy {row.desk}" for row, day in days if day is None or day < over]
    if behind:
        more = f" và {len(behind) - _NAMED} quầy khác" if len(behind) > _NAMED else ""
        return f"SỐ LIỆU CHƯA ĐỦ: {', '.join(behind[:_NAMED])}{more} chưa gửi hết của kỳ."
    until = min((day for _, day in days if day is not None), default=None)
    return "Chưa có quầy nào." if until is None else f"Số liệu đủ đến hết {until:%d/%m/%Y}."


def _day_before(whole_at: datetime) -> date:
    return local_date(whole_at) - timedelta(days=1)


def codes_behind(
    connection: Connection, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[str, ...]:
    """The codes of the dossiers behind a cell of a report just counted, as they were received."""
    uids = PROVINCE_REPORTS[asked.name].dossiers(session_on(connection), asked, around, cell)
    rows = connection.execute(_CODES, {"tenant": around.tenant, "uids": list(uids)})
    codes: dict[UUID, str] = {row.uid: row.code for row in rows}
    return tuple(codes[uid] for uid in uids)


def bring_up(connection: Connection, tenant: str) -> int:
    """Count anew every dossier of which events came since it was counted; how many they were.

    A push pays nothing for reports: whoever asks for one waits for what changed since the last.
    """
    connection.execute(_ONE_AT_A_TIME, {"tenant": tenant})
    done = 0
    while behind := connection.execute(_BEHIND, {"tenant": tenant, "most": _CHUNK}).all():
        folds = [_dossier(row.fold, row.fold_private) for row in behind]
        store_counts(session_on(connection), tenant, folds)
        rows: list[dict[str, Any]] = [
            {"tenant": tenant, "uid": row.uid, "events": row.events} for row in behind
        ]
        connection.execute(_COUNTED, rows)
        done += len(behind)
    return done


def _dossier(public: str, private: str | None) -> Dossier:
    return read_fold(public.encode(), None if private is None else private.encode())
