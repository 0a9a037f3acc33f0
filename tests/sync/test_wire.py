from __future__ import annotations

import json
import zlib
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.events import FIRST_CHAIN, next_chain
from app.sync.wire import Carried, Parcel, Reference, pack, unpack

WRITER = UUID(int=7)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=200).map(str.encode)
EVENTS = st.lists(st.builds(Carried, TEXTS, st.none() | TEXTS), max_size=8).map(tuple)
PARCELS = st.builds(
    Parcel,
    writer=st.uuids(),
    from_seq=st.integers(1, 2**40),
    previous_chain=st.binary(min_size=32, max_size=32),
    events=EVENTS,
    references=st.lists(
        st.builds(Reference, st.just("procedure"), st.just("ab" * 32), TEXTS), max_size=3
    ).map(tuple),
)


@given(PARCELS)
def test_what_was_packed_is_unpacked_byte_for_byte(parcel: Parcel) -> None:
    assert unpack(pack(parcel)) == parcel


@given(st.binary(max_size=300))
def test_rubbish_is_no_parcel(rubbish: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every kind of rubbish has words of its own
        unpack(rubbish)


@pytest.mark.parametrize("plain", [{}, [], "x", {"writer": "x"}, None, 7])
def test_well_packed_nonsense_is_no_parcel(plain: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - every kind of nonsense has words of its own
        unpack(zlib.compress(json.dumps(plain).encode()))


def test_a_bomb_is_not_blown_up() -> None:
    bomb = zlib.compress(bytes(200 * 1024 * 1024), 9)
    assert len(bomb) < 1024 * 1024
    with pytest.raises(ValueError, match="longer than any parcel"):
        unpack(bomb)


def test_the_chain_is_counted_anew_from_the_contents() -> None:
    parcel = Parcel(
        writer=WRITER,
        from_seq=1,
        previous_chain=FIRST_CHAIN,
        events=(Carried(b"one"), Carried(b"two", b"private")),
    )
    first = next_chain(FIRST_CHAIN, WRITER, 1, b"one")
    assert parcel.chains() == (first, next_chain(first, WRITER, 2, b"two"))
    assert parcel.last_seq == 2
    other = replace(parcel, events=(Carried(b"One"), *parcel.events[1:]))
    assert not set(other.chains()) & set(parcel.chains())
