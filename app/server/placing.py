"""In which streams events stand: dossiers enter with their whole history, and leave again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, text

from app.domain.dossier import Dossier
from app.domain.erasure_facts import PersonalDataErased
from app.domain.events import Event
from app.domain.fact_parts import Fact
from app.domain.facts import DossierReceived
from app.domain.folding import Folding
from app.domain.scope_facts import ScopeEntered, ScopeLeft
from app.domain.streams import addressed_by, answers_to, sent_under, streams_of
from app.server.asking import run_rows
from app.server.own_events import written_here

_STREAMS = text(
    "SELECT s.name, o.name AS post FROM stream s LEFT JOIN office o ON o.tenant = s.tenant "
    "AND o.code = s.name AND o.kind = 'post' WHERE s.tenant = :tenant"
)
_HISTORY = text(
    "SELECT d.uid FROM dossier_event d WHERE d.tenant = :tenant AND d.dossier_uid = :uid "
    "AND d.n <= :n AND NOT EXISTS (SELECT 1 FROM stream_event s WHERE s.tenant = d.tenant "
    "AND s.stream = :stream AND s.uid = d.uid) ORDER BY d.n"
)
_LEAVE = text(
    "INSERT INTO departure (tenant, stream, dossier_uid) VALUES (:tenant, :stream, :uid) "
    "ON CONFLICT DO NOTHING"
)
_LEFT = text("SELECT stream FROM departure WHERE tenant = :tenant AND dossier_uid = :uid")
_COME_BACK = text(
    "DELETE FROM departure WHERE tenant = :tenant AND stream = :stream AND dossier_uid = :uid"
)
_NOTE_SENT = text(
    "INSERT INTO posted_from (tenant, ref, office) SELECT :tenant, r.ref, r.office "
    "FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(ref text, office text) "
    "ON CONFLICT DO NOTHING"
)
_SENT = text("SELECT ref, office FROM posted_from WHERE tenant = :tenant AND ref = ANY(:refs)")


@dataclass(slots=True)
class KnownDossier:
    """A dossier under its lock: the fold so far, how many events, which streams.

    ``placed`` counts the new events that stand in their streams already; ``concerned`` are the
    streams that a fold of it has to do with, which most events leave as it is.
    """

    uid: UUID
    events: int
    streams: frozenset[str]
    folding: Folding
    new: list[Event] = field(default_factory=list)
    placed: int = 0
    concerned: tuple[Dossier, frozenset[str]] | None = None

    @property
    def fold(self) -> Dossier | None:
        """The dossier after its new events, but for its heads."""
        return self.folding.so_far


class Step(NamedTuple):
    """One new event; ``dossier`` is the one that it is about, ``fold`` that dossier after it."""

    event: Event
    fact: Fact | None
    dossier: KnownDossier | None
    fold: Dossier | None


@dataclass(slots=True)
class Placed:
    """The events for each stream, in order; ``own`` are those that the centre says itself."""

    appended: dict[str, list[UUID]] = field(default_factory=dict)
    own: list[Event] = field(default_factory=list)

    def append(self, stream: str, *uids: UUID) -> None:
        """Put events at the end of a stream."""
        self.appended.setdefault(stream, []).extend(uids)


def place(connection: Connection, tenant: str, at: datetime, steps: Sequence[Step]) -> Placed:
    """Tell in which streams new events stand, and which dossiers enter or leave them."""
    placing = _Placing(connection, tenant, at)
    placing.look_at_post(steps)
    for step in steps:
        placing.take(step)
    return placing.placed


class _Placing:
    """One batch: what the streams are, and what was put into each so far."""

    def __init__(self, connection: Connection, tenant: str, at: datetime) -> None:
        self._connection, self._tenant, self._at = connection, tenant, at
        found = connection.execute(_STREAMS, {"tenant": tenant}).all()
        self._names = frozenset(name for name, _ in found)
        self._posts = {name: post for name, post in found if post is not None}
        self._senders: dict[str, str] = {}
        self.placed = Placed()

    def look_at_post(self, steps: Sequence[Step]) -> None:
        """Remember which post point sends what, and who waits to hear of what is dealt with."""
        rows = [
            {"ref": ref, "office": step.event.author.office}
            for step in steps
            if step.event.author.office in self._posts
            for ref in sent_under(step.fact)
        ]
        if rows:
            run_rows(self._connection, _NOTE_SENT, rows, tenant=self._tenant)
        refs = [ref for step in steps if (ref := answers_to(step.fact)) is not None]
        if refs and self._posts:
            asked = {"tenant": self._tenant, "refs": refs}
            found = self._connection.execute(_SENT, asked)
            self._senders = {row.ref: row.office for row in found}

    def take(self, step: Step) -> None:
        """Put an event where it belongs, and its dossier with it."""
        sender = self._senders.get(answers_to(step.fact) or "") if self._senders else None
        named = addressed_by(step.fact) | {step.event.author.office, sender or ""}
        streams = named & self._names
        if isinstance(step.fact, ScopeLeft | ScopeEntered):
            self._say_again(step, streams)
            return
        if step.dossier is None:
            for name in streams:
                self.placed.append(name, step.event.uid)
            return
        before = step.dossier.streams
        inside = self._inside(step, streams - {sender})
        self._enter(step.dossier, inside - before)
        left = before - inside
        # Who only sent the papers learns of no reception; who worked on a dossier sees its end.
        told = () if isinstance(step.fact, DossierReceived) else left
        for name in (inside | streams).union(told, self._still_keeping(step)):
            self.placed.append(name, step.event.uid)
        step.dossier.placed += 1
        self._leave(step.dossier, left)

    def _say_again(self, step: Step, streams: frozenset[str]) -> None:
        """What a centre once said and lost: it stands again, and the present word follows it."""
        for name in streams:
            self.placed.append(name, step.event.uid)
        dossier = step.dossier
        if dossier is None:
            return
        office = step.event.author.office
        if isinstance(step.fact, ScopeEntered):
            self._forget_departure(dossier, office)
        else:
            dossier.streams -= {office}
            self._note_departure(dossier, office)
        before, inside = dossier.streams, self._inside(step, frozenset())
        self._enter(dossier, inside - before)
        self._leave(dossier, before - inside)
        if isinstance(step.fact, ScopeEntered) and office not in dossier.streams | before:
            self._leave(dossier, frozenset({office}))

    def _still_keeping(self, step: Step) -> frozenset[str]:
        """Post points that a dossier has left, where its personal parts lie for their ninety days.

        Who is erased goes there too.
        """
        if step.dossier is None or not isinstance(step.fact, PersonalDataErased):
            return frozenset()
        asked = {"tenant": self._tenant, "uid": step.dossier.uid}
        return frozenset(self._connection.execute(_LEFT, asked).scalars())

    def _inside(self, step: Step, streams: frozenset[str]) -> frozenset[str]:
        """The streams that a dossier is in once an event counts."""
        known = frozenset() if step.dossier is None else step.dossier.streams
        if step.fold is None:
            return known | streams
        concerned = self._concerned(step)
        if not self._posts:
            return known | streams | concerned
        posts = self._posts.keys()
        return (known - posts) | (streams - posts) | concerned

    def _concerned(self, step: Step) -> frozenset[str]:
        if step.fold is None or step.dossier is None:
            return frozenset()
        known = step.dossier.concerned
        if known is None or known[0] is not step.fold:
            found = streams_of(step.fold, self._posts) & self._names
            known = step.dossier.concerned = (step.fold, found)
        return known[1]

    def _enter(self, dossier: KnownDossier, entered: frozenset[str]) -> None:
        for name in sorted(entered):
            if self._forget_departure(dossier, name):
                self._say(name, dossier, ScopeEntered)
            self.placed.append(name, *self._missing(dossier, name))
        dossier.streams |= entered

    def _leave(self, dossier: KnownDossier, left: frozenset[str]) -> None:
        for name in sorted(left):
            self._say(name, dossier, ScopeLeft)
            self._note_departure(dossier, name)
        dossier.streams -= left

    def _missing(self, dossier: KnownDossier, stream: str) -> list[UUID]:
        """Events of a dossier so far that a stream has not, in the order of acceptance."""
        stored: list[UUID] = []
        if dossier.events:
            asked = {"tenant": self._tenant, "uid": dossier.uid, "n": dossier.events}
            stored = list(self._connection.execute(_HISTORY, {"stream": stream, **asked}).scalars())
        new = [each.uid for each in dossier.new[: dossier.placed]]
        if not stored and not new:
            return []
        here = set(self.placed.appended.get(stream, ()))
        return [uid for uid in stored + new if uid not in here]

    def _say(
        self, stream: str, dossier: KnownDossier, kind: type[ScopeLeft | ScopeEntered]
    ) -> None:
        code = None if dossier.fold is None else dossier.fold.code
        fact = kind(dossier=str(dossier.uid), code=code)
        event = written_here(self._tenant, stream, self._at, fact)
        self.placed.own.append(event)
        self.placed.append(stream, event.uid)

    def _note_departure(self, dossier: KnownDossier, stream: str) -> None:
        self._connection.execute(_LEAVE, self._named(dossier, stream))

    def _forget_departure(self, dossier: KnownDossier, stream: str) -> bool:
        """Whether the dossier had left; it comes back."""
        if stream not in self._posts:
            return False
        found = self._connection.execute(_COME_BACK, self._named(dossier, stream))
        return bool(found.rowcount)

    def _named(self, dossier: KnownDossier, stream: str) -> dict[str, object]:
        return {"tenant": self._tenant, "stream": stream, "uid": dossier.uid}
