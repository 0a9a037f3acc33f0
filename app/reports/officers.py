"""The sheet of each officer: what they received and gave out, for the office and who sent them.

It names staff and never a citizen, so that it may go to the agency that sent an officer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from app.domain.correction_facts import DossierCancelled, DossierCorrected
from app.domain.delay_facts import ReturnRescheduled
from app.domain.end_facts import ResultReturned
from app.domain.pause_facts import SupplementRequested
from app.domain.report_shape import GroupBy, ReportAsked
from app.domain.staff_facts import EmployerKind
from app.domain.work_facts import DossierHandedOver
from app.models.database import run, table_of
from app.models.office import StaffRow
from app.reports.columns import count, label
from app.reports.gathering import Entry, Told, rows_of_dossiers, told_report
from app.reports.grouping import UNKNOWN, RowOf, cut_by
from app.reports.kinds import Around
from app.reports.settlement_counting import each_dossier

_STAFF = table_of(StaffRow)
_MEMBERS = select(
    _STAFF.c.uid, _STAFF.c.full_name, _STAFF.c.employer, _STAFF.c.employer_kind
).where(_STAFF.c.tenant == bindparam("of"))

_OFFICE = "Người của đơn vị"
_SETTLED, _OPEN, _DONE = "Đã giải quyết", "Đang giải quyết", "Việc đã làm"
_DOSSIERS = ("in_period", "early", "on_time", "late", "open_in_time", "open_late")
_DEEDS = {
    DossierHandedOver.kind: "handed_over",
    ResultReturned.kind: "returned",
    SupplementRequested.kind: "supplements",
    ReturnRescheduled.kind: "rescheduled",
    DossierCorrected.kind: "corrected",
    DossierCancelled.kind: "cancelled",
}


def _tell(session: Session, asked: ReportAsked, around: Around) -> Iterator[Entry]:
    """By whom a dossier was received, and by whom each deed was done."""
    members = _members(session, around.tenant, asked.agency)
    every = replace(asked, by=GroupBy.OFFICER, agency=None)
    cut = cut_by(session, around.tenant, GroupBy.OFFICER)
    for column in _DOSSIERS:
        for officer, uid in each_dossier(session, every, around, cut, column):
            if officer.key in members:
                yield Entry(row=members[officer.key], column=column, dossier=uid)
    for event, _ in rows_of_dossiers(session, every, around, tuple(_DEEDS)):
        row = members.get(str(event.author.actor))
        if row is not None:
            yield Entry(row=row, column=_DEEDS[event.kind], dossier=event.dossier_uid)


def _members(session: Session, tenant: str, agency: str | None) -> Mapping[str, RowOf]:
    """The row of each officer under who employs them; of one agency, those whom it sent."""
    found = {}
    for uid, name, employer, kind in run(session, _MEMBERS, {"of": tenant}):
        above = _OFFICE if kind == EmployerKind.OFFICE.value else employer
        if agency in (None, above):
            words = name or UNKNOWN
            found[str(uid)] = RowOf(str(uid), words, above, (above != _OFFICE, above, words))
    return found


OFFICERS = told_report(
    Told(
        name="officers",
        title="Phiếu tháng theo cán bộ",
        unit="hồ sơ",
        columns=(
            label("Đơn vị cử, cán bộ"),
            count("in_period", "Đã tiếp nhận"),
            count("settled", "Tổng số", group=_SETTLED, sum_of=("early", "on_time", "late")),
            count("early", "Trước hạn", group=_SETTLED),
            count("on_time", "Đúng hạn", group=_SETTLED),
            count("late", "Quá hạn", group=_SETTLED),
            count("open", "Tổng số", group=_OPEN, sum_of=("open_in_time", "open_late")),
            count("open_in_time", "Trong hạn", group=_OPEN),
            count("open_late", "Quá hạn", group=_OPEN),
            count("handed_over", "Bàn giao", group=_DONE),
            count("returned", "Trả kết quả", group=_DONE),
            count("supplements", "Yêu cầu bổ sung", group=_DONE),
            count("rescheduled", "Hẹn lại", group=_DONE),
            count("corrected", "Sửa phiếu", group=_DONE),
            count("cancelled", "Hủy phiếu", group=_DONE),
        ),
        remarks=(
            "Tiếp nhận, giải quyết: theo cán bộ tiếp nhận. Bàn giao, trả kết quả, bổ sung, hẹn "
            "lại, sửa, hủy: theo người làm. Phiếu không nêu tên công dân.",
        ),
    ),
    _tell,
)
