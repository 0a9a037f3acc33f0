"""The catalogue's tables: immutable versions by digest, and which of them counts when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, OfTenant


class ProcedureVersionRow(OfTenant, Base):
    """One immutable version of a procedure: canonical bytes under their SHA-256."""

    __tablename__ = "procedure_version"

    digest: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str]
    name: Mapped[str]
    sector: Mapped[str | None]
    is_receivable: Mapped[bool]
    is_internal: Mapped[bool]
    added_at: Mapped[datetime]
    content: Mapped[bytes]

    __table_args__ = (Index("version_of_procedure", "tenant", "code"),)


class ProcedureValidityRow(OfTenant, Base):
    """From when to when a version counts; ``valid_to`` is its last day.

    ``ended_by`` names the decision that ended it, where one is known.
    """

    __tablename__ = "procedure_validity"

    code: Mapped[str] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date | None]
    digest: Mapped[str]
    ended_by: Mapped[str | None]


class PinnedProcedureRow(OfTenant, Base):
    """A procedure that this desk keeps at the top of its list."""

    __tablename__ = "pinned_procedure"

    code: Mapped[str] = mapped_column(primary_key=True)
    ordinal: Mapped[int]
