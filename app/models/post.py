"""What the fold keeps of the post: bags, items, which dossiers came in which item, money moved."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, OfTenant


class PostBagRow(OfTenant, Base):
    """A bag with its list (bảng kê); sums in đồng. One that goes out is a hand-over sheet too."""

    __tablename__ = "post_bag"

    manifest: Mapped[str] = mapped_column(primary_key=True)
    event_uid: Mapped[UUID]
    way: Mapped[str]
    carrier: Mapped[str]
    count: Mapped[int]
    fee: Mapped[int]
    levy: Mapped[int]
    postage: Mapped[int]
    closed_at: Mapped[datetime]
    closed_on: Mapped[date]
    accepted_at: Mapped[datetime | None]
    accepted_count: Mapped[int]
    cash: Mapped[int]
    missing: Mapped[int]
    extra: Mapped[int]

    __table_args__ = (Index("post_bag_day", "tenant", "closed_on"),)


class PostalItemRow(OfTenant, Base):
    """An item of the post as its facts left it; no person's name stands here."""

    __tablename__ = "postal_item"

    uid: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]
    way: Mapped[str]
    carrier: Mapped[str]
    state: Mapped[str]
    manifest: Mapped[str | None]
    dossier_uid: Mapped[UUID | None]
    addressee: Mapped[str | None]
    service: Mapped[str | None]
    procedure_code: Mapped[str | None]
    posted_event: Mapped[UUID | None]
    posted_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    dispatched_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    invitations: Mapped[str]
    is_damaged: Mapped[bool]
    fee: Mapped[int]
    levy: Mapped[int]
    postage: Mapped[int]
    used: Mapped[int]
    visit_number: Mapped[str | None]
    held_by: Mapped[str | None]

    __table_args__ = (
        Index("postal_item_number", "tenant", "number"),
        Index("postal_item_state", "tenant", "state", "accepted_at"),
        Index("postal_item_bag", "tenant", "manifest"),
        Index("postal_item_dossier_out", "tenant", "dossier_uid"),
    )


class PostalPairRow(OfTenant, Base):
    """A dossier that came in an item."""

    __tablename__ = "postal_pair"

    item_uid: Mapped[UUID] = mapped_column(primary_key=True)
    dossier_uid: Mapped[UUID] = mapped_column(primary_key=True)


class PostLetterRow(OfTenant, Base):
    """A paper that went to the sender of an item; no name stands here.

    ``manifest`` is absent where it was told by message.
    """

    __tablename__ = "post_letter"

    event_uid: Mapped[UUID] = mapped_column(primary_key=True)
    item_uid: Mapped[UUID]
    letter: Mapped[str]
    about: Mapped[str]
    dossier_uid: Mapped[UUID | None]
    carrier: Mapped[str | None]
    manifest: Mapped[str | None]
    number: Mapped[str | None]
    sent_at: Mapped[datetime]

    __table_args__ = (
        Index("post_letter_about", "tenant", "about"),
        Index("post_letter_bag", "tenant", "manifest"),
    )


class PostMoneyRow(OfTenant, Base):
    """A sum (đồng) that went from one account to another (``domain.post_money``)."""

    __tablename__ = "post_money"

    event_uid: Mapped[UUID] = mapped_column(primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    carrier: Mapped[str]
    moved_on: Mapped[date]
    manifest: Mapped[str | None]
    item_uid: Mapped[UUID | None]
    source: Mapped[str]
    target: Mapped[str]
    amount: Mapped[int]

    __table_args__ = (
        Index("post_money_day", "tenant", "moved_on", "carrier"),
        Index("post_money_bag", "tenant", "manifest"),
    )
