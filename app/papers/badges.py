"""Badge and name plate of a member of staff."""

from __future__ import annotations

from datetime import datetime

from app.domain.roles import roles_text
from app.domain.staff import StaffMember
from app.printing.slips.badge import Badge, draw
from app.services.desk import DeskContext, OpenSession
from app.services.wording import in_own_words


def badge_pdf(
    session: OpenSession, member: StaffMember, code: str, *, printed_at: datetime, desk: DeskContext
) -> bytes:
    """The sheet as PDF; ``code`` is what ``issue_badge`` gave out, which nobody can look up."""
    words = member.title or roles_text(member.roles)
    badge = Badge(
        full_name=member.full_name,
        title=words[:1].upper() + words[1:],
        office=in_own_words(session, desk, printed_at).office_name,
        code=code,
        issued_at=printed_at,
        desk=desk.number,
        training=desk.is_training,
    )
    return draw(badge)
