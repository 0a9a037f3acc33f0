"""Does a slip still count? Asked whenever one is scanned."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, DossierState
from app.domain.light_dataclass import dataclass
from app.domain.slip_code import SlipCode
from app.services.projection import stored_dossier


class Standing(StrEnum):
    """How a slip stands to its dossier; ``AHEAD`` is a slip newer than what this desk knows."""

    CURRENT = "current"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SlipStanding:
    """What a slip is worth, with its dossier; ``replaced_by`` is the edition that counts now."""

    standing: Standing
    slip: SlipCode
    dossier: Dossier | None = None
    replaced_by: int | None = None


def slip_standing(session: Session, tenant: str, slip: SlipCode) -> SlipStanding:
    """Hold a scanned slip against its dossier; ``UNKNOWN`` when the dossier is not here."""
    dossier = None if slip.is_visit else stored_dossier(session, tenant, slip.dossier_uid)
    if dossier is None:
        return SlipStanding(Standing.UNKNOWN, slip)
    if dossier.state is DossierState.CANCELLED:
        return SlipStanding(Standing.CANCELLED, slip, dossier)
    if not slip.is_receipt:
        return SlipStanding(Standing.CURRENT, slip, dossier)
    if slip.edition < dossier.slip_edition:
        return SlipStanding(Standing.REPLACED, slip, dossier, dossier.slip_edition)
    if slip.edition > dossier.slip_edition:
        return SlipStanding(Standing.AHEAD, slip, dossier)
    return SlipStanding(Standing.CURRENT, slip, dossier)
