"""A paper as words that are not saved yet would make it, of an invented dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from app.domain.hand_over import Standing
from app.domain.printers import Paper, SlipKind
from app.domain.units import agency_unit, office_unit
from app.domain.wording import Wording
from app.domain.wording_slots import OFFICE
from app.domain.work_facts import SignersPrivate
from app.papers.batch_slip import batch_slip
from app.papers.hand_over_sheet import hand_over_sheet
from app.papers.letterhead import Letterhead
from app.papers.pad import blank_slip
from app.papers.parts import Drawing
from app.papers.registry import PAPERS
from app.papers.sample_life import CLERK_NAME, sample_facts
from app.printing.raster import Picture, pictures
from app.printing.slips import batch, hand_over, pad
from app.printing.style import FORMATS
from app.services.batches import Batch
from app.services.desk import DeskContext
from app.services.hand_over_sheets import Sheet, SheetHead, SheetLine
from app.services.paper_facts import PaperFacts
from app.services.paper_pad import PadSlip
from app.services.wording import Wordings, tried

PREVIEW_RESOLUTION = 203
"""Dots per inch of what is only looked at: the coarsest printer in use."""

_NOBODY = UUID(int=0)
_POINTS, _LEAST_DOTS, _PAGES = 72, 40, 2


def wording_preview_pdf(
    paper: str, words: Wording, *, desk: DeskContext, at: datetime, size: Paper | None = None
) -> bytes:
    """The paper as PDF, on its usual size where none is asked for.

    ``paper`` is one of ``PREVIEWED``; what all papers share is shown on the receipt slip.
    """
    kind = _kind(paper)
    facts = sample_facts(Wordings(set_up=words), desk=desk, at=at)
    drawing = SAMPLED[kind](facts)
    if drawing is None:
        raise AssertionError(f"the invented dossier calls for every paper, {paper} too")
    return drawing(size or kind.papers[0], PREVIEW_RESOLUTION)


def preview_pages(
    paper: str,
    words: Wording,
    texts: Mapping[str, str | None],
    *,
    desk: DeskContext,
    at: datetime,
    width: int,
) -> tuple[Picture, ...]:
    """The pages with these texts tried, ``width`` dots wide.

    Raises the refusals of ``services.wording.tried``.
    """
    pdf = wording_preview_pdf(paper, tried(words, texts), desk=desk, at=at)
    inches = FORMATS[_kind(paper).papers[0]].width / _POINTS
    return pictures(pdf, dots_per_inch=max(_LEAST_DOTS, round(width / inches)), most=_PAGES)


def _kind(paper: str) -> SlipKind:
    return SlipKind.RECEIPT if paper == OFFICE else SlipKind(paper)


def _hand_over(facts: PaperFacts) -> Drawing:
    dossier, desk = facts.dossier, facts.desk
    here, agency = office_unit(desk.agency_code, desk.number), agency_unit("Sở Nội vụ")
    head = SheetHead(
        code=f"BG-{desk.agency_code}-{facts.at:%y%m%d}-{desk.number}01",
        giver=here,
        receiver=agency,
        count=1,
        closed_at=facts.at,
        signed_at=None,
        taken_back_at=None,
        missing=0,
        extra=0,
    )
    line = SheetLine(
        ordinal=1,
        standing=Standing.ON_THE_WAY,
        results=0,
        dossier_uid=_NOBODY,
        code=dossier.code,
        applicant=dossier.private.applicant.full_name if dossier.private else None,
        procedure_name=facts.procedure.name,
        received_at=dossier.received_at,
        return_due_at=dossier.promise.return_due_at,
    )
    found = Sheet(head=head, lines=(line,), signers=SignersPrivate(giver=CLERK_NAME))
    slip = hand_over_sheet(found, _letterhead(facts))
    return lambda paper, dots: hand_over.draw(slip, paper=paper, dots_per_inch=dots)


def _batch(facts: PaperFacts) -> Drawing:
    together = Batch(batch_uid=_NOBODY, clerk_name=CLERK_NAME, dossiers=(facts.dossier,) * 2)
    slip = batch_slip(together, _letterhead(facts))
    return lambda paper, dots: batch.draw(slip, paper=paper, dots_per_inch=dots)


def _pad(facts: PaperFacts) -> Drawing:
    blank = PadSlip(
        code=facts.dossier.code,
        dossier_uid=_NOBODY,
        desk=facts.desk.number,
        valid_from=facts.at.date() + timedelta(days=1),
        printed_at=facts.at,
        lookup_token=None,
    )
    slip = blank_slip(blank, _letterhead(facts), printed_at=facts.at)
    return lambda paper, dots: pad.draw([slip], paper=paper, dots_per_inch=dots)


def _letterhead(facts: PaperFacts) -> Letterhead:
    return Letterhead(desk=facts.desk, wording=facts.wordings.at(facts.at))


SAMPLED: Mapping[SlipKind, Callable[[PaperFacts], Drawing | None]] = {
    **PAPERS,
    SlipKind.HAND_OVER: _hand_over,
    SlipKind.BATCH: _batch,
    SlipKind.PAD: _pad,
}
"""Every paper that belongs to dossiers, built from the same facts."""

PREVIEWED = (OFFICE, *(kind.value for kind in SAMPLED))
"""Papers that can be looked at so."""
