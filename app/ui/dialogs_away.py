"""Dialogs open while the desk is locked: hidden from everybody, given back to who asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid


def put_dialogs_away() -> list[QDialog]:
    """Hide every dialog: it may show a citizen, and it would keep the page from being used."""
    popup = QApplication.activePopupWidget()
    while popup is not None and popup.close():
        popup = QApplication.activePopupWidget()
    back = []
    for dialog in QApplication.topLevelWidgets():
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            continue
        # Whoever waits in exec() gets its answer when the dialog hides, so that one is over.
        if dialog.windowModality() is Qt.WindowModality.ApplicationModal:
            dialog.reject()
        else:
            dialog.hide()
            back.append(dialog)
    return back


def bring_dialogs_back(dialogs: list[QDialog], *, wanted: bool) -> None:
    """Show what was asked before the desk was locked; to somebody else it means nothing."""
    for dialog in filter(isValid, dialogs):
        if wanted:
            dialog.open()
        else:
            dialog.reject()
