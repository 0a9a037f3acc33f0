"""Every paper that a desk prints, still to be drawn: its kind, its title, its way to a PDF."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.errors import Reason, Refusal
from app.ui.slip_printer import Slip

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from app.domain.printers import SlipKind
    from app.services.desk import DeskContext
    from app.services.paper_pad import PadSlip
    from app.services.print_jobs import PrintJob

_TO = " đến "
_HANDOUTS = frozenset(
    (
        *("to_bring", "to_bring_large", "notice", "notice_list", "desk_plate", "labels"),
        *("authorisation", "register", "outage_sheet"),
        *("post_slip", "post_manifest", "post_delivery_list", "post_labels"),
        *("post_failed", "post_balance", "post_envelopes"),
    )
)
"""By value: the names of the papers are loaded with the first one."""


def slip_of(job: PrintJob) -> Slip:
    """The paper of a print that was asked for, ready to be drawn anew."""
    order = job.order
    if order.slip == "pad":
        return pad_slip(order.title)
    if order.slip == "hand_over":
        return sheet_slip(order.title)
    if order.slip in _HANDOUTS and order.dossier_uid is None:
        return handout_slip(order.slip, order.title, job.asked_at)
    if order.slip == "batch" and order.dossier_uid is not None:
        return batch_slip(order.dossier_uid, order.title)
    if order.dossier_uid is not None:
        code = order.title.rsplit(" ", 1)[-1]
        return paper_slip(order.slip.value, order.dossier_uid, code, job.asked_at)
    return door_slip(order.visit_number or "", is_refusal=order.slip == "refusal")


def slip_kind(name: str) -> SlipKind:
    """A kind of paper by its name."""
    # Loaded with the first slip: the form is painted without it.
    from app.domain.printers import SlipKind

    return SlipKind(name)


def receipt_slip(uid: UUID, code: str) -> Slip:
    """The receipt slip of a dossier."""
    from app.papers.receipt import receipt_pdf

    return Slip(slip_kind("receipt"), code, uid, receipt_pdf)


def paper_slip(name: str, uid: UUID, code: str, at: datetime) -> Slip:
    """A paper of a dossier as of a moment; the receipt by its own short way, as at reception."""
    from app.domain.paper_forms import paper_words
    from app.papers.registry import paper_pdf

    if name == "receipt":
        return receipt_slip(uid, code)
    words = paper_words(name)
    title = f"{words[:1].upper()}{words[1:]} {code}"
    return Slip(slip_kind(name), title, uid, partial(paper_pdf, name=name, at=at))


def pad_title(slips: tuple[PadSlip, ...]) -> str:
    """How a pad is called among the day's papers: by its first code and its last."""
    return f"{slips[0].code}{_TO}{slips[-1].code}"


def draw_pad(session: Any, title: str, *, desk: DeskContext, **how: Any) -> bytes:
    """The slips of a pad that are still blank, by the pad's title.

    Raises ``Refusal`` (``PAD_SLIP_USED``) when every one of them was keyed in.
    """
    from app.papers.pad import pad_pdf
    from app.services.paper_pad import unused_slips

    first, _, last = title.partition(_TO)
    blank = [each for each in unused_slips(session, desk=desk) if first <= each.code <= last]
    if not blank:
        raise Refusal(Reason.PAD_SLIP_USED, code=first)
    return pad_pdf(session, blank, printed_at=blank[0].printed_at, desk=desk, **how)


def pad_slip(title: str) -> Slip:
    """A pad of blank slips, by its title."""
    return Slip(slip_kind("pad"), title, title, draw_pad)


def sheet_slip(code: str) -> Slip:
    """A hand-over sheet."""
    from app.papers.hand_over_sheet import hand_over_sheet_pdf

    return Slip(slip_kind("hand_over"), code, code, hand_over_sheet_pdf)


def batch_slip(uid: UUID, title: str) -> Slip:
    """The one paper of a batch, by its first dossier."""
    from app.papers.batch_slip import batch_slip_pdf

    return Slip(slip_kind("batch"), title, uid, batch_slip_pdf)


def handout_slip(kind: SlipKind, title: str, at: datetime) -> Slip:
    """A paper that belongs to no dossier, by its title."""
    from app.papers.handouts import handout_pdf

    return Slip(kind, title, title, partial(handout_pdf, kind=kind, at=at))


def door_slip(number: str, *, is_refusal: bool) -> Slip:
    """The slip of a visit that ended at the door."""
    from app.papers.door_slips import door_slip_pdf

    kind = slip_kind("refusal" if is_refusal else "supplement")
    return Slip(kind, number, number, door_slip_pdf)
