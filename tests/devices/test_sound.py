from __future__ import annotations

import os
import sys
from array import array
from io import BytesIO
from pathlib import Path
from wave import open as open_wave

import pytest

from app.config import read_settings
from app.devices.sound import Sound, Speaker, player, waveform

FOLDER = read_settings(Path("unused")).resources / "sounds"


def samples(file: bytes) -> array[int]:
    with open_wave(BytesIO(file)) as read:
        assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
        return array("h", read.readframes(read.getnframes()))


@pytest.mark.parametrize("sound", Sound)
def test_the_file_is_the_sound_that_the_code_makes(sound: Sound) -> None:
    kept = samples((FOLDER / f"{sound.value}.wav").read_bytes())
    made = samples(waveform(sound))
    assert len(kept) == len(made)
    # The last bit of a sine is the mathematics library's.
    assert max(abs(one - other) for one, other in zip(kept, made, strict=True)) <= 1


@pytest.mark.parametrize("sound", Sound)
def test_a_sound_is_short_and_neither_clicks_nor_clips(sound: Sound) -> None:
    heard = samples(waveform(sound))
    assert len(heard) < 0.5 * 22_050
    assert heard[0] == heard[-1] == 0
    assert 10_000 < max(heard) < 20_000


def test_a_speaker_plays_the_file_of_the_sound_unless_it_is_off() -> None:
    played: list[Path] = []
    speaker = Speaker(FOLDER, played.append)
    speaker.play(Sound.BAD)
    speaker.is_on = False
    speaker.play(Sound.GOOD)
    assert played == [FOLDER / "bad.wav"]


def test_without_a_player_there_is_silence() -> None:
    Speaker(FOLDER, None).play(Sound.GOOD)


def test_a_player_that_fails_is_asked_no_more() -> None:
    asked: list[Path] = []

    def fail(file: Path) -> None:
        asked.append(file)
        raise OSError("no sound card")

    speaker = Speaker(FOLDER, fail)
    speaker.play(Sound.GOOD)
    speaker.play(Sound.GOOD)
    assert len(asked) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
def test_the_systems_player_is_begun_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "heard"
    os.mkfifo(heard)
    program = tmp_path / "paplay"
    program.write_text(f'#!/bin/sh\necho "$1" > "{heard}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    play = player()
    assert play is not None
    play(FOLDER / "good.wav")

    # The program waits for a reader: had it been waited for, this line would not be reached.
    assert heard.read_text(encoding="utf-8") == f"{FOLDER / 'good.wav'}\n"


def test_a_machine_without_any_player_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    assert player() is None
