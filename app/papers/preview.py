"""The receipt slip that a save right now would give: marked all over, without code or number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.domain.reception import ReceptionForm
from app.papers.receipt import receipt_slip
from app.printing.rolls import receipt as roll
from app.printing.slips.receipt import ReceiptSlip, draw
from app.printing.style import Paper
from app.services.desk import Actor, DeskContext, OpenSession
from app.services.previewing import preview_facts
from app.services.slip_facts import ReceiptFacts

_MARK = "XEM TRƯỚC"
_RESOLUTION = 203
"""Dots per inch of what is only looked at: the coarsest printer in use."""


def preview_pdf(
    session: OpenSession,
    form: ReceptionForm,
    *,
    now: datetime,
    desk: DeskContext,
    actor: Actor,
    paper: Paper | None = None,
) -> bytes:
    """The slip of a form that is not saved, as PDF on the paper that it would be printed on."""
    slip = preview_slip(preview_facts(session, form, now=now, desk=desk, actor=actor))
    if paper is Paper.ROLL_80:
        return roll.draw(slip, dots_per_inch=_RESOLUTION)
    return draw(slip, paper=paper or Paper.A5, dots_per_inch=_RESOLUTION)


def preview_slip(facts: ReceiptFacts) -> ReceiptSlip:
    """The very slip of a stored dossier, with what only saving gives left open."""
    slip = receipt_slip(facts)
    # A word with tone marks has no bar code, and the QR opens nothing.
    heading = replace(slip.heading, code=_MARK, slip_number="", qr_text=f"{_MARK}, chưa lưu")
    return replace(slip, heading=heading, register_number="", preview=True)
