"""Runs migrations on the open connection that ``schema.bring_up_to_date`` hands over."""

from __future__ import annotations

from alembic import context

from app.models import catalogue, journal, office, paper, sync  # noqa: F401 - fills the metadata
from app.models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=False,  # re-creating a table would drop its triggers
)
with context.begin_transaction():
    context.run_migrations()
