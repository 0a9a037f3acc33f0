from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.ui.theme import _ROLES, Appearance, Theme
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


RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
GROUNDS_OF_LABELS = {
    "QFrame#sidebar": ("sidebar",),
    "QFrame#status": ("surface",),
    "QFrame#keystrip": ("surface",),
    "QFrame#toast": ("toast",),
    "QWidget#monitor": ("page", "surface"),
}
"""What lies under a text whose own rule names no ground, by where it stands."""

EVERYWHERE = ("page", "surface")
"""What lies under all others: the page, and the cards on it."""


def declared(body: str) -> dict[str, str]:
    """The colours of one rule by property, as names of tokens."""
    pairs = (each.split(":", 1) for each in body.split(";") if ":" in each)
    found = {}
    for name, value in pairs:
        token = re.search(r"\$(\w+)", value)
        if token is not None:
            found[name.strip()] = token[1]
    return found


def style_rules() -> list[tuple[str, dict[str, str]]]:
    """Each selector of the style sheet with the colours it sets."""
    sheet = re.sub(r"/\*.*?\*/", "", (THEME / "style.qss").read_text("utf-8"), flags=re.DOTALL)
    return [
        (selector.strip(), declared(body))
        for selectors, body in RULE.findall(sheet)
        for selector in selectors.split(",")
    ]


def pairs_of_the_style_sheet() -> set[tuple[str, str]]:
    """Every text with every ground that the style sheet puts under it."""
    rules, pairs = style_rules(), set()
    grounds = {selector: colours.get("background") for selector, colours in rules}
    for selector, colours in rules:
        for text, ground in (
            ("color", "background"),
            ("selection-color", "selection-background-color"),
        ):
            if text in colours and ground in colours:
                pairs.add((colours[text], colours[ground]))
        if "placeholder-text-color" in colours:
            pairs.add((colours["placeholder-text-color"], colours["background"]))
        if "background" in colours and "color" not in colours:
            pairs |= {(text, colours["background"]) for text in inherited(selector, rules)}
        if "color" in colours and "background" not in colours:
            pairs |= {(colours["color"], each) for each in under(selector, grounds)}
    return pairs


def inherited(selector: str, rules: list[tuple[str, dict[str, str]]]) -> set[str]:
    """The colours of texts on a ground whose rule names none: its kind's own, or that of all."""
    last = selector.split(" ")[-1]
    if re.match(r"QFrame|QWidget|QDialog|QScroll|QHeaderView$|.*::(?!item|section)", last):
        return set()  # a ground for labels, whose own rules are looked at below; or no text at all
    kind = re.split(r"[:\[]", last)[0]
    own = {colours["color"] for name, colours in rules if name == kind and "color" in colours}
    state = selector.replace(":hover", "").replace(":focus", "")
    closer = {colours["color"] for name, colours in rules if name == state and "color" in colours}
    return closer or own or {"text"}


def under(selector: str, grounds: dict[str, str | None]) -> tuple[str, ...]:
    """The grounds of a text: of its own kind in another state, of its frame, or of all places."""
    bare = re.sub(r":[\w-]+", "", selector)
    if grounds.get(bare):
        return (str(grounds[bare]),)
    frame = selector.split(" ")[0]
    if " " in selector and grounds.get(frame):
        return (str(grounds[frame]),)
    return next(
        (each for name, each in GROUNDS_OF_LABELS.items() if selector.startswith(name)), EVERYWHERE
    )


def pairs_of_the_palette() -> set[tuple[str, str]]:
    """Every text role of the palette on every ground role that Qt draws it on."""
    role = QPalette.ColorRole
    drawn = {
        role.WindowText: (role.Window, role.Base),
        role.Text: (role.Base, role.AlternateBase),
        role.PlaceholderText: (role.Base, role.Window),
        role.ButtonText: (role.Button,),
        role.HighlightedText: (role.Highlight,),
        role.ToolTipText: (role.ToolTipBase,),
        role.Link: (role.Base, role.Window),
    }
    return {(_ROLES[text], _ROLES[each]) for text, grounds in drawn.items() for each in grounds}


def pairs_of_chips() -> set[tuple[str, str]]:
    """What the delegates draw: a tone on its own soft ground."""
    tones = {name.removesuffix("_soft") for name in palette("light") if name.endswith("_soft")}
    return {(tone, f"{tone}_soft") for tone in tones}


ALL_PAIRS = {
    *pairs_of_the_style_sheet(),
    *pairs_of_the_palette(),
    *pairs_of_chips(),
    *(tuple(each) for each in tokens()["readable"]),
}


def test_the_style_sheet_is_read_whole() -> None:
    """A rule that the reading passes over would pass the measure as well."""
    sheet = (THEME / "style.qss").read_text("utf-8")
    coloured = re.findall(r"(?<![-\w])color:\s*\$(\w+)", sheet)
    found = {text for text, _ in pairs_of_the_style_sheet()}
    assert set(coloured) <= found
    assert ("on_accent", "accent_hover") in ALL_PAIRS
    assert ("sidebar_muted", "sidebar_line") in ALL_PAIRS
    assert ("bad", "bad_soft") in pairs_of_the_style_sheet()


@pytest.mark.parametrize(("scheme", "training"), SCHEMES)
def test_every_text_is_readable_on_its_ground(scheme: str, training: bool) -> None:
    colours = palette(scheme, training=training)

    weak = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in ALL_PAIRS
        if contrast(colours[text], colours[ground]) < 4.5
    }

    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_high_for_every_text_and_every_edge(scheme: str) -> None:
    colours = palette(scheme, high_contrast=True)
    edges = {("field_line", "surface"), ("line", "surface")}

    weak = {
        (text, ground): round(contrast(colours[text], colours[ground]), 2)
        for text, ground in ALL_PAIRS | edges
        if contrast(colours[text], colours[ground]) < (4.5 if text == "line" else 7)
    }

    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edge_of_a_field_and_of_the_keyboards_place_is_seen(scheme: str) -> None:
    colours = palette(scheme)
    for edge in ("field_line", "accent"):
        assert contrast(colours[edge], colours["surface"]) >= 3, edge


FOLLOWS = """
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from app.ui.theme import Appearance, Theme
application = QApplication([])
theme, hints = Theme(application), QGuiApplication.styleHints()
def look(): return application.palette().color(QPalette.ColorRole.Window).name()
theme.show(Appearance.SYSTEM)
for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
    hints.setColorScheme(scheme)
    print(look())
theme.show(Appearance.LIGHT)
hints.setColorScheme(Qt.ColorScheme.Dark)
print(look())
"""


def test_the_look_follows_the_machine_while_the_window_is_open(display: str) -> None:
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_CURRENT_DESKTOP": "GNOME"}

    done = subprocess.run(
        [sys.executable, "-c", FOLLOWS],
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    light, dark = palette("light")["page"], palette("dark")["page"]
    assert done.stdout.split() == [dark, light, light], "what was chosen by hand stays"


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


def test_every_icon_and_every_size_is_asked_for_somewhere() -> None:
    asked = "".join(path.read_text("utf-8") for path in (ROOT / "app").rglob("*.py"))
    style = (THEME / "style.qss").read_text("utf-8")
    icons = {path.stem for path in (THEME / "icons").glob("*.svg")}
    sizes = {name for name in tokens()["sizes"] if f"${name}" not in style}
    assert [name for name in sorted(icons | sizes) if f'"{name}"' not in asked] == []
