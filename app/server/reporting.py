"""II.06a of a province: the desk's own statements, over rows that are brought up when asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.dossier import Dossier, read_fold
from app.domain.errors import Reason, Refusal
from app.domain.report_shape import GROUP_WORDS, GroupBy, Report, ReportAsked
from app.models.database import session_on
from app.reports.carried import Carried
from app.reports.kinds import Around, CellAsked
from app.reports.settlement import settlement
from app.reports.settlement_counting import dossiers
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


@dataclass(frozen=True, slots=True)
class Province:
    """Whose dossiers are counted."""

    tenant: str


def count_province(
    connection: Connection, asked: ReportAsked, tenant: str, now: datetime
) -> Report:
    """II.06a over every dossier that the centre took in, of all offices or of one.

    Raises ``Refusal`` (``REPORT_NOT_CUT``) for a way in which only an office cuts.
    """
    if asked.by not in CUT_BY:
        known = ", ".join(GROUP_WORDS[each] for each in CUT_BY)
        words = "" if asked.by is None else GROUP_WORDS[asked.by]
        raise Refusal(Reason.REPORT_NOT_CUT, value=words, known=known)
    bring_up(connection, tenant)
    around = Around(now, Province(tenant))
    return settlement(session_on(connection), asked, around, Carried(remarks=(_REMARK,)))


def codes_behind(
    connection: Connection, asked: ReportAsked, around: Around, cell: CellAsked
) -> tuple[str, ...]:
    """The codes of the dossiers behind a cell of a report just counted, as they were received."""
    uids = dossiers(session_on(connection), asked, around, cell)
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
