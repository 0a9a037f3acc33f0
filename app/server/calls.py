"""The calls of desks: who asks is checked, messages are read, the neighbours decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection

from app.server import (
    aliasing,
    devices,
    files,
    giving_out,
    greeting,
    parts,
    proposals,
    references,
    releases,
    snapshots,
    taking_in,
)
from app.server.centre import Centre, is_signed
from app.server.counting import Counts, Turnstile
from app.server.news import Waiting
from app.server.refusing import refused
from app.sync.event_messages import Digests, Offer, Push, References
from app.sync.file_messages import FilePart, FileStates
from app.sync.packing import unpack_message
from app.sync.protocol import MOST_EVENTS, Enrol, Enrolled, Hello, Trouble
from app.sync.release_messages import Marks, Proposals, ReleaseMark, Releases

_MOST_PARTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its body, whole and within bounds, and what its head says.

    ``errands`` are what somebody does once the answer is out: the caller does not wait for them.
    """

    body: bytes
    headers: Any
    query: Any
    errands: list[Callable[[], None]] = field(default_factory=list)

    @property
    def signature(self) -> bytes:
        """The device's signature over the body. Raises ``Refused``."""
        try:
            return bytes.fromhex(self.headers.get("motcua-signature", ""))
        except ValueError:
            raise refused(Trouble.UNREADABLE) from None


Handler = Callable[[Connection, "Call"], Any]


@dataclass(frozen=True, slots=True)
class Face:
    """The centre as the web sees it."""

    centre: Centre
    counts: Counts = field(default_factory=Counts)
    turnstile: Turnstile = field(default_factory=Turnstile)

    @property
    def calls(self) -> tuple[tuple[str, str, Handler], ...]:
        """Every call of a desk: method, path, and what answers it."""
        return (
            ("POST", "/v1/enrol", self.enrol),
            ("POST", "/v1/hello", self.hello),
            ("POST", "/v1/push", self.push),
            ("GET", "/v1/pull", self.pull),
            ("GET", "/v1/news", self.news),
            ("POST", "/v1/offer", self.offer),
            ("POST", "/v1/references", self.keep_references),
            ("POST", "/v1/references/wanted", self.give_references),
            ("POST", "/v1/references/lacking", self.lacking_references),
            ("POST", "/v1/parts/wanted", self.give_parts),
            ("POST", "/v1/releases", self.take_releases),
            ("POST", "/v1/releases/wanted", self.give_releases),
            ("POST", "/v1/proposals", self.keep_proposals),
            ("GET", "/v1/snapshot", self.snapshot),
            ("GET", "/v1/snapshot/part", self.snapshot_part),
            ("POST", "/v1/files/known", self.tell_files),
            ("POST", "/v1/files", self.take_file),
            ("POST", "/v1/files/wanted", self.give_file),
        )

    def enrol(self, connection: Connection, call: Call) -> Enrolled:
        """Let a desk in by its one-time code; it signs, so that the key is its own."""
        asked = _read(Enrol, call.body)
        public = _hexadecimal(asked.public)
        if not is_signed(public, b"enrol:" + call.body, call.signature):
            raise refused(Trouble.UNAUTHORISED)
        device = devices.enrol(connection, asked, self.centre.now())
        return Enrolled(
            tenant=device.tenant,
            office=device.office,
            office_name=devices.office_name(connection, device.tenant, device.office) or "",
            public=self.centre.public.hex(),
            incarnation=self.centre.incarnation,
            predecessors=devices.predecessors(connection, device),
        )

    def hello(self, connection: Connection, call: Call) -> Any:
        """Greet a desk."""
        hello = _read(Hello, call.body)
        return greeting.greet(self.centre, connection, hello, b"hello:" + call.body, call.signature)

    def push(self, connection: Connection, call: Call) -> Any:
        """Take a desk's events in."""
        caller = self._caller(connection, call)
        push = _read(Push, call.body)
        taken = taking_in.take_in(self.centre, connection, caller, push)
        tenant, events = caller.device.tenant, push.parcel.events
        aliasing.settle(self.centre, connection, tenant, events, taken.flagged)
        files.note(connection, tenant, events)
        self.counts.events("pushed", len(push.parcel.events))
        self.counts.events("flagged", len(taken.flagged))
        return taken

    def pull(self, connection: Connection, call: Call) -> Any:
        """Give a page of a stream out."""
        caller = self._caller(connection, call)
        asked = call.query
        at = (_count(asked.get("pos")), asked.get("chain", ""), _limit(asked.get("limit")))
        page = giving_out.give_out(self.centre, connection, caller, asked.get("stream", ""), at)
        self.counts.events("pulled", len(page.events))
        return page

    def news(self, connection: Connection, call: Call) -> Waiting:
        """Wait until the stream of the caller's office goes on."""
        caller = self._caller(connection, call)
        if call.query.get("stream") != caller.device.office:
            raise refused(Trouble.UNAUTHORISED)
        stream = (caller.device.tenant, caller.device.office)
        return Waiting(stream, _count(call.query.get("pos")))

    def offer(self, connection: Connection, call: Call) -> Any:
        """Take back what was lost."""
        caller = self._caller(connection, call)
        offer = _read(Offer, call.body)
        restored = giving_out.take_back(self.centre, connection, caller, offer)
        tenant = caller.device.tenant
        aliasing.settle(self.centre, connection, tenant, offer.events, None)
        files.note(connection, tenant, offer.events)
        self.counts.events("restored", restored.new)
        return restored

    def keep_references(self, connection: Connection, call: Call) -> Any:
        """Keep what events name by digest."""
        caller = self._caller(connection, call)
        sent = _read(References, call.body)
        references.keep_references(connection, caller.device.tenant, sent.references)
        return Digests(digests=tuple(each.digest for each in sent.references))

    def give_references(self, connection: Connection, call: Call) -> Any:
        """Give out what events name by digest."""
        caller = self._caller(connection, call)
        wanted = _read(Digests, call.body).digests[:MOST_EVENTS]
        return References(references.read_references(connection, caller.device.tenant, wanted))

    def lacking_references(self, connection: Connection, call: Call) -> Any:
        """Tell which of some references the centre does not hold."""
        caller = self._caller(connection, call)
        named = _read(Digests, call.body).digests[:MOST_EVENTS]
        return Digests(digests=references.lacking(connection, caller.device.tenant, named))

    def give_parts(self, connection: Connection, call: Call) -> Any:
        """Give out personal parts that a desk lacks."""
        caller = self._caller(connection, call)
        wanted = _read(Digests, call.body).digests[:MOST_EVENTS]
        return References(parts.give_parts(connection, caller.device, wanted))

    def take_releases(self, connection: Connection, call: Call) -> Any:
        """Take releases back that the centre lost."""
        caller = self._caller(connection, call)
        sent = _read(Releases, call.body).releases
        releases.take_back(self.centre, connection, caller.device.tenant, sent)
        return Marks(marks=self._marks(connection, caller))

    def give_releases(self, connection: Connection, call: Call) -> Any:
        """Give the newest releases out, those that are asked for."""
        caller = self._caller(connection, call)
        wanted = {(each.subject, each.office) for each in _read(Marks, call.body).marks}
        found = releases.newest(connection, caller.device.tenant, caller.device.office)
        return Releases(
            releases=tuple(each for each in found if (each.subject, each.office) in wanted)
        )

    def keep_proposals(self, connection: Connection, call: Call) -> Any:
        """Keep what a desk brings along."""
        caller = self._caller(connection, call)
        sent = _read(Proposals, call.body).proposals
        proposals.keep(connection, caller.device, sent, self.centre.now())
        return Marks(marks=self._marks(connection, caller))

    def snapshot(self, connection: Connection, call: Call) -> Any:
        """Tell of the snapshot of a stream; a better one is made for whoever asks next."""
        caller, stream = self._caller(connection, call), call.query.get("stream", "")
        found = snapshots.offer(connection, caller, stream)
        if snapshots.is_stale(connection, caller.device.tenant, found):
            call.errands.append(partial(snapshots.make, self.centre, caller.device.tenant, stream))
        return found

    def snapshot_part(self, connection: Connection, call: Call) -> Any:
        """Give a part of a snapshot out."""
        caller, asked = self._caller(connection, call), call.query
        n = _count(asked.get("n"))
        return snapshots.give_part(connection, caller, asked.get("stream", ""), min(n, _MOST_PARTS))

    def tell_files(self, connection: Connection, call: Call) -> Any:
        """Tell how much of some files is here."""
        caller = self._caller(connection, call)
        named = _read(Digests, call.body).digests[:MOST_EVENTS]
        return FileStates(files=files.states(connection, caller.device, named))

    def take_file(self, connection: Connection, call: Call) -> Any:
        """Take a part of a file."""
        caller = self._caller(connection, call)
        return files.take_part(connection, caller.device, _read(FilePart, call.body))

    def give_file(self, connection: Connection, call: Call) -> Any:
        """Give a part of a file out."""
        caller = self._caller(connection, call)
        return files.give_part(connection, caller.device, _read(FilePart, call.body))

    def _marks(self, connection: Connection, caller: greeting.Caller) -> tuple[ReleaseMark, ...]:
        device = caller.device
        return releases.marks(releases.newest(connection, device.tenant, device.office))

    def _caller(self, connection: Connection, call: Call) -> greeting.Caller:
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise refused(Trouble.UNAUTHORISED)
        return greeting.caller_of(connection, call.headers.get("motcua-writer", ""), token)


def _read(kind: type[Any], body: bytes) -> Any:
    try:
        return unpack_message(kind, body)
    except ValueError:
        raise refused(Trouble.UNREADABLE) from None


def _hexadecimal(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise refused(Trouble.UNREADABLE) from None


def _count(text: str | None) -> int:
    if text is None or not text.isdecimal() or len(text) > 18:
        raise refused(Trouble.UNREADABLE)
    return int(text)


def _limit(text: str | None) -> int:
    return MOST_EVENTS if text is None else max(_count(text), 1)
