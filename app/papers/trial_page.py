"""The trial page of a printer (trang in thử)."""

from __future__ import annotations

from datetime import datetime

from app.printing.style import Paper
from app.printing.trial import TrialPage, draw


def trial_page_pdf(
    printer: str,
    *,
    office: str,
    printed_at: datetime,
    paper: Paper = Paper.A5,
    dots_per_inch: int | None = None,
) -> bytes:
    """The page as PDF, in whole dots of the printer; absent, what is usual for the paper."""
    page = TrialPage(printer=printer, printed_at=printed_at, office=office)
    return draw(page, paper=paper, dots_per_inch=dots_per_inch or paper.usual_resolution)
