"""How a dossier ends, on paper: refused (Mẫu 03)."""

from __future__ import annotations

from app.domain.end_facts import DossierRefused
from app.domain.printers import SlipKind
from app.papers.parts import (
    Drawing,
    abstract_of,
    contact_notes,
    number_of,
    owner_of,
    paper_heading,
    words_of,
)
from app.printing.rolls import door as roll
from app.printing.slips import refusal
from app.printing.slips.refusal import RefusalSlip
from app.printing.style import Paper
from app.services.paper_facts import PaperFacts, Told


def refusal_paper(facts: PaperFacts, name: str) -> Drawing | None:
    """The refusal of a dossier that already has a code."""
    refused = facts.last(DossierRefused)
    if refused is None:
        return None
    slip = refusal_slip(facts, refused, name)

    def drawn(paper: Paper, dots: int) -> bytes:
        if paper is Paper.ROLL_80:
            return roll.draw_refusal(slip, dots_per_inch=dots)
        return refusal.draw(slip, paper=paper, dots_per_inch=dots)

    return drawn


def refusal_slip(facts: PaperFacts, refused: Told[DossierRefused], name: str) -> RefusalSlip:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ, its reason in the officer's words."""
    return RefusalSlip(
        heading=paper_heading(
            facts, name, number_of(facts, "TCHS", refused.fact.document), refused.at
        ),
        name=name,
        applicant=owner_of(facts.dossier),
        abstract=abstract_of(facts),
        unit=facts.desk.office_name,
        reason=words_of(refused.fact.private),
        clerk_name=refused.who,
        issued_at=refused.at,
        contact_name=facts.desk.office_name,
        foot_notes=contact_notes(facts.desk),
        reprint=facts.copies(SlipKind.REFUSAL, DossierRefused) > 0,
        training=facts.desk.is_training,
    )
