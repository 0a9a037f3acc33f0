"""Tables of paper: the slips of the pad, folded from its event, and the prints of this machine."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, OfTenant


class PadSlipRow(OfTenant, Base):
    """A blank receipt slip with its code and the dossier it will be, folded from its event."""

    __tablename__ = "pad_slip"

    code: Mapped[str] = mapped_column(primary_key=True)
    dossier_uid: Mapped[UUID]
    desk: Mapped[int]
    valid_from: Mapped[date]
    printed_at: Mapped[datetime]
    lookup_token: Mapped[str | None]


class PrintJobRow(OfTenant, Base):
    """One print of one paper on this machine; not truth, not journalled, never rebuilt."""

    __tablename__ = "print_job"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    desk: Mapped[int]
    slip: Mapped[str]
    title: Mapped[str]
    dossier_uid: Mapped[UUID | None]
    visit_number: Mapped[str | None]
    printer: Mapped[str]
    paper: Mapped[str]
    state: Mapped[str]
    copy: Mapped[int]
    problem: Mapped[str | None]
    asked_at: Mapped[datetime]
    asked_on: Mapped[date]
    sent_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]

    __table_args__ = (
        Index("print_job_number", "tenant", "number", unique=True),
        Index("print_job_state", "tenant", "desk", "state"),
        Index("print_job_asked_on", "tenant", "asked_on"),
        Index("print_job_visit", "tenant", "visit_number"),
    )
