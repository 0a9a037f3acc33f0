"""What an export of another system said of a dossier when it was taken over from there."""

from __future__ import annotations

from datetime import datetime

from app.domain.fact_parts import Fact
from app.domain.light_dataclass import dataclass
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierImported(Fact):
    """A dossier that another system received lies in its export; its papers are where that says.

    ``forwarded_at`` is when the settling agency had it, absent while it has not.
    """

    kind = "dossier.imported"
    system: str
    holder: Unit
    forwarded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DossiersImported(Fact):
    """Open dossiers were taken over from another system; ``digest`` is of their sorted uids."""

    kind = "import.done"
    system: str
    count: int
    digest: str


FACTS: tuple[type[Fact], ...] = (DossierImported, DossiersImported)
