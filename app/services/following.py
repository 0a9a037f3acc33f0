"""Following a stream: the centre's events in the centre's order, with what is still only ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from app.domain.events import Event
from app.domain.facts import StaffChanged, StaffEnrolled
from app.domain.streams import first_stream_chain, next_stream_chain
from app.models.database import recorded, run, table_of
from app.models.journal import EventRow
from app.models.sync import StreamCursorRow, StreamEventRow
from app.services import arriving, centre_staff, projection, refolding
from app.services.clashing import note_contested

_CURSOR, _PLACE, _EVENT = (table_of(kind) for kind in (StreamCursorRow, StreamEventRow, EventRow))
_READ_CURSOR = select(_CURSOR.c.pos, _CURSOR.c.chain).where(
    _CURSOR.c.tenant == bindparam("of"), _CURSOR.c.stream == bindparam("named")
)
_DROP_CURSOR = delete(_CURSOR).where(
    _CURSOR.c.tenant == bindparam("of"), _CURSOR.c.stream == bindparam("named")
)
_ADD_CURSOR, _ADD_PLACES = insert(_CURSOR), insert(_PLACE)
_ORDER = (
    select(_EVENT.c.uid)
    .outerjoin(_PLACE, (_PLACE.c.tenant == _EVENT.c.tenant) & (_PLACE.c.uid == _EVENT.c.uid))
    .where(_EVENT.c.tenant == bindparam("of"), _EVENT.c.dossier_uid == bindparam("which"))
    .order_by(_PLACE.c.pos.is_(None), _PLACE.c.pos, _EVENT.c.arrival)
)
_STAFF_KINDS = (StaffEnrolled.kind, StaffChanged.kind)


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """A place in a stream: how many events are before it, and the chain there."""

    stream: str
    pos: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Followed:
    """Consecutive events after a place, and the centre's seal over where they end."""

    after: StreamPlace
    events: tuple[Event, ...]
    seal: bytes

    @property
    def chains(self) -> tuple[bytes, ...]:
        """The chain after each event."""
        found, chain = [], self.after.chain
        for pos, event in enumerate(self.events, self.after.pos + 1):
            chain = next_stream_chain(chain, pos, event.content)
            found.append(chain)
        return tuple(found)


def place(session: Session, tenant: str, stream: str) -> StreamPlace:
    """How far this desk has followed a stream."""
    found = run(session, _READ_CURSOR, {"of": tenant, "named": stream}).first()
    if found is None:
        return StreamPlace(stream, 0, first_stream_chain(stream))
    return StreamPlace(stream, *found)


def follow(session: Session, tenant: str, page: Followed) -> int:
    """Take the next events of a stream in and fold them where they belong; returns the new ones.

    Nothing happens where somebody else took them in before.
    """
    if place(session, tenant, page.after.stream) != page.after or not page.events:
        return 0
    concerned = {each.dossier_uid for each in page.events if each.dossier_uid is not None}
    before = {uid: _order(session, tenant, uid) for uid in concerned}
    new = [each for each in page.events if not arriving.is_known(session, tenant, each.uid)]
    for event in new:
        arriving.journal_followed(session, event)
    _advance(session, tenant, page)
    arrived = {event.uid: event for event in new}
    for uid in sorted(concerned):
        _fold(session, tenant, uid, before[uid], arrived)
    note_contested(session, tenant, concerned)
    for event in new:
        projection.project_single(session, event, event.fact)
    if any(event.kind in _STAFF_KINDS for event in page.events):
        centre_staff.bring_up(session, tenant)
    recorded(session).extend(new)
    return len(new)


def turn_back(session: Session, tenant: str, stream: str, pos: int) -> None:
    """Forget the centre's order after a position that it does not know any more.

    The events stay, and count as not yet in order until they are followed again.
    """
    after = (
        (StreamEventRow.tenant == tenant)
        & (StreamEventRow.stream == stream)
        & (StreamEventRow.pos > pos)
    )
    undone = select(EventRow.dossier_uid).join(
        StreamEventRow,
        (StreamEventRow.tenant == EventRow.tenant) & (StreamEventRow.uid == EventRow.uid),
    )
    concerned = set(session.execute(undone.where(after)).scalars()) - {None}
    session.execute(delete(StreamEventRow).where(after))
    _keep(session, tenant, StreamPlace(stream, pos, chain_at(session, tenant, stream, pos)))
    for uid in concerned:
        if uid is not None:
            refolding.refold(session, tenant, uid)


def chain_at(session: Session, tenant: str, stream: str, pos: int) -> bytes:
    """The chain of a stream at a position that this desk followed."""
    chain = session.execute(
        select(StreamEventRow.chain).where(
            StreamEventRow.tenant == tenant,
            StreamEventRow.stream == stream,
            StreamEventRow.pos == pos,
        )
    ).scalar()
    return chain or first_stream_chain(stream)


def marks(session: Session, tenant: str, stream: str) -> tuple[tuple[int, bytes], ...]:
    """Places further and further back, by which the centre finds where it agrees with us."""
    ends = place(session, tenant, stream)
    wanted = {ends.pos - 2**step for step in range(ends.pos.bit_length())}
    rows = session.execute(
        select(StreamEventRow.pos, StreamEventRow.chain)
        .where(StreamEventRow.tenant == tenant, StreamEventRow.stream == stream)
        .where(StreamEventRow.pos.in_(sorted(wanted)))
        .order_by(StreamEventRow.pos.desc())
    )
    return tuple((pos, chain) for pos, chain in rows)


def sealed_after(session: Session, tenant: str, stream: str, pos: int) -> tuple[int, bytes] | None:
    """The next place after a position whose seal is known: where it is, and the seal."""
    found = session.execute(
        select(StreamEventRow.pos, StreamEventRow.seal)
        .where(StreamEventRow.tenant == tenant, StreamEventRow.stream == stream)
        .where(StreamEventRow.pos > pos, StreamEventRow.seal.is_not(None))
        .order_by(StreamEventRow.pos)
        .limit(1)
    ).first()
    return None if found is None else (found[0], found[1] or b"")


def count_followed(session: Session, tenant: str) -> int:
    """How many events stand in the centre's order here."""
    counted = select(func.count()).select_from(_PLACE).where(_PLACE.c.tenant == tenant)
    return int(run(session, counted).scalar_one())


def _fold(
    session: Session, tenant: str, uid: UUID, before: Sequence[UUID], arrived: dict[UUID, Event]
) -> None:
    """Fold on where the order known so far is the beginning of the new one, else anew."""
    order = _order(session, tenant, uid)
    if order[: len(before)] != before:
        refolding.refold(session, tenant, uid)
    elif len(order) > len(before):
        late = [arrived[each] for each in order[len(before) :]]
        refolding.fold_on(session, tenant, uid, late)


def _order(session: Session, tenant: str, uid: UUID) -> list[UUID]:
    return list(run(session, _ORDER, {"of": tenant, "which": uid}).scalars())


def _advance(session: Session, tenant: str, page: Followed) -> None:
    chains = page.chains
    rows = [
        {
            "tenant": tenant,
            "stream": page.after.stream,
            "pos": pos,
            "uid": event.uid,
            "chain": chain,
            "seal": None,
        }
        for pos, (event, chain) in enumerate(
            zip(page.events, chains, strict=True), page.after.pos + 1
        )
    ]
    rows[-1]["seal"] = page.seal
    run(session, _ADD_PLACES, rows)
    last = page.after.pos + len(rows)
    _keep(session, tenant, StreamPlace(page.after.stream, last, chains[-1]))


def _keep(session: Session, tenant: str, at: StreamPlace) -> None:
    run(session, _DROP_CURSOR, {"of": tenant, "named": at.stream})
    row = {"tenant": tenant, "stream": at.stream, "pos": at.pos, "chain": at.chain}
    run(session, _ADD_CURSOR, row)
