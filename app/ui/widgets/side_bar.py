"""The places of work at the left, with their keys; icons alone where the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QSizePolicy, QToolButton

from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.layouts import column, label, mark, row
from app.ui.workplace import Place

_SHORT = len("Ctrl+,")
"""Letters of a key that has room beside its place; longer ones stand in the tip and the help."""


class SideBar(QFrame):
    """One button per place; ``chosen`` brings its position."""

    chosen = Signal(int)

    def __init__(self, places: tuple[Place, ...], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._places = places
        self._theme = theme
        self._brand = label("Một Cửa")
        self._brand.setObjectName("brand")
        self._subtitle = label("Tiếp nhận và trả kết quả", "small")
        self._training = label("TẬP HUẤN")
        self._training.setObjectName("training")
        self._training.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._training.hide()
        self._group = QButtonGroup(self)
        self._keys: list[QLabel] = []
        self._buttons = [self._button(at, place) for at, place in enumerate(places)]
        self._group.idClicked.connect(self.chosen)
        head = column(self._brand, self._subtitle, gap="hair", margin="near")
        self._column = column(
            head, *self._buttons, None, self._training, gap="tight", margin="near"
        )
        self.setLayout(self._column)
        # On a low screen the places move together, and never hold the window high.
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self._is_low = False
        theme.changed.connect(self._draw_icons)

    def mark(self, at: int) -> None:
        """Show which place is open."""
        self._buttons[at].setChecked(True)

    def show_places(self, roles: tuple[str, ...]) -> None:
        """Only the places that one of these roles works in."""
        for button, place in zip(self._buttons, self._places, strict=True):
            button.setVisible(bool(set(place.roles) & set(roles)))
        self._fit()

    def show_training(self, *, training: bool) -> None:
        """Training data shows on every screen."""
        self._training.setVisible(training)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, or icons with words."""
        style = Qt.ToolButtonStyle
        for button in self._buttons:
            button.setToolButtonStyle(
                style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon
            )
        for each in (self._brand, self._subtitle, *self._keys):
            each.setVisible(not narrow)
        self.setFixedWidth(length("sidebar_narrow" if narrow else "sidebar"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A low window brings the places closer together."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = [each for each in self._buttons if not each.isHidden()]
        wanted = len(shown) * length("place_row") + length("sidebar_head")
        is_low = self.height() < wanted
        if is_low != self._is_low:
            self._is_low = is_low
            self._column.setSpacing(space("hair" if is_low else "tight"))
            for each in self._buttons:
                mark(each, "low", is_low)

    def _button(self, at: int, place: Place) -> QToolButton:
        button = QToolButton()
        button.setText(f"  {place.title}")
        button.setToolTip(f"{place.title} ({place.key})")
        QShortcut(place.key, button).activated.connect(button.click)
        button.setAccessibleName(place.title)
        button.setCheckable(True)
        button.setIconSize(QSize(length("icon"), length("icon")))
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        self._group.addButton(button, at)
        if len(place.key) <= _SHORT:
            key = label(place.key, "place_key")
            key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            button.setLayout(row(None, key, margin="cell"))
            self._keys.append(key)
        return button

    def _draw_icons(self) -> None:
        for button, place in zip(self._buttons, self._places, strict=True):
            button.setIcon(self._theme.icon(place.icon, "sidebar_text"))
