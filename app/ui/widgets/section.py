"""A part of the form that is folded away, and not even built, until it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.ui.widgets.fields import Fields
from app.ui.widgets.layouts import column, key_button


class Section(QWidget):
    """Fields that open and close by click, by Space or by a key.

    The button stands wherever its owner puts it, the fields follow ``after`` by Tab, else the
    button. ``edited`` is that of the fields.
    """

    edited = Signal(str)

    def __init__(
        self, heading: str, key: str, build: Callable[[], Fields], after: QWidget | None = None
    ) -> None:
        super().__init__()
        self._heading = heading
        self._key = key
        self._build = build
        self._after = after
        self._fields: Fields | None = None
        self._body = column()
        self.setLayout(self._body)
        self.button = key_button(heading, key, "link")
        self.button.setCheckable(True)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.toggled.connect(self._show)
        self._say(shown=False)
        self.hide()

    @property
    def fields(self) -> Fields:
        """The fields, built when they are asked for first."""
        if self._fields is None:
            self._fields = self._build()
            self._fields.edited.connect(self.edited)
            self._body.addWidget(self._fields)
            self._fields.follow(self._after or self.button)
        return self._fields

    @property
    def is_built(self) -> bool:
        """Whether anything can stand in it at all."""
        return self._fields is not None

    def values(self) -> dict[str, str]:
        """What stands in it; nothing before it was opened."""
        return {} if self._fields is None else self._fields.values()

    def load(self, values: Mapping[str, str], *, is_open: bool) -> None:
        """Fill it, and open it when something stands inside."""
        if is_open or self._fields is not None:
            self.fields.load(values)
        self.set_open(is_open=is_open)

    def set_open(self, *, is_open: bool) -> None:
        """Open or close."""
        self.button.setChecked(is_open)

    @Slot(bool)
    def _show(self, shown: bool) -> None:
        if shown:
            self.fields.show()
        self.setVisible(shown)
        self._say(shown=shown)

    def _say(self, *, shown: bool) -> None:
        self.button.setText(f"{'–' if shown else '+'}  {self._heading}  {self._key}")
