"""The journal's tables: insert-only, guarded by triggers (``models/triggers.py``)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CLUSTERED, Base, OfTenant


class WriterRow(OfTenant, Base):
    """A writer: one single-use branch of one device's journal; exactly one is open."""

    __tablename__ = "writer"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
    device_uid: Mapped[UUID]
    opened_at: Mapped[datetime]
    reason: Mapped[str]
    previous_uid: Mapped[UUID | None]
    previous_seq: Mapped[int | None]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        Index("one_open_writer", "tenant", unique=True, sqlite_where=text("closed_at IS NULL")),
    )


class EventRow(OfTenant, Base):
    """One event: ``content`` as first written, and the columns that queries ask for.

    ``arrival`` numbers the events as this database learnt of them; the fold follows it.
    """

    __tablename__ = "event"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    arrival: Mapped[int]
    kind: Mapped[str]
    version: Mapped[int]
    office: Mapped[str]
    desk: Mapped[int | None]
    actor: Mapped[UUID]
    dossier_uid: Mapped[UUID | None]
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date]
    recorded_at: Mapped[datetime]
    content: Mapped[bytes]

    __table_args__ = (
        UniqueConstraint("tenant", "arrival"),
        Index("event_of_dossier", "tenant", "dossier_uid", "arrival"),
        Index("event_of_kind", "tenant", "kind", "occurred_on"),
        Index("event_on_day", "tenant", "occurred_on", "arrival"),
    )


class EventPositionRow(OfTenant, Base):
    """Where an event stands in its writer's chain."""

    __tablename__ = "event_position"

    writer: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chain: Mapped[bytes]
    uid: Mapped[UUID]

    __table_args__ = (Index("position_of_event", "tenant", "uid"), *CLUSTERED)


class EventPrivateRow(OfTenant, Base):
    """The personal part of an event; the only journal row that an erasing deed may delete."""

    __tablename__ = "event_private"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    content: Mapped[bytes]

    __table_args__ = CLUSTERED


class TombstoneRow(OfTenant, Base):
    """An event whose private part was erased, and which no delivery may bring back."""

    __tablename__ = "tombstone"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    erased_by: Mapped[UUID]


class AcknowledgementRow(OfTenant, Base):
    """How far the centre has acknowledged a writer; unsent is what lies above."""

    __tablename__ = "ack"

    writer: Mapped[UUID] = mapped_column(primary_key=True)
    seq: Mapped[int]
    chain: Mapped[bytes]
    acknowledged_at: Mapped[datetime]
