"""How a paper's name is drawn: the tick, the name, and below it the quiet detail."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.tokens import length, space
from app.ui.widgets.paper_model import DETAIL_ROLE

Index = QModelIndex | QPersistentModelIndex

_MOST_LINES = 4


class TwoLineDelegate(QStyledItemDelegate):
    """A name over a quiet line; the name may take four lines, then it ends in dots."""

    def __init__(self, theme: Theme, parent: QWidget, detail_role: int = DETAIL_ROLE) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail_role = detail_role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground and tick by style, both texts by hand."""
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        words, base.text = base.text, ""
        style = base.widget.style() if base.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, base, painter, base.widget)
        room = self._text_room(base, style)
        name_lines = _broken(words, option.font, room.width())
        painter.save()
        painter.setFont(option.font)
        painter.setPen(self._theme.colour("text"))
        at = room.top()
        metrics = QFontMetrics(option.font)
        for each in name_lines:
            painter.drawText(QRect(room.left(), at, room.width(), metrics.height()), 0, each)
            at += metrics.height()
        small = _small(option.font)
        painter.setFont(small)
        painter.setPen(self._theme.colour("muted"))
        detail = QFontMetrics(small).elidedText(
            str(index.data(self._detail_role) or ""), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(QRect(room.left(), at, room.width(), metrics.height()), 0, detail)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """High enough for the name as broken at the present width."""
        base = QStyleOptionViewItem(option)
        self.initStyleOption(base, index)
        style = base.widget.style() if base.widget else QApplication.style()
        room = self._text_room(base, style)
        lines = len(_broken(base.text, option.font, room.width()))
        metrics = QFontMetrics(option.font)
        height = metrics.height() * (lines + 1) + space("near") * 2
        return QSize(room.width(), max(height, length("paper_row")))

    @staticmethod
    def _text_room(option: QStyleOptionViewItem, style: QStyle) -> QRect:
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        left = max(room.left(), option.rect.left() + space("near"))
        if option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            box = style.subElementRect(
                QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget
            )
            left = box.right() + space("near")
        top = option.rect.top() + space("near")
        return QRect(left, top, option.rect.right() - left - space("near"), option.rect.height())


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(length("small_pixels"))
    return small


def _broken(words: str, font: QFont, width: int) -> list[str]:
    """At most four lines; what does not fit ends in dots."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    lines: list[str] = []
    begun = 0
    layout.beginLayout()
    while begun < len(words) and len(lines) < _MOST_LINES:
        line = layout.createLine()
        line.setLineWidth(max(width, 1))
        lines.append(words[begun : begun + line.textLength()].rstrip())
        begun += line.textLength()
    layout.endLayout()
    if begun < len(words):
        rest = lines[-1] + words[begun - 1 :]
        lines[-1] = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return lines
