"""Streams: what an office sees, in the order in which the centre accepted it, without gaps."""

from __future__ import annotations

import hashlib

from app.domain.dossier import Dossier
from app.domain.fact_parts import Fact
from app.domain.post_facts import BagWay, ManifestClosed, PostalItemPosted


def first_stream_chain(stream: str) -> bytes:
    """The chain before the first event of a stream; no two streams begin alike."""
    return hashlib.sha256(b"stream:" + stream.encode()).digest()


def next_stream_chain(chain: bytes, pos: int, content: bytes) -> bytes:
    """``sha256(chain + pos + sha256(content))``; ``pos`` as eight bytes, big end first."""
    linked = hashlib.sha256(content).digest()
    return hashlib.sha256(chain + pos.to_bytes(8, "big") + linked).digest()


def addressed_by(fact: Fact | None) -> frozenset[str]:
    """Other offices that a fact is for before any dossier is theirs: what a post point sends."""
    match fact:
        case PostalItemPosted():
            return frozenset({fact.addressee})
        case ManifestClosed(way=BagWay.IN):
            return frozenset(each.addressee for each in fact.items if each.addressee)
    return frozenset()


def streams_of(dossier: Dossier) -> frozenset[str]:
    """The offices that a dossier concerns: who received it, settles it, or was let in."""
    places = dossier.places
    named = (
        dossier.office,
        places.helped_at,
        places.received_at,
        places.settled_by,
        *dossier.shared_with,
    )
    return frozenset(each for each in named if each)
