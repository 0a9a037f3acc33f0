from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from desks import ROOT
from PIL import Image

from app.commands.handbook import _PICTURES
from app.commands.verbs import VERBS
from app.ui.keep import SAVE_KEYS
from app.ui.receive_keys import CORRECTION_KEYS, RECEIVE_KEYS

CHAPTERS = sorted((ROOT / "docs/handbook").glob("*.md"))
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
COMMAND = re.compile(r"`motcua ([\w-]+)")


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
    assert named <= {verb.name.split()[0] for verb in VERBS}


KEY = re.compile(
    r"(?<![\w+])((?:(?:Ctrl|Alt|Shift)\+)+(?:[A-Z]\b|F\d+|Enter|Del|0|,|1…9)|F\d{1,2})(?![\w+])"
)
PAGES = sorted((ROOT / "resources/help").rglob("*.md"))
NOT_OURS = {"Ctrl+Shift"}
"""Keys of the machine that the handbook speaks of."""


def keys_named(path: Path) -> set[str]:
    """The keys that a text tells an officer to press."""
    return set(KEY.findall(path.read_text("utf-8"))) - NOT_OURS


@cache
def keys_bound() -> set[str]:
    """The keys that the code of the window binds, by its calls; strips that tell of keys bind none.

    Written as on the keys: Enter, Del. ``&`` in the words of a label binds Alt with its letter.
    """
    found: set[str] = set()
    for path in (ROOT / "app/ui").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        told = {
            id(each)
            for node in ast.walk(tree)
            if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Keys"
            for each in ast.walk(node)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and id(node) not in told:
                found |= bound_by(str(node.value))
    return {*found, "Alt+1…9"}


def bound_by(text: str) -> set[str]:
    accelerators = {f"Alt+{letter.upper()}" for letter in re.findall(r"&(\w)", text)}
    whole = text.replace("Return", "Enter")
    return accelerators | ({whole} if KEY.fullmatch(whole) else set())


@pytest.mark.parametrize(
    "text", [*CHAPTERS, *PAGES], ids=lambda path: f"{path.parent.stem}-{path.stem}"
)
def test_every_key_that_is_named_is_bound(text: Path) -> None:
    assert keys_named(text) - keys_bound() == set()


def test_the_chapter_names_every_key_of_the_receive_screen() -> None:
    text = (ROOT / "docs/handbook/01-muoi-phut-dau-tien.md").read_text("utf-8")
    keys = {key for key, _ in (*RECEIVE_KEYS, *CORRECTION_KEYS)}
    saving = {key.replace("Return", "Enter") for key in SAVE_KEYS}
    assert {key for key in keys | saving if f"**{key}**" not in text} == set()


def test_a_key_that_nothing_binds_would_be_noticed() -> None:
    assert "Ctrl+Shift+M" in keys_bound()
    assert "Ctrl+Shift+Q" not in keys_bound()
    assert KEY.findall("bấm **Ctrl+Shift+Q**, rồi F12.") == ["Ctrl+Shift+Q", "F12"]
