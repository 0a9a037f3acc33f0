"""Fonts, sizes and papers: the one place where the look of paper is decided."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.domain.printers import Paper as Paper

MM = 72 / 25.4
"""Points in a millimetre; every length in this package is in points."""

REGULAR, BOLD, ITALIC = "SlipSerif", "SlipSerif-Bold", "SlipSerif-Italic"
ROLL, ROLL_BOLD = "RollSans", "RollSans-Bold"
"""Faces of the thermal roll: without serifs, whose hair lines 203 dots an inch do not hold."""

_FONT_FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
_FONT_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    ROLL: "BeVietnamPro-Medium.ttf",
    ROLL_BOLD: "BeVietnamPro-Bold.ttf",
}

THIN, RULE, BOX = 0.4, 0.6, 1.0
"""Widths of lines: table, rules under headings, the box of the return date."""


@cache
def register_fonts() -> None:
    """Make the paper's fonts known to ReportLab; costs about 20 ms, once."""
    rl_config.useA85 = 0  # binary streams: a fifth fewer bytes for the printer and the archive
    for name, file in _FONT_FILES.items():
        # The letters used and no others: a quarter fewer bytes of a slip.
        font = TTFont(name, str(_FONT_FOLDER / file), asciiReadable=0)
        pdfmetrics.registerFont(font)


def label_font_file() -> Path:
    """The face in which pictures of papers are labelled."""
    return _FONT_FOLDER / _FONT_FILES[ROLL]


@dataclass(frozen=True, slots=True)
class Format:
    """Measures of one paper: the page, how many copies lie on it, and the copy's margins."""

    width: float
    height: float
    copies: int = 1
    side: float = 10 * MM
    top: float = 8 * MM
    bottom: float = 8.6 * MM

    @property
    def text_width(self) -> float:
        """Width between the margins of one copy."""
        return self.width / self.copies - 2 * self.side

    @property
    def text_height(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom


FORMATS = {  # the roll has no fixed height: app.printing.roll
    Paper.A5: Format(148 * MM, 210 * MM),
    Paper.A4X2: Format(297 * MM, 210 * MM, copies=2),
    Paper.A4: Format(210 * MM, 297 * MM, side=18 * MM, top=15 * MM, bottom=16 * MM),
}


A4_WIDE = Format(297 * MM, 210 * MM, side=12 * MM, top=12 * MM, bottom=13 * MM)
"""A whole A4 sheet lying, for tables of many columns."""


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes of type for one density of the page, in points."""

    factor: float = 1.0

    @property
    def body(self) -> float:
        """Fields and sentences."""
        return 10.2 * self.factor

    @property
    def small(self) -> float:
        """Remarks under a line, heads of tables."""
        return 8.6 * self.factor

    @property
    def note(self) -> float:
        """Foot notes; never below what an old eye reads."""
        return max(7.4, 8.0 * self.factor)

    @property
    def title(self) -> float:
        """Name of the paper."""
        return 13.6 * min(self.factor, 1.0)

    @property
    def promise(self) -> float:
        """The return date: the biggest thing on the slip."""
        return 17.0 * self.factor


DENSITIES = tuple(Type(factor) for factor in (1.27, 1.2, 1.12, 1.06, 1.0, 0.94, 0.89, 0.84))
"""From generous to tight: the first that saves a sheet is taken."""

USUAL_DENSITY = 4
"""Where the search for a density begins: what most slips need."""

LEADING = 1.15
"""Distance of base lines in sizes of type."""
