"""The plate of this desk, with the name of who sits at it where one is given."""

from __future__ import annotations

from datetime import datetime

from app.papers.parts import Drawing, on_sheets
from app.printing.slips import desk_plate as plates
from app.printing.slips.desk_plate import DeskPlate
from app.services.desk import DeskContext, OpenSession, staff_named


def desk_plate(session: OpenSession, about: str, desk: DeskContext, at: datetime) -> Drawing:
    """Biển quầy; ``about`` names an officer or nobody.

    Raises ``Refusal``: ``OFFICER_UNKNOWN``, ``OFFICER_AMBIGUOUS``.
    """
    member = staff_named(session, desk.tenant, about) if about else None
    plate = DeskPlate(
        desk=desk.number,
        office=desk.office_name,
        issued_at=at,
        full_name=member.full_name if member else "",
        title=(member.title or "") if member else "",
        training=desk.is_training,
    )
    return on_sheets(plates.draw, plate)
