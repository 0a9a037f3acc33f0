from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.canonical import canonical_bytes, digest

VECTORS = [
    ({}, "{}", "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    (
        {"b": 1, "a": ["Nguyễn", True]},
        '{"a":["Nguyễn",true],"b":1}',
        "d12f0ef2077b6bda2a32ef5dc28b2ce426e31298329fc3478e11ab7674ddd038",
    ),
    (
        {"due": "2026-11-27T02:00:00.000Z", "đ": 'a"b\\c\n'},
        '{"due":"2026-11-27T02:00:00.000Z","đ":"a\\"b\\\\c\\n"}',
        "1f9c53bd4bbe8f8ae003144226cdc05029a73ac0b9c523c1e2a2bf80708053a6",
    ),
]

PLAIN = st.recursive(
    st.booleans() | st.integers() | st.text().map(lambda text: unicodedata.normalize("NFC", text)),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text().map(lambda text: unicodedata.normalize("NFC", text)), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(("plain", "text", "sha256"), VECTORS)
def test_known_values_have_known_bytes(plain: object, text: str, sha256: str) -> None:
    content = canonical_bytes(plain)
    assert content.decode() == text
    assert digest(content) == sha256


@given(PLAIN)
def test_bytes_read_back_and_written_again_are_the_same(plain: object) -> None:
    content = canonical_bytes(plain)
    assert canonical_bytes(json.loads(content)) == content


@given(st.dictionaries(st.text("abcđê", min_size=1), st.integers()))
def test_the_order_of_keys_does_not_matter(plain: dict[str, int]) -> None:
    turned = dict(reversed(plain.items()))
    assert canonical_bytes(turned) == canonical_bytes(plain)


@pytest.mark.parametrize(
    "plain", [1.5, None, {"a": None}, [float("nan")], {1: "a"}, unicodedata.normalize("NFD", "ễ")]
)
def test_values_with_two_spellings_are_refused(plain: object) -> None:
    with pytest.raises(TypeError):
        canonical_bytes(plain)
