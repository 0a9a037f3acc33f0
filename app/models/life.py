"""What the fold keeps for lists of open work: open dossiers, filings, sheets, feedback."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CLUSTERED, Base, OfTenant


class OpenWorkRow(OfTenant, Base):
    """A dossier that something is still asked of, in the columns that tasks and lists ask for.

    There are thousands of these where there are a million dossiers; ended ones leave the table.
    ``due_on`` is the day promised now, ``late_on`` the day that lateness counts from.
    """

    __tablename__ = "open_work"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    state: Mapped[str]
    office: Mapped[str]
    desk: Mapped[int | None]
    channel: Mapped[str]
    procedure_code: Mapped[str]
    sector: Mapped[str | None]
    settling_agency: Mapped[str | None]
    received_by: Mapped[str]
    assigned_to: Mapped[str | None]
    return_place: Mapped[str]
    received_at: Mapped[datetime]
    return_due_at: Mapped[datetime]
    late_against: Mapped[datetime]
    due_on: Mapped[date]
    late_on: Mapped[date]
    holder_kind: Mapped[str]
    holder_name: Mapped[str]
    holder_desk: Mapped[int | None]
    held_since: Mapped[datetime]
    sheet: Mapped[str | None]
    forwarded_at: Mapped[datetime | None]
    step_key: Mapped[str | None]
    step_unit: Mapped[str | None]
    step_started_at: Mapped[datetime | None]
    step_due_at: Mapped[datetime | None]
    supplement_asked_at: Mapped[datetime | None]
    supplement_told_at: Mapped[datetime | None]
    supplement_answer_by: Mapped[date | None]
    supplement_back_at: Mapped[datetime | None]
    payment_asked_at: Mapped[datetime | None]
    delay_announced_at: Mapped[datetime | None]
    apology_drafted_at: Mapped[datetime | None]
    apology_signed_at: Mapped[datetime | None]
    apology_told_at: Mapped[datetime | None]
    withdrawal_asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    results_on_shelf: Mapped[int]
    shelf: Mapped[str | None]
    shelf_since: Mapped[datetime | None]
    collector_told_at: Mapped[datetime | None]
    outstanding: Mapped[int]

    __table_args__ = (
        Index("open_work_state", "tenant", "state", "due_on"),
        Index("open_work_sheet", "tenant", "sheet", sqlite_where=text("sheet IS NOT NULL")),
        *CLUSTERED,
    )


class ForeignCodeRow(OfTenant, Base):
    """A code of another system under which a dossier is found too; ``system`` is folded."""

    __tablename__ = "foreign_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    system: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (Index("foreign_code_of_dossier", "tenant", "dossier_uid"),)


class FilingRow(OfTenant, Base):
    """The stored fold of an online filing."""

    __tablename__ = "filing"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    state: Mapped[str]
    procedure_code: Mapped[str]
    filed_at: Mapped[datetime]
    answer_due_at: Mapped[datetime]
    fold: Mapped[bytes]
    fold_private: Mapped[str | None]

    __table_args__ = (
        Index("filing_state", "tenant", "state", "answer_due_at"),
        Index("filing_code", "tenant", "code"),
    )


class HandOverRow(OfTenant, Base):
    """A sheet over which dossiers were handed over, folded from the office's events."""

    __tablename__ = "hand_over"

    sheet: Mapped[str] = mapped_column(primary_key=True)
    event_uid: Mapped[UUID]
    batch_uid: Mapped[UUID | None]
    giver_kind: Mapped[str]
    giver_name: Mapped[str]
    giver_desk: Mapped[int | None]
    receiver_kind: Mapped[str]
    receiver_name: Mapped[str]
    receiver_desk: Mapped[int | None]
    count: Mapped[int]
    closed_at: Mapped[datetime]
    closed_on: Mapped[date]
    signed_at: Mapped[datetime | None]
    signed_event: Mapped[UUID | None]
    missing: Mapped[int]
    extra: Mapped[int]
    taken_back_at: Mapped[datetime | None]

    __table_args__ = (
        Index("hand_over_day", "tenant", "closed_on"),
        Index("hand_over_open", "tenant", "signed_at", "taken_back_at"),
    )


class HandOverLineRow(OfTenant, Base):
    """A dossier on a sheet, folded from its own events, in the order in which it was scanned.

    ``standing`` is a value of ``domain.hand_over.Standing``.
    """

    __tablename__ = "hand_over_line"

    sheet: Mapped[str] = mapped_column(primary_key=True)
    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    standing: Mapped[str]
    results: Mapped[int]


class VaultKeyRow(OfTenant, Base):
    """The key of the files beside the database; never folded, never cleared by a rebuild."""

    __tablename__ = "vault_key"

    key: Mapped[bytes]


class FeedbackRow(OfTenant, Base):
    """Feedback of a citizen and whether it was answered; the words stay in the journal."""

    __tablename__ = "feedback"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    about: Mapped[str]
    received_at: Mapped[datetime]
    event_uid: Mapped[UUID]
    answered_at: Mapped[datetime | None]
    answer_event: Mapped[UUID | None]
    is_published: Mapped[bool]

    __table_args__ = (Index("feedback_open", "tenant", "answered_at", "received_at"),)


class RatingRow(OfTenant, Base):
    """A rating of today, pooled until the day closes; nothing in it tells who gave it or when.

    Without a rowid, which would count up with every rating and so tell their order.
    """

    __tablename__ = "rating_pool"
    __table_args__ = CLUSTERED

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("rated_on")
    rating: Mapped[int]
    reason: Mapped[str | None]
