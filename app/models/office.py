"""The office's own tables: what the fold stores, who works here, which numbers are used."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CLUSTERED, Base, OfTenant


class DossierRow(OfTenant, Base):
    """The stored fold of a dossier; may be dropped and rebuilt at any time.

    ``fold`` and ``fold_private`` are canonical bytes; the other columns are for lists. The code is
    indexed, never unique: two dossiers under one code are a clash that people resolve.
    ``status_owner`` is the agency whose system owns the status, where that is not this office's;
    ``heads`` counts the events that no other has seen: more than one is a clash.
    """

    __tablename__ = "dossier"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int]
    code: Mapped[str]
    office: Mapped[str]
    desk: Mapped[int | None]
    state: Mapped[str]
    procedure_code: Mapped[str]
    procedure_name: Mapped[str]
    sector: Mapped[str | None]
    applicant: Mapped[str | None]
    identity_number: Mapped[str | None]
    received_at: Mapped[datetime]
    received_on: Mapped[date]
    return_due_at: Mapped[datetime]
    due_on: Mapped[date]
    slip_copies: Mapped[int]
    needs_update: Mapped[bool]
    status_owner: Mapped[str | None]
    heads: Mapped[int]
    fold: Mapped[bytes]
    fold_private: Mapped[bytes | None]

    __table_args__ = (
        Index("dossier_code", "tenant", "code"),
        Index("dossier_number", "tenant", "number", unique=True),
        Index("dossier_received_on", "tenant", "received_on"),
        Index("dossier_due_on", "tenant", "due_on"),
        Index("dossier_settled", "tenant", sqlite_where=text("state = 'settled'")),
        Index("dossier_status_owner", "tenant", sqlite_where=text("status_owner IS NOT NULL")),
    )


class DossierPersonRow(OfTenant, Base):
    """A person of a dossier, by whom duplicates and results are found; erased with the dossier.

    ``number`` is the dossier's running number, so that the newest are found first; ``about`` says
    that the dossier is this person's request.
    """

    __tablename__ = "dossier_person"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(primary_key=True)
    identity: Mapped[str]
    folded_name: Mapped[str]
    born_on: Mapped[date | None]
    about: Mapped[bool]

    __table_args__ = (
        Index("person_identity", "tenant", "identity", "number"),
        Index(
            "person_born",
            *("tenant", "about", "born_on", "folded_name", "number"),
            sqlite_where=text("born_on IS NOT NULL"),
        ),
        *CLUSTERED,
    )


class VisitRow(OfTenant, Base):
    """A visit at the door that ended without a dossier, folded from its event."""

    __tablename__ = "visit"

    number: Mapped[str] = mapped_column(primary_key=True)
    uid: Mapped[UUID]
    event_uid: Mapped[UUID]
    kind: Mapped[str]
    occurred_at: Mapped[datetime]
    occurred_on: Mapped[date]


class StaffRow(OfTenant, Base):
    """A person of the office, folded from ``staff.enrolled`` and ``staff.changed``."""

    __tablename__ = "staff"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    roles: Mapped[str]
    employer: Mapped[str]
    employer_kind: Mapped[str]
    full_name: Mapped[str | None]
    title: Mapped[str | None]
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    is_active: Mapped[bool]


class SettingRow(OfTenant, Base):
    """One setting of office or desk, folded from ``settings.changed``; ``content`` is JSON."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class WordingRow(OfTenant, Base):
    """One change of the words on papers, folded from ``wording.changed``; ``content`` is JSON.

    It holds the names of signatories, as the staff's accounts hold theirs.
    """

    __tablename__ = "wording"

    event_uid: Mapped[UUID] = mapped_column(primary_key=True)
    in_force_from: Mapped[datetime]
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]
    valid_from: Mapped[date]
    content: Mapped[str]


class CalendarRow(OfTenant, Base):
    """The calendar of one year in use, by digest; ``content`` is canonical JSON."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(primary_key=True)
    published_at: Mapped[datetime]
    content: Mapped[bytes]


class CounterRow(OfTenant, Base):
    """The high-water of one running number: register book, visit book."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    high_water: Mapped[int]


class CodeUsedRow(OfTenant, Base):
    """An order of the day that was given out; never given out twice."""

    __tablename__ = "code_used"

    agency: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("used_on", primary_key=True)
    prefix: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    dossier_uid: Mapped[UUID]

    __table_args__ = CLUSTERED


class CodeBlockRow(OfTenant, Base):
    """A further block of one day: leased by the centre or given by the supervisor."""

    __tablename__ = "code_block"

    agency: Mapped[str] = mapped_column(primary_key=True)
    on: Mapped[date] = mapped_column("given_on", primary_key=True)
    prefix: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    source: Mapped[str]


class OfficeKeyRow(OfTenant, Base):
    """The signing key of this desk's office (Ed25519): raw public and secret bytes."""

    __tablename__ = "office_key"

    public: Mapped[bytes] = mapped_column(primary_key=True)
    secret: Mapped[bytes]


class DraftRow(OfTenant, Base):
    """A half-typed form; not truth, not journalled."""

    __tablename__ = "draft"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    desk: Mapped[int]
    saved_at: Mapped[datetime]
    content: Mapped[str]


class SavedFilterRow(OfTenant, Base):
    """A search that this desk keeps under a name; a preference, not journalled."""

    __tablename__ = "saved_filter"

    name: Mapped[str] = mapped_column(primary_key=True)
    saved_at: Mapped[datetime]
    content: Mapped[str]
