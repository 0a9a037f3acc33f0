"""Every paper of a dossier by its name: who builds it, and the one way from name to PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from app.domain.errors import Reason, Refusal
from app.domain.paper_forms import PAPER_NAMES
from app.domain.printers import SlipKind
from app.papers.citizens_papers import authorisation_paper, undertaking_paper
from app.papers.control_sheet import control_paper
from app.papers.delays import apology_paper
from app.papers.ends import refusal_paper, stop_paper
from app.papers.fee_receipt import fee_receipt_paper
from app.papers.parts import Drawing
from app.papers.pauses import supplement_paper
from app.papers.receipt import receipt_paper
from app.papers.results import correction_paper, result_receipt_paper
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.paper_facts import PaperFacts, paper_facts

Builder = Callable[[PaperFacts], Drawing | None]
"""Builds a paper; nothing where no deed of the dossier calls for it."""

PAPERS: Mapping[SlipKind, Builder] = {
    SlipKind.RECEIPT: receipt_paper,
    SlipKind.SUPPLEMENT: supplement_paper,
    SlipKind.REFUSAL: refusal_paper,
    SlipKind.APOLOGY: apology_paper,
    SlipKind.STOP_NOTICE: stop_paper,
    SlipKind.CONTROL: control_paper,
    SlipKind.RESULT_RECEIPT: result_receipt_paper,
    SlipKind.CORRECTION: correction_paper,
    SlipKind.FEE_RECEIPT: fee_receipt_paper,
    SlipKind.UNDERTAKING: undertaking_paper,
    SlipKind.AUTHORISATION: authorisation_paper,
}
"""Name to builder; headings and sizes: ``PAPER_NAMES``, ``SlipKind.papers``."""


def paper_pdf(
    session: OpenSession,
    dossier_uid: UUID,
    *,
    name: str,
    at: datetime,
    desk: DeskContext,
    paper: Paper | None = None,
    dots_per_inch: int | None = None,
) -> bytes:
    """One paper of a dossier as PDF; ``at`` is the moment of drawing.

    Raises ``Refusal``: ``PAPER_UNKNOWN``, ``PAPER_NOT_DUE`` where no deed calls for it.
    """
    kind = paper_kind(name)
    facts = paper_facts(session, dossier_uid, at=at, desk=desk)
    drawing = PAPERS[kind](facts)
    if drawing is None:
        words = PAPER_NAMES[kind].words
        raise Refusal(Reason.PAPER_NOT_DUE, code=facts.dossier.code, paper=words)
    size = paper or kind.papers[0]
    return drawing(size, dots_per_inch or size.usual_resolution)


def due_papers(
    session: OpenSession, dossier_uid: UUID, *, at: datetime, desk: DeskContext
) -> tuple[tuple[SlipKind, Drawing], ...]:
    """Every paper that the dossier's deeds call for, in the order of the registry."""
    facts = paper_facts(session, dossier_uid, at=at, desk=desk)
    built = ((kind, PAPERS[kind](facts)) for kind in PAPERS)
    return tuple((kind, drawing) for kind, drawing in built if drawing is not None)


def paper_kind(name: str) -> SlipKind:
    """A paper by its name. Raises ``Refusal`` (``PAPER_UNKNOWN``)."""
    known = {kind.value: kind for kind in PAPERS}
    if name not in known:
        raise Refusal(Reason.PAPER_UNKNOWN, paper=name, known=", ".join(known))
    return known[name]
