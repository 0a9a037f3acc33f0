"""What is left to do about the paper of a day: slips that nobody holds, prints nobody saw."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from app.domain.dossier import DossierState
from app.domain.light_dataclass import dataclass
from app.domain.printers import SlipKind
from app.services.desk import DeskContext
from app.services.dossiers import DossierLine, received_on
from app.services.print_jobs import JobState, PrintJob, jobs_asked_on

_HOLDS_PAPER = (JobState.SENT, JobState.CAME_OUT)
_NO_SLIP_NEEDED = (DossierState.CANCELLED, DossierState.SUPERSEDED, DossierState.RETURNED)


@dataclass(frozen=True, slots=True)
class PapersOfDay:
    """What is left to do about the paper of a day, for the closing and for a quiet minute."""

    without_paper: tuple[DossierLine, ...]
    """Dossiers whose receipt slip was never sent, or whose every print was denied."""
    unconfirmed: tuple[PrintJob, ...]
    """Prints that were asked or sent, and of which nobody knows whether paper came out."""


def papers_of_day(session: Session, on: date, *, desk: DeskContext) -> PapersOfDay:
    """Dossiers of a day without paper, and papers of it that nobody saw come out."""
    jobs = jobs_asked_on(session, on, desk=desk)
    open_states = (JobState.ASKED, JobState.SENT)
    slips = [job for job in jobs if job.order.slip is SlipKind.RECEIPT]
    held = {job.order.dossier_uid for job in slips if job.state in _HOLDS_PAPER}
    denied = {job.order.dossier_uid for job in slips if job.state is JobState.DENIED} - held
    lines = received_on(session, desk.tenant, on)
    return PapersOfDay(
        without_paper=tuple(
            line
            for line in lines
            if line.state not in _NO_SLIP_NEEDED
            and (line.slip_copies == 0 or line.dossier_uid in denied)
        ),
        unconfirmed=tuple(job for job in jobs if job.state in open_states),
    )
