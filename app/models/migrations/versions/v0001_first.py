"""The first schema: journal, office, catalogue, search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.models.base import Moment, Uid
from app.models.search import SEARCH_TABLE
from app.models.triggers import JOURNAL_TRIGGERS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ack",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("writer", Uid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("acknowledged_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "writer"),
    )
    op.create_table(
        "calendar_year",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "year", "digest"),
    )
    op.create_table(
        "code_block",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("prefix", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "agency", "given_on", "prefix", "first"),
    )
    op.create_table(
        "code_used",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=False),
        sa.Column("prefix", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "agency", "used_on", "prefix", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "counter",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("high_water", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "name"),
    )
    op.create_table(
        "credential",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("staff_uid", Uid(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=True),
        sa.Column("set_at", Moment(), nullable=True),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", Moment(), nullable=True),
        sa.Column("badge_digest", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "staff_uid"),
    )
    op.create_index("credential_badge", "credential", ["tenant", "badge_digest"], unique=True)
    op.create_table(
        "dossier",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("procedure_name", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("applicant", sa.Text(), nullable=True),
        sa.Column("identity_number", sa.Text(), nullable=True),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("return_due_at", Moment(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("slip_copies", sa.Integer(), nullable=False),
        sa.Column("needs_update", sa.Boolean(), nullable=False),
        sa.Column("status_owner", sa.Text(), nullable=True),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("fold", sa.LargeBinary(), nullable=False),
        sa.Column("fold_private", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_index("dossier_code", "dossier", ["tenant", "code"], unique=False)
    op.create_index("dossier_number", "dossier", ["tenant", "number"], unique=True)
    op.create_index("dossier_received_on", "dossier", ["tenant", "received_on"], unique=False)
    op.create_index("dossier_due_on", "dossier", ["tenant", "due_on"], unique=False)
    op.create_index(
        "dossier_settled", "dossier", ["tenant"], sqlite_where=sa.text("state = 'settled'")
    )
    op.create_index(
        "dossier_status_owner",
        "dossier",
        ["tenant"],
        sqlite_where=sa.text("status_owner IS NOT NULL"),
    )
    op.create_table(
        "dossier_person",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "number", "part"),
        sqlite_with_rowid=False,
    )
    op.create_index("person_identity", "dossier_person", ["tenant", "identity", "number"])
    op.create_index(
        "person_born",
        "dossier_person",
        ["tenant", "about", "born_on", "folded_name", "number"],
        sqlite_where=sa.text("born_on IS NOT NULL"),
    )
    op.create_table(
        "draft",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_table(
        "event",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=True),
        sa.Column("actor", Uid(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=True),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Moment(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
        sa.UniqueConstraint("tenant", "arrival"),
    )
    op.create_index("event_of_dossier", "event", ["tenant", "dossier_uid", "arrival"], unique=False)
    op.create_index("event_on_day", "event", ["tenant", "occurred_on", "arrival"], unique=False)
    op.create_index("event_of_kind", "event", ["tenant", "kind", "occurred_on"], unique=False)
    op.create_table(
        "event_position",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("writer", Uid(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "writer", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("position_of_event", "event_position", ["tenant", "uid"], unique=False)
    op.create_table(
        "event_private",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pad_slip",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("printed_at", Moment(), nullable=False),
        sa.Column("lookup_token", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "code"),
    )
    op.create_table(
        "pinned_procedure",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "code"),
    )
    op.create_table(
        "office_key",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "public"),
    )
    op.create_table(
        "print_job",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("desk", sa.Integer(), nullable=False),
        sa.Column("slip", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=True),
        sa.Column("visit_number", sa.Text(), nullable=True),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_index("print_job_number", "print_job", ["tenant", "number"], unique=True)
    op.create_index("print_job_state", "print_job", ["tenant", "desk", "state"], unique=False)
    op.create_index("print_job_asked_on", "print_job", ["tenant", "asked_on"], unique=False)
    op.create_index("print_job_visit", "print_job", ["tenant", "visit_number"], unique=False)
    op.create_table(
        "procedure_validity",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "code", "valid_from"),
    )
    op.create_table(
        "procedure_version",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("is_receivable", sa.Boolean(), nullable=False),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "digest"),
    )
    op.create_index("version_of_procedure", "procedure_version", ["tenant", "code"], unique=False)
    op.create_table(
        "saved_filter",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("saved_at", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "name"),
    )
    op.create_table(
        "setting",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "name"),
    )
    op.create_table(
        "staff",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("employer_kind", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_table(
        "tombstone",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("erased_by", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_table(
        "unlock_challenge",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("staff_uid", Uid(), nullable=False),
        sa.Column("challenge", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "staff_uid"),
    )
    op.create_table(
        "unlock_key",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("set_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant"),
    )
    op.create_table(
        "visit",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("event_uid", Uid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "number"),
    )
    op.create_table(
        "writer",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("device_uid", Uid(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("previous_uid", Uid(), nullable=True),
        sa.Column("previous_seq", sa.Integer(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid"),
    )
    op.create_index(
        "one_open_writer",
        "writer",
        ["tenant"],
        unique=True,
        sqlite_where=sa.text("closed_at IS NULL"),
    )
    _streams()
    for statement in (*JOURNAL_TRIGGERS.values(), *SEARCH_TABLE):
        op.execute(statement)


def _streams() -> None:
    op.create_table(
        "enrolment",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("public", sa.LargeBinary(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("centre_public", sa.LargeBinary(), nullable=False),
        sa.Column("token", sa.Text(), nullable=True),
        sa.Column("next_token", sa.Text(), nullable=True),
        sa.Column("enrolled_at", Moment(), nullable=False),
        sa.Column("met_at", Moment(), nullable=True),
        sa.Column("clock_offset_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("tenant"),
    )
    op.create_table(
        "departed",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.Column("said_by", Uid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("left_at", Moment(), nullable=False),
        sa.Column("let_go", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
    )
    op.create_table(
        "parts_wanted",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
    )
    op.create_table(
        "stream_cursor",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("pos", sa.Integer(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "stream"),
    )
    op.create_table(
        "stream_event",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("pos", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "stream", "pos"),
        sqlite_with_rowid=False,
    )
    op.create_index("stream_event_of_event", "stream_event", ["tenant", "uid"], unique=True)
    op.create_table(
        "contested",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
    )
    op.create_table(
        "desk_seen",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("desk", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("whole_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "desk"),
    )
    op.create_table(
        "flag",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("uid", Uid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_at", Moment(), nullable=False),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("settled_by", Uid(), nullable=True),
        sa.PrimaryKeyConstraint("tenant", "uid", "reason"),
    )
    op.create_table(
        "release",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "subject", "office"),
    )
    op.create_table(
        "unfolded",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("dossier_uid", Uid(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "dossier_uid"),
    )
    op.create_table(
        "file_cursor",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("arrival", sa.Integer(), nullable=False),
        sa.Column("incarnation", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant"),
    )
    op.create_table(
        "file_part",
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant", "digest", "first"),
    )


def downgrade() -> None:
    raise NotImplementedError("a database never goes back; restore the copy made before")
