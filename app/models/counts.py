"""What reports count from: a narrow row a dossier, and the terms before its present one."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, OfTenant


class DossierCountRow(OfTenant, Base):
    """A dossier as reports count it; folded like the dossier, and small, for millions are read.

    The rows of a period lie side by side, by the day of reception. ``open_until`` is the day it
    was settled, the last day there is while it is not; ``outcome`` a value of
    ``domain.counted.Outcome``. ``site`` is where it was officially received.
    """

    __tablename__ = "dossier_count"

    received_on: Mapped[date] = mapped_column(primary_key=True)
    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    open_until: Mapped[date]
    late_on: Mapped[date]
    outcome: Mapped[str | None]
    is_void: Mapped[bool]
    channel: Mapped[str]
    office: Mapped[str]
    site: Mapped[str]
    desk: Mapped[int | None]
    officer: Mapped[str]
    procedure_code: Mapped[str]
    procedure_digest: Mapped[str]
    sector: Mapped[str | None]
    settling_agency: Mapped[str | None]
    received_at: Mapped[datetime]
    ended_on: Mapped[date | None]
    apology_signed_on: Mapped[date | None]

    __table_args__ = (
        Index("count_dossier", "tenant", "dossier_uid", unique=True),
        Index("count_open", "tenant", "open_until"),
        {"sqlite_with_rowid": False},
    )


class DossierTermRow(OfTenant, Base):
    """Days, the last one excluded, in which a dossier had another due day or waited.

    Where no term covers a day, ``dossier_count.late_on`` holds and nobody was awaited.
    """

    __tablename__ = "dossier_term"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    begins_on: Mapped[date] = mapped_column(primary_key=True)
    ends_on: Mapped[date]
    late_on: Mapped[date]
    is_waiting: Mapped[bool]
