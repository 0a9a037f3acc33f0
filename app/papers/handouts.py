"""Every paper without a dossier by its name: who builds it, and the one way from title to PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from app.domain.handouts import about_of
from app.domain.printers import SlipKind
from app.papers.citizens_papers import blank_authorisation
from app.papers.desk_plates import desk_plate
from app.papers.dossier_labels import dossier_labels
from app.papers.outage_sheet import outage_sheet
from app.papers.parts import Drawing
from app.papers.post_addressing import post_envelopes, post_labels
from app.papers.post_balance import post_balance
from app.papers.post_papers import post_delivery_list, post_failed, post_manifest
from app.papers.posting_slip import post_slip
from app.papers.procedure_sheets import notice, notice_list, to_bring, to_bring_large
from app.papers.register import register
from app.printing.style import Paper
from app.services.desk import DeskContext, OpenSession
from app.services.wording import in_own_words

HANDOUTS: Mapping[SlipKind, Callable[[OpenSession, str, DeskContext, datetime], Drawing]] = {
    SlipKind.TO_BRING: to_bring,
    SlipKind.TO_BRING_LARGE: to_bring_large,
    SlipKind.NOTICE: notice,
    SlipKind.NOTICE_LIST: notice_list,
    SlipKind.DESK_PLATE: desk_plate,
    SlipKind.REGISTER: register,
    SlipKind.OUTAGE_SHEET: outage_sheet,
    SlipKind.LABELS: dossier_labels,
    SlipKind.AUTHORISATION: blank_authorisation,
    SlipKind.POST_SLIP: post_slip,
    SlipKind.POST_MANIFEST: post_manifest,
    SlipKind.POST_DELIVERY_LIST: post_delivery_list,
    SlipKind.POST_LABELS: post_labels,
    SlipKind.POST_ENVELOPES: post_envelopes,
    SlipKind.POST_FAILED: post_failed,
    SlipKind.POST_BALANCE: post_balance,
}
"""Name to builder; words: ``HANDOUT_WORDS``, sizes: ``SlipKind.papers``."""


def handout_pdf(
    session: OpenSession,
    title: str,
    *,
    kind: SlipKind,
    at: datetime,
    desk: DeskContext,
    paper: Paper | None = None,
    dots_per_inch: int | None = None,
) -> bytes:
    """The paper that a title names, as PDF; ``at`` is the moment of drawing.

    Raises ``Refusal`` of whatever the paper is about: an unknown procedure, dossier, case.
    """
    worded = in_own_words(session, desk, at)
    drawing = HANDOUTS[kind](session, about_of(title), worded, at)
    size = paper or kind.papers[0]
    return drawing(size, dots_per_inch or size.usual_resolution)
