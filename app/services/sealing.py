"""Journal and witness: sealed together, and compared when the desk opens."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.devices.witness import Testimony, Witness
from app.models.database import recorded
from app.services import journal, numbering

_REMEMBERED = 40
"""How many running numbers fit a slot of the witness with room to spare; the newest stay."""


def seal(session: Session, tenant: str, witness: Witness) -> None:
    """Write the witness inside the transaction, before it commits: witness, commit, then print."""
    ends = journal.head(session, tenant)
    before = witness.testimony()
    counters = {**(before.counters if before else {}), **numbering.given(session)}
    witness.write(
        Testimony(
            writer=str(ends.writer),
            committed_seq=ends.seq - len(recorded(session)),
            intended_seq=ends.seq,
            counters=dict(list(counters.items())[-_REMEMBERED:]),
        )
    )


def is_sound(session: Session, tenant: str, witness: Witness) -> bool:
    """Whether the database is as far as its witness; one that is behind was restored or copied."""
    ends = journal.head(session, tenant)
    testimony = witness.testimony()
    if testimony is None:
        return False
    return testimony.writer == str(ends.writer) and ends.seq >= testimony.committed_seq


def continue_as_restored(
    session: Session, tenant: str, device_uid: UUID, witness: Witness, now: datetime
) -> None:
    """Open a new writer on a restored database; numbering waits for the centre or a supervisor."""
    journal.open_writer(session, tenant, device_uid, now=now, reason="restore")
    suffix = numbering.read_counter(session, tenant, numbering.BOOK_SUFFIX)
    numbering.set_counter(session, tenant, numbering.BOOK_SUFFIX, suffix + 1)
    numbering.set_counter(session, tenant, numbering.OWN_FROM, numbering.WAITING)
    seal(session, tenant, witness)
