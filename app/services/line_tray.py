"""The tray of the line: what waits for the centre, and what somebody here has to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.domain.errors import Reason, Refusal
from app.domain.events import read_event
from app.domain.facts import FACTS
from app.domain.history_words import event_sentence
from app.domain.light_dataclass import dataclass
from app.domain.line_words import CLASH, flag_owner
from app.domain.roles import CLERK, ROLE_WORDS
from app.models.journal import EventPositionRow, EventPrivateRow, EventRow
from app.models.sync import FlagRow
from app.services import writers
from app.services.clashing import ClashShown, clashes
from app.services.desk import Actor, DeskContext, staff
from app.services.journal_head import journal_head
from app.services.outages import owed_entries

_MOST = 500
_KINDS = tuple({kind for kind, _ in FACTS})
_Read = tuple[bytes, bytes | None]


class TrayState(StrEnum):
    """Why something lies in the tray."""

    CLASH = "clash"
    FLAGGED = "flagged"
    UNKNOWN = "unknown"
    OWED = "owed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayLine:
    """One thing to look at; ``owner`` says who looks, ``since`` how long it lies.

    ``event_uid`` names a flagged event, ``clash`` holds both sides of a clash.
    """

    state: TrayState
    sentence: str
    since: datetime
    who: str = ""
    owner: str = ""
    reason: str = ""
    event_uid: UUID | None = None
    dossier_uid: UUID | None = None
    clash: ClashShown | None = None


def tray(session: Session, *, desk: DeskContext) -> tuple[TrayLine, ...]:
    """What somebody should look at, then what waits, the oldest first; the first few hundred."""
    names = {each.uid: each.full_name for each in staff(session, desk.tenant)}
    return (
        *_clashes(session, desk),
        *_flagged(session, desk, names),
        *_unknown(session, desk, names),
        *_owed(session, desk),
        *_waiting(session, desk, names),
    )


def settle_flag(
    session: Session, uid: UUID, reason: str, *, now: datetime, actor: Actor, desk: DeskContext
) -> None:
    """Somebody looked at a flagged event and saw to it; it leaves the tray and stays on record.

    Raises ``Refusal`` (``ROLE_LACKING``) for anybody but the owner of such flags.
    """
    role = flag_owner(reason)
    if role not in actor.roles:
        raise Refusal(Reason.ROLE_LACKING, role=ROLE_WORDS[role])
    at = (FlagRow.tenant == desk.tenant) & (FlagRow.uid == uid) & (FlagRow.reason == reason)
    session.execute(update(FlagRow).where(at).values(settled_at=now, settled_by=actor.uid))


def _clashes(session: Session, desk: DeskContext) -> Iterator[TrayLine]:
    for each in clashes(session, desk=desk):
        yield TrayLine(
            state=TrayState.CLASH,
            sentence=f"{each.code}: {' / '.join(side.sentence for side in each.deeds)}",
            since=each.deeds[-1].at,
            who=" / ".join(dict.fromkeys(side.who for side in each.deeds)),
            owner=ROLE_WORDS[flag_owner(CLASH)],
            reason=CLASH,
            dossier_uid=each.dossier_uid,
            clash=each,
        )


def _flagged(session: Session, desk: DeskContext, names: dict[UUID, str]) -> Iterator[TrayLine]:
    query = (
        _with_private(select(EventRow.content, EventPrivateRow.content, FlagRow), desk)
        .join(FlagRow, (FlagRow.tenant == EventRow.tenant) & (FlagRow.uid == EventRow.uid))
        .where(FlagRow.settled_at.is_(None))
        .order_by(FlagRow.noted_at)
    )
    for content, private, flag in session.execute(query.limit(_MOST)):
        yield _line(
            TrayState.FLAGGED, (content, private), names, reason=flag.reason, since=flag.noted_at
        )


def _unknown(session: Session, desk: DeskContext, names: dict[UUID, str]) -> Iterator[TrayLine]:
    """Events of a newer program, kept as they came."""
    query = _with_private(select(EventRow.content, EventPrivateRow.content), desk)
    for row in session.execute(query.where(EventRow.kind.not_in(_KINDS)).limit(_MOST)):
        yield _line(TrayState.UNKNOWN, (row[0], row[1]), names, reason="newer_program")


def _owed(session: Session, desk: DeskContext) -> Iterator[TrayLine]:
    for each in owed_entries(session, desk=desk):
        yield TrayLine(
            state=TrayState.OWED,
            sentence=f"{each.code}, {each.applicant or 'đã xóa'}: nhập vào {each.system}",
            since=each.received_at,
            owner=ROLE_WORDS[CLERK],
            dossier_uid=each.dossier_uid,
        )


def _waiting(session: Session, desk: DeskContext, names: dict[UUID, str]) -> Iterator[TrayLine]:
    above = writers.acknowledged(session, desk.tenant)
    writer = journal_head(session, desk.tenant).writer
    query = (
        _with_private(select(EventRow.content, EventPrivateRow.content), desk)
        .join(
            EventPositionRow,
            (EventPositionRow.tenant == EventRow.tenant) & (EventPositionRow.uid == EventRow.uid),
        )
        .where(EventPositionRow.writer == writer, EventPositionRow.seq > above)
        .order_by(EventPositionRow.seq)
    )
    for content, private in session.execute(query.limit(_MOST)):
        yield _line(TrayState.WAITING, (content, private), names)


def _with_private(query: Any, desk: DeskContext) -> Any:
    """The same query with the private part of each event, of this province."""
    private = (EventPrivateRow.tenant == EventRow.tenant) & (EventPrivateRow.uid == EventRow.uid)
    joined = query.select_from(EventRow).outerjoin(EventPrivateRow, private)
    return joined.where(EventRow.tenant == desk.tenant)


def _line(
    state: TrayState,
    read: _Read,
    names: dict[UUID, str],
    *,
    reason: str = "",
    since: datetime | None = None,
) -> TrayLine:
    event = read_event(*read)
    return TrayLine(
        state=state,
        sentence=event_sentence(event),
        since=since or event.recorded_at,
        who=names.get(event.author.actor, ""),
        owner=ROLE_WORDS[flag_owner(reason)] if reason else "",
        reason=reason,
        event_uid=event.uid,
        dossier_uid=event.dossier_uid,
    )
