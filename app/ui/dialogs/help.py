"""F1: what this place is for, how it is worked with, which keys help."""

from __future__ import annotations

from PySide6.QtGui import QShortcut, QTextCursor, QTextDocument, QTextFormat, QTextTable
from PySide6.QtWidgets import QDialog, QPushButton, QTextBrowser, QWidget

from app.ui.tokens import length, space
from app.ui.widgets.layouts import column, row


class HelpDialog(QDialog):
    """A page to read; F1, Esc and Enter close it, and so does a scan, which is then acted on."""

    gives_way = True

    def __init__(self, parent: QWidget, title: str, page: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Trợ giúp · {title}")
        self.text = QTextBrowser()
        self.text.setObjectName("help")
        self.text.setAccessibleName(f"Trợ giúp · {title}")
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(space("page"))
        self.text.setMarkdown(page)
        _space_out(self.text.document())
        close = QPushButton("Đóng  Esc")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        QShortcut("F1", self).activated.connect(self.accept)
        self.setLayout(column(self.text, row(None, close), gap="cell", margin="card"))
        self.resize(length("preview") + length("page_frame"), parent.height() * 4 // 5)
        self.text.setFocus()


def _space_out(document: QTextDocument) -> None:
    """Markdown comes without room between its paragraphs, and with frames round its tables."""
    block = document.begin()
    while block.isValid():
        form, is_heading = block.blockFormat(), block.blockFormat().headingLevel() > 0
        in_list, first = block.textList() is not None, block.blockNumber() == 0
        form.setTopMargin(space("page") if is_heading and not first else 0)
        form.setBottomMargin(space("hair" if in_list else "near"))
        QTextCursor(block).setBlockFormat(form)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _quiet(frame)


def _quiet(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(0)
    form.setCellPadding(space("hair"))
    form.setCellSpacing(space("hair"))
    form.setProperty(QTextFormat.Property.FrameBottomMargin, float(space("near")))
    table.setFormat(form)
