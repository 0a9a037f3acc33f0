"""Runs the centre's migrations on the open connection that ``schema.bring_up_to_date`` gives."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], target_metadata=None)
with context.begin_transaction():
    context.run_migrations()
