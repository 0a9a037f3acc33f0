"""Following a stream: the centre's events in the centre's order, with what is still only ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from app.domain.canonical import plain_in
from app.domain.events import event_in
from app.domain.facts import StaffChanged, StaffEnrolled
from app.domain.light_dataclass import dataclass
from app.domain.streams import first_stream_chain, next_stream_chain
from app.models.database import heard, run, table_of
from app.models.journal import EventRow
from app.models.prepared import insert_rows
from app.models.sync import StreamCursorRow, StreamEventRow
from app.services import arriving, centre_staff, projection, refolding
from app.services.clashing import note_contested
from app.services.departing import project_scope
from app.services.forgetting import mark_withheld
from app.services.lacking_parts import note_bare
from app.services.preparing import Parsed, Prepared

_CURSOR, _PLACE, _EVENT = (table_of(kind) for kind in (StreamCursorRow, StreamEventRow, EventRow))
_READ_CURSOR = select(_CURSOR.c.pos, _CURSOR.c.chain).where(
    _CURSOR.c.tenant == bindparam("of"), _CURSOR.c.stream == bindparam("named")
)
_DROP_CURSOR = delete(_CURSOR).where(
    _CURSOR.c.tenant == bindparam("of"), _CURSOR.c.stream == bindparam("named")
)
_ADD_CURSOR = insert(_CURSOR)
_STAFF_KINDS = (StaffEnrolled.kind, StaffChanged.kind)


@dataclass(frozen=True, slots=True)
class StreamPlace:
    """A place in a stream: how many events are before it, and the chain there."""

    stream: str
    pos: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Followed:
    """Consecutive events after a place, the chain after each, and the centre's seals by place."""

    after: StreamPlace
    page: tuple[Parsed, ...]
    chains: tuple[bytes, ...]
    seals: Mapping[int, bytes]

    @property
    def end(self) -> StreamPlace:
        """The place after the last event."""
        stream, pos, chain = self.after.stream, self.after.pos, self.after.chain
        return StreamPlace(stream, pos + len(self.page), self.chains[-1] if self.page else chain)


def parsed_page(after: StreamPlace, carried: Iterable[tuple[bytes, bytes | None]]) -> Followed:
    """A page as it came down the line, each event parsed once, without its seals.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` for bytes that are no events.
    """
    page, chains, chain = [], [], after.chain
    for pos, (content, private) in enumerate(carried, after.pos + 1):
        plain = plain_in(content)
        page.append(Parsed(event_in(plain, content, private), plain))
        chain = next_stream_chain(chain, pos, content)
        chains.append(chain)
    return Followed(after, tuple(page), tuple(chains), {})


def place(session: Session, tenant: str, stream: str) -> StreamPlace:
    """How far this desk has followed a stream."""
    found = run(session, _READ_CURSOR, {"of": tenant, "named": stream}).first()
    if found is None:
        return StreamPlace(stream, 0, first_stream_chain(stream))
    return StreamPlace(stream, *found)


def follow(session: Session, tenant: str, page: Followed, prepared: Prepared) -> int | None:
    """Take the next events of a stream in and fold them where they belong; returns the new ones.

    What was prepared must be of this very journal. ``None``, and nothing happens, where somebody
    else has followed the stream meanwhile.
    """
    if place(session, tenant, page.after.stream) != page.after or not page.page:
        return None
    mark_withheld(session, tenant, prepared.withheld)
    arriving.journal_followed(session, tenant, prepared.new)
    _advance(session, tenant, page)
    for event, fact in prepared.new:
        project_scope(session, event, fact)
    note_bare(session, tenant, prepared.new, prepared.withheld)
    refolding.fold_on(session, tenant, prepared.gone_on)
    for uid in sorted(prepared.anew):
        refolding.refold(session, tenant, uid)
    note_contested(session, tenant, prepared.concerned)
    for event, fact in prepared.new:
        projection.project_single(session, event, fact)
    if any(each.event.kind in _STAFF_KINDS for each in page.page):
        centre_staff.bring_up(session, tenant)
    heard(session).extend(event for event, _ in prepared.new)
    return len(prepared.new)


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


def _advance(session: Session, tenant: str, page: Followed) -> None:
    stream = page.after.stream
    # In the order of the columns of ``StreamEventRow``.
    rows = [
        (tenant, stream, pos, each.event.uid, chain, page.seals.get(pos))
        for pos, (each, chain) in enumerate(
            zip(page.page, page.chains, strict=True), page.after.pos + 1
        )
    ]
    insert_rows(session, _PLACE, rows)
    _keep(session, tenant, page.end)


def _keep(session: Session, tenant: str, at: StreamPlace) -> None:
    run(session, _DROP_CURSOR, {"of": tenant, "named": at.stream})
    row = {"tenant": tenant, "stream": at.stream, "pos": at.pos, "chain": at.chain}
    run(session, _ADD_CURSOR, row)
