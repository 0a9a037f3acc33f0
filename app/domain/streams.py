"""Streams: what an office sees, in the order in which the centre accepted it, without gaps."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from app.domain import post_in_facts
from app.domain.dossier import Dossier
from app.domain.fact_parts import Fact
from app.domain.post_in_facts import BagWay, ManifestAccepted, ManifestClosed, PostalItemPosted
from app.domain.units import UnitKind

_OF_ITEMS_IN = (
    post_in_facts.PostalItemAccepted,
    post_in_facts.PostalItemOpened,
    post_in_facts.PostalItemPaired,
    post_in_facts.PostalItemLacking,
    post_in_facts.PostalItemClosed,
    post_in_facts.PostalItemRedirected,
)


def first_stream_chain(stream: str) -> bytes:
    """The chain before the first event of a stream; no two streams begin alike."""
    return hashlib.sha256(b"stream:" + stream.encode()).digest()


def next_stream_chain(chain: bytes, pos: int, content: bytes) -> bytes:
    """``sha256(chain + pos + sha256(content))``; ``pos`` as eight bytes, big end first."""
    return linked_stream_chain(chain, pos, hashlib.sha256(content).digest())


def linked_stream_chain(chain: bytes, pos: int, sha256: bytes) -> bytes:
    """``next_stream_chain`` where the digest of the content is at hand already."""
    return hashlib.sha256(chain + pos.to_bytes(8, "big") + sha256).digest()


def addressed_by(fact: Fact | None) -> frozenset[str]:
    """Other offices that a fact is for before any dossier is theirs: what a post point sends."""
    match fact:
        case PostalItemPosted():
            return frozenset({fact.addressee})
        case ManifestClosed(way=BagWay.IN):
            return frozenset(each.addressee for each in fact.items if each.addressee)
    return frozenset()


def sent_under(fact: Fact | None) -> tuple[str, ...]:
    """The items and the bag that a post point sends with a fact: answers to them are for it."""
    match fact:
        case PostalItemPosted():
            return (fact.item_uid,)
        case ManifestClosed(way=BagWay.IN):
            return (fact.manifest, *(each.item_uid for each in fact.items))
    return ()


def answers_to(fact: Fact | None) -> str | None:
    """The item or bag of which a fact tells whoever sent it what became of it."""
    match fact:
        case ManifestAccepted():
            return fact.manifest
        case _ if isinstance(fact, _OF_ITEMS_IN):
            return fact.item_uid
    return None


def streams_of(dossier: Dossier, posts: Mapping[str, str]) -> frozenset[str]:
    """The offices that a dossier concerns: who received it, settles it, was let in, or carries it.

    ``posts`` are the post points by code, with the names under which papers are handed to them. A
    post point has to do with a dossier only until its end.
    """
    places = dossier.places
    named = (
        dossier.office,
        places.helped_at,
        places.received_at,
        places.settled_by,
        *dossier.shared_with,
    )
    concerned = frozenset(each for each in named if each)
    if not posts:
        return concerned
    if not dossier.is_open:
        return concerned - posts.keys()
    holder = dossier.custody.holder
    if holder.kind is not UnitKind.POST:
        return concerned
    return concerned | {code for code, name in posts.items() if name == holder.name}
