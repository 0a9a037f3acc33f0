"""Nhật ký công việc của một hồ sơ, một cán bộ hay một ngày, in ra giấy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.domain.moments import local
from app.printing.trail import TrailLine, TrailSheet, draw
from app.services.desk import Actor, DeskContext
from app.services.history import HistoryLine


def trail_pdf(
    lines: Sequence[HistoryLine],
    subject: str,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    dots_per_inch: int = 600,
) -> bytes:
    """The deeds as a table on A4; ``subject`` says whose or of which day they are."""
    sheet = TrailSheet(
        unit=desk.office_name.upper(),
        subject=subject,
        lines=tuple(_line(each) for each in lines),
        printed_by=actor.full_name,
        printed_at=now,
        training=desk.is_training,
    )
    return draw(sheet, dots_per_inch=dots_per_inch)


def _line(each: HistoryLine) -> TrailLine:
    place = each.role if each.desk is None else f"{each.role}, quầy {each.desk}"
    return TrailLine(
        at=f"{local(each.at):%H:%M %d/%m/%Y}",
        code=each.dossier_code or "",
        who=each.who,
        place=place,
        sentence=each.sentence,
    )
