"""The centre's first schema: journal, streams, folds, enrolment. Every key begins with the tenant.

PostgreSQL alone, so the statements stand here as PostgreSQL reads them.
"""

from __future__ import annotations

from alembic import op

revision = "s0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE centre (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        secret bytea NOT NULL,
        public bytea NOT NULL,
        restores integer NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE office (
        tenant text NOT NULL, code text NOT NULL, name text NOT NULL, kind text NOT NULL,
        PRIMARY KEY (tenant, code)
    )
    """,
    """
    CREATE TABLE enrolment_code (
        tenant text NOT NULL, digest bytea NOT NULL, office text NOT NULL, desk integer NOT NULL,
        expires_at timestamptz NOT NULL, used_by uuid,
        PRIMARY KEY (tenant, digest), UNIQUE (digest)
    )
    """,
    """
    CREATE TABLE device (
        tenant text NOT NULL, uid uuid NOT NULL, office text NOT NULL, desk integer NOT NULL,
        public bytea NOT NULL, hardware text NOT NULL, enrolled_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (tenant, uid), UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE writer (
        tenant text NOT NULL, uid uuid NOT NULL, device_uid uuid NOT NULL,
        acked_seq bigint NOT NULL DEFAULT 0, acked_chain bytea NOT NULL,
        token bytea, previous_token bytea, incarnation text, seen_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, uid), UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE event_uid (
        tenant text NOT NULL, uid uuid NOT NULL, digest bytea NOT NULL, received_on date NOT NULL,
        PRIMARY KEY (tenant, uid)
    )
    """,
    """
    CREATE TABLE event (
        tenant text NOT NULL, received_on date NOT NULL, uid uuid NOT NULL, kind text NOT NULL,
        version integer NOT NULL, office text NOT NULL, dossier_uid uuid,
        occurred_at bigint NOT NULL, content text NOT NULL,
        PRIMARY KEY (tenant, received_on, uid)
    ) PARTITION BY RANGE (received_on)
    """,
    "CREATE TABLE event_other PARTITION OF event DEFAULT",
    """
    CREATE TABLE event_private (
        tenant text NOT NULL, uid uuid NOT NULL, content text NOT NULL,
        PRIMARY KEY (tenant, uid)
    )
    """,
    """
    CREATE TABLE event_position (
        tenant text NOT NULL, writer uuid NOT NULL, seq bigint NOT NULL, chain bytea NOT NULL,
        uid uuid NOT NULL,
        PRIMARY KEY (tenant, writer, seq)
    )
    """,
    """
    CREATE TABLE desk_seen (
        tenant text NOT NULL, device_uid uuid NOT NULL, seen_at timestamptz NOT NULL,
        whole_at timestamptz, PRIMARY KEY (tenant, device_uid)
    )
    """,
    """
    CREATE TABLE writer_seal (
        tenant text NOT NULL, writer uuid NOT NULL, seq bigint NOT NULL, signature bytea NOT NULL,
        PRIMARY KEY (tenant, writer, seq)
    )
    """,
    """
    CREATE TABLE tombstone (
        tenant text NOT NULL, uid uuid NOT NULL, erased_by uuid NOT NULL,
        PRIMARY KEY (tenant, uid)
    )
    """,
    """
    CREATE TABLE stream (
        tenant text NOT NULL, name text NOT NULL, pos bigint NOT NULL DEFAULT 0,
        chain bytea NOT NULL,
        PRIMARY KEY (tenant, name)
    )
    """,
    """
    CREATE TABLE stream_event (
        tenant text NOT NULL, stream text NOT NULL, pos bigint NOT NULL, chain bytea NOT NULL,
        uid uuid NOT NULL,
        PRIMARY KEY (tenant, stream, pos), UNIQUE (tenant, stream, uid)
    )
    """,
    """
    CREATE TABLE dossier (
        tenant text NOT NULL, uid uuid NOT NULL, events bigint NOT NULL DEFAULT 0, code text,
        state text, streams text[] NOT NULL DEFAULT '{}', fold text, fold_private text,
        PRIMARY KEY (tenant, uid)
    )
    """,
    """
    CREATE TABLE dossier_event (
        tenant text NOT NULL, dossier_uid uuid NOT NULL, n bigint NOT NULL, uid uuid NOT NULL,
        PRIMARY KEY (tenant, dossier_uid, n)
    )
    """,
    """
    CREATE TABLE conflict (
        tenant text NOT NULL, dossier_uid uuid NOT NULL, first uuid NOT NULL, second uuid NOT NULL,
        opened_at timestamptz NOT NULL, resolved_by uuid,
        PRIMARY KEY (tenant, dossier_uid, first, second)
    )
    """,
    """
    CREATE TABLE code_registry (
        tenant text NOT NULL, code text NOT NULL, dossier_uid uuid NOT NULL,
        PRIMARY KEY (tenant, code)
    )
    """,
    """
    CREATE TABLE quarantine (
        tenant text NOT NULL, uid uuid NOT NULL, reason text NOT NULL, writer uuid,
        content text NOT NULL, noted_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, uid, reason)
    )
    """,
    """
    CREATE TABLE reference (
        tenant text NOT NULL, digest text NOT NULL, kind text NOT NULL, content text NOT NULL,
        PRIMARY KEY (tenant, digest)
    )
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
