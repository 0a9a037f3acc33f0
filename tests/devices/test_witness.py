from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.devices.witness import Testimony, Witness
from app.domain.errors import Refusal


def said(seq: int) -> Testimony:
    return Testimony(
        writer="w", committed_seq=seq - 1, intended_seq=seq, counters={"register:3/2026": seq}
    )


def test_nothing_was_said_before_the_first_deed(tmp_path: Path) -> None:
    assert Witness(tmp_path / "witness").testimony() is None


def test_the_newest_testimony_counts(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "witness")
    for seq in range(1, 6):
        witness.write(said(seq))
        assert Witness(tmp_path / "witness").testimony() == said(seq)


def test_the_file_never_grows(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    sizes = set()
    for seq in range(1, 10):
        Witness(path).write(said(seq))
        sizes.add(path.stat().st_size)
    assert sizes == {8192}


@given(torn=st.integers(1, 4095), spoiled=st.binary(min_size=1, max_size=64))
def test_a_torn_write_leaves_the_testimony_before_it(
    tmp_path_factory: pytest.TempPathFactory, torn: int, spoiled: bytes
) -> None:
    path = tmp_path_factory.mktemp("torn") / "witness"
    witness = Witness(path)
    witness.write(said(1))
    witness.write(said(2))
    before = path.read_bytes()
    witness.write(said(3))
    after = path.read_bytes()
    slot = 4096 if before[4096:] != after[4096:] else 0
    half = bytearray(before)
    half[slot : slot + torn] = after[slot : slot + torn]
    half[slot + torn : slot + torn + len(spoiled)] = spoiled
    path.write_bytes(bytes(half[:8192]))
    found = witness.testimony()
    assert found in (said(2), said(3))


def test_a_file_of_rubbish_is_no_testimony(tmp_path: Path) -> None:
    path = tmp_path / "witness"
    path.write_bytes(b"\xff" * 100)
    assert Witness(path).testimony() is None
    Witness(path).write(said(7))
    assert Witness(path).testimony() == said(7)


def test_a_testimony_that_does_not_fit_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    witness = Witness(tmp_path / "witness")
    witness.write(said(1))
    with pytest.raises(ValueError, match="fit"):
        witness.write(Testimony("w", 1, 2, {str(each) * 20: each for each in range(999)}))
    assert witness.testimony() == said(1)


def test_a_folder_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "witness").mkdir()
    with pytest.raises(Refusal):
        Witness(tmp_path / "witness").testimony()
