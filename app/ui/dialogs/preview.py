"""Looks at a slip before or instead of printing it, and keeps it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QScrollArea, QWidget

from app.ui.printer import image_of
from app.ui.tokens import length
from app.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from app.printing.raster import Picture


class PreviewDialog(QDialog):
    """The very pages that would be printed, on white as paper is; a scan closes it."""

    gives_way = True

    def __init__(self, parent: QWidget, title: str, pdf: bytes, pages: tuple[Picture, ...]) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._pdf = pdf
        self._title = title
        shown = QWidget()
        sheets = column(gap="card", margin="card")
        for page in pages:
            sheets.addWidget(
                _sheet(page, self.devicePixelRatioF()), 0, Qt.AlignmentFlag.AlignHCenter
            )
        shown.setLayout(sheets)
        scroll = QScrollArea()
        scroll.setWidget(shown)
        scroll.setWidgetResizable(True)
        scroll.setObjectName("sheet")
        scroll.setAccessibleName(title)
        keep, close = QPushButton("&Lưu tệp PDF…"), QPushButton("Đóng  Esc")
        keep.clicked.connect(self._keep)
        keep.setAutoDefault(False)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.setLayout(column(scroll, row(keep, None, close), gap="cell", margin="card"))
        self.resize(self._wanted_size(parent))

    def _wanted_size(self, parent: QWidget) -> QSize:
        return QSize(length("preview") + length("page_frame"), parent.height())

    @Slot()
    def _keep(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Lưu giấy hẹn", f"{self._title}.pdf", "PDF (*.pdf)"
        )
        if name:
            Path(name).write_bytes(self._pdf)


def _sheet(page: Picture, ratio: float) -> QLabel:
    width = round(length("preview") * ratio)
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = QPixmap.fromImage(image_of(page)).scaledToWidth(width, smooth)
    picture.setDevicePixelRatio(ratio)
    sheet = QLabel()
    sheet.setPixmap(picture)
    sheet.setAccessibleName("Trang giấy")
    return sheet
