from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.theme import Appearance, Theme
from app.ui.tokens import THEME, palette, tokens

ROOT = Path(__file__).parents[2]
SCHEMES = [(scheme, training) for scheme in ("light", "dark") for training in (False, True)]


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "training"), SCHEMES)
def test_every_text_is_readable_on_its_ground(scheme: str, training: bool) -> None:
    colours = palette(scheme, training=training)

    weak = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in tokens()["readable"]
        if contrast(colours[text], colours[ground]) < 4.5
    }

    assert weak == {}


def test_the_measure_of_contrast_knows_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_light_and_dark_have_the_same_colours_by_name() -> None:
    assert set(palette("light")) == set(palette("dark"))


def test_the_style_sheet_names_colours_and_never_states_them() -> None:
    sheet = (THEME / "style.qss").read_text("utf-8")

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=\s*[;},])", sheet) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_of_the_style_sheet_use_colours_of_their_palette(scheme: str) -> None:
    known = set(palette(scheme).values()) | {"#ffffff"}

    used = {
        colour
        for path in (THEME / scheme).glob("*.svg")
        for colour in re.findall(r'stroke="(#[0-9a-f]{6})"', path.read_text("utf-8"))
    }

    assert used <= known


def test_no_colour_and_no_size_of_letters_stands_in_code() -> None:
    guilty = [
        path.name
        for path in (ROOT / "app/ui").rglob("*.py")
        if re.search(r"\"#[0-9a-fA-F]{6}\"|setPointSize|QColor\(\d", path.read_text("utf-8"))
    ]

    assert guilty == []


def test_every_icon_is_drawn_in_the_colour_asked_for(theme: Theme) -> None:
    for path in (THEME / "icons").glob("*.svg"):
        picture = theme.icon(path.stem, "accent").pixmap(20).toImage()
        solid = {
            picture.pixelColor(x, y).name()
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() == 255
        }
        assert solid == {theme.colour("accent").name()}, path.stem


def test_dark_takes_over_at_once(theme: Theme, qtbot: object) -> None:
    light = theme.colour("page")

    theme.show(Appearance.DARK)

    assert theme.colour("page") != light
    assert theme.appearance is Appearance.DARK


def test_every_widget_speaks_in_the_bundled_letters(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Trần Thị Mẫu")
    qtbot.addWidget(label)
    label.show()

    assert label.fontInfo().family() == "Be Vietnam Pro"
    assert label.fontInfo().pixelSize() == 14
