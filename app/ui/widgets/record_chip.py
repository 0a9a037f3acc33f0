"""A cell that shows a state as a coloured chip with a dot and a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.form_words import capital
from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.record_table import RECORD_ROLE


class ChipDelegate(QStyledItemDelegate):
    """``tone_of`` names the colours of a record: good, warn, bad, info or quiet; none for plain.

    A chip stands alone and begins with a capital, also where its words are the end of a sentence.
    """

    def __init__(self, theme: Theme, tone_of: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tone_of = tone_of

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the base first, so that the selection stays, then the chip on it."""
        words, tone = str(index.data()), self._tone_of(index.data(RECORD_ROLE))
        if not tone:
            super().paint(painter, option, index)
            return
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        base.text = ""
        style = base.widget.style() if base.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, base.widget)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        at_right = bool(base.displayAlignment & Qt.AlignmentFlag.AlignRight)
        self._draw_chip(painter, QRectF(option.rect), capital(words), tone, at_right=at_right)
        painter.restore()

    def _draw_chip(
        self, painter: QPainter, cell: QRectF, words: str, tone: str, *, at_right: bool
    ) -> None:
        metrics = painter.fontMetrics()
        dot, pad = space("tight"), space("near")
        left = cell.left() + space("cell")
        room = round(cell.right() - left) - dot - pad * 3
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(words) + dot + pad * 3
        height = metrics.height() + space("hair") * 2
        if at_right:
            # Its digits stand below those that have no chip.
            left = cell.right() - width - space("tight")
        chip = QRectF(left, cell.center().y() - height / 2, width, height)
        radius = length("chip_radius")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(f"{tone}_soft"))
        painter.drawRoundedRect(chip, radius, radius)
        painter.setBrush(self._theme.colour(tone))
        painter.drawEllipse(QRectF(chip.left() + pad, chip.center().y() - dot / 2, dot, dot))
        painter.setPen(self._theme.colour(tone))
        text = chip.adjusted(pad * 2 + dot, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
