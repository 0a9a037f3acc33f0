from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.keys import KeyStore, new_key, read_recovery_text, recovery_text
from app.domain.errors import Reason, Refusal

KEYS = st.binary(min_size=32, max_size=32)


@given(KEYS)
def test_a_recovery_text_holds_its_key(key: bytes) -> None:
    assert read_recovery_text(recovery_text(key)) == key


@given(KEYS, st.data())
def test_a_slip_of_the_finger_is_noticed(key: bytes, data: st.DataObject) -> None:
    text = recovery_text(key)
    at = data.draw(st.sampled_from([index for index, sign in enumerate(text) if sign != "-"]))
    other = data.draw(
        st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").filter(lambda s: s != text[at])
    )
    with pytest.raises(Refusal) as refused:
        read_recovery_text(text[:at] + other + text[at + 1 :])
    assert refused.value.reason is Reason.RECOVERY_KEY_WRONG


@given(KEYS)
def test_spaces_case_and_misread_signs_do_not_matter(key: bytes) -> None:
    text = recovery_text(key).lower().replace("-", " ").replace("o", "0").replace("i", "1")
    assert read_recovery_text(f"  {text}\n") == key


@pytest.mark.parametrize("text", ["", "ABCD", "đ" * 56, "A" * 200])
def test_what_is_no_recovery_text_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read_recovery_text(text)


def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    store, key = KeyStore(tmp_path, use_system=False), new_key()
    store.keep("uid", key)
    assert store.fetch("uid") == key
    if os.name == "posix":
        assert (tmp_path / "uid.key").stat().st_mode & 0o077 == 0


def test_a_missing_key_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        KeyStore(tmp_path, use_system=False).fetch("uid")
    assert refused.value.reason is Reason.KEY_MISSING


@pytest.mark.parametrize("content", [b"zz", b"\xff\xfe", b"abc"])
def test_a_spoiled_key_file_counts_as_missing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "uid.key").write_bytes(content)
    with pytest.raises(Refusal) as refused:
        KeyStore(tmp_path, use_system=False).fetch("uid")
    assert refused.value.reason is Reason.KEY_MISSING


def test_without_a_key_store_of_the_system_the_file_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    store, key = KeyStore(tmp_path, use_system=True), new_key()
    store.keep("uid", key)
    assert store.fetch("uid") == key
