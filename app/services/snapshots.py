"""A first sync by snapshot: the journal of the office, and its dossiers as the centre folded them.

What is stored is what following the stream from its beginning would have stored; only the folding
is spared. So a rebuild and ``verify`` know no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.domain.dossier import read_fold
from app.models.database import run, table_of
from app.models.journal import EventRow
from app.models.sync import SnapshotPartRow
from app.services import journal
from app.services.dossier_rows import storing
from app.services.preparing import (
    GoneOn,
    Parsed,
    Prepared,
    Told,
    known_uids,
    moved_scopes,
    new_events,
)

Folds = Mapping[UUID, tuple[bytes, bytes | None]]

_EVENT, _PART = table_of(EventRow), table_of(SnapshotPartRow)
_DOSSIER_EVENTS = (
    select(func.count())
    .select_from(_EVENT)
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.dossier_uid.is_not(None))
)
_HERE = select(_PART.c.digest).where(_PART.c.tenant == bindparam("of"))
_CONTENT = select(_PART.c.content).where(
    _PART.c.tenant == bindparam("of"), _PART.c.digest == bindparam("named")
)
_KEEP = insert(_PART).prefix_with("OR IGNORE", dialect="sqlite")


def knows_dossiers(session: Session, tenant: str) -> bool:
    """Whether anything is recorded about a dossier here; such a desk follows event by event."""
    return bool(run(session, _DOSSIER_EVENTS, {"of": tenant}).scalar_one())


def parts_here(session: Session, tenant: str) -> frozenset[str]:
    """The parts that have come, by digest."""
    return frozenset(run(session, _HERE, {"of": tenant}).scalars())


def part(session: Session, tenant: str, digest: str) -> bytes:
    """A part that has come."""
    content: bytes = run(session, _CONTENT, {"of": tenant, "named": digest}).scalar_one()
    return content


def keep_part(session: Session, tenant: str, digest: str, content: bytes) -> None:
    """Keep a part until all of them are here."""
    run(session, _KEEP, {"tenant": tenant, "digest": digest, "content": content})


def drop_parts(session: Session, tenant: str, wanted: Collection[str] = ()) -> None:
    """Let parts go that nobody needs any more."""
    gone = (SnapshotPartRow.tenant == tenant) & SnapshotPartRow.digest.not_in(list(wanted))
    session.execute(delete(SnapshotPartRow).where(gone))


def prepare_given(session: Session, tenant: str, page: Sequence[Parsed], folds: Folds) -> Prepared:
    """What a page changes that holds all of its dossiers, folded at the centre; only reads."""
    known = known_uids(session, tenant, [each.event.uid for each in page])
    new, withheld = new_events(
        session, tenant, [each for each in page if each.event.uid not in known]
    )
    told: dict[UUID, list[Told]] = {}
    for each in new:
        if each[0].dossier_uid is not None:
            told.setdefault(each[0].dossier_uid, []).append(each)
    # What left the office again is folded here, without persons: the centre gives no such fold.
    left = moved_scopes(new) - folds.keys()
    return Prepared(
        arrival=journal.newest_arrival(session, tenant),
        new=tuple(new),
        withheld=withheld,
        gone_on=tuple(_given(folds.get(u), late) for u, late in told.items() if u not in left),
        anew=tuple(left),
        concerned=frozenset(told),
    )


def _given(fold: tuple[bytes, bytes | None] | None, told: Sequence[Told]) -> GoneOn:
    stored = None if fold is None else storing(read_fold(*fold), None)
    return GoneOn(stored, None, tuple(told))
