"""What the centre gives: releases of reference data, leases of codes, aliases, files, snapshots."""

from __future__ import annotations

from alembic import op

revision = "s0002"
down_revision = "s0001"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE release (
        tenant text NOT NULL, subject text NOT NULL, office text NOT NULL, version integer NOT NULL,
        issued_at bigint NOT NULL, content text NOT NULL, signature text NOT NULL,
        PRIMARY KEY (tenant, subject, office, version)
    )
    """,
    """
    CREATE TABLE proposal (
        tenant text NOT NULL, office text NOT NULL, desk integer NOT NULL, subject text NOT NULL,
        content text NOT NULL, offered_at timestamptz NOT NULL, decided_at timestamptz,
        accepted boolean,
        PRIMARY KEY (tenant, office, desk, subject)
    )
    """,
    """
    CREATE TABLE code_lease (
        tenant text NOT NULL, agency text NOT NULL, lent_for date NOT NULL,
        prefix integer NOT NULL, first integer NOT NULL, last integer NOT NULL,
        writer uuid NOT NULL, lent_at timestamptz NOT NULL,
        PRIMARY KEY (tenant, agency, lent_for, prefix, first)
    )
    """,
    """
    CREATE TABLE snapshot_part (
        tenant text NOT NULL, stream text NOT NULL, n integer NOT NULL, ends_at bigint NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (tenant, stream, n)
    )
    """,
    """
    CREATE TABLE named_file (
        tenant text NOT NULL, digest text NOT NULL, dossier_uid uuid NOT NULL, size bigint NOT NULL,
        PRIMARY KEY (tenant, digest, dossier_uid)
    )
    """,
    """
    CREATE TABLE file (
        tenant text NOT NULL, digest text NOT NULL, size bigint NOT NULL,
        have bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (tenant, digest)
    )
    """,
    """
    CREATE TABLE file_part (
        tenant text NOT NULL, digest text NOT NULL, first bigint NOT NULL, content bytea NOT NULL,
        PRIMARY KEY (tenant, digest, first)
    )
    """,
    """
    CREATE TABLE departure (
        tenant text NOT NULL, stream text NOT NULL, dossier_uid uuid NOT NULL,
        PRIMARY KEY (tenant, stream, dossier_uid)
    )
    """,
    """
    CREATE TABLE posted_from (
        tenant text NOT NULL, ref text NOT NULL, office text NOT NULL, PRIMARY KEY (tenant, ref)
    )
    """,
    """
    CREATE TABLE code_alias (
        tenant text NOT NULL, alias text NOT NULL, dossier_uid uuid NOT NULL, code text NOT NULL,
        PRIMARY KEY (tenant, alias, dossier_uid)
    )
    """,
)


_COLUMNS = (
    "ALTER TABLE writer ADD COLUMN hardware text",
    "ALTER TABLE quarantine ADD COLUMN private text",
    "ALTER TABLE quarantine ADD COLUMN decided_at timestamptz",
    "ALTER TABLE quarantine ADD COLUMN released boolean",
)


def upgrade() -> None:
    for statement in (*_TABLES, *_COLUMNS):
        op.execute(statement)
