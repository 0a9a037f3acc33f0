"""Between door and result: open work, online filings, hand-over sheets, feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models.base import Moment, Uid

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _open_work()
    _foreign_code()
    _filing()
    _hand_over()
    _vault_key()
    _feedback()
    _rating_pool()
    _wording()


def _open_work() -> None:
    op.create_table(
        "open_work",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("settling_agency", sa.Text(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("assigned_to", sa.Text(), nullable=True),
        sa.Column("return_place", sa.Text(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("return_due_at", Moment(), nullable=False),
        sa.Column("late_against", Moment(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("late_on", sa.Date(), nullable=False),
        sa.Column("holder_kind", sa.Text(), nullable=False),
        sa.Column("holder_name", sa.Text(), nullable=False),
        sa.Column("holder_desk", sa.Integer(), nullable=True),
        sa.Column("held_since", Moment(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.Column("forwarded_at", Moment(), nullable=True),
        sa.Column("step_key", sa.Text(), nullable=True),
        sa.Column("step_unit", sa.Text(), nullable=True),
        sa.Column("step_started_at", Moment(), nullable=True),
        sa.Column("step_due_at", Moment(), nullable=True),
        sa.Column("supplement_asked_at", Moment(), nullable=True),
        sa.Column("supplement_told_at", Moment(), nullable=True),
        sa.Column("supplement_answer_by", sa.Date(), nullable=True),
        sa.Column("supplement_back_at", Moment(), nullable=True),
        sa.Column("payment_asked_at", Moment(), nullable=True),
        sa.Column("delay_announced_at", Moment(), nullable=True),
        sa.Column("apology_drafted_at", Moment(), nullable=True),
        sa.Column("apology_signed_at", Moment(), nullable=True),
        sa.Column("apology_told_at", Moment(), nullable=True),
        sa.Column("withdrawal_asked_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("results_on_shelf", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.Text(), nullable=True),
        sa.Column("shelf_since", Moment(), nullable=True),
        sa.Column("collector_told_at", Moment(), nullable=True),
        sa.Column("outstanding", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "open_work_sheet",
        "open_work",
        ["tenant", "sheet"],
        sqlite_where=sa.text("sheet IS NOT NULL"),
    )
    op.create_index("open_work_state", "open_work", ["tenant", "state", "due_on"])


def _foreign_code() -> None:
    op.create_table(
        "foreign_code",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("system", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "code", "dossier_uid", "system"),
    )
    op.create_index(
        "foreign_code_of_dossier", "foreign_code", ["tenant", "dossier_uid"], unique=False
    )


def _filing() -> None:
    op.create_table(
        "filing",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("filed_at", Moment(), nullable=False),
        sa.Column("answer_due_at", Moment(), nullable=False),
        sa.Column("fold", sa.LargeBinary(), nullable=False),
        sa.Column("fold_private", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
    )
    op.create_index("filing_code", "filing", ["tenant", "code"])
    op.create_index("filing_state", "filing", ["tenant", "state", "answer_due_at"])


def _hand_over() -> None:
    op.create_table(
        "hand_over",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("batch_uid", Uid(), nullable=True),
        sa.Column("giver_kind", sa.Text(), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("giver_desk", sa.Integer(), nullable=True),
        sa.Column("receiver_kind", sa.Text(), nullable=False),
        sa.Column("receiver_name", sa.Text(), nullable=False),
        sa.Column("receiver_desk", sa.Integer(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("signed_at", Moment(), nullable=True),
        sa.Column("signed_event", Uid(), nullable=True),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Integer(), nullable=False),
        sa.Column("taken_back_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "sheet"),
    )
    op.create_index("hand_over_day", "hand_over", ["tenant", "closed_on"])
    op.create_index("hand_over_open", "hand_over", ["tenant", "signed_at", "taken_back_at"])
    op.create_table(
        "hand_over_line",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "sheet", "dossier_uid"),
    )


def _vault_key() -> None:
    op.create_table(
        "vault_key",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant"),
    )


def _feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("answer_event", Uid(), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_index("feedback_open", "feedback", ["tenant", "answered_at", "received_at"])


def _rating_pool() -> None:
    op.create_table(
        "rating_pool",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid"),
        sqlite_with_rowid=False,
    )


def _wording() -> None:
    op.create_table(
        "wording",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("in_force_from", Moment(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.Column("changed_by", Uid(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "event_uid"),
    )
