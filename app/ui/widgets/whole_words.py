"""Whether a line shows all that it holds: a name has to be read whole before it is printed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from app.ui.tokens import length


def is_cut(edit: QLineEdit) -> bool:
    """Whether the end of the text is out of sight."""
    room = edit.width() - length("line_edges")
    return edit.fontMetrics().horizontalAdvance(edit.text()) > room
