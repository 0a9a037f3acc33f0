"""What a slip is built from: the stored dossier or visit, its procedure version, who signed."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.dossier import Dossier, DossierState
from app.domain.errors import Reason, Refusal
from app.domain.light_dataclass import dataclass
from app.domain.procedure import Procedure
from app.domain.wording import Wording
from app.services.desk import DeskContext, staff_name
from app.services.dossiers import dossier_by_uid
from app.services.print_jobs import copies_sent
from app.services.procedures import procedure_by_digest
from app.services.visits import Visit, visit
from app.services.wording import wordings


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """Everything behind a receipt slip; the procedure is the version of the day of reception."""

    dossier: Dossier
    procedure: Procedure
    clerk_name: str
    desk: DeskContext
    wording: Wording


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """Everything behind a door slip."""

    visit: Visit
    clerk_name: str
    desk: DeskContext
    wording: Wording
    copies_sent: int = 0


def receipt_facts(session: Session, dossier_uid: UUID, *, desk: DeskContext) -> ReceiptFacts:
    """Gather what the receipt slip of a dossier says.

    Raises ``Refusal`` (``DOSSIER_CANCELLED``): a cancelled dossier promises nothing.
    """
    found = dossier_by_uid(session, desk.tenant, dossier_uid)
    if found.state is DossierState.CANCELLED:
        raise Refusal(Reason.DOSSIER_CANCELLED, code=found.code)
    return ReceiptFacts(
        dossier=found,
        procedure=procedure_by_digest(session, desk.tenant, found.procedure.digest),
        clerk_name=staff_name(session, desk.tenant, UUID(found.received_by)),
        desk=desk,
        wording=wordings(session, desk).at(found.slip_issued_at),
    )


def visit_facts(session: Session, number: str, *, desk: DeskContext) -> VisitFacts:
    """Gather what a door slip says."""
    found = visit(session, number, desk=desk)
    return VisitFacts(
        found,
        staff_name(session, desk.tenant, found.officer),
        desk,
        wordings(session, desk).at(found.occurred_at),
        copies_sent(session, found.number, tenant=desk.tenant),
    )
