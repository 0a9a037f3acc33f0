"""Events: who did what, when. Written once, never altered (``docs/decisions/0002-journal.md``)."""

from __future__ import annotations

import hashlib
from dataclasses import fields, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from app.domain import moments
from app.domain.canonical import canonical_bytes, digest, plain_in
from app.domain.errors import Refusal
from app.domain.facts import FACTS, Fact
from app.domain.identifiers import new_salt, uid_in
from app.domain.light_dataclass import dataclass
from app.domain.records import from_plain, to_plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who stands behind a deed, and where (rõ người, rõ trách nhiệm).

    ``employer`` is the office, the post, or the seconding agency; ``approved_by`` a second
    person where a rule asks for one; ``desk`` is absent for deeds of the centre.
    """

    tenant: str
    office: str
    actor: UUID
    role: str
    employer: str
    desk: int | None = None
    approved_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One recorded deed: the envelope, the body without personal data, the private part apart.

    ``content`` and ``private`` are the canonical bytes as first written; they are stored and
    sent as they are, never serialised again. ``private`` is absent when it was erased or when
    there was none; ``private_digest`` tells the two apart.
    """

    uid: UUID
    author: Author
    kind: str
    version: int
    occurred_at: datetime
    recorded_at: datetime
    content: bytes
    dossier_uid: UUID | None = None
    parents: tuple[UUID, ...] = ()
    batch_uid: UUID | None = None
    clock_offset_ms: int | None = None
    private_digest: str | None = None
    private: bytes | None = None

    @property
    def fact(self) -> Fact | None:
        """What happened, typed; ``None`` when this program does not know the kind or version."""
        return read_fact(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When a deed was done and recorded, and which dossier it concerns."""

    uid: UUID
    occurred_at: datetime
    recorded_at: datetime
    dossier_uid: UUID | None = None
    parents: tuple[UUID, ...] = ()
    batch_uid: UUID | None = None
    clock_offset_ms: int | None = None


def write_event(author: Author, fact: Fact, circumstances: Circumstances) -> Event:
    """Compose an event and its canonical bytes."""
    private = _private_bytes(fact)
    occurred_at = moments.to_millisecond_precision(circumstances.occurred_at)
    recorded_at = moments.to_millisecond_precision(circumstances.recorded_at)
    circumstances = replace(circumstances, occurred_at=occurred_at, recorded_at=recorded_at)
    private_digest = None if private is None else digest(private)
    plain: dict[str, Any] = {
        **_envelope(author, circumstances),
        "kind": fact.kind,
        "version": fact.version,
        "body": _body(fact),
    }
    if private_digest is not None:
        plain["private_digest"] = private_digest
    return Event(
        uid=circumstances.uid,
        author=author,
        kind=fact.kind,
        version=fact.version,
        occurred_at=occurred_at,
        recorded_at=recorded_at,
        content=canonical_bytes(plain),
        dossier_uid=circumstances.dossier_uid,
        parents=circumstances.parents,
        batch_uid=circumstances.batch_uid,
        clock_offset_ms=circumstances.clock_offset_ms,
        private_digest=private_digest,
        private=private,
    )


def read_event(content: bytes, private: bytes | None) -> Event:
    """The event whose bytes these are. Raises ``ValueError`` or ``KeyError`` for foreign bytes."""
    return event_in(plain_in(content), content, private)


def event_in(plain: dict[str, Any], content: bytes, private: bytes | None) -> Event:
    """``read_event`` where the bytes have been parsed already."""
    return Event(
        uid=uid_in(plain["uid"]),
        author=_author(
            plain["tenant"],
            plain["office"],
            plain["actor"],
            plain["role"],
            plain["employer"],
            plain.get("desk"),
            plain.get("approved_by"),
        ),
        kind=plain["kind"],
        version=plain["version"],
        occurred_at=moments.from_text(plain["occurred_at"]),
        recorded_at=moments.from_text(plain["recorded_at"]),
        content=content,
        dossier_uid=_uid(plain.get("dossier_uid")),
        parents=tuple(map(uid_in, plain.get("parents", ()))),
        batch_uid=_uid(plain.get("batch_uid")),
        clock_offset_ms=plain.get("clock_offset_ms"),
        private_digest=plain.get("private_digest"),
        private=private,
    )


@lru_cache(maxsize=1024, typed=True)
def _author(
    tenant: str,
    office: str,
    actor: str,
    role: str,
    employer: str,
    desk: int | None,
    approved_by: str | None,
) -> Author:
    """Few people write many events, and each is read as one and the same author."""
    return Author(
        tenant=tenant,
        office=office,
        actor=uid_in(actor),
        role=role,
        employer=employer,
        desk=desk,
        approved_by=_uid(approved_by),
    )


def read_fact(event: Event) -> Fact | None:
    """The typed fact of an event; ``None`` for a kind, version or shape that is not known here."""
    if (event.kind, event.version) not in FACTS:
        return None
    return fact_in(event, plain_in(event.content))


def fact_in(event: Event, plain: dict[str, Any]) -> Fact | None:
    """``read_fact`` where the bytes have been parsed already."""
    kind = FACTS.get((event.kind, event.version))
    if kind is None:
        return None
    body = dict(plain["body"])
    if event.private is not None:
        body["private"] = plain_in(event.private)
    try:
        return from_plain(kind, body)
    except Refusal:
        return None


def next_chain(chain: bytes, writer: UUID, seq: int, content: bytes) -> bytes:
    """``sha256(chain + writer + seq + sha256(content))``; ``seq`` as eight bytes, big end first.

    The chain before the first event of a writer is 32 zero bytes.
    """
    linked = hashlib.sha256(content).digest()
    return hashlib.sha256(chain + writer.bytes + seq.to_bytes(8, "big") + linked).digest()


FIRST_CHAIN = bytes(32)
"""The chain before a writer's first event."""


def _envelope(author: Author, circumstances: Circumstances) -> dict[str, Any]:
    plain = {
        "uid": str(circumstances.uid),
        "tenant": author.tenant,
        "office": author.office,
        "actor": str(author.actor),
        "role": author.role,
        "employer": author.employer,
        "desk": author.desk,
        "approved_by": _text(author.approved_by),
        "occurred_at": moments.to_text(circumstances.occurred_at),
        "recorded_at": moments.to_text(circumstances.recorded_at),
        "clock_offset_ms": circumstances.clock_offset_ms,
        "dossier_uid": _text(circumstances.dossier_uid),
        "batch_uid": _text(circumstances.batch_uid),
        "parents": sorted(str(parent) for parent in circumstances.parents) or None,
    }
    return {name: value for name, value in plain.items() if value is not None}


def _body(fact: Fact) -> dict[str, Any]:
    names = (each.name for each in fields(fact) if each.name != "private")
    values = ((name, getattr(fact, name)) for name in names)
    return {name: to_plain(value) for name, value in values if value is not None}


def _private_bytes(fact: Fact) -> bytes | None:
    private = getattr(fact, "private", None)
    if private is None:
        return None
    return canonical_bytes({**to_plain(private), "salt": new_salt()})


def _uid(text: str | None) -> UUID | None:
    return None if text is None else uid_in(text)


def _text(uid: UUID | None) -> str | None:
    return None if uid is None else str(uid)
