from __future__ import annotations

import re
from pathlib import Path

import pytest
from desks import ROOT
from PIL import Image

from app.commands.handbook import _PICTURES
from app.commands.main import VERBS
from app.ui.keep import SAVE_KEYS
from app.ui.screens.receive import ReceiveScreen

CHAPTERS = sorted((ROOT / "docs/handbook").glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
COMMAND = re.compile(r"`motcua (\w+)")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_each_picture_has_words_and_is_small_and_there(chapter: Path) -> None:
    for words, name in PICTURE.findall(chapter.read_text("utf-8")):
        picture = chapter.parent / name
        assert len(words) > 5
        assert picture.stat().st_size < 160_000
        with Image.open(picture) as opened:
            assert max(opened.size) <= 960


def test_every_picture_that_is_taken_is_shown() -> None:
    shown = {
        Path(name).stem
        for chapter in CHAPTERS
        for _, name in PICTURE.findall(chapter.read_text("utf-8"))
    }
    assert shown == set(_PICTURES)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_commands_that_it_names_exist(chapter: Path) -> None:
    named = set(COMMAND.findall(chapter.read_text("utf-8")))
    assert named <= {verb.name for verb in VERBS}


def test_the_keys_of_saving_are_those_of_the_screen() -> None:
    text = (ROOT / "docs/handbook/01-muoi-phut-dau-tien.md").read_text("utf-8")
    told = {key for key, _ in ReceiveScreen.keys} & {"F9", "Ctrl+T", "Ctrl+P", "Ctrl+K"}
    saving = {key.replace("Return", "Enter") for key in SAVE_KEYS}
    assert all(f"**{key}**" in text for key in told | saving)
