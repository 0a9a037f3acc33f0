"""The triggers that keep the journal insert-only.

Alembic's table re-creation drops triggers silently, so the journal's tables are never
re-created, and a test lists these after every migration.
"""

from __future__ import annotations

_UNALTERABLE = ("event", "event_position", "tombstone")


def _refusing(name: str, moment: str, table: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {moment} ON {table} {when} "
        "BEGIN SELECT RAISE(ABORT, 'the journal is insert-only'); END"
    )


JOURNAL_TRIGGERS: dict[str, str] = {
    **{
        f"{table}_never_{moment.lower()}d": _refusing(
            f"{table}_never_{moment.lower()}d", moment, table
        )
        for table in _UNALTERABLE
        for moment in ("UPDATE", "DELETE")
    },
    "event_private_never_updated": _refusing(
        "event_private_never_updated", "UPDATE", "event_private"
    ),
    "event_private_deleted_by_erasure_only": _refusing(
        "event_private_deleted_by_erasure_only",
        "DELETE",
        "event_private",
        "WHEN NOT EXISTS (SELECT 1 FROM tombstone "
        "WHERE tombstone.tenant = OLD.tenant AND tombstone.uid = OLD.uid)",
    ),
}
"""Name and statement of each trigger (SQLite)."""
