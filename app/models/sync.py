"""What a desk remembers of the centre: its enrolment, and the streams in the centre's order."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import CLUSTERED, Base, OfTenant


class EnrolmentRow(OfTenant, Base):
    """The centre that let this desk in, the keys of both, the tokens of the last and next hello.

    ``certificate`` is what the centre shows where no authority vouches for it, in PEM.
    """

    __tablename__ = "enrolment"

    url: Mapped[str]
    certificate: Mapped[str | None]
    public: Mapped[bytes]
    secret: Mapped[bytes]
    centre_public: Mapped[bytes]
    token: Mapped[str | None]
    next_token: Mapped[str | None]
    enrolled_at: Mapped[datetime]
    met_at: Mapped[datetime | None]
    clock_offset_ms: Mapped[int | None]


class StreamCursorRow(OfTenant, Base):
    """How far this desk has followed a stream."""

    __tablename__ = "stream_cursor"

    stream: Mapped[str] = mapped_column(primary_key=True)
    pos: Mapped[int]
    chain: Mapped[bytes]


class StreamEventRow(OfTenant, Base):
    """The centre's order of events; ``seal`` is its signature where a page ended."""

    __tablename__ = "stream_event"

    stream: Mapped[str] = mapped_column(primary_key=True)
    pos: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uid: Mapped[UUID]
    chain: Mapped[bytes]
    seal: Mapped[bytes | None]

    __table_args__ = (
        Index("stream_event_of_event", "tenant", "uid", unique=True),
        *CLUSTERED,
    )


class ContestedRow(OfTenant, Base):
    """A dossier with deeds that stand against each other, and nobody has decided."""

    __tablename__ = "contested"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)


class DepartedRow(OfTenant, Base):
    """A dossier in which this office has no part any more, as the centre said by an event.

    ``let_go``: its personal parts are gone from this machine.
    """

    __tablename__ = "departed"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
    said_by: Mapped[UUID]
    code: Mapped[str | None]
    left_at: Mapped[datetime]
    let_go: Mapped[bool]


class PartsWantedRow(OfTenant, Base):
    """A dossier with events whose personal parts did not come and are still to be asked for."""

    __tablename__ = "parts_wanted"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)


class DeskSeenRow(OfTenant, Base):
    """A desk of this office as the centre last told: all it did until ``whole_at`` is there."""

    __tablename__ = "desk_seen"

    desk: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    whole_at: Mapped[datetime | None]


class FlagRow(OfTenant, Base):
    """An event that the centre accepted and that somebody should look at, until they did."""

    __tablename__ = "flag"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(primary_key=True)
    noted_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[UUID | None]


class ReleaseRow(OfTenant, Base):
    """The release of a subject that counts here, as the centre signed it; never an older one."""

    __tablename__ = "release"

    subject: Mapped[str] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    issued_at: Mapped[datetime]
    content: Mapped[str]
    signature: Mapped[str]
    taken_at: Mapped[datetime]


class FileCursorRow(OfTenant, Base):
    """Up to which arrival every file that the journal names is both here and at the centre.

    It holds for one life of the centre's data: a restored one may lack files of the same events.
    """

    __tablename__ = "file_cursor"

    arrival: Mapped[int]
    incarnation: Mapped[str]


class FilePartRow(OfTenant, Base):
    """A part of a file that is still on its way here; ``part`` is its own digest in the vault."""

    __tablename__ = "file_part"

    digest: Mapped[str] = mapped_column(primary_key=True)
    first: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    part: Mapped[str]


class UnfoldedRow(OfTenant, Base):
    """A dossier of a first sync: its events are here, and nobody has folded it yet."""

    __tablename__ = "unfolded"

    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)
