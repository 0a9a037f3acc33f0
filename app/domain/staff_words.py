"""Accounts in Vietnamese: who pays a person, and until when they may work."""

from __future__ import annotations

from datetime import date

from app.domain.staff import StaffMember
from app.domain.staff_facts import EmployerKind

EMPLOYER_WORDS = {
    EmployerKind.OFFICE: "người của đơn vị",
    EmployerKind.POST: "bưu điện cử",
    EmployerKind.AGENCY: "cơ quan khác cử",
}


def standing_text(member: StaffMember, on: date) -> str:
    """``đã đóng``, ``hết hạn 31/10/2026``, ``đến hết 31/10/2027``; empty for the usual case."""
    term = member.term
    if not member.is_active:
        return "đã đóng"
    if term.begins_on is not None and on < term.begins_on:
        return f"từ {term.begins_on:%d/%m/%Y}"
    if term.ends_on is None:
        return ""
    return f"{'hết hạn' if on > term.ends_on else 'đến hết'} {term.ends_on:%d/%m/%Y}"
