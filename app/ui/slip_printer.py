"""One print from the wish to the printer: asked for, drawn, sent, or turned to the next printer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Refusal
from app.domain.light_dataclass import dataclass
from app.domain.words import refusal_sentence
from app.ui.background import Background
from app.ui.desk_at_work import OpenDesk, stamp
from app.ui.print_routes import put_on_paper, resolution_on

if TYPE_CHECKING:
    from uuid import UUID

    from app.domain.printers import PrinterChoice, SlipKind
    from app.services.print_jobs import PrintJob, PrintOrder

Choices = tuple["PrinterChoice", ...]
_OF_VISITS = ("supplement", "refusal")
"""Kinds of paper that are about a visit; others without a dossier are known by their title."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One paper: its kind, what it is called, what it is about and what draws it."""

    kind: SlipKind
    title: str
    about: UUID | str
    draw: Callable[..., bytes]

    def order(self, choice: PrinterChoice) -> PrintOrder:
        """The wish to have it printed on one printer."""
        from uuid import UUID

        from app.services.print_jobs import PrintOrder

        about = self.about
        return PrintOrder(
            slip=self.kind,
            title=self.title,
            choice=choice,
            dossier_uid=about if isinstance(about, UUID) else None,
            visit_number=about if isinstance(about, str) and self.kind in _OF_VISITS else None,
        )


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A print under way: on the first of ``choices``, the others wait behind it."""

    slip: Slip
    job: PrintJob
    choices: Choices


class SlipPrinter(QObject):
    """Prints in the lanes and keeps the print's record true at every step.

    ``sent`` brings the print that the printer took, ``turned`` the sentence of the printer that
    refused and the name of the next one, ``failed`` the print and the last printer's sentence.
    """

    sent = Signal(object)
    turned = Signal(str, str)
    failed = Signal(object, str)

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._under_way: set[UUID] = set()

    def is_under_way(self, job: PrintJob) -> bool:
        """Whether a print is on its way to the printer this moment."""
        return job.uid in self._under_way

    def print_new(self, desk: OpenDesk, slip: Slip, choices: Choices) -> None:
        """Ask for a print before the slow way to the printer begins."""
        from app.services.print_jobs import ask_print

        self._background.command(
            ask_print,
            slip.order(choices[0]),
            now=desk.now(),
            desk=desk.context,
            then=partial(self._begin, desk, slip, choices),
        )

    def print_job(self, desk: OpenDesk, slip: Slip, job: PrintJob, choices: Choices) -> None:
        """Bring a print that was asked for to paper."""
        self._begin(desk, slip, choices, job)

    def _begin(self, desk: OpenDesk, slip: Slip, choices: Choices, job: PrintJob) -> None:
        self._under_way.add(job.uid)
        self._try(desk, _Attempt(slip, job, choices))

    def _try(self, desk: OpenDesk, at: _Attempt) -> None:
        from app.services.print_jobs import turn_to

        choice = at.choices[0]
        if at.job.order.choice != choice:
            self._background.command(
                turn_to,
                at.job.uid,
                choice,
                desk=desk.context,
                then=partial(self._turned, desk, at),
            )
            return
        self._background.errand(
            resolution_on,
            choice.printer,
            then=partial(self._draw, desk, at),
            refused=partial(self._refused, desk, at),
        )

    def _turned(self, desk: OpenDesk, at: _Attempt, job: PrintJob) -> None:
        self._try(desk, _Attempt(at.slip, job, at.choices))

    def _draw(self, desk: OpenDesk, at: _Attempt, resolution: int) -> None:
        self._background.query(
            at.slip.draw,
            at.slip.about,
            desk=desk.context,
            paper=at.choices[0].paper,
            dots_per_inch=resolution,
            then=partial(self._send, desk, at),
            # Another printer would not draw it either.
            refused=partial(self._fail, desk, at),
        )

    def _send(self, desk: OpenDesk, at: _Attempt, pdf: bytes) -> None:
        self._background.errand(
            put_on_paper,
            pdf,
            at.choices[0].printer,
            title=at.slip.title,
            then=partial(self._mark, desk, at),
            refused=partial(self._refused, desk, at),
        )

    def _mark(self, desk: OpenDesk, at: _Attempt, _sent: None) -> None:
        from app.services.print_jobs import mark_sent

        self._background.command(
            mark_sent,
            at.job.uid,
            **stamp(desk),
            then=partial(self._marked, at),
            refused=partial(self._fail, desk, at),
        )

    def _marked(self, at: _Attempt, job: PrintJob) -> None:
        self._under_way.discard(at.job.uid)
        self.sent.emit(job)

    def _refused(self, desk: OpenDesk, at: _Attempt, refusal: Refusal) -> None:
        others = at.choices[1:]
        if not others:
            self._fail(desk, at, refusal)
            return
        self.turned.emit(refusal_sentence(refusal), others[0].printer)
        self._try(desk, _Attempt(at.slip, at.job, others))

    def _fail(self, desk: OpenDesk, at: _Attempt, refusal: Refusal) -> None:
        from app.services.print_jobs import mark_failed

        sentence = refusal_sentence(refusal)
        self._under_way.discard(at.job.uid)
        self._background.command(
            mark_failed,
            at.job.uid,
            sentence,
            desk=desk.context,
            then=partial(self._failed, sentence),
        )

    def _failed(self, sentence: str, job: PrintJob) -> None:
        self.failed.emit(job, sentence)
