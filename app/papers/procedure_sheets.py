"""Papers about procedures: what to bring, and what is put up beside the counter."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from app.domain.errors import Reason, Refusal
from app.domain.moments import local_date
from app.domain.procedure import Procedure, RequiredDocument
from app.domain.procedure_words import (
    basis_lines,
    cases_of,
    channel_lines,
    collector_text,
    counts_text,
    fee_lines,
    limit_lines,
    remarks_text,
)
from app.domain.public_address import procedure_address
from app.papers.parts import Drawing, on_sheets
from app.printing.listed_papers import ListedPaper, PaperGroup
from app.printing.office_head import OfficeHead
from app.printing.slips import notice as notices
from app.printing.slips import to_bring as sheets
from app.printing.slips.notice import ListedProcedure, Notice, NoticeList, Sector
from app.printing.slips.to_bring import ToBring
from app.services.desk import DeskContext, OpenSession
from app.services.procedures import procedure_in_force
from app.services.published import public_procedures

_CARD = "Thẻ căn cước hoặc giấy tờ tùy thân"
_TO_SHOW = "để xuất trình, không phải nộp"
_FOR_ANOTHER = "Nộp thay người khác thì mang theo giấy ủy quyền."
_NOTHING_ELSE = "Ngoài giấy tờ trên, không phải nộp thêm giấy nào."
_OPEN = "hỏi tại quầy"
_REST = "Lĩnh vực khác"


def to_bring(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Giấy tờ cần mang, for a procedure by its code, and for one case of it where one is named.

    Raises ``Refusal``: ``PROCEDURE_UNKNOWN``, ``CASE_UNKNOWN``, ``PAPERS_UNKNOWN``.
    """
    sheet = _sheet(session, about, desk, at)
    return on_sheets(sheets.draw, sheet, roll=sheets.draw_on_roll)


def to_bring_large(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """The same in large type."""
    return on_sheets(sheets.draw_large, _sheet(session, about, desk, at))


def notice(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Niêm yết of one procedure. Raises ``Refusal`` as ``to_bring``."""
    procedure, case = _procedure(session, about, desk, at)
    facts = (
        *_facts(procedure),
        ("Kết quả", tuple(each.name for each in procedure.results)),
        ("Người nhận kết quả", (collector_text(procedure),)),
        ("Cơ quan giải quyết", (procedure.settling_agency or "",)),
        ("Điện thoại", (procedure.settling_phone or "",)),
        ("Căn cứ pháp lý", basis_lines(procedure)),
    )
    built = Notice(
        head=_head(desk, procedure.code, "Quét mã để xem thủ tục này trên điện thoại."),
        procedure=procedure.name,
        about=_about(procedure, case),
        groups=_groups(procedure),
        facts=tuple((label, _told(lines)) for label, lines in facts if any(lines)),
        foot_notes=_foot_notes(procedure, at),
        issued_at=at,
        training=desk.is_training,
    )
    return on_sheets(notices.draw, built)


def notice_list(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Niêm yết of every procedure, or of one sector. Raises ``Refusal`` (``SECTOR_UNKNOWN``)."""
    found = public_procedures(session, desk=desk, on=local_date(at))
    grouped = groupby(found, key=lambda each: each.sector or _REST)
    sectors = tuple(
        Sector(name, tuple(_listed(each, desk) for each in procedures))
        for name, procedures in grouped
        if about in ("", name)
    )
    if not sectors:
        raise Refusal(Reason.SECTOR_UNKNOWN, sector=about)
    built = NoticeList(
        head=_head(desk, "", ""),
        sectors=sectors,
        foot_notes=(f"In ngày {local_date(at):%d/%m/%Y} từ danh mục đang áp dụng.",),
        issued_at=at,
        training=desk.is_training,
    )
    return on_sheets(notices.draw_list, built)


def _sheet(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> ToBring:
    procedure, case = _procedure(session, about, desk, at)
    facts = (
        *_facts(procedure),
        ("Kết quả", tuple(each.name for each in procedure.results)),
        ("Nhận kết quả", (collector_text(procedure),)),
    )
    card = PaperGroup("", (ListedPaper(_CARD, remark=_TO_SHOW),))
    return ToBring(
        head=_head(desk, procedure.code, "Quét mã để xem thủ tục này trên điện thoại."),
        procedure=procedure.name,
        about=_about(procedure, case),
        groups=(card, *_groups(procedure)),
        facts=tuple((label, "; ".join(lines)) for label, lines in facts if any(lines)),
        foot_notes=(_FOR_ANOTHER, *_foot_notes(procedure, at)),
        issued_at=at,
        training=desk.is_training,
    )


def _procedure(
    session: OpenSession, about: str, desk: DeskContext, at: datetime
) -> tuple[Procedure, str]:
    """The procedure with what holds for the case alone, and the case."""
    code, _, case = about.partition(" ")
    _, found = procedure_in_force(session, desk.tenant, code, local_date(at))
    if found.papers is None:
        raise Refusal(Reason.PAPERS_UNKNOWN, code=found.code)
    if not case:
        return found, ""
    if case not in found.cases:
        raise Refusal(Reason.CASE_UNKNOWN, code=found.code, case=case)
    return _of_case(found, case), case


def _of_case(procedure: Procedure, case: str) -> Procedure:
    def fitting(rules: Any) -> Any:
        if rules is None:
            return None
        return tuple(replace(each, case=None) for each in rules if each.case in (None, case))

    return replace(
        procedure,
        papers=fitting(procedure.papers),
        limits=fitting(procedure.limits),
        fees=fitting(procedure.fees),
    )


def _head(desk: DeskContext, code: str, caption: str) -> OfficeHead:
    address = procedure_address(code, host=desk.lookup_host) if code else ""
    return OfficeHead(
        parent_body=(desk.parent_name or "").upper(),
        unit=desk.office_name.upper(),
        contact=desk.contact_line or "",
        qr_text=address,
        caption=caption if desk.lookup_host and code else "",
    )


def _about(procedure: Procedure, case: str) -> str:
    parts = (f"Mã {procedure.code}", procedure.sector, f"trường hợp: {case}" if case else "")
    return " – ".join(filter(None, parts))


def _groups(procedure: Procedure) -> tuple[PaperGroup, ...]:
    return tuple(
        PaperGroup(case or "", tuple(map(_listed_paper, _papers(procedure, case))))
        for case in cases_of(procedure)
    )


def _papers(procedure: Procedure, case: str | None) -> list[RequiredDocument]:
    return [each for each in procedure.papers or () if each.case == case]


def _listed_paper(paper: RequiredDocument) -> ListedPaper:
    return ListedPaper(paper.name, counts_text(paper), remarks_text(paper))


def _facts(procedure: Procedure) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("Cách nộp", (", ".join(channel_lines(procedure)),)),
        ("Thời hạn giải quyết", limit_lines(procedure)),
        ("Phí, lệ phí", fee_lines(procedure)),
    )


def _told(lines: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, lines))


def _foot_notes(procedure: Procedure, at: datetime) -> tuple[str, ...]:
    nothing = "" if procedure.papers else _NOTHING_ELSE
    decision = f"{procedure.decision.number}; " if procedure.decision else ""
    printed = f"In ngày {local_date(at):%d/%m/%Y}, theo {decision}danh mục đang áp dụng."
    return tuple(filter(None, (nothing, printed)))


def _listed(procedure: Procedure, desk: DeskContext) -> ListedProcedure:
    return ListedProcedure(
        code=procedure.code,
        name=procedure.name,
        limit="; ".join(limit_lines(procedure)) or _OPEN,
        money="; ".join(fee_lines(procedure)) or _OPEN,
        qr_text=procedure_address(procedure.code, host=desk.lookup_host),
    )
