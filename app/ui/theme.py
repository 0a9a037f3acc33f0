"""Light and dark: fonts, palette, style sheet and icons, all from the tokens."""

from __future__ import annotations

from enum import StrEnum
from string import Template

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.ui.tokens import RESOURCES, THEME, length, palette, tokens

_FONTS = ("Regular", "Medium", "SemiBold", "Bold")

_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "raised",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.ToolTipBase: "toast",
    QPalette.ColorRole.ToolTipText: "toast_text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "line",
}


class Appearance(StrEnum):
    """What the officer chose: light, dark, or as the machine is set."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """The look of the running program; ``changed`` follows every new palette."""

    changed = Signal()

    def __init__(self, application: QApplication, *, training: bool = False) -> None:
        super().__init__(application)
        self._application = application
        self._training = training
        self._appearance = Appearance.SYSTEM
        self._colours = palette("light")
        self._icons: dict[tuple[str, str], QIcon] = {}
        for weight in _FONTS:
            QFontDatabase.addApplicationFont(
                str(RESOURCES / "fonts" / f"BeVietnamPro-{weight}.ttf")
            )
        # By the application, since a style rule for every widget costs each of them a font.
        font = QFont(tokens()["family"])
        font.setPixelSize(length("body_pixels"))
        application.setFont(font)
        # Carried palettes decide; the platform's scheme is an input only, since it stays unknown
        # on desktops without a theme.
        self._hints = QGuiApplication.styleHints()
        # Kept beside its owner: when the owner's last name in Python goes, this one would be dead.
        self._eyes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._eyes.contrastPreferenceChanged.connect(self._follow_contrast)

    @property
    def appearance(self) -> Appearance:
        """What was chosen last."""
        return self._appearance

    def show(self, appearance: Appearance, *, training: bool | None = None) -> None:
        """Dress the whole application."""
        self._appearance = appearance
        self._training = self._training if training is None else training
        scheme = self._scheme()
        self._colours = palette(
            scheme, training=self._training, high_contrast=self._high_contrast()
        )
        self._icons.clear()
        self._application.setPalette(self._palette())
        sheet = self._style_sheet(scheme)
        # Qt dresses every widget anew for each sheet that it is given, also for the same one; and
        # once for each of its parents, unless it comes from having none: a sixth of the time.
        if sheet != self._application.styleSheet():
            self._application.setStyleSheet("")
            self._application.setStyleSheet(sheet)
        self.changed.emit()

    def colour(self, name: str) -> QColor:
        """A colour of the present palette."""
        return QColor(self._colours[name])

    def icon(self, name: str, colour: str = "muted") -> QIcon:
        """A line icon by name, drawn in a colour of the palette."""
        key = (name, colour)
        if key not in self._icons:
            self._icons[key] = self._draw(name, self._colours[colour])
        return self._icons[key]

    @Slot()
    def _follow_system(self) -> None:
        if self._appearance is Appearance.SYSTEM:
            self.show(Appearance.SYSTEM)

    @Slot()
    def _follow_contrast(self) -> None:
        """Light or dark may be chosen here; how much contrast eyes need the machine knows."""
        self.show(self._appearance)

    def _scheme(self) -> str:
        if self._appearance is not Appearance.SYSTEM:
            return self._appearance.value
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _high_contrast(self) -> bool:
        return self._eyes.contrastPreference() is Qt.ContrastPreference.HighContrast

    def _palette(self) -> QPalette:
        dressed = QPalette()
        for role, name in _ROLES.items():
            dressed.setColor(role, self.colour(name))
        return dressed

    def _style_sheet(self, scheme: str) -> str:
        sheet = Template((THEME / "style.qss").read_text("utf-8"))
        names = tokens()["sizes"] | self._colours
        # Style sheets want forward slashes on every platform.
        return sheet.substitute(names, art=(THEME / scheme).as_posix())

    def _draw(self, name: str, colour: str) -> QIcon:
        source = (THEME / "icons" / f"{name}.svg").read_text("utf-8")
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        icon = QIcon()
        side = int(tokens()["lengths"]["icon"])
        for scale in (1, 2):
            picture = QPixmap(side * scale, side * scale)
            picture.fill(Qt.GlobalColor.transparent)
            with QPainter(picture) as painter:
                renderer.render(painter, QRectF(picture.rect()))
            picture.setDevicePixelRatio(scale)
            icon.addPixmap(picture)
        return icon
