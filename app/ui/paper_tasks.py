"""What is left to do about the paper of a day, one line per paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.light_dataclass import dataclass
from app.domain.moments import local

if TYPE_CHECKING:
    from uuid import UUID

    from app.services.papers_of_day import PapersOfDay
    from app.services.print_jobs import PrintJob


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTask:
    """A dossier without paper (``dossier_uid``), or a print of which nobody knows (``job``)."""

    title: str
    applicant: str
    why: str
    tone: str
    at: datetime
    dossier_uid: UUID | None = None
    job: PrintJob | None = None


def tasks_of(papers: PapersOfDay) -> tuple[PaperTask, ...]:
    """Dossiers without paper first, then what was sent and not seen; each paper once."""
    failed = {job.order.dossier_uid: job for job in papers.unconfirmed if job.state == "asked"}
    return tuple(_tasks(papers, failed))


def _tasks(papers: PapersOfDay, failed: dict[UUID | None, PrintJob]) -> Iterator[PaperTask]:
    lacking = {line.dossier_uid for line in papers.without_paper}
    for line in papers.without_paper:
        job = failed.get(line.dossier_uid)
        problem = job.problem if job else None
        yield PaperTask(
            title=line.dossier_code,
            applicant=line.applicant or "",
            why=problem or "Chưa có giấy hẹn",
            tone="bad",
            at=line.received_at,
            dossier_uid=line.dossier_uid,
            job=job,
        )
    for job in papers.unconfirmed:
        if job.order.dossier_uid is None or job.order.dossier_uid not in lacking:
            yield _unconfirmed(job)


def _unconfirmed(job: PrintJob) -> PaperTask:
    is_sent = job.sent_at is not None
    sent = f"Đã gửi {job.order.choice.printer}, chưa rõ đã ra chưa"
    return PaperTask(
        title=job.order.title,
        applicant="",
        why=sent if is_sent else job.problem or "Chưa gửi được tới máy in",
        tone="warn" if is_sent else "bad",
        at=job.sent_at or job.asked_at,
        job=job,
    )


def clock_text(at: datetime) -> str:
    """``09:30``."""
    return f"{local(at):%H:%M}"
