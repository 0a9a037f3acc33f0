"""What reports count from at the centre, in the shape of the desk's tables, filled when asked."""

from __future__ import annotations

from alembic import op

revision = "s0003"
down_revision = "s0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE dossier_count (
        tenant text NOT NULL, received_on date NOT NULL, dossier_uid uuid NOT NULL,
        open_until date NOT NULL, late_on date NOT NULL, outcome text, is_void boolean NOT NULL,
        channel text NOT NULL, office text NOT NULL, site text NOT NULL, desk integer,
        officer text NOT NULL, procedure_code text NOT NULL, procedure_digest text NOT NULL,
        sector text, settling_agency text, received_at bigint NOT NULL, ended_on date,
        apology_signed_on date,
        PRIMARY KEY (tenant, received_on, dossier_uid), UNIQUE (tenant, dossier_uid)
    )
    """,
    "CREATE INDEX count_open ON dossier_count (tenant, open_until)",
    """
    CREATE TABLE dossier_term (
        tenant text NOT NULL, dossier_uid uuid NOT NULL, begins_on date NOT NULL,
        ends_on date NOT NULL, late_on date NOT NULL, is_waiting boolean NOT NULL,
        PRIMARY KEY (tenant, dossier_uid, begins_on)
    )
    """,
    """
    CREATE TABLE dossier_counted (
        tenant text NOT NULL, dossier_uid uuid NOT NULL, events bigint NOT NULL,
        PRIMARY KEY (tenant, dossier_uid)
    )
    """,
    """
    CREATE VIEW procedure_version AS
    SELECT tenant, digest, content::json ->> 'name' AS name,
        convert_to(content, 'UTF8') AS content
    FROM reference WHERE kind = 'procedure'
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
