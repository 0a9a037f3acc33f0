"""F1 in every dialog: what it asks, and what its buttons do."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.ui.workplace import Keys

_KEY_AT_END = re.compile(r"(?P<words>.+?)  (?P<key>\S+)")
_HAS_HELP = "has_help"


class DialogHelp(QObject):
    """Gives each dialog its F1 when it first comes to the front.

    While a dialog is open the shortcuts of the window behind it are asleep, so each needs its own.
    """

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        application.focusWindowChanged.connect(self._look)

    @Slot()
    def _look(self, _window: object = None) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and _offers_help(dialog) and not dialog.property(_HAS_HELP):
            dialog.setProperty(_HAS_HELP, True)  # noqa: FBT003 - Qt's signature
            QShortcut("F1", dialog).activated.connect(partial(show_help, dialog))


def topic_of(dialog: type[QDialog]) -> str:
    """The name of a dialog's page: ``PaperDayDialog`` has ``paper_day.md``."""
    name = dialog.__name__.strip("_").removesuffix("Dialog")
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def show_help(dialog: QDialog) -> None:
    """Open the page of a dialog over it; what was typed in it stays."""
    from app.ui.dialogs.help import HelpDialog
    from app.ui.help_pages import dialog_page

    title = dialog.windowTitle()
    page = HelpDialog(dialog, title, dialog_page(topic_of(type(dialog)), _keys_of(dialog)))
    behind = dialog.parentWidget()
    if behind is not None:
        page.resize(page.width(), behind.window().height() * 3 // 5)
    page.open()


def _offers_help(dialog: QDialog) -> bool:
    """Help needs none itself, and what Qt or the system asks is not ours to explain."""
    return type(dialog).__module__.startswith("app.") and type(dialog).__name__ != "HelpDialog"


def _keys_of(dialog: QDialog) -> Keys:
    """The keys that are written on the buttons that can be seen."""
    buttons = (each for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog))
    found = (_KEY_AT_END.fullmatch(each.text()) for each in buttons)
    return tuple((each["key"], each["words"]) for each in found if each)
