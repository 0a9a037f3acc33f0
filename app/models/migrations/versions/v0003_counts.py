"""What reports count from: a narrow row a dossier, and its earlier terms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models.base import Moment, Uid

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier_count",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("open_until", sa.Date(), nullable=False),
        sa.Column("late_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=True),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("procedure_digest", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("settling_agency", sa.Text(), nullable=True),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("apology_signed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "received_on", "dossier_uid"),
        sqlite_with_rowid=False,
    )
    op.create_index("count_dossier", "dossier_count", ["tenant", "dossier_uid"], unique=True)
    op.create_index("count_open", "dossier_count", ["tenant", "open_until"])
    op.create_table(
        "dossier_term",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("late_on", sa.Date(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid", "begins_on"),
    )
