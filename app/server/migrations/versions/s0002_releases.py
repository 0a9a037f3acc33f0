"""Reference data: the releases that the centre signed, and what desks propose."""

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
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
