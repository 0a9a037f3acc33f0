"""Two short sounds, good and bad: how they are made, and who plays them on this machine."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from wave import open as open_wave

Play = Callable[[Path], None]

_RATE = 22_050
_LOUDNESS = 0.45
_EDGE_SECONDS = 0.008
"""Tones fade in and out, or the loudspeaker clicks."""


class Sound(StrEnum):
    """What a scan may come to; the file in ``resources/sounds`` bears the name."""

    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Tone:
    """One tone in hertz, silence where it is 0, for so many seconds."""

    pitch: float
    seconds: float


TONES = {
    Sound.GOOD: (Tone(1318.5, 0.06), Tone(1760.0, 0.08)),
    Sound.BAD: (Tone(220.0, 0.13), Tone(0.0, 0.05), Tone(174.6, 0.2)),
}
"""High and short, low and longer: told apart by ears that hear high tones no longer."""


def waveform(sound: Sound) -> bytes:
    """The sound as the bytes of a WAV file, one channel of 16 bits."""
    samples = array("h", (round(32_767 * each) for each in _samples(TONES[sound])))
    if sys.byteorder == "big":
        samples.byteswap()
    file = BytesIO()
    with open_wave(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(_RATE)
        written.writeframes(samples.tobytes())
    return file.getvalue()


class Speaker:
    """Plays without waiting; silent where the machine has no player, or when switched off."""

    def __init__(self, folder: Path, play: Play | None, *, is_on: bool = True) -> None:
        self._folder = folder
        self._play = play
        self.is_on = is_on

    def play(self, sound: Sound) -> None:
        """Begin the sound and go on; a player that fails is no reason to stop working."""
        if self.is_on and self._play is not None:
            try:
                self._play(self._folder / f"{sound.value}.wav")
            except OSError:
                self._play = None


def player() -> Play | None:
    """The system's own player; ``None`` where there is none."""
    if sys.platform == "win32":
        return _play_on_windows
    for name, *options in (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",)):
        found = shutil.which(name)
        if found is not None:
            return _Program((found, *options))
    return None


class _Program:
    """A player that is a program: begun and left alone, the one before it gathered up."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._playing: subprocess.Popen[bytes] | None = None

    def __call__(self, file: Path) -> None:
        if self._playing is not None and self._playing.poll() is None:
            return
        quiet = subprocess.DEVNULL
        self._playing = subprocess.Popen(  # noqa: S603 - our own file, no shell
            (*self._words, str(file)), stdin=quiet, stdout=quiet, stderr=quiet
        )


def _play_on_windows(file: Path) -> None:
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(str(file), flags)
        except RuntimeError as error:
            raise OSError(str(error)) from error


def _samples(tones: tuple[Tone, ...]) -> Iterator[float]:
    for tone in tones:
        count = round(tone.seconds * _RATE)
        edge = round(_EDGE_SECONDS * _RATE)
        for at in range(count):
            fade = min(1.0, at / edge, (count - 1 - at) / edge)
            yield _LOUDNESS * fade * math.sin(2 * math.pi * tone.pitch * at / _RATE)
