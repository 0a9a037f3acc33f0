"""Journal and witness: sealed together, and compared when the desk opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import Enum
from uuid import UUID

from sqlalchemy.orm import Session

from app.devices.witness import Testimony, Witness
from app.models.database import Database
from app.services import code_leases, known_numbers, numbering, running_numbers, writers
from app.services.journal_head import appended, journal_head

_REMEMBERED = 40
"""How many numbers of single days fit a slot of the witness with room to spare; the newest stay."""

_LASTING = ("register:", "numbering.")
"""Running numbers that no new day begins anew: they are never forgotten."""

_NOBODY = ""


def seal(session: Session, tenant: str, witness: Witness) -> None:
    """Write the witness inside the transaction, before it commits: witness, commit, then print."""
    ends = journal_head(session, tenant)

    def after(before: Testimony | None) -> Testimony:
        return Testimony(
            writer=str(ends.writer),
            committed_seq=ends.seq - appended(session),
            intended_seq=ends.seq,
            counters=_remembered(before.counters if before else {}, running_numbers.given(session)),
        )

    witness.carry_on(after)


def seal_deeds(session: Session, tenant: str, witness: Witness) -> None:
    """Seal a transaction that gave positions or numbers; what others did moves neither."""
    if appended(session) or running_numbers.given(session):
        seal(session, tenant, witness)


class Soundness(Enum):
    """How a database stands to its witness."""

    SOUND = "sound"
    CUT_OFF = "cut_off"
    RESTORED = "restored"


def soundness(session: Session, tenant: str, witness: Witness) -> Soundness:
    """Compare the journal's end with the witness.

    At the intent it is sound; one transaction short it was cut off between witness and commit;
    anything lower was restored or copied.
    """
    ends = journal_head(session, tenant)
    testimony = witness.testimony()
    if testimony is None or testimony.writer != str(ends.writer):
        return Soundness.RESTORED
    if ends.seq >= testimony.intended_seq:
        return Soundness.SOUND
    return Soundness.CUT_OFF if ends.seq == testimony.committed_seq else Soundness.RESTORED


def heed_witness(
    database: Database, witness: Witness, tenant: str, device_uid: UUID, now: datetime
) -> None:
    """Carry a database on that is not sound; a sound one is only looked at."""
    with database.reading() as session:
        if soundness(session, tenant, witness) is Soundness.SOUND:
            return
    # Asked again under the lock: between the two looks another command may have committed.
    with database.transaction() as session:
        match soundness(session, tenant, witness):
            case Soundness.CUT_OFF:
                burn_intent(session, tenant, witness)
            case Soundness.RESTORED:
                continue_as_restored(session, tenant, device_uid, witness, now)


def burn_intent(session: Session, tenant: str, witness: Witness) -> None:
    """Give up the numbers of a transaction that was cut off: they may be on paper after all.

    A database put back by exactly one transaction looks like a crash, so a number that was
    intended is never given out again.
    """
    testimony = witness.testimony()
    if testimony is not None:
        known_numbers.raise_high_waters(session, tenant, testimony.counters)
        seal(session, tenant, witness)


def continue_as_restored(
    session: Session, tenant: str, device_uid: UUID, witness: Witness, now: datetime
) -> None:
    """Open a new writer on a restored database; numbering waits for the centre or a supervisor.

    What the witness knows to be given out stays burned: one backup may be restored twice a day.
    """
    testimony = witness.testimony()
    if testimony is not None:
        known_numbers.raise_high_waters(session, tenant, testimony.counters)
    code_leases.drop_leases(session, tenant)
    writers.open_writer(session, tenant, device_uid, now=now, reason="restore")
    suffix = running_numbers.read_counter(session, tenant, numbering.BOOK_SUFFIX)
    running_numbers.set_counter(session, tenant, numbering.BOOK_SUFFIX, suffix + 1)
    running_numbers.set_counter(session, tenant, numbering.OWN_FROM, numbering.WAITING)
    seal(session, tenant, witness)


def disown(witness: Witness) -> None:
    """Let the next opening count the database as restored, whatever it was before."""
    testimony = witness.testimony()
    if testimony is not None:
        witness.write(replace(testimony, writer=_NOBODY))


def _remembered(before: dict[str, int], given: dict[str, int]) -> dict[str, int]:
    """What was moved last stands last, so that the oldest day is the one to go."""
    moved = {name: value for name, value in before.items() if name not in given} | given
    of_a_day = [name for name in moved if not name.startswith(_LASTING)]
    forgotten = set(of_a_day[:-_REMEMBERED])
    return {name: value for name, value in moved.items() if name not in forgotten}
