from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import Reason, Refusal
from app.sync.sealed_file import Head, SealedFile

KEY = bytes(range(32))
HEAD = Head(
    agency="H40.16",
    desk=3,
    writer="w",
    mark="ABCDEF",
    tombstones=0,
    salt="00" * 16,
    begun_at="2026-11-16T02:30:00.000Z",
)


def begun(path: Path) -> SealedFile:
    path.unlink(missing_ok=True)
    file = SealedFile(path, KEY)
    file.begin(HEAD)
    return file


def refusal_of(file: SealedFile) -> Reason:
    with pytest.raises(Refusal) as refused:
        list(file.frames())
    return refused.value.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(batches=st.lists(st.lists(st.binary(max_size=50), min_size=1, max_size=3), max_size=5))
def test_what_was_appended_is_read_in_order_by_whoever_opens_it(
    tmp_path: Path, batches: list[list[bytes]]
) -> None:
    file = begun(tmp_path / "a.goi")
    for nth, batch in enumerate(batches):
        (file if nth % 2 else SealedFile(file.path, KEY)).append(batch)
        file = SealedFile(file.path, KEY)
    assert list(SealedFile(file.path, KEY).frames()) == [
        each for batch in batches for each in batch
    ]
    assert file.head() == HEAD


def test_a_tail_torn_at_any_byte_leaves_what_was_whole(tmp_path: Path) -> None:
    file = begun(tmp_path / "a.goi")
    file.append([b"one", b"two"])
    whole = file.path.stat().st_size
    file.append([b"three"])
    content = file.path.read_bytes()
    for cut in range(whole, len(content)):
        file.path.write_bytes(content[:cut])
        assert list(SealedFile(file.path, KEY).frames()) == [b"one", b"two"]
        SealedFile(file.path, KEY).append([b"anew"])
        assert list(SealedFile(file.path, KEY).frames()) == [b"one", b"two", b"anew"]


def test_any_altered_byte_before_the_last_frame_is_noticed(tmp_path: Path) -> None:
    file = begun(tmp_path / "a.goi")
    start = file.path.stat().st_size
    file.append([b"one", b"two"])
    content = file.path.read_bytes()
    end = start + 4 + 12 + 16 + 3
    for at in range(start + 4, end):
        altered = bytearray(content)
        altered[at] ^= 1
        file.path.write_bytes(altered)
        assert refusal_of(SealedFile(file.path, KEY)) is Reason.BUNDLE_UNREADABLE


def test_frames_can_neither_change_places_nor_files(tmp_path: Path) -> None:
    one, other = begun(tmp_path / "a.goi"), begun(tmp_path / "b.goi")
    start = one.path.stat().st_size
    one.append([b"one", b"two", b"end"])
    other.path.unlink()
    other.begin(Head(**{**_plain(HEAD), "desk": 4}))
    frame = 4 + 12 + 16 + 3
    content = one.path.read_bytes()
    first, second = content[start : start + frame], content[start + frame : start + 2 * frame]
    one.path.write_bytes(content[:start] + second + first + content[start + 2 * frame :])
    assert refusal_of(one) is Reason.BUNDLE_UNREADABLE
    other.path.write_bytes(other.path.read_bytes() + first + second)
    assert refusal_of(other) is Reason.BUNDLE_UNREADABLE


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"rubbish", b'{"format":"x"}\n', b"[]\n"])
def test_what_is_no_bundle_says_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.goi").write_bytes(content)
    with pytest.raises(Refusal) as refused:
        SealedFile(tmp_path / "a.goi", KEY).head()
    assert refused.value.reason is Reason.BUNDLE_UNREADABLE


def _plain(head: Head) -> dict[str, object]:
    return {name: getattr(head, name) for name in Head.__slots__}
