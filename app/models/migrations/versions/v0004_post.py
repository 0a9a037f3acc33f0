"""The postal desk: bags, items, what came in them, and the money that travels with them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models.base import Moment, Uid

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _bag()
    _item()
    _pair()
    _letters()
    _money()


def _bag() -> None:
    op.create_table(
        "post_bag",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("levy", sa.Integer(), nullable=False),
        sa.Column("postage", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("accepted_at", Moment(), nullable=True),
        sa.Column("accepted_count", sa.Integer(), nullable=False),
        sa.Column("cash", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "manifest"),
    )
    op.create_index("post_bag_day", "post_bag", ["tenant", "closed_on"])


def _item() -> None:
    op.create_table(
        "postal_item",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=True),
        sa.Column("dossier_uid", Uid(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("service", sa.Text(), nullable=True),
        sa.Column("procedure_code", sa.Text(), nullable=True),
        sa.Column("posted_event", Uid(), nullable=True),
        sa.Column("posted_at", Moment(), nullable=True),
        sa.Column("accepted_at", Moment(), nullable=True),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("dispatched_at", Moment(), nullable=True),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("invitations", sa.Text(), nullable=False),
        sa.Column("is_damaged", sa.Boolean(), nullable=False),
        sa.Column("fee", sa.Integer(), nullable=False),
        sa.Column("levy", sa.Integer(), nullable=False),
        sa.Column("postage", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("visit_number", sa.Text(), nullable=True),
        sa.Column("held_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_index("postal_item_number", "postal_item", ["tenant", "number"])
    op.create_index("postal_item_state", "postal_item", ["tenant", "state", "accepted_at"])
    op.create_index("postal_item_bag", "postal_item", ["tenant", "manifest"])
    op.create_index("postal_item_dossier_out", "postal_item", ["tenant", "dossier_uid"])


def _pair() -> None:
    op.create_table(
        "postal_pair",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("item_uid", Uid(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "item_uid", "dossier_uid"),
    )


def _letters() -> None:
    op.create_table(
        "post_letter",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("item_uid", Uid(), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=True),
        sa.Column("carrier", sa.Text(), nullable=True),
        sa.Column("manifest", sa.Text(), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("sent_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "event_uid"),
    )
    op.create_index("post_letter_about", "post_letter", ["tenant", "about"])
    op.create_index("post_letter_bag", "post_letter", ["tenant", "manifest"])


def _money() -> None:
    op.create_table(
        "post_money",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=True),
        sa.Column("item_uid", Uid(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "event_uid", "ordinal"),
    )
    op.create_index("post_money_day", "post_money", ["tenant", "moved_on", "carrier"])
    op.create_index("post_money_bag", "post_money", ["tenant", "manifest"])
