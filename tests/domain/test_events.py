from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from event_samples import AT, FACTS, RECEIVED, sample_event

from app.domain.events import FIRST_CHAIN, next_chain, read_event
from app.domain.facts import FACTS as KNOWN
from app.domain.facts import Fact
from app.domain.history_words import event_sentence

SAMPLES = Path(__file__).parent / "events"


def sample_path(fact: Fact) -> Path:
    return SAMPLES / f"{fact.kind}.v{fact.version}.json"


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)
def test_every_version_ever_shipped_still_reads_as_it_was_meant(fact: Fact) -> None:
    plain = json.loads(sample_path(fact).read_text("utf-8"))
    private = plain["private"].encode() if "private" in plain else None
    event = read_event(plain["content"].encode(), private)
    read = event.fact
    assert read is not None
    if getattr(fact, "private", None) is not None:
        salted = replace(fact.private, salt=read.private.salt)
        fact = replace(fact, private=salted)
    assert read == fact


def test_every_kind_and_version_has_a_sample() -> None:
    kept = {path.name for path in SAMPLES.glob("*.json")}
    assert kept == {f"{kind}.v{version}.json" for kind, version in KNOWN}
    assert {(fact.kind, fact.version) for fact in FACTS} == set(KNOWN)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.kind)
def test_every_kind_has_a_sentence_for_people(fact: Fact) -> None:
    sentence = event_sentence(sample_event(fact))
    assert sentence.endswith(".")
    assert "phiên bản mới hơn" not in sentence


def test_an_event_read_from_its_bytes_is_the_event() -> None:
    event = sample_event(RECEIVED)
    assert read_event(event.content, event.private) == event


def test_the_body_holds_no_personal_data() -> None:
    content = sample_event(RECEIVED).content.decode()
    for said in ("Trần Thị Mẫu", "034188004321", "Trần Văn Thử"):
        assert said not in content


def test_equal_private_parts_have_different_digests() -> None:
    one, other = sample_event(RECEIVED), sample_event(RECEIVED)
    assert one.private_digest != other.private_digest


def test_moments_are_cut_to_milliseconds() -> None:
    event = sample_event(RECEIVED)
    assert event.occurred_at == AT
    assert b'"occurred_at":"2026-11-20T02:00:00.123Z"' in event.content


def test_an_erased_private_part_leaves_the_rest_readable() -> None:
    event = sample_event(RECEIVED)
    erased = read_event(event.content, None)
    assert erased.fact == replace(RECEIVED, private=None)
    assert erased.private_digest == event.private_digest


def test_an_unknown_kind_or_version_has_no_fact() -> None:
    event = sample_event(RECEIVED)
    assert replace(event, version=99).fact is None
    assert replace(event, kind="dossier.teleported").fact is None


def test_a_known_kind_of_unknown_shape_has_no_fact() -> None:
    event = sample_event(RECEIVED)
    content = event.content.replace(b'"sets":1', b'"sets":"one"')
    assert read_event(content, None).fact is None


def test_the_chain_has_known_values() -> None:
    plain = json.loads(sample_path(RECEIVED).read_text("utf-8"))
    event = read_event(plain["content"].encode(), None)
    writer = UUID("01900000-0000-7000-8000-0000000000aa")
    first = next_chain(FIRST_CHAIN, writer, 1, event.content)
    assert first.hex() == plain["chain_1"]
    assert next_chain(first, writer, 2, event.content).hex() == plain["chain_2"]


def test_every_link_of_the_chain_counts() -> None:
    event = sample_event(RECEIVED)
    writer = UUID(int=1)
    chain = next_chain(FIRST_CHAIN, writer, 1, event.content)
    changed = replace(event, content=event.content.replace(b"H40.16-", b"H40.17-"))
    assert next_chain(FIRST_CHAIN, writer, 2, event.content) != chain
    assert next_chain(FIRST_CHAIN, UUID(int=2), 1, event.content) != chain
    assert next_chain(chain, writer, 1, event.content) != chain
    assert next_chain(FIRST_CHAIN, writer, 1, changed.content) != chain
